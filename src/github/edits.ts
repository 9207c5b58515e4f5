import { statusOf, type Client } from './client.ts';
import type { Closing } from './closing.ts';
import type { Hidden } from './markers.ts';
import type { Update } from './plan.ts';
import type { Tally } from './publish.ts';
import type { PullRef } from './read.ts';
import { changeThread, type Thread } from './threads.ts';

/** A comment that was read a moment ago is there no more: the plan rests on what is not so. */
export class OutOfDate extends Error {
	/** Waits for a request on a comment, and throws this where the comment is gone. */
	static async whereGone(request: Promise<unknown>): Promise<void> {
		try {
			await request;
		} catch (error) {
			if (isGone(error)) throw new OutOfDate('a comment that was to be edited is gone', { cause: error });
			throw error;
		}
	}
}

function isGone(error: unknown): boolean {
	const status = statusOf(error);
	return status === 404 || status === 410;
}

/** Brings comments up to date. A thread is opened again before its comment says so: a run that dies between the two is made up for by the next. */
export async function updateComments(client: Client, pull: PullRef, updates: readonly Update[], tally: Tally): Promise<void> {
	for (const { id, body, thread } of updates) {
		if (thread?.resolved === true && (await changeThread(client, 'unresolve', thread))) tally.writes++;
		if (thread?.minimised === true && (await changeThread(client, 'unminimise', thread))) tally.writes++;
		if (body !== undefined) await rewrite(client, pull, id, body, tally);
	}
}

/**
 * Marks comments whose finding is gone. The thread is resolved where the token may (`contents: write`, which a guardrail should not
 * hold), else its comment is minimised where it may, and only then the comment says that it is closed, and what was done.
 */
export async function closeComments(client: Client, pull: PullRef, closings: readonly Closing[], tally: Tally): Promise<void> {
	const refused = new Set<'resolve' | 'minimise'>();
	const tried = async (change: 'resolve' | 'minimise', thread: Thread): Promise<boolean> => {
		if (refused.has(change)) return false;
		const done = await changeThread(client, change, thread);
		// What is refused once is refused for want of a permission: nothing is gained by asking for each comment.
		if (!done) refused.add(change);
		return done;
	};
	const hide = async (thread: Thread): Promise<Hidden> => {
		if (thread.mayResolve && (await tried('resolve', thread))) return 'resolved';
		return thread.mayMinimise && (await tried('minimise', thread)) ? 'minimised' : 'no';
	};
	for (const { id, body, thread, hidden } of closings) {
		const now = thread === undefined ? hidden : await hide(thread);
		if (thread !== undefined && now === 'resolved') tally.resolved++;
		if (thread !== undefined && now === 'minimised') tally.minimised++;
		await rewrite(client, pull, id, body(now), tally);
	}
}

async function rewrite(client: Client, { owner, repo }: PullRef, id: number, body: string, tally: Tally): Promise<void> {
	await OutOfDate.whereGone(client.rest.pulls.updateReviewComment({ owner, repo, comment_id: id, body }));
	tally.writes++;
}

type Delete = Client['rest']['pulls']['deleteReviewComment'] | Client['rest']['issues']['deleteComment'];

/** Deletes comments of ours; one that is gone already is as it should be. */
export async function deleteComments(remove: Delete, { owner, repo }: PullRef, ids: readonly number[], tally: Tally): Promise<void> {
	for (const id of ids) {
		try {
			await remove({ owner, repo, comment_id: id });
			tally.writes++;
		} catch (error) {
			if (!isGone(error)) throw error;
		}
	}
}
