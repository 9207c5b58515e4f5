import type { Values } from './description.ts';
import type { State, Token } from './state.ts';

interface GraphqlAnswer {
	readonly data?: unknown;
	readonly errors?: readonly Values[];
}

/** The three documents that Groundwire sends, told apart by the field they ask for. */
export function graphql(state: State, token: Token, query: string, variables: Values): GraphqlAnswer {
	if (query.includes('resolveReviewThread')) return resolveThread(state, token, String(variables['thread']));
	if (query.includes('reviewThreads')) return threads(state, token, variables);
	if (query.includes('viewer')) return { data: { viewer: { login: token.user.login } } };
	return { errors: [{ type: 'undefinedField', message: 'the server does not know this document' }] };
}

export function isMutation(query: string): boolean {
	return query.trimStart().startsWith('mutation');
}

function threads(state: State, token: Token, { owner, repo, number, after }: Values): GraphqlAnswer {
	if (owner !== state.owner || repo !== state.repo) return { errors: [{ type: 'NOT_FOUND', message: 'Could not resolve to a Repository' }] };
	const all = state.reviewComments.filter((comment) => comment.pull === number);
	const from = typeof after === 'string' ? Number(after) : 0;
	const nodes = all.slice(from, from + 100).map((comment) => ({
		id: `PRRT_${comment.id}`, isResolved: comment.resolved, viewerCanResolve: token.write.includes('contents'), comments: { nodes: [{ databaseId: comment.id }] },
	}));
	const hasNextPage = from + 100 < all.length;
	return { data: { repository: { pullRequest: { reviewThreads: { pageInfo: { hasNextPage, endCursor: String(from + 100) }, nodes } } } } };
}

/** GitHub wants `contents: write` for this, and says FORBIDDEN to a token that may only write pull requests. */
function resolveThread(state: State, token: Token, thread: string): GraphqlAnswer {
	if (!token.write.includes('contents')) return { data: null, errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }] };
	const comment = state.reviewComments.find((entry) => `PRRT_${entry.id}` === thread);
	if (comment === undefined) return { errors: [{ type: 'NOT_FOUND', message: 'Could not resolve to a node' }] };
	comment.resolved = true;
	return { data: { resolveReviewThread: { thread: { isResolved: true } } } };
}
