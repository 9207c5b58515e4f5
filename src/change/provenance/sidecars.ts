import type { CommitSha, ObjectId, Revision } from '../change.ts';
import { openObjectStore } from '../object-store.ts';
import type { Repository } from '../repository.ts';
import { TRACES, TRACES_BYTES } from './agent-trace.ts';

/** What stands beside the commits: git-ai's notes on them, and the file of traces at head. Texts as they are. */
export interface Sidecars {
	readonly notes: ReadonlyMap<CommitSha, string>;
	readonly traces?: string;
}

/** Where git-ai keeps its notes. */
const NOTES = 'refs/notes/ai';
const NOTE_BYTES = 4_194_304;

/** Reads them by the ids of objects: a note's name is that of its commit, cut into folders as git likes. */
export async function readSidecars(repository: Repository, { head, commits, notes }: { readonly head: Revision; readonly commits: readonly CommitSha[]; readonly notes: string | undefined }): Promise<Sidecars> {
	const names = notes === undefined ? [] : commits.flatMap((id) => fanouts(id).map((path) => [id, `${notes}:${path}`] as const));
	const wanted = [`${head.tree}:${TRACES}`, ...names.map(([, name]) => name)];
	const { stdout } = await repository.objects.run(['cat-file', '--batch-check=%(objecttype) %(objectname)'], { input: wanted.map((name) => `${name}\n`).join('') });
	const [traces, ...found] = stdout.toString('latin1').split('\n').map(blobOf);
	const blobs = names.flatMap(([id], index) => (found[index] === undefined ? [] : [[id, found[index]] as const]));
	if (traces === undefined && blobs.length === 0) return { notes: new Map() };
	const store = openObjectStore(repository);
	try {
		const read = async (id: ObjectId, most: number): Promise<string | undefined> => {
			const object = await store.read(id, most);
			return typeof object === 'string' || object.type !== 'blob' ? undefined : Buffer.from(object.bytes).toString('utf8');
		};
		const texts = await Promise.all(blobs.map(async ([id, blob]) => [id, await read(blob, NOTE_BYTES)] as const));
		const text = traces === undefined ? undefined : await read(traces, TRACES_BYTES);
		return { notes: new Map(texts.flatMap(([id, note]) => (note === undefined ? [] : [[id, note] as const]))), ...(text !== undefined && { traces: text }) };
	} finally {
		await store.close();
	}
}

/** The commit that holds the notes, where there are any. */
export async function findNotes(repository: Repository): Promise<string | undefined> {
	const { code, stdout } = await repository.refs.run(['rev-parse', '--verify', '--quiet', `${NOTES}^{commit}`], { accept: [1, 128] });
	return code === 0 ? stdout.toString('latin1').trim() : undefined;
}

/** `abcdef…`, `ab/cdef…`, `ab/cd/ef…` */
function fanouts(id: string): readonly string[] {
	return [id, `${id.slice(0, 2)}/${id.slice(2)}`, `${id.slice(0, 2)}/${id.slice(2, 4)}/${id.slice(4)}`];
}

/** A name that leads nowhere is answered by itself and `missing`. */
function blobOf(line: string): ObjectId | undefined {
	const [type, id, ...rest] = line.split(' ');
	return type === 'blob' && rest.length === 0 ? (id as ObjectId) : undefined;
}
