import { createHash } from 'node:crypto';
import { type Dirent, lstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { ObjectId } from './change.ts';

/** Folders that no scan enters: what is in them is not the repository's own. */
const SKIPPED = new Set(['.git', 'node_modules', '.terraform', '.venv']);
const MODES = { directory: '40000', file: '100644', symlink: '120000' } as const;

type Kind = keyof typeof MODES;

/** An object that stands for a file or folder on disk: read when it is asked for. */
interface Stand {
	readonly kind: Kind;
	readonly file: string;
}

export interface DirectoryFile {
	/** Path below the virtual root. */
	readonly path: string;
	readonly id: ObjectId;
	readonly kind: 'file' | 'symlink';
}

/**
 * Files on disk as git objects, without a repository: `scan` then takes the same path as `check`. Each root stands in a
 * folder of its own, `0/`, `1/` …, so that none sees another. Ids name places, not contents; links are never followed.
 */
export class DirectoryObjects {
	readonly #stands = new Map<ObjectId, Stand>();
	readonly #listings = new Map<ObjectId, Uint8Array>();
	readonly root: ObjectId;
	readonly files: readonly DirectoryFile[];

	/** `beside` names what of its folder can be seen beside a root that is a file; none of it is in `files`. */
	constructor(roots: readonly string[], beside: (root: string, name: string) => boolean = () => false) {
		const files: DirectoryFile[] = [];
		const entries = roots.map((root, index) => ({ name: String(index), kind: 'directory' as const, id: this.#mount(root, String(index), files, beside) }));
		this.files = files;
		this.root = this.#listing('/', entries);
	}

	/** The object; a file larger than `maxBytes` is not read. */
	read(id: ObjectId, maxBytes: number): { readonly type: 'blob' | 'tree'; readonly bytes: Uint8Array } | 'missing' | 'too-large' {
		const listing = this.#listings.get(id);
		if (listing !== undefined) return { type: 'tree', bytes: listing };
		const stand = this.#stands.get(id);
		if (stand === undefined || stand.kind === 'directory') return 'missing';
		// As git stores it: the link's own text, which is not followed.
		if (stand.kind === 'symlink') return { type: 'blob', bytes: readlinkSync(stand.file, 'buffer') };
		if (lstatSync(stand.file).size > maxBytes) return 'too-large';
		return { type: 'blob', bytes: readFileSync(stand.file) };
	}

	/** A root may be a folder or a single file. */
	#mount(root: string, path: string, files: DirectoryFile[], beside: (root: string, name: string) => boolean): ObjectId {
		if (lstatSync(root).isDirectory()) return this.#folder(root, path, files);
		const name = root.slice(root.lastIndexOf('/') + 1);
		const folder = dirname(root);
		const others = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && entry.name !== name && beside(root, entry.name));
		const entries = [
			this.#entry({ name, kind: 'file' }, root, `${path}/${name}`, files),
			...others.map((other) => this.#entry({ name: other.name, kind: 'file' }, join(folder, other.name), `${path}/${other.name}`, [])),
		];
		return this.#listing(path, entries.toSorted((a, b) => (a.name < b.name ? -1 : 1)));
	}

	#folder(directory: string, path: string, files: DirectoryFile[]): ObjectId {
		const entries = readdirSync(directory, { withFileTypes: true })
			.map((entry) => ({ name: entry.name, kind: kindOf(entry) }))
			.filter((entry): entry is { name: string; kind: Kind } => entry.kind !== undefined)
			.sort((a, b) => (a.name < b.name ? -1 : 1));
		return this.#listing(path, entries.map((entry) => this.#entry(entry, join(directory, entry.name), `${path}/${entry.name}`, files)));
	}

	#entry(entry: { readonly name: string; readonly kind: Kind }, file: string, path: string, files: DirectoryFile[]): { name: string; kind: Kind; id: ObjectId } {
		if (entry.kind === 'directory') return { ...entry, id: this.#folder(file, path, files) };
		const id = idOf(path);
		this.#stands.set(id, { kind: entry.kind, file });
		files.push({ path, id, kind: entry.kind });
		return { ...entry, id };
	}

	#listing(path: string, entries: readonly { readonly name: string; readonly kind: Kind; readonly id: ObjectId }[]): ObjectId {
		const id = idOf(`${path}/`);
		const rows = entries.flatMap(({ name, kind, id: entry }) => [Buffer.from(`${MODES[kind]} ${name}\0`), Buffer.from(entry, 'hex')]);
		this.#listings.set(id, Buffer.concat(rows));
		return id;
	}
}

function kindOf(entry: Dirent): Kind | undefined {
	if (entry.isDirectory()) return SKIPPED.has(entry.name) ? undefined : 'directory';
	if (entry.isSymbolicLink()) return 'symlink';
	return entry.isFile() ? 'file' : undefined;
}

function idOf(path: string): ObjectId {
	return createHash('sha1').update(path).digest('hex') as ObjectId;
}
