import type { Seen } from '../../people/decide.ts';
import type { Entry } from '../../people/entry.ts';
import { isSame } from '../binding.ts';
import type { Client } from '../client.ts';
import { isOurs, isSummary, readMemory, type Identity } from '../markers.ts';
import type { PullRef } from '../read.ts';
import { lastEdit } from './lookup.ts';

/** What is asked: which change did somebody have before them who wrote a comment then? */
export interface Seeing {
	readonly pull: PullRef;
	readonly us: Identity;
	readonly instance: string;
	readonly comment: { readonly id: number; readonly createdAt: string };
	readonly log: readonly Entry[];
}

/**
 * The change that our summary spoke of when the comment was written; undefined where nobody can tell. A summary that was rewritten
 * since may have spoken of another, unless the last decision before the comment was about the same.
 */
export async function seenChange(client: Client, { pull: { owner, repo, number }, us, instance, comment, log }: Seeing): Promise<Seen | undefined> {
	const comments = await client.paginate(client.rest.issues.listComments, { owner, repo, issue_number: number, per_page: 100 });
	const summary = comments.find(({ user, body }) => user !== null && isOurs(user, us) && isSummary(body ?? '', instance));
	const { head, base } = readMemory(summary?.body ?? '') ?? {};
	if (summary === undefined || head === undefined || base === undefined) return undefined;
	// Whoever may write here may have let it speak of another change, or of none.
	const edit = await lastEdit(client, summary.node_id);
	if (edit === 'unknown' || (edit !== 'none' && edit.by !== '' && !isSame(edit.by, us))) return undefined;
	if (Date.parse(summary.updated_at) < Date.parse(comment.createdAt)) return { head, base };
	const before = log.filter((entry) => entry.pull === number && entry.action !== 'revoke' && entry.comment.id < comment.id);
	const last = before.at(-1);
	return last?.head === head && last.base === base ? { head, base } : undefined;
}
