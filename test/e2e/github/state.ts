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
}

export interface Pull {
	readonly number: number;
	readonly branch: string;
	readonly baseBranch: string;
	readonly author: User;
	readonly title: string;
	readonly body: string;
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
}

export interface IssueComment {
	readonly id: number;
	readonly issue: number;
	readonly user: User;
	body: string;
}

export interface Review {
	readonly id: number;
	readonly pull: number;
	readonly user: User;
	readonly body: string;
	readonly state: string;
	readonly commit: string;
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
	readonly #mergeBases = new Map<string, string>();
	#ids = 1000;

	constructor(repository: GitRepository) {
		this.repository = repository;
	}

	nextId(): number {
		return ++this.#ids;
	}

	tip(branch: string): string {
		return this.repository.served('rev-parse', `refs/heads/${branch}`).trim();
	}

	mergeBase(base: string, head: string): string {
		const key = `${base} ${head}`;
		const known = this.#mergeBases.get(key) ?? this.repository.served('merge-base', base, head).trim();
		this.#mergeBases.set(key, known);
		return known;
	}

	/** What people see, without ids and times: two runs that lead here from different ways are equal. */
	visible(): unknown {
		const comments = this.reviewComments.map(({ user, body, path, side, originalLine, originalStart, resolved }) => ({
			user: user.login, body, path, side, line: originalLine, start: originalStart, resolved,
		}));
		return { comments: comments.sort(byBody), issue: this.issueComments.map(({ user, body }) => ({ user: user.login, body })).sort(byBody) };
	}
}

function byBody(a: { readonly body: string }, b: { readonly body: string }): number {
	return a.body < b.body ? -1 : 1;
}
