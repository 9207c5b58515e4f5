import type { Client } from './client.ts';
import { field, identity, isRefusal, listed } from './identity.ts';
import type { Identity } from './markers.ts';
import type { PullRef } from './read.ts';

/** What only GraphQL knows of a thread, by the number of its first comment. */
export interface Thread {
	readonly id: string;
	/** GraphQL's own name of the first comment. */
	readonly comment: string;
	readonly resolved: boolean;
	/** Login of who resolved it, as GraphQL names it (a bot without `[bot]`); null for accounts that are gone, and some bots. */
	readonly resolvedBy: string | null;
	readonly minimised: boolean;
	/** The reason that was given, in small letters; null where nothing is minimised. */
	readonly minimisedAs: string | null;
	readonly mayResolve: boolean;
	readonly mayUnresolve: boolean;
	readonly mayMinimise: boolean;
}

export type Threads = ReadonlyMap<number, Thread>;

export interface Here {
	readonly us: Identity;
	readonly threads: Threads;
}

const HERE = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
	viewer { login }
	repository(owner: $owner, name: $repo) {
		pullRequest(number: $number) {
			reviewThreads(first: 100, after: $after) {
				pageInfo { hasNextPage endCursor }
				nodes {
					id isResolved viewerCanResolve viewerCanUnresolve
					resolvedBy { login }
					comments(first: 1) { nodes { id databaseId isMinimized minimizedReason viewerCanMinimize } }
				}
			}
		}
	}
}`;

const MOST_PAGES = 50;

/**
 * Who the token is, and the threads of the pull request, in one request. A token that may not see threads still learns who it is:
 * its comments are then kept up to date, and no thread is resolved, hidden or shown again.
 */
export async function readHere(client: Client, pull: PullRef): Promise<Here> {
	const threads = new Map<number, Thread>();
	let login: unknown;
	try {
		for (let after: string | null = null, pages = 0; pages < MOST_PAGES; pages++) {
			const data = await client.graphql(HERE, { ...pull, after });
			login = field(field(data, 'viewer'), 'login');
			const page = field(field(field(data, 'repository'), 'pullRequest'), 'reviewThreads');
			for (const node of listed(field(page, 'nodes'))) addThread(threads, node);
			const info = field(page, 'pageInfo');
			const cursor = field(info, 'endCursor');
			if (field(info, 'hasNextPage') !== true || typeof cursor !== 'string') break;
			after = cursor;
		}
	} catch (error) {
		if (!isRefusal(error)) throw error;
		return { us: await identity(client), threads: new Map() };
	}
	return { us: typeof login === 'string' && login !== '' ? { login } : await identity(client), threads };
}

function addThread(threads: Map<number, Thread>, node: unknown): void {
	const id = field(node, 'id');
	const [first] = listed(field(field(node, 'comments'), 'nodes'));
	const [number, comment] = [field(first, 'databaseId'), field(first, 'id')];
	if (typeof id !== 'string' || typeof number !== 'number' || typeof comment !== 'string') return;
	const [login, reason] = [field(field(node, 'resolvedBy'), 'login'), field(first, 'minimizedReason')];
	threads.set(number, {
		id,
		comment,
		resolved: field(node, 'isResolved') === true,
		resolvedBy: typeof login === 'string' ? login : null,
		minimised: field(first, 'isMinimized') === true,
		minimisedAs: typeof reason === 'string' ? reason.toLowerCase() : null,
		mayResolve: field(node, 'viewerCanResolve') === true,
		mayUnresolve: field(node, 'viewerCanUnresolve') === true,
		mayMinimise: field(first, 'viewerCanMinimize') === true,
	});
}

const MUTATIONS = {
	resolve: 'mutation ($id: ID!) { resolveReviewThread(input: { threadId: $id }) { thread { isResolved } } }',
	unresolve: 'mutation ($id: ID!) { unresolveReviewThread(input: { threadId: $id }) { thread { isResolved } } }',
	minimise: 'mutation ($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: RESOLVED }) { minimizedComment { isMinimized } } }',
	unminimise: 'mutation ($id: ID!) { unminimizeComment(input: { subjectId: $id }) { unminimizedComment { isMinimized } } }',
} as const;

/**
 * Changes a thread, or its first comment. False where the token may not: resolving needs `contents: write`, which a guardrail should
 * not hold, and minimising `pull-requests: write`.
 */
export async function changeThread(client: Client, change: keyof typeof MUTATIONS, { id, comment }: Thread): Promise<boolean> {
	try {
		await client.graphql(MUTATIONS[change], { id: change === 'resolve' || change === 'unresolve' ? id : comment });
		return true;
	} catch (error) {
		if (!isRefusal(error)) throw error;
		return false;
	}
}
