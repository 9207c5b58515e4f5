import { readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, normalize } from 'node:path';

/** What a person's paths hold. Paths of files begin with the path that was given. */
export interface AuthoredSources {
	/** The paths that were given, as OPA's loader takes them. */
	readonly paths: readonly string[];
	/** Rego and data files: what `opa` would load. */
	readonly files: Readonly<Record<string, string>>;
	/** Folders of fixtures, each beside the Rego that it belongs to. */
	readonly fixtures: readonly string[];
}

const FIXTURES = 'fixtures';
const LOADED = ['.rego', '.json', '.yaml', '.yml'];

/** Reads what `opa` would load of the paths, and sets aside the folders of fixtures. A path that does not exist throws Node's own error. */
export function readAuthored(paths: readonly string[]): AuthoredSources {
	const files: Record<string, string> = {};
	const fixtures: string[] = [];
	for (const path of paths.map((given) => normalize(given))) {
		for (const file of filesBelow(path, (folder) => (isFixtures(folder) ? (fixtures.push(folder), false) : true))) {
			// A file that was named is loaded whatever it is called.
			if (file === path || LOADED.includes(extname(file))) files[file] = readFileSync(file, 'utf8');
		}
	}
	return { paths, files, fixtures: [...new Set(fixtures)].sort() };
}

/** The Rego files of the paths, fixtures included: a formatter leaves nothing out. */
export function readRego(paths: readonly string[]): Record<string, string> {
	const found = paths.flatMap((path) => filesBelow(normalize(path), () => true)).filter((file) => extname(file) === '.rego');
	return Object.fromEntries(found.map((file) => [file, readFileSync(file, 'utf8')]));
}

/** A folder of fixtures stands beside Rego and holds none: what `opa` users keep under that name stays theirs. */
function isFixtures(folder: string): boolean {
	if (basename(folder) !== FIXTURES) return false;
	const beside = readdirSync(dirname(folder)).some((name) => extname(name) === '.rego');
	return beside && !filesBelow(folder, () => true).some((file) => extname(file) === '.rego');
}

/** Files at and below a path, in the order of their names. As for `opa`, links are followed; a folder inside itself is not. */
function filesBelow(path: string, enters: (folder: string) => boolean, above: readonly string[] = []): string[] {
	if (!statSync(path).isDirectory()) return [path];
	const real = realpathSync(path);
	if (above.includes(real) || (above.length > 0 && !enters(path))) return [];
	return readdirSync(path).sort().flatMap((name) => filesBelow(join(path, name), enters, [...above, real]));
}
