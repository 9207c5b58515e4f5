import { type SourceTree, ancestors, directoryOf, joinPath } from '../source-tree.ts';
import { ts } from './compiler.ts';
import { record } from '../json-values.ts';

/** `paths` and `baseUrl` of a tsconfig, with `extends` followed inside the repository. */
interface Mapping {
	readonly base: string | undefined;
	readonly paths: readonly (readonly [pattern: string, targets: readonly string[], root: string])[];
}

const NO_MAPPING: Mapping = { base: undefined, paths: [] };
const MAX_EXTENDS = 5;
const decoder = new TextDecoder('utf-8');

/** tsconfig path mapping for the files of one tree. */
export class PathMappings {
	readonly #tree: SourceTree;
	readonly #known = new Map<string, Mapping>();

	constructor(tree: SourceTree) {
		this.#tree = tree;
	}

	/** Paths that a bare specifier may stand for, seen from a file; empty when nothing maps it. */
	candidates(from: string, specifier: string): string[] {
		for (const directory of ancestors(from)) {
			const file = ['tsconfig.json', 'jsconfig.json'].map((name) => (directory === '' ? name : `${directory}/${name}`)).find((path) => this.#tree.entry(path) !== undefined);
			if (file === undefined) continue;
			const found = expand(this.#mapping(file, 0), specifier);
			if (found.length > 0) return found;
		}
		return [];
	}

	#mapping(path: string, depth: number): Mapping {
		const known = this.#known.get(path);
		if (known !== undefined) return known;
		const mapping = this.#read(path, depth);
		this.#known.set(path, mapping);
		return mapping;
	}

	#read(path: string, depth: number): Mapping {
		const bytes = this.#tree.read(path);
		if (bytes === undefined || depth > MAX_EXTENDS) return NO_MAPPING;
		const config = record(ts.parseConfigFileTextToJson(path, decoder.decode(bytes)).config);
		const directory = directoryOf(path);
		const inherited = this.#inherited(config['extends'], directory, depth);
		const options = record(config['compilerOptions']);
		const baseUrl = typeof options['baseUrl'] === 'string' ? joinPath(directory, options['baseUrl']) : inherited.base;
		if (options['paths'] === undefined) return { base: baseUrl, paths: inherited.paths };
		const root = baseUrl ?? directory;
		const paths = Object.entries(record(options['paths'])).map(
			([pattern, targets]) => [pattern, Array.isArray(targets) ? targets.filter((target) => typeof target === 'string') : [], root] as const,
		);
		return { base: baseUrl, paths };
	}

	#inherited(field: unknown, directory: string, depth: number): Mapping {
		for (const parent of Array.isArray(field) ? field : [field]) {
			if (typeof parent !== 'string' || !parent.startsWith('.')) continue;
			const path = joinPath(directory, parent.endsWith('.json') ? parent : `${parent}.json`);
			if (path !== undefined) return this.#mapping(path, depth + 1);
		}
		return NO_MAPPING;
	}
}

function expand({ base, paths }: Mapping, specifier: string): string[] {
	const found: string[] = [];
	for (const [pattern, targets, root] of paths) {
		const [start = '', end] = pattern.split('*');
		const matches = end === undefined ? pattern === specifier : specifier.startsWith(start) && specifier.endsWith(end);
		if (!matches) continue;
		const star = end === undefined ? '' : specifier.slice(start.length, specifier.length - end.length);
		for (const target of targets) {
			const path = joinPath(root, target.replace('*', star));
			if (path !== undefined) found.push(path);
		}
	}
	const plain = base === undefined ? undefined : joinPath(base, specifier);
	return plain === undefined ? found : [...found, plain];
}
