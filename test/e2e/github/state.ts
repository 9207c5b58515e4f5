import type { Artifact } from './artifact-operations.ts';
import type { GitRepository } from './git-repository.ts';

export interface User {
	readonly login: string;
	readonly id: number;
	readonly type: 'User' | 'Bot';
}

/** What a token may do. Everything may be read. */
export interface Token {
	readonly user: User;
	readonly write: readonly ('contents' | 'pull-requests' | 'checks')[];
	/** `GET /user` and similar are refused to tokens of an installation. */
	readonly installation: boolean;
	/** Default: where the token may write pull requests. */
	readonly mayMinimise?: boolean;
	/** May see who is in a team of the owner: no token of a workflow may. */
	readonly members?: boolean;
}

export interface Pull {
	readonly number: number;
	readonly branch: string;
	readonly baseBranch: string;
	readonly author: User;
	readonly title: string;
	readonly body: string;
	/** `owner/name` of the repository that the branch lives in, where it is not this one. */
	readonly fork?: string;
}

export interface ReviewComment {
	readonly id: number;
	readonly pull: number;
	readonly review: number;
	readonly user: User;
	body: string;
	readonly path: string;
	readonly side: 'LEFT' | 'RIGHT';
	readonly originalLine: number | undefined;
	readonly originalStart: number | undefined;
	readonly originalCommit: string;
	resolved: boolean;
	/** Login of who resolved the thread; GraphQL names a bot without its suffix. */
	resolvedBy?: string | null;
	/** Why the comment was hidden, as GraphQL gives it. */
	minimised?: string;
	/** The first comment of the thread, for an answer. */
	readonly replyTo?: number;
}

export interface IssueComment {
	readonly id: number;
	readonly issue: number;
	readonly user: User;
	body: string;
	/** By the clock of the server; without it a day in the past. */
	readonly createdAt?: string;
	updatedAt?: string;
	/** When its text was last changed; GraphQL alone tells it. */
	editedAt?: string;
	/** Who changed it last. */
	editor?: string;
	/** An app wrote it in the user's name. */
	readonly viaApp?: boolean;
}

/** A sign on a comment. */
export interface Reaction {
	readonly comment: number;
	readonly user: string;
	readonly content: string;
}

export interface Review {
	readonly id: number;
	readonly pull: number;
	readonly user: User;
	readonly body: string;
	/** `APPROVED`, `CHANGES_REQUESTED`, `COMMENTED`; a dismissal makes it `DISMISSED`. */
	readonly state: string;
	readonly commit: string;
	/** When it was submitted. */
	readonly at?: string;
	/** What the person is to the repository. Default: nothing. */
	readonly association?: 'MEMBER' | 'COLLABORATOR' | 'CONTRIBUTOR';
}

export interface CheckRun {
	readonly id: number;
	values: { [key: string]: unknown };
	/** Annotations are added by each request; GitHub takes none away. */
	readonly annotations: { [key: string]: unknown }[];
}

export const BOT: User = { login: 'github-actions[bot]', id: 41898282, type: 'Bot' };
export const AUTHOR: User = { login: 'octocat', id: 583231, type: 'User' };

/** Everything the server knows. Tests look here for what was written. */
export class State {
	readonly owner = 'acme';
	readonly repo = 'shop';
	readonly repository: GitRepository;
	readonly pulls = new Map<number, Pull>();
	readonly tokens = new Map<string, Token>();
	readonly reviews: Review[] = [];
	readonly reviewComments: ReviewComment[] = [];
	readonly issueComments: IssueComment[] = [];
	readonly checkRuns: CheckRun[] = [];
	readonly artifacts: Artifact[] = [];
	readonly reactions: Reaction[] = [];
	/** What people may do here, by login: GitHub's name of the role. Others have none. */
	readonly roles = new Map<string, string>();
	/** Accounts by the e-mail address of their commits. */
	readonly accounts = new Map<string, User>();
	/** Logins of the members of a team, by its slug. A token without `members` is refused. */
	readonly teams = new Map<string, readonly string[]>();
	/** When pull requests were given another base. */
	readonly baseChanges: { readonly pull: number; readonly at: string }[] = [];
	/** Numbers of pull requests that are closed. */
	readonly closed = new Set<number>();
	readonly #tips = new Map<string, string>();
	readonly #mergeBases = new Map<string, string>();
	readonly #started = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;
	#seconds = 0;
	#ids = 1000;

	constructor(repository: GitRepository) {
		this.repository = repository;
	}

	nextId(): number {
		return ++this.#ids;
	}

	/** The server's clock: a second later each time that it is asked. */
	now(): string {
		return new Date(this.#started + 1000 * ++this.#seconds).toISOString().replace('.000Z', 'Z');
	}

	/** The account of a login that anybody here goes by. */
	userNamed(login: string): User | undefined {
		const known = [...this.accounts.values(), ...[...this.pulls.values()].map(({ author }) => author), ...this.issueComments.map(({ user }) => user), ...this.reviews.map(({ user }) => user)];
		return known.find((user) => user.login.toLowerCase() === login.toLowerCase());
	}

	/** Of a branch that was deleted, the last one: a pull request keeps it. */
	tip(branch: string): string {
		try {
			const sha = this.repository.served('rev-parse', '--verify', '--quiet', `refs/heads/${branch}`).trim();
			this.#tips.set(branch, sha);
		} catch (error) {
			if (!this.#tips.has(branch)) throw error;
		}
		return this.#tips.get(branch) ?? '';
	}

	mergeBase(base: string, head: string): string {
		const key = `${base} ${head}`;
		const known = this.#mergeBases.get(key) ?? this.repository.served('merge-base', base, head).trim();
		this.#mergeBases.set(key, known);
		return known;
	}

	/** What people see, without ids and times: two runs that lead here from different ways are equal. */
	visible(): unknown {
		const comments = this.reviewComments.map(({ user, body, path, side, originalLine, originalStart, resolved, minimised }) => ({
			user: user.login, body, path, side, line: originalLine, start: originalStart, resolved, minimised,
		}));
		return { comments: comments.sort(byBody), issue: this.issueComments.map(({ user, body }) => ({ user: user.login, body })).sort(byBody) };
	}
}

function byBody(a: { readonly body: string }, b: { readonly body: string }): number {
	return a.body < b.body ? -1 : 1;
}
