import { statusOf, type Client } from '../client.ts';
import { DEFAULT_INSTANCE, isOurs, type Identity } from '../markers.ts';
import type { PullRef } from '../read.ts';

/** What a person hears of the comment in which they gave commands. */
export interface Reply {
	/** The comment with the commands. */
	readonly comment: number;
	/** `+1` done, `confused` refused, `eyes` looked at. */
	readonly reaction: '+1' | 'confused' | 'eyes';
	/** Markdown for an answer of our own, where a sign is not enough. */
	readonly body?: string | undefined;
	readonly instance: string;
}

/** Marks our answer to one comment. */
function answerMarker({ comment, instance }: Reply): string {
	return `<!-- groundwire:answer:${comment}${instance === DEFAULT_INSTANCE ? '' : ` instance=${instance}`} -->`;
}

/** Answers a comment: a sign on it, and one comment of our own where there is something to say. Safe to repeat. */
export async function reply(client: Client, { owner, repo, number }: PullRef, us: Identity, answer: Reply): Promise<void> {
	const at = { owner, repo };
	try {
		await client.rest.reactions.createForIssueComment({ ...at, comment_id: answer.comment, content: answer.reaction });
	} catch (error) {
		// A comment that was deleted meanwhile takes no sign.
		if (statusOf(error) !== 404) throw error;
	}
	if (answer.body === undefined) return;
	const marker = answerMarker(answer);
	const body = `${marker}\n${answer.body}`;
	const comments = await client.paginate(client.rest.issues.listComments, { ...at, issue_number: number, per_page: 100 });
	const ours = comments.find((comment) => comment.user !== null && isOurs(comment.user, us) && comment.body?.split(/\r?\n/u, 1)[0] === marker);
	if (ours === undefined) await client.rest.issues.createComment({ ...at, issue_number: number, body });
	else if (ours.body?.replaceAll('\r\n', '\n') !== body) await client.rest.issues.updateComment({ ...at, comment_id: ours.id, body });
}
