import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { PolicyEngine, RuleMetadata } from '../policy.ts';
import { isolatedEngine } from './engine.ts';

/** The built-in policies of the bundle in `dist`, in an isolated child of their own. It starts at once, while the evidence is still being read. */
export async function openBuiltinEngine(dist: string, startedAt: Date): Promise<PolicyEngine> {
	const policies = join(dist, 'policies');
	const [wasm, rules] = await Promise.all([readFile(join(policies, 'policies.wasm')), readFile(join(policies, 'rules.json'), 'utf8')]);
	return isolatedEngine({
		entry: join(dist, 'child', 'judge.js'),
		readable: [dist],
		program: { kind: 'wasm', wasm },
		rules: JSON.parse(rules) as readonly RuleMetadata[],
		startedAt: startedAt.getTime(),
		eager: true,
	});
}
