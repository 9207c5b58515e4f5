import type { Values } from './description.ts';
import type { ReviewComment, State, Token } from './state.ts';

interface GraphqlAnswer {
	readonly data?: unknown;
	readonly errors?: readonly Values[];
}

const FORBIDDEN: GraphqlAnswer = { data: null, errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }] };
const NOT_FOUND: GraphqlAnswer = { data: null, errors: [{ type: 'NOT_FOUND', message: 'Could not resolve to a node with the global id' }] };

/** The documents that Groundwire sends, told apart by the field they ask for. */
export function graphql(state: State, token: Token, query: string, variables: Values): GraphqlAnswer {
	const mutation = Object.entries(MUTATIONS).find(([name]) => query.includes(`${name}(`));
	if (mutation !== undefined) return mutation[1](state, token, String(variables['id']));
	const viewer = { viewer: { login: token.user.login } };
	if (query.includes('reviewThreads')) return threads(state, token, variables, viewer);
	if (query.includes('timelineItems')) return baseChanges(state, variables);
	if (query.includes('lastEditedAt')) return lastEdit(state, variables);
	if (query.includes('viewer')) return { data: viewer };
	return { errors: [{ type: 'undefinedField', message: 'the server does not know this document' }] };
}

/** The last time that the pull request got another base. */
function baseChanges({ owner: served, repo: name, baseChanges: changes }: State, { owner, repo, number }: Values): GraphqlAnswer {
	if (owner !== served || repo !== name) return NOT_FOUND;
	const nodes = changes.filter(({ pull }) => pull === number).slice(-1).map(({ at }) => ({ createdAt: at }));
	return { data: { repository: { pullRequest: { timelineItems: { nodes } } } } };
}

function lastEdit({ issueComments }: State, { id }: Values): GraphqlAnswer {
	const comment = issueComments.find((one) => `IC_${one.id}` === id);
	return comment === undefined ? NOT_FOUND : { data: { node: { lastEditedAt: comment.editedAt ?? null, editor: comment.editor === undefined ? null : { login: comment.editor } } } };
}

export function isMutation(query: string): boolean {
	return query.trimStart().startsWith('mutation');
}

function threads(state: State, token: Token, { owner, repo, number, after }: Values, viewer: Values): GraphqlAnswer {
	if (owner !== state.owner || repo !== state.repo) return { data: { ...viewer, repository: null }, errors: [{ type: 'NOT_FOUND', message: 'Could not resolve to a Repository' }] };
	const all = state.reviewComments.filter((comment) => comment.pull === number && comment.replyTo === undefined);
	const from = typeof after === 'string' ? Number(after) : 0;
	const nodes = all.slice(from, from + 100).map((comment) => thread(token, comment));
	const hasNextPage = from + 100 < all.length;
	return { data: { ...viewer, repository: { pullRequest: { reviewThreads: { pageInfo: { hasNextPage, endCursor: String(from + 100) }, nodes } } } } };
}

function thread(token: Token, { id, resolved, resolvedBy = null, minimised }: ReviewComment): Values {
	const mayResolve = token.write.includes('contents');
	const first = { id: `PRRC_${id}`, databaseId: id, isMinimized: minimised !== undefined, minimizedReason: minimised ?? null, viewerCanMinimize: mayMinimise(token) };
	return {
		id: `PRRT_${id}`, isResolved: resolved, resolvedBy: resolved && resolvedBy !== null ? { login: resolvedBy } : null,
		viewerCanResolve: mayResolve && !resolved, viewerCanUnresolve: mayResolve && resolved, comments: { nodes: [first] },
	};
}

function mayMinimise({ write, mayMinimise: may = write.includes('pull-requests') }: Token): boolean {
	return may;
}

type Mutation = (state: State, token: Token, id: string) => GraphqlAnswer;

/** GitHub wants `contents: write` to resolve, and says FORBIDDEN to a token that may only write pull requests; minimising needs that alone. */
const MUTATIONS: Readonly<Record<string, Mutation>> = {
	unresolveReviewThread: resolving(false),
	resolveReviewThread: resolving(true),
	unminimizeComment: minimising(undefined),
	minimizeComment: minimising('resolved'),
};

function resolving(resolved: boolean): Mutation {
	return (state, token, id) => {
		if (!token.write.includes('contents')) return FORBIDDEN;
		const comment = state.reviewComments.find((entry) => `PRRT_${entry.id}` === id);
		if (comment === undefined) return NOT_FOUND;
		comment.resolved = resolved;
		comment.resolvedBy = resolved ? token.user.login.replace(/\[bot\]$/u, '') : null;
		return { data: { [resolved ? 'resolveReviewThread' : 'unresolveReviewThread']: { thread: { isResolved: resolved } } } };
	};
}

function minimising(reason: string | undefined): Mutation {
	return (state, token, id) => {
		if (!mayMinimise(token)) return FORBIDDEN;
		const comment = state.reviewComments.find((entry) => `PRRC_${entry.id}` === id);
		if (comment === undefined) return NOT_FOUND;
		if (reason === undefined) delete comment.minimised;
		else comment.minimised = reason;
		const isMinimized = reason !== undefined;
		return { data: isMinimized ? { minimizeComment: { minimizedComment: { isMinimized } } } : { unminimizeComment: { unminimizedComment: { isMinimized } } } };
	};
}
