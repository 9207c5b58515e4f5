import { appended, isRecorded, LOG_FILE, LOG_REF, readLog, type Log } from '../../people/chain.ts';
import type { Draft } from '../../people/entry.ts';
import { isReadOnly, isUncertain, statusOf, type Client } from '../client.ts';

/** Which repository the log is of. */
export interface RepositoryRef {
	readonly owner: string;
	readonly repo: string;
}

/** The log as it stands on GitHub. */
interface StoredLog {
	/** Absent when there is no log yet. */
	readonly tip?: string;
	readonly text: string;
}

/** A log larger than this was not written by people who decide. GitHub gives blobs of up to 100 MB. */
const MOST_BYTES = 16_777_216;
const NAME = LOG_REF.replace(/^refs\//u, '');

/** Reads and verifies the log: one request where there is none, else four. */
export async function readStoredLog(client: Client, { owner, repo }: RepositoryRef): Promise<Log> {
	return readLog((await stored(client, { owner, repo })).text);
}

async function stored(client: Client, at: RepositoryRef): Promise<StoredLog> {
	const tip = await tipOf(client, at);
	if (tip === undefined) return { text: '' };
	const { data: commit } = await client.rest.git.getCommit({ ...at, commit_sha: tip });
	const { data: tree } = await client.rest.git.getTree({ ...at, tree_sha: commit.tree.sha });
	const file = tree.tree.find(({ path, type }) => path === LOG_FILE && type === 'blob');
	if (file === undefined) return { tip, text: `${LOG_FILE} is gone\n` };
	if ((file.size ?? 0) > MOST_BYTES) return { tip, text: `${LOG_FILE} is too large\n` };
	const { data: blob } = await client.rest.git.getBlob({ ...at, file_sha: file.sha });
	return { tip, text: Buffer.from(blob.content, blob.encoding === 'base64' ? 'base64' : 'utf8').toString('utf8') };
}

async function tipOf(client: Client, at: RepositoryRef): Promise<string | undefined> {
	try {
		const { data } = await client.rest.git.getRef({ ...at, ref: NAME });
		return data.object.sha;
	} catch (error) {
		if (statusOf(error) === 404) return undefined;
		throw error;
	}
}

/** `recorded`: it was there already. Anything else but `appended` is a sentence that says why nothing was written. */
export type Appended = 'appended' | 'recorded' | { readonly refused: string };

/** Each failed round means that somebody else has written a line. */
const ROUNDS = 12;

/**
 * Writes one decision down: a commit whose parent is the tip that was read, set as the new tip only if that is still the tip. Of two
 * that write at once one starts anew with the other's line before its own. Safe to repeat: the same line of the same comment is
 * written once.
 */
export async function append(client: Client, { owner, repo }: RepositoryRef, draft: Draft): Promise<Appended> {
	const at = { owner, repo };
	for (let round = 1; ; round++) {
		const { tip, text } = await stored(client, at);
		const { entries, broken } = readLog(text);
		if (broken !== undefined) return { refused: `the log \`${LOG_REF}\` is broken at line ${broken.line} (${broken.why}); nothing is granted until somebody has looked at it` };
		if (isRecorded(entries, draft)) return 'recorded';
		try {
			await write(client, at, { tip, text: appended(text, draft), message: `${draft.action}: pull request ${draft.pull}, entry ${entries.length + 1}` });
			return 'appended';
		} catch (error) {
			if (isReadOnly(error) || statusOf(error) === 404) return { refused: `the log \`${LOG_REF}\` cannot be written: the job that answers comments needs \`contents: write\`` };
			if (!wasOvertaken(error)) throw error;
			if (round >= ROUNDS || isForbidden(error)) return { refused: `the log \`${LOG_REF}\` could not be written (${statusOf(error) ?? 'no answer'}): a rule of the repository may forbid it, or many write at once` };
		}
	}
}

/** The tip has moved, or nobody knows whether the request was carried out: what stands is read again. */
function wasOvertaken(error: unknown): boolean {
	const status = statusOf(error);
	return status === 422 || status === 409 || isUncertain(error);
}

/** A rule of the repository forbids the ref: no round will change that. */
function isForbidden(error: unknown): boolean {
	return error instanceof Error && /rule violation/iu.test(error.message);
}

interface Next {
	readonly tip: string | undefined;
	readonly text: string;
	readonly message: string;
}

async function write(client: Client, at: RepositoryRef, { tip, text, message }: Next): Promise<void> {
	const { data: tree } = await client.rest.git.createTree({ ...at, tree: [{ path: LOG_FILE, mode: '100644', type: 'blob', content: text }] });
	// Without an author GitHub takes the token's own identity, and signs for it.
	const { data: commit } = await client.rest.git.createCommit({ ...at, message, tree: tree.sha, parents: tip === undefined ? [] : [tip] });
	if (tip === undefined) await client.rest.git.createRef({ ...at, ref: LOG_REF, sha: commit.sha });
	else await client.rest.git.updateRef({ ...at, ref: NAME, sha: commit.sha, force: false });
}
