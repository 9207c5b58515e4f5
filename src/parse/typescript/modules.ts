import { isBuiltin } from 'node:module';

import type { ObjectId, Side } from '../../change/change.ts';
import { isCodePath } from '../code-path.ts';
import { checkDepth } from '../depth.ts';
import { type SourceTree, asRepoPath, directoryOf, joinPath } from '../source-tree.ts';
import { decodeText } from '../text.ts';
import { writtenText } from './comments.ts';
import type { ts } from './compiler.ts';
import { Packages, entryCandidates } from './packages.ts';
import type { ParsedSource, SourceParser } from './parser.ts';
import { PathMappings } from './path-mapping.ts';

/** One code file of one side. */
export interface Module {
	readonly side: Side;
	readonly path: string;
	readonly sourceFile: ts.SourceFile;
	readonly codebase: Codebase;
}

/** What an import specifier leads to. */
export type Resolution =
	| { readonly kind: 'module'; readonly module: Module }
	/** A package that is not in this repository; `name` is the package, `subpath` what follows it. */
	| { readonly kind: 'package'; readonly name: string; readonly subpath: string }
	| { readonly kind: 'unresolved' };

/** The code base before a change, and where its files stood. */
export interface Earlier {
	readonly codebase: Codebase;
	readonly pathOf: (path: string) => string;
}

const ENDINGS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
const UNRESOLVED: Resolution = { kind: 'unresolved' };

/** The code of one side: files on demand, imports resolved inside the repository, no node_modules needed. */
export class Codebase {
	readonly side: Side;
	readonly tree: SourceTree;
	readonly packages: Packages;
	readonly #mappings: PathMappings;
	readonly #parser: SourceParser;
	readonly #modules = new Map<string, Module | undefined>();
	readonly #resolutions = new Map<string, Resolution>();
	readonly #textsBefore = new Map<string, string>();
	readonly #earlier: Earlier | undefined;

	/** `earlier` is the code base before the change; without it the code base is its own base. */
	constructor(side: Side, tree: SourceTree, parser: SourceParser, earlier?: Earlier) {
		this.side = side;
		this.#earlier = earlier;
		this.tree = tree;
		this.packages = new Packages(tree);
		this.#mappings = new PathMappings(tree);
		this.#parser = parser;
	}

	/** The code base before the change: itself, where there is none. */
	get base(): Codebase {
		return this.#earlier?.codebase ?? this;
	}

	/** Where a file stood before the change: its own path, unless it was renamed. */
	pathBefore(path: string): string {
		return this.#earlier?.pathOf(path) ?? path;
	}

	/**
	 * The text that the file had at base, empty when it is new. What a file says of itself (`@generated`) counts once it stood there: a
	 * pull request cannot talk its way out.
	 */
	textBefore(path: string): string {
		const known = this.#textsBefore.get(path);
		if (known !== undefined) return known;
		const text = this.#unchangedText(path) ?? new TextDecoder('utf-8').decode(this.base.tree.read(this.pathBefore(path)));
		this.#textsBefore.set(path, text);
		return text;
	}

