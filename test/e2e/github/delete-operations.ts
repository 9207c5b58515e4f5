import { NotFound } from './not-found.ts';
import { refused, type Answer, type Call } from './operations.ts';
import type { User } from './state.ts';

/** Answers below a deleted comment stay. */
export function deleteReviewComment(call: Call): Answer {
	return deleted(call, call.state.reviewComments);
}

export function deleteIssueComment(call: Call): Answer {
	return deleted(call, call.state.issueComments);
}

function deleted({ params, token }: Call, comments: { readonly id: number; readonly user: User }[]): Answer {
	const at = comments.findIndex(({ id }) => id === Number(params['comment_id']));
	if (at < 0) throw new NotFound();
	if (comments[at]?.user.login !== token.user.login) return refused('Resource not accessible by integration');
	comments.splice(at, 1);
	return { status: 204, body: undefined };
}
