import type { FileStatus, FileVersion, ObjectId } from './change.ts';
import { decodePath } from './repo-path.ts';
import { kindOf } from './tree-entries.ts';

/** One entry of `git diff-tree --raw -z`. */
export interface RawEntry {
	readonly status: FileStatus;
	readonly before?: FileVersion;
	readonly after?: FileVersion;
	/** The names as git wrote them, to name them to git again. */
	readonly names: readonly Buffer[];
}

const STATUS: Readonly<Record<string, FileStatus>> = { A: 'added', C: 'copied', D: 'deleted', M: 'modified', R: 'renamed', T: 'type-changed' };

/** Reads the raw section entry by entry: fields are parted by NUL, which no name can hold. */
export class RawReader {
	#fields: Buffer[] = [];
	readonly entries: RawEntry[] = [];

	/** Takes the next field; false when it is the empty one that ends the section. */
	take(field: Buffer): boolean {
		if (field.length === 0 && this.#fields.length === 0) return false;
		this.#fields.push(field);
		const [meta, first, second] = this.#fields;
		if (meta === undefined || first === undefined) return true;
		const row = parseMeta(meta);
		if (row.pair && second === undefined) return true;
		this.entries.push(entry(row, first, second ?? first));
		this.#fields = [];
		return true;
	}

	/** Did the section stop between two entries? */
	get complete(): boolean {
		return this.#fields.length === 0;
	}
}

/** One line of `git diff-tree --raw` without `-z`: names with odd bytes are quoted as C quotes texts. */
export function parseRawLine(line: string): RawEntry {
	const [meta = '', first = '', second] = line.split('\t');
	return entry(parseMeta(Buffer.from(meta, 'latin1')), unquoted(first), second === undefined ? unquoted(first) : unquoted(second));
}

const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 };

function unquoted(name: string): Buffer {
	if (!name.startsWith('"')) return Buffer.from(name, 'latin1');
	const bytes = name.slice(1, -1).replaceAll(/\\(?:([0-7]{3})|(.))/gu, (_, octal: string | undefined, letter: string) => String.fromCharCode(octal === undefined ? (ESCAPES[letter] ?? 0) : Number.parseInt(octal, 8)));
	return Buffer.from(bytes, 'latin1');
}

interface Row {
	readonly status: FileStatus;
	readonly pair: boolean;
	readonly modes: readonly [string, string];
	readonly ids: readonly [string, string];
}

/** `:100644 100755 <id> <id> R086` */
function parseMeta(meta: Buffer): Row {
	const match = /^:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*$/u.exec(meta.toString('latin1'));
	const [, oldMode = '', newMode = '', oldId = '', newId = '', letter = ''] = match ?? [];
	const status = STATUS[letter];
	if (status === undefined) throw new Error('git diff-tree wrote an entry that is not understood');
	return { status, pair: letter === 'R' || letter === 'C', modes: [oldMode, newMode], ids: [oldId, newId] };
}

function entry({ status, modes, ids }: Row, oldName: Buffer, newName: Buffer): RawEntry {
	const names = oldName === newName ? [oldName] : [oldName, newName];
	const before = version(modes[0], ids[0], oldName);
	const after = version(modes[1], ids[1], newName);
	return { status, names, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

function version(mode: string, id: string, name: Buffer): FileVersion | undefined {
	if (mode === '000000') return undefined;
	const kind = kindOf(mode);
	if (kind === 'directory') throw new Error('git diff-tree -r named a folder');
	return { path: decodePath(name), kind, blob: id as ObjectId };
}