	/** The text of a file that was parsed already and is the same object at base: it need not be read again. */
	#unchangedText(path: string): string | undefined {
		const before = this.pathBefore(path);
		const id = this.base.tree.entry(before)?.id;
		const parsed = id === undefined ? undefined : this.#parser.known(id, before);
		return parsed === undefined ? undefined : writtenText(parsed.sourceFile);
	}

	/** Parses text that the caller has checked against the limits. */
	parse(path: string, blob: ObjectId, text: string): ParsedSource & { readonly module: Module } {
		const parsed = this.#parser.parse(blob, path, text);
		return { ...parsed, module: this.#keep(path, parsed) };
	}

	#keep(path: string, { sourceFile }: ParsedSource): Module {
		const module = { side: this.side, path, sourceFile, codebase: this };
		this.#modules.set(path, module);
		return module;
	}

	/** The module at a path, for following an import; undefined when it cannot be read or parsed. */
	module(path: string): Module | undefined {
		if (this.#modules.has(path)) return this.#modules.get(path);
		// Set before parsing: an import cycle must end.
		this.#modules.set(path, undefined);
		const entry = this.tree.entry(path);
		// Most of what is imported is the same at base and head: what one side has read serves the other.
		const known = entry?.kind === 'file' || entry?.kind === 'executable' ? this.#parser.known(entry.id, path) : undefined;
		if (known !== undefined) return this.#keep(path, known);
		const bytes = entry === undefined ? undefined : this.tree.read(path);
		if (entry === undefined || bytes === undefined) return undefined;
		const decoded = decodeText(asRepoPath(path), bytes);
		if (!decoded.ok || checkDepth(decoded.value, 'code') !== undefined) return undefined;
		return this.parse(path, entry.id, decoded.value.text).module;
	}

	/** Resolves an import specifier as written in `from`. */
	resolve(from: Module, specifier: string): Resolution {
		const key = `${directoryOf(from.path)}\0${specifier}`;
		const known = this.#resolutions.get(key);
		if (known !== undefined) return known;
		const resolution = this.#resolve(from, specifier);
		this.#resolutions.set(key, resolution);
		return resolution;
	}

	#resolve(from: Module, specifier: string): Resolution {
		if (specifier.startsWith('.')) {
			const path = joinPath(directoryOf(from.path), specifier);
			return (path === undefined ? undefined : this.#file([path])) ?? UNRESOLVED;
		}
		if (specifier.startsWith('node:') || isBuiltin(specifier)) {
			return { kind: 'package', name: `node:${specifier.replace(/^node:/, '')}`, subpath: '' };
		}
		if (specifier.startsWith('#')) return this.#subpathImport(from, specifier);
		return this.#file(this.#mappings.candidates(from.path, specifier)) ?? this.#package(specifier);
	}

	#package(specifier: string): Resolution {
		const parts = specifier.split('/');
		const name = parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
		const subpath = parts.slice(specifier.startsWith('@') ? 2 : 1).join('/');
		const workspace = this.packages.workspace(name);
		const local = workspace === undefined ? undefined : this.#file(entryCandidates(workspace, subpath));
		return local ?? { kind: 'package', name, subpath };
	}

	#subpathImport(from: Module, specifier: string): Resolution {
		const owner = this.packages.owner(from.path);
		if (owner === undefined) return UNRESOLVED;
		const asExports = { ...owner, raw: { exports: rename(owner.raw['imports']) } };
		return this.#file(entryCandidates(asExports, specifier.slice(1))) ?? UNRESOLVED;
	}

	#file(candidates: readonly string[]): Resolution | undefined {
		for (const candidate of candidates) {
			for (const path of spellings(candidate)) {
				if (!isCodePath(path) || this.tree.entry(path)?.kind !== 'file') continue;
				const module = this.module(path);
				if (module !== undefined) return { kind: 'module', module };
			}
		}
		return undefined;
	}
}

/** The files that a path without regard to its ending may mean: `./a.js` is `./a.ts` in TypeScript sources. */
function* spellings(path: string): Generator<string> {
	const written = /\.(?:d\.)?([cm]?)[jt]s(x?)$/.exec(path);
	if (written !== null) {
		const stem = path.slice(0, written.index);
		yield `${stem}.${written[1]}ts${written[2]}`;
		yield path;
		yield `${stem}.tsx`;
	}
	for (const ending of ENDINGS) yield path + ending;
	for (const ending of ENDINGS) yield `${path}/index${ending}`;
}

/** `imports` of package.json in the shape of `exports`: `#a` becomes `./a`. */
function rename(imports: unknown): Readonly<Record<string, unknown>> {
	if (typeof imports !== 'object' || imports === null) return {};
	return Object.fromEntries(Object.entries(imports).map(([key, target]) => [`./${key.slice(1)}`, target]));
}
