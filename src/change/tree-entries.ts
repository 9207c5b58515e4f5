import type { EntryKind, ObjectId, RepoPath } from './change.ts';
import type { ObjectStore } from './object-store.ts';
import { decodePath } from './repo-path.ts';

export interface TreeEntry {
	readonly kind: EntryKind | 'directory';
	readonly id: ObjectId;
}

const SPACE = 0x20;
const NUL = 0;
const SHA1_BYTES = 20;
/** A folder of some 100,000 files. */
const TREE_BYTES = 8_388_608;

/**
 * Reads a raw tree object: its entries by name, in git's order. `hashLength` is in bytes (32 in a SHA-256 repository: half of the
 * length of any of its ids). Pure and total: what follows a malformed entry is left out.
 */
export function parseTree(bytes: Uint8Array, hashLength: number = SHA1_BYTES): ReadonlyMap<string, TreeEntry> {
	const entries = new Map<string, TreeEntry>();
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
	for (let start = 0; start < buffer.length; ) {
		const space = buffer.indexOf(SPACE, start);
		const end = buffer.indexOf(NUL, space + 1);
		const next = end + 1 + hashLength;
		if (space < 0 || end < 0 || next > buffer.length) break;
		const name = decodePath(buffer.subarray(space + 1, end));
		const id = buffer.toString('hex', end + 1, next) as ObjectId;
		// Of two entries with one name, which git refuses to receive, the first counts, as in git.
		if (!entries.has(name)) entries.set(name, { kind: kindOf(buffer.toString('latin1', start, space)), id });
		start = next;
	}
	return entries;
}

/** What git's mode means. Modes of old (`100664`) count as plain files. */
export function kindOf(mode: string): TreeEntry['kind'] {
	const bits = Number.parseInt(mode, 8);
	const type = bits >> 12;
	if (type === 0o4) return 'directory';
	if (type === 0o12) return 'symlink';
	if (type === 0o16) return 'submodule';
	return (bits & 0o100) === 0 ? 'file' : 'executable';
}

/** The entry at a path below a tree; `undefined` where there is none. Symbolic links are entries, they are never followed. */
export async function lookupPath(store: ObjectStore, tree: ObjectId, path: RepoPath): Promise<TreeEntry | undefined> {
	let entry: TreeEntry | undefined = { kind: 'directory', id: tree };
	for (const name of path.split('/')) {
		if (entry?.kind !== 'directory') return undefined;
		const found = await store.read(entry.id, TREE_BYTES);
		if (typeof found === 'string' || found.type !== 'tree') return undefined;
		entry = parseTree(found.bytes, tree.length / 2).get(name);
	}
	return entry;
}
