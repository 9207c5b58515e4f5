import type { CommitSha } from '../change/change.ts';
import type { Client } from './client.ts';
import { isOurs, type Author, type Identity } from './markers.ts';
import { parsePatch, type DiffFile } from './patch.ts';
import type { Here, Thread } from './threads.ts';

export interface PullRef {
	readonly owner: string;
	readonly repo: string;
	readonly number: number;
}

/** A review comment that we wrote ourselves. */
export interface OwnReviewComment {
	readonly id: number;
	readonly body: string;
	/** The path when it was written: GitHub keeps it when the file is renamed. */
	readonly path: string;
	readonly side: 'LEFT' | 'RIGHT';
	/** Where it stands in the newest diff: on a line, on the file as a whole, or nowhere (GitHub calls it outdated). */
	readonly stands: 'line' | 'file' | 'nowhere';
	readonly line?: number;
	readonly startLine?: number;
	/** The commit that it was written on. */
	readonly commit: string;
	/** Somebody else wrote below it, and it was no command. */
	readonly answered: boolean;
	/** Absent where the token may not see threads. */
	readonly thread?: Thread;
}

/** What the pull request holds now. Comments of others are left out: nothing they say steers what we write. */
export interface PullState {
	readonly head: CommitSha;
	/** Who we are: a bot's account has nobody else behind it. */
	readonly us: Identity;
	readonly files: readonly DiffFile[];
	/** GitHub lists 3,000 files at most; past that some are missing here. */
	readonly filesComplete: boolean;
	readonly reviewComments: readonly OwnReviewComment[];
	readonly issueComments: readonly { readonly id: number; readonly body: string }[];
}

const PAGE = 100;

/** Everything the plan needs to know, in as many pages as there are. */
export async function readPull(client: Client, pull: PullRef, { us, threads }: Here): Promise<PullState> {
	const at = { owner: pull.owner, repo: pull.repo, per_page: PAGE };
	const { data } = await client.rest.pulls.get({ owner: pull.owner, repo: pull.repo, pull_number: pull.number });
	const files = await client.paginate(client.rest.pulls.listFiles, { ...at, pull_number: pull.number });
	return {
		head: data.head.sha as CommitSha,
		us,
		files: files.map(diffFile),
		filesComplete: files.length >= data.changed_files,
		...(await readComments(client, pull, { us, threads })),
	};
}

/** What is written on the pull request by ourselves. */
export async function readComments(client: Client, pull: PullRef, { us, threads }: Here): Promise<Pick<PullState, 'reviewComments' | 'issueComments'>> {
	const at = { owner: pull.owner, repo: pull.repo, per_page: PAGE };
	// The summary is written last and so read first: where it stands, the comments that it speaks of are read too.
	const issueComments = await client.paginate(client.rest.issues.listComments, { ...at, issue_number: pull.number });
	const reviewComments = await client.paginate(client.rest.pulls.listReviewComments, { ...at, pull_number: pull.number });
	const answered = answeredThreads(reviewComments, us);
	return {
		reviewComments: reviewComments
			.filter((comment) => comment.in_reply_to_id === undefined && isOurs(author(comment.user), us))
			.map((comment) => ownComment(comment, answered.has(comment.id), threads.get(comment.id))),
		issueComments: issueComments.filter((comment) => isOurs(author(comment.user), us)).map(({ id, body }) => ({ id, body: body ?? '' })),
	};
}

interface ListedComment {
	readonly id: number;
	readonly body: string;
	readonly path: string;
	readonly side?: string | undefined;
	readonly line?: number | null | undefined;
	readonly start_line?: number | null | undefined;
	readonly subject_type?: string | undefined;
	readonly original_commit_id: string;
	readonly in_reply_to_id?: number | undefined;
	readonly user?: { readonly login: string; readonly type: string } | null;
}

function ownComment({ id, body, path, side, line, start_line, subject_type, original_commit_id }: ListedComment, answered: boolean, thread: Thread | undefined): OwnReviewComment {
	const onLine = typeof line === 'number';
	return {
		id,
		body,
		path,
		side: side === 'LEFT' ? 'LEFT' : 'RIGHT',
		stands: subject_type === 'file' ? 'file' : onLine ? 'line' : 'nowhere',
		...(onLine && subject_type !== 'file' ? { line } : {}),
		...(onLine && typeof start_line === 'number' ? { startLine: start_line } : {}),
		commit: original_commit_id,
		answered,
		...(thread === undefined ? {} : { thread }),
	};
}

/** A command is said to us; anything else that a person writes below a remark is an answer to it. What bots write is not. */
const COMMAND = /^\s*\/groundwire\b/u;

function answeredThreads(comments: readonly ListedComment[], us: Identity): ReadonlySet<number> {
	const answers = comments.filter(({ user, body }) => !isOurs(author(user), us) && user?.type !== 'Bot' && !COMMAND.test(body));
	return new Set(answers.flatMap(({ in_reply_to_id }) => in_reply_to_id ?? []));
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
