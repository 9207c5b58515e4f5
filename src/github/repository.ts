import { copyFile, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommitSha } from '../change/change.ts';
import type { Client } from './client.ts';
import { git, GitError } from './git.ts';
import { materialise, type Materialised } from './materialise.ts';

export interface Wanted {
	readonly owner: string;
	readonly repo: string;
	readonly base: CommitSha;
	readonly head: CommitSha;
	/** The pull request's number and how many commits it has: their messages are evidence of who wrote them. */
	readonly pull?: { readonly number: number; readonly commits: number };
}

export interface Place {
	/** Where a checkout may be; it is read and never written. */
	readonly workspace: string;
	/** An empty folder for our own bare repository. */
	readonly folder: string;
	readonly serverUrl: string;
	readonly token: string;
	readonly env: Readonly<Record<string, string | undefined>>;
}

/** A bare repository in which both commits can be read, and under which names. */
export interface LocalChange extends Materialised {
	readonly gitDir: string;
	/** How the commits came here; a line for the log. */
	readonly note: string;
}

/**
 * Both commits of a change in a bare repository of our own. It borrows the objects of the checkout, so a full clone costs
 * nothing and a shallow one only what is missing; the checkout's own configuration, which an earlier step of the job may have
 * written, is never read, and its shallow boundary is never moved. What git cannot fetch is read through the API.
 */
export async function localChange(client: Client, wanted: Wanted, place: Place): Promise<LocalChange> {
	const gitDir = join(place.folder, 'repository.git');
	const format = wanted.head.length === 64 ? 'sha256' : 'sha1';
	await mkdir(gitDir, { recursive: true });
	await git(gitDir, ['init', '--quiet', '--bare', `--object-format=${format}`], { env: place.env });
	const borrowed = await borrow(place.workspace, gitDir);
	const missing = await absent(gitDir, wanted, place);
	const names = { base: wanted.base, head: wanted.head, realNames: new Map<CommitSha, CommitSha>() };
	if (missing.length === 0 && borrowed === 'complete') return { gitDir, ...names, note: 'both commits are in the checkout' };
	try {
		await fetchCommits(gitDir, wanted, place, missing);
		if ((await absent(gitDir, wanted, place)).length === 0) return { gitDir, ...names, note: `fetched by id: ${missing.map(short).join(', ') || 'history'}` };
	} catch (error) {
		if (!(error instanceof GitError)) throw error;
		if (missing.length === 0) return { gitDir, ...names, note: `the checkout is shallow and could not be deepened: ${error.message}` };
	}
	return { gitDir, ...(await materialise(client, wanted, gitDir, place.env)), note: 'git could not fetch the commits; they were read through the API' };
}

function short(sha: string): string {
	return sha.slice(0, 12);
}

/** Makes the checkout's objects readable from our repository. A partial clone lends nothing: it lacks objects that it claims. */
async function borrow(workspace: string, gitDir: string): Promise<'nothing' | 'shallow' | 'complete'> {
	const objects = join(workspace, '.git', 'objects');
	const packs = await readdir(join(objects, 'pack')).catch(() => undefined);
	if (packs === undefined || packs.some((name) => name.endsWith('.promisor'))) return 'nothing';
	await writeFile(join(gitDir, 'objects', 'info', 'alternates'), `${objects}\n`);
	const shallow = join(workspace, '.git', 'shallow');
	if ((await stat(shallow).catch(() => undefined)) === undefined) return 'complete';
	await copyFile(shallow, join(gitDir, 'shallow'));
	return 'shallow';
}

async function absent(gitDir: string, wanted: Wanted, place: Place): Promise<readonly CommitSha[]> {
	const asked = [wanted.base, wanted.head];
	const answers = await git(gitDir, ['cat-file', '--batch-check'], { env: place.env, input: asked.map((sha) => `${sha}^{tree}\n`).join('') });
	const lines = answers.split('\n');
	return asked.filter((_, index) => !/ tree \d+$/u.test(lines[index] ?? ''));
}

/** GitHub lists 250 commits of a pull request at most, so no more are asked for. */
const MOST_COMMITS = 250;

async function fetchCommits(gitDir: string, wanted: Wanted, place: Place, missing: readonly CommitSha[]): Promise<void> {
	const depth = Math.min(wanted.pull?.commits ?? 1, MOST_COMMITS) + 1;
	if (missing.includes(wanted.base)) await fetchOne(gitDir, wanted, place, wanted.base, 1);
	await fetchOne(gitDir, wanted, place, wanted.head, depth);
}

async function fetchOne(gitDir: string, { owner, repo }: Wanted, place: Place, commit: CommitSha, depth: number): Promise<void> {
	const url = `${place.serverUrl}/${owner}/${repo}.git`;
	const args = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head', `--depth=${depth}`, url, commit];
	await git(gitDir, args, { env: { ...place.env, ...credentials(place) } });
}

/** The token travels in the environment of this one process: not in its arguments, and not in any file. */
export function credentials({ serverUrl, token }: Pick<Place, 'serverUrl' | 'token'>): Readonly<Record<string, string>> {
	const basic = Buffer.from(`x-access-token:${token}`, 'utf8').toString('base64');
	const settings = [
		[`http.${serverUrl}/.extraheader`, `AUTHORIZATION: basic ${basic}`],
		['credential.helper', ''],
		['gc.auto', '0'],
	] as const;
	const pairs = settings.flatMap(([key, value], index) => [
		[`GIT_CONFIG_KEY_${index}`, key] as const,
		[`GIT_CONFIG_VALUE_${index}`, value] as const,
	]);
	return { GIT_CONFIG_COUNT: String(settings.length), ...Object.fromEntries(pairs) };
}
