import type { EntryKind, ObjectId, RepoPath } from '../change/change.ts';

/** What a synchronous source of git objects answers. `too-large` is a blob above the file limit: it is never read. */
export type ObjectAnswer = { readonly type: 'blob' | 'tree'; readonly bytes: Uint8Array } | 'missing' | 'too-large';

/** Git objects by id, synchronously: in the isolated child each call is one round trip to the process that owns git. */
export interface ObjectReader {
	read(id: ObjectId): ObjectAnswer;
}

export interface SourceEntry {
	readonly kind: EntryKind | 'directory';
	readonly id: ObjectId;
}

/** One revision's files, read lazily: cost follows what is asked for, never the size of the repository. */
export interface SourceTree {
	/** The entry at a path; symlinks are reported as such and never followed. */
	entry(path: string): SourceEntry | undefined;
	/** Names in a directory (`''` is the root); empty when there is none. */
	list(path: string): ReadonlyMap<string, SourceEntry>;
	/** The bytes of a regular file; undefined when it is absent, too large or no regular file. */
	read(path: string): Uint8Array | undefined;
	/** The bytes of a blob by id. */
	blob(id: ObjectId): ObjectAnswer;
}

/** Reads a tree object; `hashLength` is in bytes. The pure parser is the change room's, handed in so that this room knows no git. */
export type TreeParser = (bytes: Uint8Array, hashLength: number) => ReadonlyMap<string, SourceEntry>;

const EMPTY: ReadonlyMap<string, SourceEntry> = new Map();

/** A `SourceTree` over git objects. `root` is absent for an empty side. */
export class GitSourceTree implements SourceTree {
	readonly #reader: ObjectReader;
	readonly #parse: TreeParser;
	readonly #directories = new Map<string, ReadonlyMap<string, SourceEntry>>();

	constructor(reader: ObjectReader, parse: TreeParser, root: ObjectId | undefined) {
		this.#reader = reader;
		this.#parse = parse;
		this.#directories.set('', root === undefined ? EMPTY : this.#load(root));
	}

	list(path: string): ReadonlyMap<string, SourceEntry> {
		const known = this.#directories.get(path);
		if (known !== undefined) return known;
		const entry = this.entry(path);
		const listed = entry?.kind === 'directory' ? this.#load(entry.id) : EMPTY;
		this.#directories.set(path, listed);
		return listed;
	}

	entry(path: string): SourceEntry | undefined {
		const slash = path.lastIndexOf('/');
		return this.list(slash < 0 ? '' : path.slice(0, slash)).get(path.slice(slash + 1));
	}

	read(path: string): Uint8Array | undefined {
		const entry = this.entry(path);
		if (entry === undefined || (entry.kind !== 'file' && entry.kind !== 'executable')) return undefined;
		const answer = this.#reader.read(entry.id);
		return typeof answer === 'string' || answer.type !== 'blob' ? undefined : answer.bytes;
	}

	blob(id: ObjectId): ObjectAnswer {
		return this.#reader.read(id);
	}

	#load(id: ObjectId): ReadonlyMap<string, SourceEntry> {
		const answer = this.#reader.read(id);
		return typeof answer === 'string' || answer.type !== 'tree' ? EMPTY : this.#parse(answer.bytes, id.length / 2);
	}
}

/** The directory of a path, `''` for the root. */
export function directoryOf(path: string): string {
	const slash = path.lastIndexOf('/');
	return slash < 0 ? '' : path.slice(0, slash);
}

/** Joins and normalises a relative path inside the tree; undefined when it leaves the root. */
export function joinPath(directory: string, relative: string): string | undefined {
	const parts = directory === '' ? [] : directory.split('/');
	for (const part of relative.split('/')) {
		if (part === '' || part === '.') continue;
		if (part !== '..') parts.push(part);
		else if (parts.pop() === undefined) return undefined;
	}
	return parts.join('/');
}

/** The tree's directories from the one of `path` up to the root. */
export function* ancestors(path: string): Generator<string> {
	for (let directory = directoryOf(path); ; directory = directoryOf(directory)) {
		yield directory;
		if (directory === '') return;
	}
}

export function asRepoPath(path: string): RepoPath {
	return path as RepoPath;
}
