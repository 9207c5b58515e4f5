import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** The fixtures of rules about code, each a small service: `policies/code/<rule>/fixtures/<kind>/<case>`. */
export function fixturesOf(rules: readonly string[], kind: 'good' | 'bad'): string[] {
	return rules.flatMap((rule) => globSync(`policies/code/${rule}/fixtures/${kind}/*`, { cwd: ROOT })).map((path) => path.replaceAll('\\', '/')).sort();
}

/** The rule whose fixture it is. */
export function ruleOf(fixture: string): string {
	return fixture.split('/')[2] ?? '';
}

/** The files of such a service by path. */
export function filesOf(fixture: string): Readonly<Record<string, string>> {
	const paths = globSync(['**/*.*', '**/.env*'], { cwd: join(ROOT, fixture) }).map((path) => path.replaceAll('\\', '/'));
	return Object.fromEntries(paths.map((path) => [path, readFileSync(join(ROOT, fixture, path), 'utf8')]));
}
