import type { CommitSha } from '../change/change.ts';
import { GraphqlError, statusOf, type Client } from './client.ts';
import { isOurs, type Author, type Identity } from './markers.ts';
import { parsePatch, type DiffFile } from './patch.ts';

export interface PullRef {
	readonly owner: string;
	readonly repo: string;
	readonly number: number;
}

/** A review comment that we wrote ourselves. */
export interface OwnReviewComment {
	readonly id: number;
	readonly body: string;
	readonly path: string;
	/** The comment still stands on a line, or on the file, of the newest diff. */
	readonly current: boolean;
}

/** What the pull request holds now. Comments of others are left out: nothing they say steers what we write. */
export interface PullState {
	readonly head: CommitSha;
	readonly files: readonly DiffFile[];
	/** GitHub lists 3,000 files at most; past that some are missing here. */
	readonly filesComplete: boolean;
	readonly reviewComments: readonly OwnReviewComment[];
	readonly issueComments: readonly { readonly id: number; readonly body: string }[];
}

const PAGE = 100;

/**
 * The login that the token writes as. `viewer` answers for every kind of token (a user's, a GitHub App's and the workflow's
 * own, for which `GET /user` is refused). Without an answer nothing may be published: comments of ours could not be told from
 * comments of somebody who copied our marker.
 */
export async function identity(client: Client): Promise<Identity> {
	try {
		const data = await client.graphql('query { viewer { login } }', {});
		const login = field(field(data, 'viewer'), 'login');
		if (typeof login === 'string' && login !== '') return { login };
	} catch (error) {
		if (!(error instanceof GraphqlError) && statusOf(error) === undefined) throw error;
	}
	const { data } = await client.rest.users.getAuthenticated();
	return { login: data.login };
}

/** Everything the plan needs to know, in as many pages as there are. */
export async function readPull(client: Client, pull: PullRef, us: Identity): Promise<PullState> {
	const at = { owner: pull.owner, repo: pull.repo, per_page: PAGE };
	const { data } = await client.rest.pulls.get({ owner: pull.owner, repo: pull.repo, pull_number: pull.number });
	const files = await client.paginate(client.rest.pulls.listFiles, { ...at, pull_number: pull.number });
	const reviewComments = await client.paginate(client.rest.pulls.listReviewComments, { ...at, pull_number: pull.number });
	const issueComments = await client.paginate(client.rest.issues.listComments, { ...at, issue_number: pull.number });
	return {
		head: data.head.sha as CommitSha,
		files: files.map(diffFile),
		filesComplete: files.length >= data.changed_files,
		reviewComments: reviewComments
			.filter((comment) => comment.in_reply_to_id === undefined && isOurs(author(comment.user), us))
			.map(({ id, body, path, line, subject_type }) => ({ id, body, path, current: subject_type === 'file' || typeof line === 'number' })),
		issueComments: issueComments.filter((comment) => isOurs(author(comment.user), us)).map(({ id, body }) => ({ id, body: body ?? '' })),
	};
}

function author(user: { readonly login: string; readonly type: string } | null | undefined): Author | null {
	return user === null || user === undefined ? null : { login: user.login, type: user.type };
}

interface ListedFile {
	readonly filename: string;
	readonly status: string;
	readonly previous_filename?: string | undefined;
	readonly patch?: string | undefined;
}

function diffFile(file: ListedFile): DiffFile {
	return {
		path: file.filename,
		status: file.status,
		...(file.previous_filename === undefined ? {} : { previousPath: file.previous_filename }),
		// Binary files, large ones, and files past some 20,000 lines of diff come without a patch and without a word.
		hunks: file.patch === undefined ? 'unknown' : parsePatch(file.patch),
	};
}

/** The commit that both sides grew from; the change is what head did since. */
export async function mergeBase(client: Client, repository: { readonly owner: string; readonly repo: string }, base: string, head: string): Promise<CommitSha> {
	const basehead = `${base}...${head}`;
	const { data } = await client.rest.repos.compareCommitsWithBasehead({ ...repository, basehead, per_page: 1, page: 1 });
	return data.merge_base_commit.sha as CommitSha;
}

/** A thread of review comments, as far as we need it. */
export interface Thread {
	readonly id: string;
	readonly resolved: boolean;
	readonly firstComment: number;
}

const THREADS = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
	repository(owner: $owner, name: $repo) {
		pullRequest(number: $number) {
			reviewThreads(first: 100, after: $after) {
				pageInfo { hasNextPage endCursor }
				nodes { id isResolved viewerCanResolve comments(first: 1) { nodes { databaseId } } }
			}
		}
	}
}`;

/** The threads that the token may resolve. Only GraphQL knows them. */
export async function resolvableThreads(client: Client, pull: PullRef): Promise<readonly Thread[]> {
	const threads: Thread[] = [];
	for (let after: string | null = null, pages = 0; pages < 50; pages++) {
		const data = await client.graphql(THREADS, { ...pull, after });
		const page = field(field(field(data, 'repository'), 'pullRequest'), 'reviewThreads');
		const nodes = field(page, 'nodes');
		if (Array.isArray(nodes)) threads.push(...nodes.flatMap(thread));
		const info = field(page, 'pageInfo');
		const cursor = field(info, 'endCursor');
		if (field(info, 'hasNextPage') !== true || typeof cursor !== 'string') break;
		after = cursor;
	}
	return threads;
}

function thread(node: unknown): readonly Thread[] {
	const id = field(node, 'id');
	const comments = field(field(node, 'comments'), 'nodes');
	const firstComment = Array.isArray(comments) ? field(comments[0], 'databaseId') : undefined;
	if (typeof id !== 'string' || typeof firstComment !== 'number' || field(node, 'viewerCanResolve') !== true) return [];
	return [{ id, resolved: field(node, 'isResolved') === true, firstComment }];
}

function field(value: unknown, key: string): unknown {
	return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}
