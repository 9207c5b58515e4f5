import { createHash } from 'node:crypto';

import type { ObjectId, RepoPath } from '../../src/change/change.ts';
import { limit } from '../../src/parse/limits.ts';
import type { Material } from '../../src/pipeline/material.ts';

type Folder = Map<string, Folder | Uint8Array>;

/** A tree that stands in memory, as a change in which every file was added: no disk and no git between an input and its reader. */
export function memoryMaterial(files: ReadonlyMap<string, Uint8Array>): Material {
	const trees = new Map<ObjectId, Uint8Array>();
	const blobs = new Map<ObjectId, Uint8Array>();
	const root: Folder = new Map();
	for (const [path, bytes] of files) put(root, path.split('/'), bytes);
	const tree = listed(root, '', trees, blobs);
	const changed = [...files.keys()].map((path) => ({ status: 'added' as const, after: { path: path as RepoPath, kind: 'file' as const, blob: idOf(path) }, hunks: 'unknown' as const }));
	return {
		change: { base: { tree }, head: { tree }, files: changed, provenance: { marks: [], complete: true, commits: 0 } },
		scanned: true,
		prefix: '',
		object: async (id) => {
			const listing = trees.get(id);
			if (listing !== undefined) return { type: 'tree', bytes: listing };
			const bytes = blobs.get(id);
			if (bytes === undefined) return 'missing';
			return bytes.length > limit('fileBytes') ? 'too-large' : { type: 'blob', bytes };
		},
		raw: async (id, maxBytes) => {
			const bytes = blobs.get(id);
			return bytes === undefined || bytes.length > maxBytes ? undefined : bytes;
		},
		close: () => Promise.resolve(),
	};
}

function put(folder: Folder, [name = '', ...rest]: readonly string[], bytes: Uint8Array): void {
	if (rest.length === 0) {
		folder.set(name, bytes);
		return;
	}
	const known = folder.get(name);
	const next: Folder = known instanceof Map ? known : new Map();
	folder.set(name, next);
	put(next, rest, bytes);
}

/** As git writes trees: rows of mode, name and id. Ids name places, not contents. */
function listed(folder: Folder, path: string, trees: Map<ObjectId, Uint8Array>, blobs: Map<ObjectId, Uint8Array>): ObjectId {
	const rows = [...folder].flatMap(([name, entry]) => {
		const below = path === '' ? name : `${path}/${name}`;
		const isFolder = entry instanceof Map;
		const id = isFolder ? listed(entry, below, trees, blobs) : idOf(below);
		if (!isFolder) blobs.set(id, entry);
		return [Buffer.from(`${isFolder ? '40000' : '100644'} ${name}\0`), Buffer.from(id, 'hex')];
	});
	const id = idOf(`${path}/`);
	trees.set(id, Buffer.concat(rows));
	return id;
}

function idOf(path: string): ObjectId {
	return createHash('sha1').update(path).digest('hex') as ObjectId;
}
