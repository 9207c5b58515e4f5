import { createHash } from 'node:crypto';

import type { ObjectId } from '../../src/change/change.ts';
import type { ObjectAnswer, SourceEntry, SourceTree } from '../../src/parse/source-tree.ts';

/** A source tree from literal files, for unit tests of extractors: no git is involved in what they do. */
export function memoryTree(files: Readonly<Record<string, string>>): SourceTree {
	const blobs = new Map(Object.entries(files).map(([path, text]) => [path, { id: idOf(text), bytes: new TextEncoder().encode(text) }]));
	const byId = new Map([...blobs.values()].map(({ id, bytes }) => [id, bytes]));
	return {
		entry: (path) => entryOf(blobs, path),
		list: (path) => listOf(blobs, path),
		read: (path) => blobs.get(path)?.bytes,
		blob: (id): ObjectAnswer => {
			const bytes = byId.get(id);
			return bytes === undefined ? 'missing' : { type: 'blob', bytes };
		},
	};
}

type Blobs = ReadonlyMap<string, { readonly id: ObjectId }>;

function idOf(text: string): ObjectId {
	return createHash('sha1').update(text).digest('hex') as ObjectId;
}

function entryOf(blobs: Blobs, path: string): SourceEntry | undefined {
	const blob = blobs.get(path);
	if (blob !== undefined) return { kind: 'file', id: blob.id };
	return [...blobs.keys()].some((name) => name.startsWith(`${path}/`)) ? { kind: 'directory', id: idOf(path) } : undefined;
}

function listOf(blobs: Blobs, directory: string): ReadonlyMap<string, SourceEntry> {
	const start = directory === '' ? '' : `${directory}/`;
	const entries = new Map<string, SourceEntry>();
	for (const path of blobs.keys()) {
		if (!path.startsWith(start)) continue;
		const name = path.slice(start.length).split('/')[0] ?? '';
		const entry = entryOf(blobs, start + name);
		if (entry !== undefined) entries.set(name, entry);
	}
	return entries;
}
