import type { ObjectId } from '../change/change.ts';
import { parseTree } from '../change/tree-entries.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { limit } from '../parse/limits.ts';
import { directoryOf, joinPath, type ObjectAnswer, type SourceEntry } from '../parse/source-tree.ts';

/** A tree of git objects, of this repository or of another. */
export interface PackTree {
	readonly root: ObjectId;
	readonly object: (id: ObjectId) => Promise<ObjectAnswer>;
}

/** The text files below a folder, by path from the root, in the order of their paths. */
export type PackFiles = ReadonlyMap<string, string>;

/** Does a file of this name belong to what is asked for? */
export type Wanted = (name: string) => boolean;

/** Where a pack's files come from. */
export interface PackSource {
	/** The files below a folder, or one file; `.` is the root. Undefined where there is none. */
	readonly files: (path: string, wanted: Wanted) => Promise<PackFiles | undefined>;
}

/** Files that were read already. */
export function knownFiles(files: PackFiles): PackSource {
	return {
		files: (path, wanted) => {
			const found = [...files].filter(([file]) => path === '.' || file === path || file.startsWith(`${path}/`));
			return Promise.resolve(found.length === 0 ? undefined : new Map(found.filter(([file]) => wanted(nameOf(file)))));
		},
	};
}

/**
 * The files of a tree of git objects. A pack over the limits, or with a symbolic link or a submodule where files of it may be, is a
 * ConfigurationError: half a pack must not judge.
 */
export function filesOfTree(tree: PackTree): PackSource {
	return { files: (path, wanted) => readFiles(tree, path, wanted) };
}

async function readFiles(tree: PackTree, path: string, wanted: Wanted): Promise<PackFiles | undefined> {
	const entry = await entryOf(tree, path);
	if (entry === undefined) return undefined;
	if (entry.kind !== 'directory' && !wanted(nameOf(path))) throw unreadable(path, entry.kind === 'file' || entry.kind === 'executable' ? 'is of a kind that is not read here' : NOT_READ[entry.kind]);
	const files = new Map<string, string>();
	const budget = { files: limit('packFiles'), bytes: limit('packBytes') };
	await collect(tree, path === '.' ? '' : path, entry, wanted, files, budget);
	return new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

async function entryOf(tree: PackTree, path: string): Promise<SourceEntry | undefined> {
	let entry: SourceEntry | undefined = { kind: 'directory', id: tree.root };
	for (const name of path === '.' ? [] : path.split('/')) {
		if (entry?.kind !== 'directory') return undefined;
		entry = (await entriesOf(tree, entry.id))?.get(name);
	}
	return entry;
}

async function entriesOf({ object, root }: PackTree, id: ObjectId): Promise<ReadonlyMap<string, SourceEntry> | undefined> {
	const answer = await object(id);
	return typeof answer === 'string' || answer.type !== 'tree' ? undefined : parseTree(answer.bytes, root.length / 2);
}

/** A pack without what stands there would judge by half. */
const NOT_READ = { symlink: 'is a symbolic link, which is never followed', submodule: 'is a submodule, which is not read' } as const;

interface Budget {
	files: number;
	bytes: number;
}

async function collect(tree: PackTree, path: string, { kind, id }: SourceEntry, wanted: Wanted, files: Map<string, string>, budget: Budget): Promise<void> {
	if (kind === 'directory') {
		const entries = await entriesOf(tree, id);
		if (entries === undefined) throw unreadable(path, 'is not in this clone; fetch it and run again');
		for (const [name, entry] of entries) await collect(tree, path === '' ? name : `${path}/${name}`, entry, wanted, files, budget);
		return;
	}
	if (kind === 'submodule') throw unreadable(path, NOT_READ.submodule);
	if (kind === 'symlink' && (wanted(nameOf(path)) || (await leadsToFolder(tree, path, id)))) throw unreadable(path, NOT_READ.symlink);
	if (kind === 'symlink' || !wanted(nameOf(path))) return;
	files.set(path, textOf(path, await blobOf(tree, path, id, budget)));
}

async function blobOf(tree: PackTree, path: string, id: ObjectId, budget: Budget): Promise<Uint8Array> {
	const answer = await tree.object(id);
	if (answer === 'missing' || (answer !== 'too-large' && answer.type !== 'blob')) throw unreadable(path, 'is not in this clone; fetch it and run again');
	budget.files--;
	budget.bytes -= answer === 'too-large' ? Infinity : answer.bytes.length;
	if (budget.files < 0 || budget.bytes < 0 || answer === 'too-large') {
		throw unreadable(path, `is where the pack grows too large: at most ${limit('packFiles')} files, ${limit('fileBytes')} bytes each, ${limit('packBytes')} in all`);
	}
	return answer.bytes;
}

/** Behind a link to a folder there may be files of the pack; so there may where the link leaves the tree. */
async function leadsToFolder(tree: PackTree, path: string, id: ObjectId): Promise<boolean> {
	const answer = await tree.object(id);
	const target = typeof answer === 'string' ? '' : Buffer.from(answer.bytes).toString('utf8');
	const inside = target.startsWith('/') ? undefined : joinPath(directoryOf(path), target);
	if (inside === undefined) return true;
	const kind = (await entryOf(tree, inside === '' ? '.' : inside))?.kind;
	return kind === 'directory' || kind === 'symlink' || kind === 'submodule';
}

function nameOf(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}

function textOf(path: string, bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		throw unreadable(path, 'is not UTF-8');
	}
}

function unreadable(path: string, what: string): ConfigurationError {
	return new ConfigurationError(`this file of the pack ${what}`, { path });
}
