import type { CommitSha } from '../change/change.ts';
import type { Report } from '../report/report.ts';
import { code } from '../report/markdown-escape.ts';
import { isReadOnly, isUncertain, statusOf, type Client } from './client.ts';
import { plan, planSummary, type Plan, type PlannedComment } from './plan.ts';
import { identity, readPull, resolvableThreads, type PullRef, type PullState } from './read.ts';

export interface Publication {
	readonly report: Report;
	readonly head: CommitSha;
	readonly pull: PullRef;
	readonly instance: string;
}

/**
 * `published`: everything stands, `writes` of it new. `stale`: the head has moved and nothing was written. `read-only`: the
 * token may not write, and nothing was written. `failed`: some of it stands and the rest does not; another run puts it right.
 */
export interface Published {
	readonly outcome: 'published' | 'stale' | 'read-only' | 'failed';
	readonly writes: number;
	readonly resolved: number;
	readonly detail?: string;
}

/** A creation without an answer may have happened: then everything is read again, and what stands is not written twice. */
const ROUNDS = 3;

/** Makes the pull request say what the report says. Safe to repeat, and to be killed at any point and repeated. */
export async function publish(client: Client, publication: Publication): Promise<Published> {
	const tally: Tally = { writes: 0, resolved: 0 };
	for (let round = 1; ; round++) {
		try {
			const us = await identity(client);
			const pull = await readPull(client, publication.pull, us);
			if (pull.head !== publication.head) throw new HeadMoved(publication.head, pull.head);
			await apply(client, publication, pull, tally);
			return { outcome: 'published', ...tally };
		} catch (error) {
			if (error instanceof HeadMoved) return { outcome: 'stale', ...tally, detail: error.message };
			if (isUncertain(error) && round < ROUNDS) continue;
			if (isReadOnly(error) && tally.writes === 0) return { outcome: 'read-only', ...tally, detail: describe(error) };
			return { outcome: 'failed', ...tally, detail: describe(error) };
		}
	}
}

interface Tally {
	writes: number;
	resolved: number;
}

/** What was analysed is no longer what the pull request proposes. */
class HeadMoved extends Error {
	constructor(analysed: string, now: string) {
		super(`the head moved from ${analysed.slice(0, 12)} to ${now.slice(0, 12)} meanwhile; the run for the new head publishes`);
	}
}

function describe(error: unknown): string {
	const status = statusOf(error);
	const message = error instanceof Error ? error.message : String(error);
	return `${status === undefined ? '' : `${status}: `}${message}`.slice(0, 500);
}

/** The summary comes last: until it is written, the pull request does not claim more than stands there. */
async function apply(client: Client, publication: Publication, pull: PullState, tally: Tally): Promise<void> {
	const planned = plan({ ...publication, pull });
	const commented = new Set(planned.commented);
	for (const comment of await createReview(client, publication, planned.inline, tally)) {
		if (!(await createSingly(client, publication, comment, tally))) commented.delete(comment.fingerprint);
	}
	for (const comment of planned.onFile) {
		if (!(await createOnFile(client, publication, comment, tally))) commented.delete(comment.fingerprint);
	}
	await editComments(client, publication, planned, tally);
	await writeSummary(client, publication, pull, commented, tally);
}

/** One review with every inline comment. Gives back those that could not be posted so: GitHub takes all of them or none. */
async function createReview(client: Client, { pull, head }: Publication, inline: readonly PlannedComment[], tally: Tally): Promise<readonly PlannedComment[]> {
	if (inline.length === 0) return [];
	const comments = inline.map((comment) => ({ path: comment.path, body: comment.body, ...anchorOf(comment) }));
	const body = `Groundwire: ${inline.length} ${inline.length === 1 ? 'remark' : 'remarks'} on ${code(head.slice(0, 12))}.`;
	const at = { owner: pull.owner, repo: pull.repo, pull_number: pull.number };
	try {
		await client.rest.pulls.createReview({ ...at, commit_id: head, event: 'COMMENT', body, comments });
		tally.writes++;
		return [];
	} catch (error) {
		if (statusOf(error) !== 422) throw error;
		// A head that moved since it was read refuses every line: then nothing of this run belongs there.
		const { data } = await client.rest.pulls.get(at);
		if (data.head.sha !== head) throw new HeadMoved(head, data.head.sha);
		return inline;
	}
}

