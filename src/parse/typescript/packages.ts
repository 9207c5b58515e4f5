import { load } from 'js-yaml';

import { type SourceTree, ancestors, joinPath } from '../source-tree.ts';
import { record } from '../json-values.ts';

/** What we read of a package.json. Everything in it is text from the repository. */
export interface PackageManifest {
	readonly directory: string;
	readonly name: string;
	readonly dependencies: ReadonlyMap<string, string>;
	readonly raw: Readonly<Record<string, unknown>>;
}

const decoder = new TextDecoder('utf-8');

/** Package manifests and workspaces of one tree, read when first asked for. */
export class Packages {
	readonly #tree: SourceTree;
	readonly #manifests = new Map<string, PackageManifest | undefined>();
	#workspaces: Map<string, PackageManifest> | undefined;
	#pnpm: Readonly<Record<string, unknown>> | undefined;

	constructor(tree: SourceTree) {
		this.#tree = tree;
	}

	/** The manifest in a directory, if there is a readable one. */
	at(directory: string): PackageManifest | undefined {
		if (this.#manifests.has(directory)) return this.#manifests.get(directory);
		const manifest = this.#load(directory);
		this.#manifests.set(directory, manifest);
		return manifest;
	}

	/** The nearest manifest above a file. */
	owner(path: string): PackageManifest | undefined {
		for (const directory of ancestors(path)) {
			const manifest = this.at(directory);
			if (manifest !== undefined) return manifest;
		}
		return undefined;
	}

	/** The version range that the file's package, or one above it, declares for a dependency. */
	version(path: string, dependency: string): string | undefined {
		for (const directory of ancestors(path)) {
			const version = this.at(directory)?.dependencies.get(dependency);
			if (version !== undefined) return version;
		}
		return undefined;
	}

	/** A package of this repository by its name. */
	workspace(name: string): PackageManifest | undefined {
		this.#workspaces ??= this.#findWorkspaces();
		return this.#workspaces.get(name);
	}

	/** Every package: the root's, those of its workspaces, and those in its folders where it names none. In the order of their directories. */
	all(): PackageManifest[] {
		const root = this.at('');
		const named = this.#patterns().flatMap((pattern) => this.#expand(pattern));
		const folders = named.length > 0 ? named : [...this.#children('', '*'), ...this.#below('', 2)];
		const found = [...new Set(folders)].map((directory) => this.at(directory)).filter((manifest) => manifest !== undefined);
		const byDirectory = (a: PackageManifest, b: PackageManifest): number => (a.directory < b.directory ? -1 : Number(a.directory > b.directory));
		return [...(root === undefined ? [] : [root]), ...found.filter(({ directory }) => directory !== '').sort(byDirectory)];
	}

	#load(directory: string): PackageManifest | undefined {
		const raw = readJson(this.#tree, directory === '' ? 'package.json' : `${directory}/package.json`);
		if (raw === undefined) return undefined;
		const dependencies = new Map<string, string>();
		for (const field of ['devDependencies', 'peerDependencies', 'optionalDependencies', 'dependencies']) {
			for (const [name, version] of Object.entries(record(raw[field]))) dependencies.set(name, this.#fromCatalog(name, String(version)));
		}
		return { directory, name: typeof raw['name'] === 'string' ? raw['name'] : '', dependencies, raw };
	}

	#findWorkspaces(): Map<string, PackageManifest> {
		const found = new Map<string, PackageManifest>();
		for (const pattern of this.#patterns()) {
			for (const directory of this.#expand(pattern)) {
				const manifest = this.at(directory);
				if (manifest !== undefined && manifest.name !== '') found.set(manifest.name, manifest);
			}
		}
		return found;
	}

	#patterns(): string[] {
		const field = this.at('')?.raw['workspaces'];
		const listed = Array.isArray(field) ? field : record(field)['packages'];
		const patterns = Array.isArray(listed) ? listed : [];
		return [...patterns, ...this.#pnpmPatterns()].filter((pattern) => typeof pattern === 'string' && !pattern.startsWith('!'));
	}

	#pnpmPatterns(): unknown[] {
		const packages = this.#pnpmWorkspace()['packages'];
		return Array.isArray(packages) ? packages : [];
	}

	/** `catalog:` and `catalog:NAME` stand for a version that the whole workspace shares. */
	#fromCatalog(name: string, version: string): string {
		const [, catalog] = /^catalog:(.*)$/.exec(version) ?? [];
		if (catalog === undefined) return version;
		const workspace = this.#pnpmWorkspace();
		const versions = record(catalog === '' || catalog === 'default' ? (workspace['catalog'] ?? record(workspace['catalogs'])['default']) : record(workspace['catalogs'])[catalog]);
		return typeof versions[name] === 'string' ? versions[name] : version;
	}

