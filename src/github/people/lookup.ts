import type { CommitSha } from '../../change/change.ts';
import type { Writer } from '../../people/actor.ts';
import type { Actor } from '../../people/entry.ts';
import { statusOf, type Client } from '../client.ts';
import { field, isRefusal } from '../identity.ts';
import type { PullRef } from '../read.ts';

/** Who wrote the change: whoever opened the pull request and whoever wrote one of its commits. */
export interface Authors {
	readonly people: readonly Actor[];
	/** Why some of them may be missing, where that is so: then nobody can be told apart from them. */
	readonly unknown?: string;
}

/** A comment of the pull request as it stands. */
export interface FoundComment {
	readonly id: number;
	readonly body: string;
	readonly createdAt: string;
	/** Somebody changed its text since it was written, or nobody may see whether. */
	readonly edited: boolean;
	readonly writer: Writer;
}

/** The last change of a comment's text: `by` is a login as GraphQL names it, empty for an account that is gone and for some bots. */
type Edit = 'none' | 'unknown' | { readonly by: string };

const EDITED = 'query ($id: ID!) { node(id: $id) { ... on IssueComment { lastEditedAt editor { login } } } }';

/** Whoever may write in a repository may edit everybody's comments, and the text does not tell. Only GraphQL does. */
export async function lastEdit(client: Client, id: string): Promise<Edit> {
	try {
		const node = field(await client.graphql(EDITED, { id }), 'node');
		if (field(node, 'lastEditedAt') === null) return 'none';
		const by = field(field(node, 'editor'), 'login');
		return { by: typeof by === 'string' ? by : '' };
	} catch (error) {
		if (isRefusal(error)) return 'unknown';
		throw error;
	}
}

/** The comment, or undefined when it is gone or belongs to another pull request. */
export async function readComment(client: Client, { owner, repo, number }: PullRef, id: number): Promise<FoundComment | undefined> {
	try {
		const { data } = await client.rest.issues.getComment({ owner, repo, comment_id: id });
		const { user } = data;
		if (user === null || !data.issue_url.endsWith(`/issues/${number}`)) return undefined;
		const viaApp = data.performed_via_github_app !== null && data.performed_via_github_app !== undefined;
		return { id, body: data.body ?? '', createdAt: data.created_at, edited: (await lastEdit(client, data.node_id)) !== 'none', writer: { login: user.login, id: user.id, type: user.type, viaApp } };
	} catch (error) {
		if (statusOf(error) === 404 || statusOf(error) === 410) return undefined;
		throw error;
	}
}

/** Who wrote the change, by the accounts that GitHub knows. `head`: the commit that is decided about; those who wrote another one are of no use. */
export async function readAuthors(client: Client, { owner, repo, number }: PullRef, head?: CommitSha | null): Promise<Authors> {
	const { data } = await client.rest.pulls.get({ owner, repo, pull_number: number });
	const commits = await client.paginate(client.rest.pulls.listCommits, { owner, repo, pull_number: number, per_page: 100 });
	// Anybody's address can be given as the author's, so whoever committed it counts as well.
	const wrote = commits.flatMap(({ author, committer }) => [account(author) ?? [], account(committer) ?? []].flat());
	const people = [...new Map([account(data.user) ?? [], wrote].flat().map((one) => [one.id, one])).values()];
	if (commits.length < data.commits) return { people, unknown: `GitHub lists ${commits.length} of the ${data.commits} commits, so it cannot be told who wrote the change` };
	const isHead = data.head.sha === head && commits.some(({ sha }) => sha === head);
	return typeof head !== 'string' || isHead ? { people } : { people, unknown: 'the head has moved meanwhile, so it cannot be told who wrote the change' };
}

function account(user: { readonly login?: string; readonly id?: number } | null | undefined): Actor | undefined {
	return user?.login === undefined || user.id === undefined ? undefined : { login: user.login, id: user.id };
}
