import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { RuleMetadata } from './policy.ts';

/** The page of every built-in rule in Markdown, by id: written when Groundwire is built into `dist`. */
export function builtinPages(dist: string): Readonly<Record<string, string>> {
	return JSON.parse(readFileSync(join(dist, 'policies', 'docs.json'), 'utf8')) as Readonly<Record<string, string>>;
}

/** The metadata of the built-in rules. */
export function builtinRules(dist: string): readonly RuleMetadata[] {
	return JSON.parse(readFileSync(join(dist, 'policies', 'rules.json'), 'utf8')) as readonly RuleMetadata[];
}
