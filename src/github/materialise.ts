import type { CommitSha } from '../change/change.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import type { Client } from './client.ts';
import { git } from './git.ts';
import type { Wanted } from './repository.ts';

/** The two commits as the repository knows them, and for commits that had to be made up, which ones they stand for. */
export interface Materialised {
	readonly base: CommitSha;
	readonly head: CommitSha;
	readonly realNames: ReadonlyMap<CommitSha, CommitSha>;
}

interface Entry {
	readonly path: string;
	readonly mode: string;
	readonly type: string;
	readonly sha: string;
	readonly size: number;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Writes both sides of a change into a bare repository from what the API gives. Trees and blobs are exact, and checked by
 * their ids. Commits are not: the API loses the time zone, so they get other ids, and `realNames` leads back. Blobs cost a
 * request each, so the changed files come first, then files near them that a change may lean on; the rest stay missing,
 * which a reader reports as not analysed.
 */
export async function materialise(client: Client, wanted: Wanted, gitDir: string, env: Env): Promise<Materialised> {
	const base = await readTree(client, wanted, wanted.base);
	const head = await readTree(client, wanted, wanted.head);
	for (const tree of [base, head]) await writeTrees(gitDir, tree, env);
	await writeBlobs(client, wanted, gitDir, chosen(base.entries, head.entries), env);
	return writeCommits(client, wanted, gitDir, { base: base.sha, head: head.sha }, env);
}

interface Tree {
	readonly sha: string;
	readonly entries: readonly Entry[];
}

async function readTree(client: Client, { owner, repo }: Wanted, commit: CommitSha): Promise<Tree> {
	const { data: found } = await client.rest.git.getCommit({ owner, repo, commit_sha: commit });
	const { data } = await client.rest.git.getTree({ owner, repo, tree_sha: found.tree.sha, recursive: '1' });
	if (data.truncated) throw unreadable(`the tree of ${commit.slice(0, 12)} is too large to read through the API`);
	return { sha: data.sha, entries: data.tree.map(({ path, mode, type, sha, size }) => ({ path, mode, type, sha, size: size ?? 0 })) };
}

function unreadable(what: string): ConfigurationError {
	return new ConfigurationError(what, { remedy: 'Check the repository out first (actions/checkout), so that git can fetch the commits.' });
}

/** Trees are written from the listing, the deepest first; git names each by its content, so a wrong one cannot pass. */
async function writeTrees(gitDir: string, tree: Tree, env: Env): Promise<void> {
	const folders = new Map<string, Entry[]>([['', []]]);
	for (const entry of tree.entries) {
		const parent = entry.path.includes('/') ? entry.path.slice(0, entry.path.lastIndexOf('/')) : '';
		folders.set(parent, [...(folders.get(parent) ?? []), entry]);
	}
	const line = (entry: Entry): string => `${entry.mode} ${entry.type} ${entry.sha}\t${entry.path.slice(entry.path.lastIndexOf('/') + 1)}\0`;
	// `--batch` parts trees by an empty record.
	const input = [...folders.values()].map((entries) => entries.map(line).join('')).join('\0');
	const written = new Set((await git(gitDir, ['mktree', '-z', '--missing', '--batch'], { env, input })).split('\n'));
	const missing = [tree.sha, ...tree.entries.filter((entry) => entry.type === 'tree').map((entry) => entry.sha)].find((sha) => !written.has(sha));
	// The API cannot say names that are not UTF-8.
	if (missing !== undefined) throw unreadable(`the API's listing of tree ${missing.slice(0, 12)} does not make that tree`);
}

/** Blobs to fetch at most: two sides of a large change and its surroundings, well under the 1,000 requests an hour of a job. */
const MOST_BLOBS = 500;
const MOST_BYTES = 2_000_000;
/** What an analysis may read besides the changed files. */
const LEANED_ON = /(?:\.(?:[cm]?[jt]sx?|json|ya?ml|tf|tfvars|hcl|tpl|rego|toml)|(?:^|\/)Dockerfile[^/]*)$/u;

function chosen(base: readonly Entry[], head: readonly Entry[]): readonly string[] {
	const readable = (entry: Entry): boolean => entry.type === 'blob' && entry.size <= MOST_BYTES;
	const before = new Map(base.map((entry) => [entry.path, entry.sha]));
	const after = new Map(head.map((entry) => [entry.path, entry.sha]));
	const changed = [...base.filter((entry) => after.get(entry.path) !== entry.sha), ...head.filter((entry) => before.get(entry.path) !== entry.sha)].filter(readable);
	const folders = new Set(changed.flatMap((entry) => parents(entry.path)));
	const near = (entry: Entry): number => parents(entry.path).filter((folder) => folders.has(folder)).length;
	const around = head
		.filter((entry) => readable(entry) && LEANED_ON.test(entry.path))
		.map((entry) => ({ entry, weight: (entry.path.startsWith('.groundwire/') ? 1000 : 0) + near(entry) }))
		.sort((a, b) => b.weight - a.weight)
		.map(({ entry }) => entry);
	const policy = base.filter((entry) => readable(entry) && entry.path.startsWith('.groundwire/'));
	return [...new Set([...changed, ...policy, ...around].map((entry) => entry.sha))].slice(0, MOST_BLOBS);
}

function parents(path: string): readonly string[] {
	const parts = path.split('/').slice(0, -1);
	return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

const AT_ONCE = 8;

async function writeBlobs(client: Client, { owner, repo }: Wanted, gitDir: string, shas: readonly string[], env: Env): Promise<void> {
	for (let from = 0; from < shas.length; from += AT_ONCE) {
		await Promise.all(
			shas.slice(from, from + AT_ONCE).map(async (sha) => {
				const { data } = await client.rest.git.getBlob({ owner, repo, file_sha: sha });
				const input = Buffer.from(data.content, data.encoding === 'base64' ? 'base64' : 'utf8');
				const written = (await git(gitDir, ['hash-object', '-w', '--stdin'], { env, input })).trim();
				if (written !== sha) throw new Error(`the content of blob ${sha} has another id`);
			}),
		);
	}
}

interface Message {
	readonly sha: CommitSha;
	readonly author: Person;
	readonly committer: Person;
	readonly message: string;
}

interface Person {
	readonly name: string;
	readonly email: string;
	readonly date: string;
}

const NOBODY: Person = { name: 'unknown', email: 'unknown', date: '1970-01-01T00:00:00Z' };

/** A chain of commits from base to head with the messages and identities of the pull request's own. All bear head's tree. */
async function writeCommits(client: Client, wanted: Wanted, gitDir: string, trees: { readonly base: string; readonly head: string }, env: Env): Promise<Materialised> {
	const root: Message = { sha: wanted.base, author: NOBODY, committer: NOBODY, message: '' };
	const base = await writeCommit(gitDir, trees.base, undefined, root, env);
	const realNames = new Map([[base, wanted.base]]);
	let head = base;
	for (const message of await messages(client, wanted)) {
		head = await writeCommit(gitDir, trees.head, head, message, env);
		realNames.set(head, message.sha);
	}
	return { base, head, realNames };
}

async function messages(client: Client, wanted: Wanted): Promise<readonly Message[]> {
	const { owner, repo, pull, head } = wanted;
	const last: Message = { sha: head, author: NOBODY, committer: NOBODY, message: '' };
	if (pull === undefined) return [last];
	const listed = await client.paginate(client.rest.pulls.listCommits, { owner, repo, pull_number: pull.number, per_page: 100 });
	const read = listed.map(({ sha, commit }): Message => ({ sha: sha as CommitSha, author: person(commit.author), committer: person(commit.committer), message: commit.message }));
	return read.at(-1)?.sha === head ? read : [...read, last];
}

function clean(text: string | undefined): string {
	return (text ?? '').replace(/[<>\0\n]/gu, '').trim() || 'unknown';
}

function person(raw: { readonly name?: string; readonly email?: string; readonly date?: string } | null): Person {
	return { name: clean(raw?.name), email: clean(raw?.email), date: raw?.date ?? NOBODY.date };
}

function by({ name, email, date }: Person): string {
	return `${name} <${email}> ${Math.max(0, Math.floor((Date.parse(date) || 0) / 1000))} +0000`;
}

async function writeCommit(gitDir: string, tree: string, parent: string | undefined, message: Message, env: Env): Promise<CommitSha> {
	const head = [`tree ${tree}`, ...(parent === undefined ? [] : [`parent ${parent}`]), `author ${by(message.author)}`, `committer ${by(message.committer)}`];
	// The real id keeps two commits apart that differ in nothing else.
	const input = `${head.join('\n')}\ngroundwire-stands-for ${message.sha}\n\n${message.message.replaceAll('\0', '')}`;
	return (await git(gitDir, ['hash-object', '-t', 'commit', '-w', '--stdin'], { env, input })).trim() as CommitSha;
}
