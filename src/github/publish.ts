import type { CommitSha } from '../change/change.ts';
import type { Report } from '../report/report.ts';
import { GraphqlError, isReadOnly, isUncertain, statusOf, type Client } from './client.ts';
import { closeComments, deleteComments, OutOfDate, updateComments } from './edits.ts';
import { plan, type Plan } from './plan.ts';
import { readComments, readPull, type PullRef, type PullState } from './read.ts';
import { createOnFile, createReview, createSingly, HeadMoved } from './reviews.ts';
import { planSummary, superfluousSummaries } from './summary-comment.ts';
import { readHere, type Here } from './threads.ts';

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
	/** Threads of findings that are gone: resolved, or, where the token may not, their comment minimised. */
	readonly resolved: number;
	readonly minimised?: number;
	readonly detail?: string;
}

export interface Tally {
	writes: number;
	resolved: number;
	minimised: number;
}

/** A creation without an answer may have happened: then everything is read again, and what stands is not written twice. */
const ROUNDS = 3;

/** Makes the pull request say what the report says. Safe to repeat, and to be killed at any point and repeated. */
export async function publish(client: Client, publication: Publication): Promise<Published> {
	const tally: Tally = { writes: 0, resolved: 0, minimised: 0 };
	for (let round = 1; ; round++) {
		try {
			const here = await readHere(client, publication.pull);
			const pull = await readPull(client, publication.pull, here);
			if (pull.head !== publication.head) throw new HeadMoved(publication.head, pull.head);
			if (await apply(client, publication, pull, tally)) await settle(client, publication, pull, here, tally);
			return { outcome: 'published', ...tally };
		} catch (error) {
			if (error instanceof HeadMoved) return { outcome: 'stale', ...tally, detail: error.message };
			const readAgain = isUncertain(error) || error instanceof OutOfDate || error instanceof GraphqlError;
			if (readAgain && round < ROUNDS) continue;
			if (isReadOnly(error) && tally.writes === 0) return { outcome: 'read-only', ...tally, detail: describe(error) };
			return { outcome: 'failed', ...tally, detail: describe(error) };
		}
	}
}

/** What GitHub answered, short. */
export function describe(error: unknown): string {
	const status = statusOf(error);
	const message = error instanceof Error ? error.message : String(error);
	return `${status === undefined ? '' : `${status}: `}${message}`.slice(0, 500);
}

/**
 * The summary comes last: until it is written, the pull request does not claim more than stands there. True when something new was
 * written, and not only edited.
 */
async function apply(client: Client, publication: Publication, pull: PullState, tally: Tally): Promise<boolean> {
	const planned = plan({ ...publication, pull });
	const commented = new Set(planned.commented);
	for (const comment of await createReview(client, publication, planned.inline, tally)) {
		if (!(await createSingly(client, publication, comment, tally))) commented.delete(comment.fingerprint);
	}
	for (const comment of planned.onFile) {
		if (!(await createOnFile(client, publication, comment, tally))) commented.delete(comment.fingerprint);
	}
	await updateComments(client, publication.pull, planned.updates, tally);
	await closeComments(client, publication.pull, planned.closings, tally);
	await deleteComments(client.rest.pulls.deleteReviewComment, publication.pull, planned.duplicates, tally);
	const isNew = await writeSummary(client, publication, pull, planned, commented, tally);
	return isNew || planned.inline.length + planned.onFile.length > 0;
}

/** Another run may have read the same nothing and written the same. Both look again, and of what stands twice both leave the oldest. */
async function settle(client: Client, publication: Publication, before: PullState, here: Here, tally: Tally): Promise<void> {
	const input = { ...publication, pull: { ...before, ...(await readComments(client, publication.pull, here)) } };
	await deleteComments(client.rest.pulls.deleteReviewComment, publication.pull, plan(input).duplicates, tally);
	await deleteComments(client.rest.issues.deleteComment, publication.pull, superfluousSummaries(input), tally);
}

async function writeSummary(client: Client, publication: Publication, pull: PullState, planned: Plan, commented: ReadonlySet<string>, tally: Tally): Promise<boolean> {
	const input = { ...publication, pull };
	const action = planSummary(input, planned, commented);
	const at = { owner: publication.pull.owner, repo: publication.pull.repo };
	// Of two runs the one for the newest head has the last word.
	if (action !== undefined) await HeadMoved.unlessAt(client, publication);
	if (action?.kind === 'update') await OutOfDate.whereGone(client.rest.issues.updateComment({ ...at, comment_id: action.id, body: action.body }));
	else if (action !== undefined) await client.rest.issues.createComment({ ...at, issue_number: publication.pull.number, body: action.body });
	if (action !== undefined) tally.writes++;
	await deleteComments(client.rest.issues.deleteComment, publication.pull, superfluousSummaries(input), tally);
	return action?.kind === 'create';
}
