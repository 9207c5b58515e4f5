import type { PullRequestFacts } from '../change/change.ts';
import { ConfigurationError } from '../config/configuration-error.ts';

/** What a workflow run was started for. */
export interface EventChange {
	/** A commit or a branch. */
	readonly base: string;
	readonly head: string;
	/** The change is what head did since it left base; otherwise base is taken as it is. */
	readonly fromMergeBase: boolean;
	/** Absent where there is no pull request to comment on. */
	readonly pull?: { readonly number: number; readonly commits: number };
	readonly facts: PullRequestFacts;
}

export interface EventContext {
	readonly name: string;
	/** The parsed event file. Hostile: titles, branches and bodies are whatever their author wrote. */
	readonly payload: unknown;
	/** The commit that the run was started on. */
	readonly sha: string;
}

/** Reads the event of a run. An event without a change is a mistake in the workflow, and the error says which events have one. */
export function eventChange(event: EventContext): EventChange {
	switch (event.name) {
		case 'pull_request':
		case 'pull_request_target':
		case 'pull_request_review':
		case 'pull_request_review_comment':
			return pullRequestChange(field(event.payload, 'pull_request'), event.name);
		case 'merge_group':
			return mergeGroup(field(event.payload, 'merge_group'));
		case 'push':
			return push(event.payload);
		case 'workflow_dispatch':
		case 'schedule':
			return { base: defaultBranch(event.payload), head: sha(event.sha, 'GITHUB_SHA'), fromMergeBase: true, facts: {} };
		default:
			throw new ConfigurationError(`the event ${event.name} has no change to check`, {
				remedy: 'Run Groundwire on pull_request, pull_request_target, pull_request_review, issue_comment, workflow_run, merge_group, push, schedule or workflow_dispatch.',
			});
	}
}

/** The change of a pull request as an event or the API describes it; `name` says which, for an error. */
export function pullRequestChange(pull: unknown, name: string): EventChange {
	const number = field(pull, 'number');
	if (typeof number !== 'number') throw malformed(`pull_request.number (${name})`);
	const commits = field(pull, 'commits');
	return {
		base: sha(field(field(pull, 'base'), 'sha'), 'pull_request.base.sha'),
		head: sha(field(field(pull, 'head'), 'sha'), 'pull_request.head.sha'),
		fromMergeBase: true,
		pull: { number, commits: typeof commits === 'number' ? commits : 1 },
		facts: {
			...text('headRef', field(field(pull, 'head'), 'ref')),
			...text('authorLogin', field(field(pull, 'user'), 'login')),
			...text('body', field(pull, 'body')),
		},
	};
}

/** A merge queue builds base and head itself, so nothing lies between them but the change. */
function mergeGroup(group: unknown): EventChange {
	const [base, head] = [sha(field(group, 'base_sha'), 'merge_group.base_sha'), sha(field(group, 'head_sha'), 'merge_group.head_sha')];
	return { base, head, fromMergeBase: false, facts: text('headRef', field(group, 'head_ref')) };
}

function push(payload: unknown): EventChange {
	const before = sha(field(payload, 'before'), 'before');
	const head = sha(field(payload, 'after'), 'after');
	const facts = text('headRef', field(payload, 'ref'));
	if (/^0+$/u.test(head)) throw new ConfigurationError('a branch was deleted: there is no change to check');
	// A new branch has no commit before; what it did since it left the default branch is the change.
	if (/^0+$/u.test(before)) return { base: defaultBranch(payload), head, fromMergeBase: true, facts };
	return { base: before, head, fromMergeBase: false, facts };
}

function defaultBranch(payload: unknown): string {
	const branch = field(field(payload, 'repository'), 'default_branch');
	return typeof branch === 'string' && branch !== '' ? branch : 'HEAD';
}

function text(key: keyof PullRequestFacts, value: unknown): PullRequestFacts {
	return typeof value === 'string' ? { [key]: value } : {};
}

function sha(value: unknown, what: string): string {
	if (typeof value !== 'string' || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(value)) throw malformed(what);
	return value;
}

function malformed(what: string): ConfigurationError {
	return new ConfigurationError(`the event file has no valid ${what}`);
}

function field(value: unknown, key: string): unknown {
	return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}