	#pnpmWorkspace(): Readonly<Record<string, unknown>> {
		this.#pnpm ??= this.#loadPnpmWorkspace();
		return this.#pnpm;
	}

	#loadPnpmWorkspace(): Readonly<Record<string, unknown>> {
		const bytes = this.#tree.read('pnpm-workspace.yaml');
		if (bytes === undefined) return {};
		try {
			return record(load(decoder.decode(bytes)));
		} catch {
			// A broken workspace file leaves imports between packages unresolved: facts turn `unknown`, which is safe.
			return {};
		}
	}

	/** Directories that match a workspace pattern: `*` is one level, `**` is three at the most. */
	#expand(pattern: string): string[] {
		let directories = [''];
		for (const part of pattern.replace(/\/+$/, '').replace(/^\.\//, '').split('/')) {
			if (part === '**') directories = [1, 2, 3].flatMap((depth) => directories.flatMap((directory) => this.#below(directory, depth)));
			else if (part.includes('*')) directories = directories.flatMap((directory) => this.#children(directory, part));
			else directories = directories.map((directory) => joinPath(directory, part)).filter((directory) => directory !== undefined);
		}
		return directories;
	}

	#below(directory: string, depth: number): string[] {
		const children = this.#children(directory, '*');
		return depth === 1 ? children : children.flatMap((child) => this.#below(child, depth - 1));
	}

	#children(directory: string, part: string): string[] {
		const [start = '', end = ''] = part.split('*');
		return [...this.#tree.list(directory)]
			.filter(([name, entry]) => entry.kind === 'directory' && name !== 'node_modules' && name.startsWith(start) && name.endsWith(end))
			.map(([name]) => (directory === '' ? name : `${directory}/${name}`));
	}
}

/** Where a package may keep the source of an entry point, most likely first; paths without regard to endings. */
export function entryCandidates(manifest: PackageManifest, subpath: string): string[] {
	const targets = [...exportTargets(manifest.raw['exports'], subpath === '' ? '.' : `./${subpath}`)];
	if (subpath === '') targets.push(...['source', 'types', 'module', 'main'].map((field) => manifest.raw[field]).filter((field) => typeof field === 'string'));
	const fromBuild = targets.flatMap((target) => [target, target.replace(/(^|\/)(?:dist|build|lib|out|esm|cjs)\//, '$1src/')]);
	const plain = subpath === '' ? ['src/index', 'index', 'lib/index', 'src/main'] : [subpath, `src/${subpath}`];
	return [...fromBuild, ...plain]
		.map((candidate) => joinPath(manifest.directory, candidate))
		.filter((candidate) => candidate !== undefined);
}

function* exportTargets(exported: unknown, key: string): Generator<string> {
	if (typeof exported === 'string') {
		if (key === '.') yield exported;
		return;
	}
	const map = record(exported);
	if (!Object.keys(map).some((name) => name.startsWith('.'))) {
		if (key === '.') yield* strings(map);
		return;
	}
	for (const [pattern, target] of Object.entries(map)) {
		const [start = '', end] = pattern.split('*');
		if (end === undefined ? pattern !== key : !(key.startsWith(start) && key.endsWith(end))) continue;
		const star = end === undefined ? '' : key.slice(start.length, key.length - end.length);
		for (const text of strings(target)) yield text.replaceAll('*', star);
	}
}

function* strings(value: unknown): Generator<string> {
	if (typeof value === 'string') yield value;
	else for (const inner of Object.values(record(value))) yield* strings(inner);
}

/** A JSON file with comments allowed nowhere; undefined when it cannot be read. */
function readJson(tree: SourceTree, path: string): Readonly<Record<string, unknown>> | undefined {
	const bytes = tree.read(path);
	if (bytes === undefined) return undefined;
	try {
		return record(JSON.parse(decoder.decode(bytes)));
	} catch {
		return undefined;
	}
}
