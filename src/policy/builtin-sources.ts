import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The sources of the built-in policies, by path from the repository's root, and the schemas they are checked against. */
export interface BuiltinSources {
	/** `policies/<domain>/<rule>/policy.rego`: each is one rule. */
	readonly policies: Readonly<Record<string, string>>;
	/** Rego that rules share: any other `.rego` below policies/ that is no test. */
	readonly library: Readonly<Record<string, string>>;
	readonly tests: Readonly<Record<string, string>>;
	readonly schemas: Readonly<Record<string, unknown>>;
}

/** Reads the sources below the repository's root, in the order of their paths. Fixtures are left out. */
export function readBuiltinSources(root: string): BuiltinSources {
	const paths = globSync('policies/**/*.rego', { cwd: root })
		.map((path) => path.replaceAll('\\', '/'))
		.filter((path) => !path.includes('/fixtures/'))
		.sort();
	const read = (test: (path: string) => boolean): Record<string, string> =>
		Object.fromEntries(paths.filter(test).map((path) => [path, readFileSync(join(root, path), 'utf8')]));
	return {
		policies: read(isRule),
		library: read((path) => !isRule(path) && !isTest(path)),
		tests: read(isTest),
		schemas: readSchemas(join(root, 'src/evidence/schema')),
	};
}

const isTest = (path: string): boolean => path.endsWith('_test.rego');
const isRule = (path: string): boolean => /^policies\/[^/]+\/[^/]+\/policy\.rego$/.test(path);

/** `code.json` is `schema.code`. */
function readSchemas(directory: string): Record<string, unknown> {
	if (!existsSync(directory)) return {};
	const files = globSync('*.json', { cwd: directory }).sort();
	return Object.fromEntries(files.map((file) => [basename(file, '.json'), JSON.parse(readFileSync(join(directory, file), 'utf8')) as unknown]));
}
