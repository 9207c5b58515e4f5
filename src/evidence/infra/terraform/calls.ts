import { ancestors, joinPath, type SourceTree } from '../../../parse/source-tree.ts';
import { isTerraformPath } from './paths.ts';

/** The local sources of module calls, by a look at the text. A word too much costs the reading of a directory; the evaluator decides. */
const SOURCE = /\bsource"?\s*[=:]\s*"(\.{1,2}(?:\/[^"$%\\\n]*)?)"/g;
/** Folders in which nobody keeps modules of their own. */
const SKIPPED = new Set(['node_modules', '.git', '.terraform', '.terragrunt-cache', '.venv']);
/** How much of a repository is searched for callers: directories, and files of Terraform. */
const MOST_DIRECTORIES = 4_000;
const MOST_FILES = 4_000;
/** How many directories one module may lead to. */
const MOST_MEMBERS = 60;

/** A module that nobody calls, and the directories that it leads to. */
export interface RootModule {
	readonly directory: string;
	readonly members: readonly string[];
}

/** Which modules of a tree call which others, by directory. */
export class CallGraph {
	readonly #tree: SourceTree;
	readonly #calls = new Map<string, readonly string[]>();
	readonly #callers = new Map<string, Set<string>>();
	readonly #searched = new Set<string>();
	#files = 0;

	constructor(tree: SourceTree) {
		this.#tree = tree;
	}

	/** The modules that have to be evaluated so that these directories are, with the values of whoever calls them. */
	roots(directories: readonly string[]): readonly RootModule[] {
		for (const directory of directories) this.#searchAround(directory);
		const found = new Set(directories.flatMap((directory) => [...this.#rootsOf(directory)]));
		return [...found].sort().map((directory) => ({ directory, members: this.members(directory) }));
	}

	/** A module's directory and those that it leads to. */
	members(directory: string): readonly string[] {
		const found = new Set([directory]);
		for (const member of found) {
			for (const called of this.#callsOf(member)) if (found.size < MOST_MEMBERS) found.add(called);
		}
		return [...found];
	}

	/** Up to those that nobody calls; modules that call each other in a circle are roots themselves. */
	#rootsOf(directory: string): ReadonlySet<string> {
		const seen = new Set([directory]);
		const roots = new Set<string>();
		for (const module of seen) {
			const callers = this.#callers.get(module) ?? new Set<string>();
			if (callers.size === 0) roots.add(module);
			for (const caller of callers) seen.add(caller);
		}
		return roots.size === 0 ? new Set([directory]) : roots;
	}

	/** The nearest directories first: where a repository is larger than what is searched, far callers are missed. */
	#searchAround(directory: string): void {
		for (const above of ancestors(`${directory}/x`)) this.#search(above);
	}

	#search(directory: string): void {
		if (this.#searched.has(directory)) return;
		const waiting = [directory];
		for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
			if (this.#searched.has(next)) continue;
			if (this.#searched.size >= MOST_DIRECTORIES || this.#files >= MOST_FILES) return;
			this.#searched.add(next);
			for (const called of this.#callsOf(next)) this.#callersOf(called).add(next);
			for (const [name, { kind }] of this.#tree.list(next)) {
				if (kind === 'directory' && !SKIPPED.has(name)) waiting.push(next === '' ? name : `${next}/${name}`);
			}
		}
	}

	#callersOf(directory: string): Set<string> {
		const callers = this.#callers.get(directory) ?? new Set<string>();
		this.#callers.set(directory, callers);
		return callers;
	}

	#callsOf(directory: string): readonly string[] {
		const known = this.#calls.get(directory);
		if (known !== undefined) return known;
		const found = new Set<string>();
		for (const path of terraformFiles(this.#tree, directory)) {
			this.#files++;
			for (const source of localSources(this.#tree.read(path))) {
				const called = joinPath(directory, source);
				if (called !== undefined && called !== directory && terraformFiles(this.#tree, called).length > 0) found.add(called);
			}
		}
		const calls = [...found];
		this.#calls.set(directory, calls);
		return calls;
	}
}

function terraformFiles(tree: SourceTree, directory: string): string[] {
	const prefix = directory === '' ? '' : `${directory}/`;
	return [...tree.list(directory)].flatMap(([name, { kind }]) => ((kind === 'file' || kind === 'executable') && isTerraformPath(prefix + name) ? [prefix + name] : []));
}

function localSources(bytes: Uint8Array | undefined): string[] {
	if (bytes === undefined) return [];
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (!buffer.includes('source')) return [];
	return [...buffer.toString('utf8').matchAll(SOURCE)].flatMap(([, source]) => source ?? []);
}

/** What the documents of a called module are judged with: those of the same call, and of no other. */
export function callWorkspace(root: string, address: string): string {
	return `${root} ${address}`;
}

/** The outermost module's directory, and the names of the calls that lead to a workspace's module: `module.logs`; undefined where it is called by nobody. */
export function callOf(workspace: string | undefined): { readonly root: string; readonly calls: readonly string[] } | undefined {
	const [, root, address] = /^(.*?) (module\..*)$/s.exec(workspace ?? '') ?? [];
	if (root === undefined || address === undefined) return undefined;
	return { root, calls: [...address.matchAll(/(?:^|\.)(module\.[\w-]+)/g)].flatMap(([, call]) => call ?? []) };
}
