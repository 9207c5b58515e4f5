import type { CommitSha, ObjectId } from './change.ts';
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
}

/** Reads commits by id; one that is absent is `undefined`. For many, hand in all ids at once. */
export async function readCommits(repository: Repository, ids: readonly CommitSha[]): Promise<readonly (Commit | undefined)[]> {
	const { stdout } = await repository.objects.run(['cat-file', '--batch'], { input: ids.map((id) => `${id}\n`).join('') });
	const commits: (Commit | undefined)[] = [];
	for (let at = 0; at < stdout.length; ) {
		const end = stdout.indexOf('\n', at);
		const [, type, size] = stdout.toString('latin1', at, end).split(' ');
		const length = size === undefined ? -1 : Number(size);
		commits.push(type === 'commit' ? parseCommit(stdout.subarray(end + 1, end + 1 + length)) : undefined);
		at = end + 1 + length + 1;
	}
	return commits;
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
