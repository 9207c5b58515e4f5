import { code } from '../report/markdown-escape.ts';
import { statusOf, type Client } from './client.ts';
import type { Publication, Tally } from './publish.ts';
import type { PlannedComment } from './wording.ts';

/** What was analysed is no longer what the pull request proposes. */
export class HeadMoved extends Error {
	constructor(analysed: string, now: string) {
		super(`the head moved from ${analysed.slice(0, 12)} to ${now.slice(0, 12)} meanwhile; the run for the new head publishes`);
	}

	/** Asks where the head is now, and throws when it is no longer what was analysed. */
	static async unlessAt(client: Client, { pull, head }: Pick<Publication, 'pull' | 'head'>): Promise<void> {
		const { data } = await client.rest.pulls.get({ owner: pull.owner, repo: pull.repo, pull_number: pull.number });
		if (data.head.sha !== head) throw new HeadMoved(head, data.head.sha);
	}
}

/** One review with every inline comment. Gives back those that could not be posted so: GitHub takes all of them or none. */
export async function createReview(client: Client, { pull, head }: Publication, inline: readonly PlannedComment[], tally: Tally): Promise<readonly PlannedComment[]> {
	if (inline.length === 0) return [];
	const comments = inline.map((comment) => ({ path: comment.path, body: comment.body, ...anchorOf(comment) }));
	const body = `Groundwire: ${inline.length} ${inline.length === 1 ? 'remark' : 'remarks'} on ${code(head.slice(0, 12))}.`;
	try {
		await client.rest.pulls.createReview({ owner: pull.owner, repo: pull.repo, pull_number: pull.number, commit_id: head, event: 'COMMENT', body, comments });
		tally.writes++;
		return [];
	} catch (error) {
		if (statusOf(error) !== 422) throw error;
		// A head that moved since it was read refuses every line: then nothing of this run belongs there.
		await HeadMoved.unlessAt(client, { pull, head });
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
export async function createSingly(client: Client, publication: Publication, comment: PlannedComment, tally: Tally): Promise<boolean> {
	const { pull, head } = publication;
	const at = { owner: pull.owner, repo: pull.repo, pull_number: pull.number, commit_id: head };
	const { path, body } = comment;
	return (
		(await accepted(client.rest.pulls.createReviewComment({ ...at, path, body, ...anchorOf(comment) }), tally)) ||
		createOnFile(client, publication, { ...comment, body: comment.onFile ?? body }, tally)
	);
}

/** A comment on the whole file. False when GitHub does not take it. */
export async function createOnFile(client: Client, { pull, head }: Publication, { path, body }: PlannedComment, tally: Tally): Promise<boolean> {
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
