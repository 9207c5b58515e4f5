import type { CommitSha, ObjectId } from './change.ts';
import { openObjectStore } from './object-store.ts';
import type { Repository } from './repository.ts';

/** Who wrote or committed. Hostile text: anybody can write anything here. */
export interface Identity {
	readonly name: string;
	readonly email: string;
}

/** A commit object, read from its own bytes: no mailmap, no log format, no replacement stands between. */
export interface Commit {
	readonly tree: ObjectId;
	readonly parents: readonly CommitSha[];
	readonly author: Identity;
	readonly committer: Identity;
	readonly message: string;
	/** Stands for a commit that could only be read through the API: its tree is that of head, whatever it changed. */
	readonly standIn?: true;
}

/** A message longer than this is not written to be read. */
const COMMIT_BYTES = 262_144;

/** Reads commits by id; one that is absent, or too large to be one, is `undefined`. */
export async function readCommits(repository: Repository, ids: readonly CommitSha[]): Promise<readonly (Commit | undefined)[]> {
	if (ids.length === 0) return [];
	const store = openObjectStore(repository);
	try {
		const objects = await Promise.all(ids.map((id) => store.read(id, COMMIT_BYTES)));
		return objects.map((object) => (typeof object === 'string' || object.type !== 'commit' ? undefined : parseCommit(object.bytes)));
	} finally {
		await store.close();
	}
}

/** Reads one commit. */
export async function readCommit(repository: Repository, id: CommitSha): Promise<Commit | undefined> {
	const [commit] = await readCommits(repository, [id]);
	return commit;
}

/** Reads a raw commit object. */
export function parseCommit(bytes: Uint8Array): Commit {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
	const blank = buffer.indexOf('\n\n');
	const decode = decoder(/^encoding (.+)$/mu.exec(buffer.toString('latin1', 0, blank < 0 ? buffer.length : blank))?.[1]);
	const header = decode(buffer.subarray(0, blank < 0 ? buffer.length : blank)).split('\n');
	// A continued header line (a signature) begins with a space, so no line of it can pass for a field.
	const values = (key: string): string[] => header.filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1));
	return {
		tree: (values('tree')[0] ?? '') as ObjectId,
		parents: values('parent') as CommitSha[],
		author: identity(values('author')[0] ?? ''),
		committer: identity(values('committer')[0] ?? ''),
		message: blank < 0 ? '' : decode(buffer.subarray(blank + 2)),
		...(values('groundwire-stands-for').length > 0 && { standIn: true as const }),
	};
}

function decoder(encoding: string | undefined): (bytes: Uint8Array) => string {
	try {
		const text = new TextDecoder(encoding ?? 'utf-8', { ignoreBOM: true });
		return (bytes) => text.decode(bytes);
	} catch {
		return (bytes) => new TextDecoder('utf-8').decode(bytes);
	}
}

/** `Name <email> seconds zone` */
function identity(line: string): Identity {
	const open = line.indexOf('<');
	const close = line.indexOf('>', open);
	if (open < 0 || close < 0) return { name: line.trim(), email: '' };
	return { name: line.slice(0, open).trim(), email: line.slice(open + 1, close).trim() };
}