type Side = 'LEFT' | 'RIGHT';

function anchorOf(comment: PlannedComment): { line: number; side: Side; start_line?: number; start_side?: Side } {
	const { at } = comment;
	if (at === undefined) throw new Error(`no line for ${comment.fingerprint}`);
	const start = at.startLine === undefined ? {} : { start_line: at.startLine, start_side: at.side };
	return { line: at.line, side: at.side, ...start };
}

/** The last resort after a refused review: the comment by itself, then on its file. False when GitHub takes neither. */
async function createSingly(client: Client, publication: Publication, comment: PlannedComment, tally: Tally): Promise<boolean> {
	const { pull, head } = publication;
	const at = { owner: pull.owner, repo: pull.repo, pull_number: pull.number, commit_id: head };
	const { path, body } = comment;
	return (
		(await accepted(client.rest.pulls.createReviewComment({ ...at, path, body, ...anchorOf(comment) }), tally)) ||
		createOnFile(client, publication, comment, tally)
	);
}

async function createOnFile(client: Client, { pull, head }: Publication, { path, body }: PlannedComment, tally: Tally): Promise<boolean> {
	const at = { owner: pull.owner, repo: pull.repo, pull_number: pull.number, commit_id: head };
	return accepted(client.rest.pulls.createReviewComment({ ...at, path, body, subject_type: 'file' }), tally);
}

/** Counts a write; false when GitHub found the request unprocessable. */
async function accepted(request: Promise<unknown>, tally: Tally): Promise<boolean> {
	try {
		await request;
		tally.writes++;
		return true;
	} catch (error) {
		if (statusOf(error) === 422) return false;
		throw error;
	}
}

/**
 * Rewrites own comments. A thread is resolved before its comment says that it is closed, so that a run that dies between the
 * two is made up for by the next.
 */
async function editComments(client: Client, { pull }: Publication, planned: Plan, tally: Tally): Promise<void> {
	if (planned.closings.length > 0) tally.resolved += await resolve(client, pull, new Set(planned.closings.map((entry) => entry.id)));
	for (const { id, body } of [...planned.closings, ...planned.reopenings]) {
		await client.rest.pulls.updateReviewComment({ owner: pull.owner, repo: pull.repo, comment_id: id, body });
		tally.writes++;
	}
}

const RESOLVE = 'mutation ($thread: ID!) { resolveReviewThread(input: { threadId: $thread }) { thread { isResolved } } }';

/** Resolving needs `contents: write`, which a guardrail should not hold: it is done where it is allowed, and counted. */
async function resolve(client: Client, pull: PullRef, comments: ReadonlySet<number>): Promise<number> {
	let done = 0;
	try {
		for (const thread of await resolvableThreads(client, pull)) {
			if (thread.resolved || !comments.has(thread.firstComment)) continue;
			await client.graphql(RESOLVE, { thread: thread.id });
			done++;
		}
	} catch {
		// Without the permission the comment itself still says what happened.
	}
	return done;
}

async function writeSummary(client: Client, publication: Publication, pull: PullState, commented: ReadonlySet<string>, tally: Tally): Promise<void> {
	const action = planSummary({ ...publication, pull }, commented);
	if (action === undefined) return;
	const at = { owner: publication.pull.owner, repo: publication.pull.repo };
	if (action.kind === 'update') await client.rest.issues.updateComment({ ...at, comment_id: action.id, body: action.body });
	else await client.rest.issues.createComment({ ...at, issue_number: publication.pull.number, body: action.body });
	tally.writes++;
}
