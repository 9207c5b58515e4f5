import type { CommitSha } from '../change/change.ts';
import type { Report } from '../report/report.ts';
import { GraphqlError, isReadOnly, isUncertain, statusOf, type Client } from './client.ts';
import { closeComments, deleteComments, OutOfDate, updateComments } from './edits.ts';
import { plan, type Plan } from './plan.ts';
import { readPull, type PullRef, type PullState } from './read.ts';
import { createOnFile, createReview, createSingly, HeadMoved } from './reviews.ts';
import { planSummary, superfluousSummaries } from './summary-comment.ts';
import { readHere } from './threads.ts';

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
			const pull = await readPull(client, publication.pull, await readHere(client, publication.pull));
			if (pull.head !== publication.head) throw new HeadMoved(publication.head, pull.head);
			await apply(client, publication, pull, tally);
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
	await updateComments(client, publication.pull, planned.updates, tally);
	await closeComments(client, publication.pull, planned.closings, tally);
	await deleteComments(client.rest.pulls.deleteReviewComment, publication.pull, planned.duplicates, tally);
	await writeSummary(client, publication, pull, planned, commented, tally);
}

async function writeSummary(client: Client, publication: Publication, pull: PullState, planned: Plan, commented: ReadonlySet<string>, tally: Tally): Promise<void> {
	const input = { ...publication, pull };
	const action = planSummary(input, planned, commented);
	const at = { owner: publication.pull.owner, repo: publication.pull.repo };
	if (action?.kind === 'update') await OutOfDate.whereGone(client.rest.issues.updateComment({ ...at, comment_id: action.id, body: action.body }));
	else if (action !== undefined) await client.rest.issues.createComment({ ...at, issue_number: publication.pull.number, body: action.body });
	if (action !== undefined) tally.writes++;
	await deleteComments(client.rest.issues.deleteComment, publication.pull, superfluousSummaries(input), tally);
}
