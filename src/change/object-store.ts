import type { CommitSha, ObjectId } from './change.ts';
import { failure, type GitProcess } from './git.ts';
import type { Repository } from './repository.ts';

export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag';

export interface ObjectInfo {
	readonly type: ObjectType;
	readonly size: number;
}

export interface GitObject extends ObjectInfo {
	readonly bytes: Uint8Array;
}

/** Git objects by id, read by one long-lived git process. Requests may overlap; they are answered in turn. */
export interface ObjectStore {
	/** Type and size in bytes, without the content. */
	info(id: ObjectId | CommitSha): Promise<ObjectInfo | 'missing'>;
	/** The object; one larger than `maxBytes` is never read into memory. */
	read(id: ObjectId | CommitSha, maxBytes: number): Promise<GitObject | 'missing' | 'too-large'>;
	/** Lets open requests finish and ends the process. Later requests are rejected. */
	close(): Promise<void>;
}

/** Opens the objects of a repository. Close the store before the repository. */
export function openObjectStore(repository: Pick<Repository, 'objects'>): ObjectStore {
	return new CatFile(repository.objects.start(ARGS));
}

const ARGS = ['cat-file', '--batch-command'];
const NEWLINE = 0x0a;

type Answer = GitObject | ObjectInfo | 'missing';

interface Pending {
	readonly wantsBytes: boolean;
	readonly resolve: (answer: Answer) => void;
	readonly reject: (error: Error) => void;
}

class CatFile implements ObjectStore {
	readonly #process: GitProcess;
	readonly #pending: Pending[] = [];
	readonly #gone: Promise<void>;
	#over: Error | undefined;
	/** A header line that has not ended yet. */
	#header: Buffer = Buffer.alloc(0);
	/** The object whose content is coming in, and how much of it has come. */
	#content: { readonly info: ObjectInfo; readonly bytes: Buffer; got: number } | undefined;

	constructor(process: GitProcess) {
		this.#process = process;
		process.child.stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
		this.#gone = process.ended.then(
			({ code, stderr }) => this.#end(failure(ARGS, code, stderr || 'the process that reads objects is gone')),
			(error: unknown) => this.#end(error instanceof Error ? error : new Error(String(error))),
		);
	}

	async info(id: ObjectId | CommitSha): Promise<ObjectInfo | 'missing'> {
		return this.#ask('info', id);
	}

	async read(id: ObjectId | CommitSha, maxBytes: number): Promise<GitObject | 'missing' | 'too-large'> {
		const info = await this.#ask('info', id);
		if (info === 'missing') return info;
		if (info.size > maxBytes) return 'too-large';
		const answer = await this.#ask('contents', id);
		return answer === 'missing' || 'bytes' in answer ? answer : 'missing';
	}

	async close(): Promise<void> {
		this.#over ??= new Error('the object store is closed');
		this.#process.child.stdin.end();
		await this.#gone;
	}

	#ask(command: 'info' | 'contents', id: ObjectId | CommitSha): Promise<Answer> {
		if (this.#over !== undefined) return Promise.reject(this.#over);
		if (!/^[0-9a-f]+$/u.test(id)) return Promise.reject(new Error('an object is asked for by its id'));
		return new Promise((resolve, reject) => {
			this.#pending.push({ wantsBytes: command === 'contents', resolve, reject });
			this.#process.child.stdin.write(`${command} ${id}\n`);
		});
	}

	#end(error: Error): void {
		this.#over ??= error;
		for (const { reject } of this.#pending.splice(0)) reject(error);
	}

	#receive(chunk: Buffer): void {
		for (let at = 0; at < chunk.length; ) at = this.#content === undefined ? this.#readHeader(chunk, at) : this.#readContent(chunk, at);
	}

	/** `<id> <type> <size>`, or `<id> missing`. */
	#readHeader(chunk: Buffer, at: number): number {
		const end = chunk.indexOf(NEWLINE, at);
		this.#header = Buffer.concat([this.#header, chunk.subarray(at, end < 0 ? chunk.length : end)]);
		if (end < 0) return chunk.length;
		const [, type, size] = this.#header.toString('latin1').split(' ');
		this.#header = Buffer.alloc(0);
		if (!isObjectType(type) || size === undefined) this.#answer('missing');
		else if (this.#pending[0]?.wantsBytes === true) this.#content = { info: { type, size: Number(size) }, bytes: Buffer.allocUnsafe(Number(size)), got: 0 };
		else this.#answer({ type, size: Number(size) });
		return end + 1;
	}

	/** The content and the line end after it. */
	#readContent(chunk: Buffer, at: number): number {
		const content = this.#content;
		if (content === undefined) return at;
		const { info, bytes } = content;
		if (content.got < bytes.length) {
			const copied = chunk.copy(bytes, content.got, at);
			content.got += copied;
			return at + copied;
		}
		this.#content = undefined;
		this.#answer({ ...info, bytes });
		return at + 1;
	}

	#answer(answer: Answer): void {
		this.#pending.shift()?.resolve(answer);
	}
}

function isObjectType(text: string | undefined): text is ObjectType {
	return text === 'blob' || text === 'tree' || text === 'commit' || text === 'tag';
}
