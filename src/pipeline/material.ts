import type { Change, ObjectId, RepoPath, Side } from '../change/change.ts';
import { type ObjectAnswer, type SourceEntry, directoryOf } from '../parse/source-tree.ts';
import { parseTree } from '../change/tree-entries.ts';

/** What a run works on: a change, and the objects it is made of. A scan is a change in which every file was added. */
export interface Material {
	readonly change: Change;
	/** A git object by id; blobs over the file limit are not read. */
	readonly object: (id: ObjectId) => Promise<ObjectAnswer>;
	/** The bytes of a blob up to a size, for searching in them; they are never parsed. Undefined when it is missing or larger. */
	readonly raw: (id: ObjectId, maxBytes: number) => Promise<Uint8Array | undefined>;
	/** A tree as it stands, not a change: every finding is `existing`. */
	readonly scanned: boolean;
	/** What stands before the paths that a config and its globs speak of: a scan's root has a number. */
	readonly prefix: string;
	close(): Promise<void>;
}

/** The root tree of a side. */
export function rootOf({ change }: Material, side: Side): ObjectId {
	return change[side].tree;
}

/** The entry at a path of one side; for the few files that the parent reads itself. */
export async function entryAt(material: Material, side: Side, path: string): Promise<SourceEntry | undefined> {
	const directory = directoryOf(path);
	return (await directoryAt(material, side, directory)).get(path.slice(directory === '' ? 0 : directory.length + 1));
}

/** The entries of a directory of one side, by name; none where there is no such directory. */
export async function directoryAt(material: Material, side: Side, directory: string): Promise<ReadonlyMap<string, SourceEntry>> {
	const id = directory === '' ? rootOf(material, side) : (await entryAt(material, side, directory))?.id;
	const answer = id === undefined ? 'missing' : await material.object(id);
	return typeof answer === 'string' || answer.type !== 'tree' ? new Map() : parseTree(answer.bytes, rootOf(material, side).length / 2);
}

/** The text of a regular file of one side; undefined when there is none. */
export async function textAt(material: Material, side: Side, path: RepoPath): Promise<string | undefined> {
	const entry = await entryAt(material, side, path);
	if (entry === undefined || (entry.kind !== 'file' && entry.kind !== 'executable')) return undefined;
	return blobText(material, entry.id);
}

/** The lines of a blob, for showing and comparing them: never parsed. A byte order mark is no part of the first one. */
export async function blobLines(material: Material, id: ObjectId): Promise<readonly string[] | undefined> {
	return (await blobText(material, id))?.split('\n');
}

async function blobText(material: Material, id: ObjectId): Promise<string | undefined> {
	const answer = await material.object(id);
	return typeof answer === 'string' ? undefined : new TextDecoder('utf-8').decode(answer.bytes);
}

/** What was read, when it was a blob. */
export function blobBytes(found: { readonly type: string; readonly bytes: Uint8Array } | string): Uint8Array | undefined {
	return typeof found === 'string' || found.type !== 'blob' ? undefined : found.bytes;
}
