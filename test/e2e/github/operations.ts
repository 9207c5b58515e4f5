import { downloadArtifact, listArtifacts } from './artifact-operations.ts';
import { createCheck, listChecks, updateCheck } from './check-operations.ts';
import { deleteIssueComment, deleteReviewComment } from './delete-operations.ts';
import type { Description, Values } from './description.ts';
import { asListed, diffFiles, followLine, hunkOf, type DiffEntry } from './diff.ts';
import { commitBody, compare, getBlob, getCommit, getTree } from './git-operations.ts';
import { NotFound } from './not-found.ts';
import { createReaction, getIssueComment, getPermission, getTeamMember } from './people-operations.ts';
import { createBlob, createCommit, createRef, createTree, getRef, updateRef } from './ref-operations.ts';
import type { IssueComment, Pull, ReviewComment, State, Token, User } from './state.ts';

export interface Answer {
	readonly status: number;
	readonly body: unknown;
	readonly headers?: Readonly<Record<string, string>>;
}

export interface Call {
	readonly state: State;
	readonly description: Description;
	readonly token: Token;
	readonly params: Readonly<Record<string, string>>;
	readonly query: URLSearchParams;
	readonly body: Values;
	readonly origin: string;
}

const MOST_CHARACTERS = 65_536;

/** Which permission an operation writes with; reading needs none. */
export const NEEDS: Readonly<Record<string, Token['write'][number]>> = {
	'checks/create': 'checks',
	'checks/update': 'checks',
	'git/create-blob': 'contents',
	'git/create-commit': 'contents',
	'git/create-ref': 'contents',
	'git/create-tree': 'contents',
	'git/update-ref': 'contents',
	'issues/create-comment': 'pull-requests',
	'issues/delete-comment': 'pull-requests',
	'issues/update-comment': 'pull-requests',
	'pulls/create-review': 'pull-requests',
	'pulls/create-review-comment': 'pull-requests',
	'pulls/delete-review-comment': 'pull-requests',
	'pulls/update-review-comment': 'pull-requests',
	'reactions/create-for-issue-comment': 'pull-requests',
};

/** The operations, by the names of the official description. */
export const HANDLERS: Readonly<Record<string, (call: Call) => Answer>> = {
	'actions/download-artifact': downloadArtifact,
	'actions/list-workflow-run-artifacts': listArtifacts,
	'checks/create': createCheck,
	'checks/list-for-ref': listChecks,
	'checks/update': updateCheck,
	'git/create-blob': createBlob,
	'git/create-commit': createCommit,
	'git/create-ref': createRef,
	'git/create-tree': createTree,
	'git/get-blob': getBlob,
	'git/get-commit': getCommit,
	'git/get-ref': getRef,
	'git/get-tree': getTree,
	'git/update-ref': updateRef,
	'issues/create-comment': createIssueComment,
	'issues/delete-comment': deleteIssueComment,
	'issues/get-comment': getIssueComment,
	'issues/list-comments': (call) => paged(call, call.state.issueComments.filter((comment) => comment.issue === number(call)).map((comment) => issueComment(call, comment))),
	'issues/update-comment': updateIssueComment,
	'pulls/create-review': createReview,
	'pulls/create-review-comment': createReviewComment,
	'pulls/delete-review-comment': deleteReviewComment,
	'pulls/get': getPull,
	'pulls/list': listPulls,
	'pulls/list-commits': listCommits,
	'pulls/list-files': (call) => paged(call, asListed(pullFiles(call, pull(call)), pageSize(call)), (file) => fileEntry(call, file)),
	'pulls/list-review-comments': (call) => paged(call, call.state.reviewComments.filter((comment) => comment.pull === number(call)).map((comment) => reviewComment(call, comment))),
	'pulls/list-reviews': (call) => paged(call, call.state.reviews.filter((review) => review.pull === number(call)).map((review) => reviewBody(call, review.id))),
	'pulls/update-review-comment': updateReviewComment,
	'reactions/create-for-issue-comment': createReaction,
	'repos/compare-commits-with-basehead': compare,
	'repos/get-collaborator-permission-level': getPermission,
	'teams/get-membership-for-user-in-org': getTeamMember,
	'users/get-authenticated': (call) =>
		call.token.installation ? refused('Resource not accessible by integration') : { status: 200, body: call.description.make('public-user', user(call, call.token.user)) },
};

export function refused(message: string): Answer {
	return { status: 403, body: { message, documentation_url: 'http://127.0.0.1/docs', status: '403' } };
}

function number(call: Call): number {
	return Number(call.params['pull_number'] ?? call.params['issue_number']);
}

/** Runs an operation; what is not there is a 404. */
export function answer(id: string, call: Call): Answer {
	try {
		const handler = HANDLERS[id];
		if (handler === undefined) throw new Error(`no handler for ${id}`);
		return handler(call);
	} catch (error) {
		if (error instanceof NotFound) return { status: 404, body: { message: 'Not Found', documentation_url: 'http://127.0.0.1/docs', status: '404' } };
		throw error;
	}
}

function pageSize({ query }: Call): number {
	return Math.min(100, Number(query.get('per_page') ?? 30));
}

function paged<T>(call: Call, items: readonly T[], body: (item: T) => unknown = (item) => item): Answer {
	const size = pageSize(call);
	const page = Number(call.query.get('page') ?? 1);
	const last = Math.max(1, Math.ceil(items.length / size));
	const link = new URL(`${call.origin}${call.params['pathname'] ?? ''}`);
	for (const [key, value] of call.query) link.searchParams.set(key, value);
	link.searchParams.set('page', String(page + 1));
	return { status: 200, body: items.slice((page - 1) * size, page * size).map(body), ...(page < last ? { headers: { link: `<${link.href}>; rel="next"` } } : {}) };
}

function user(call: Call, { login, id, type }: User): Values {
	return call.description.make('simple-user', { login, id, type });
}

function pull(call: Call): Pull {
	const found = call.state.pulls.get(number(call));
	if (found === undefined) throw new NotFound();
	return found;
}

function pullFiles({ state }: Call, { branch, baseBranch }: Pull): readonly DiffEntry[] {
	const head = state.tip(branch);
	return diffFiles(state.repository, state.mergeBase(state.tip(baseBranch), head), head);
}

function fileEntry({ description }: Call, file: DiffEntry): Values {
	return description.make('diff-entry', { ...file });
}

function repositoryBody(call: Call, fullName: string): Values {
	const [owner = '', repo = ''] = fullName.split('/');
	return call.description.make('repository', { name: repo, full_name: fullName, owner: user(call, { login: owner, id: 1, type: 'User' }), default_branch: 'main' });
}

function pullValues(call: Call, { number: id, branch, baseBranch, author, title, body, fork }: Pull): Values {
	const { state } = call;
	const here = `${state.owner}/${state.repo}`;
	const side = (name: string, of: string): Values => ({ label: `${of.split('/')[0] ?? ''}:${name}`, ref: name, repo: repositoryBody(call, of), sha: state.tip(name), user: user(call, author) });
	const link = { href: 'http://127.0.0.1/' };
	const links = { comments: link, commits: link, statuses: link, html: link, issue: link, review_comments: link, review_comment: link, self: link };
	return { number: id, state: state.closed.has(id) ? 'closed' : 'open', title, body, user: user(call, author), base: side(baseBranch, here), head: side(branch, fork ?? here), _links: links };
}

function getPull(call: Call): Answer {
	const asked = pull(call);
	const range = `${call.state.tip(asked.baseBranch)}..${call.state.tip(asked.branch)}`;
	const counts = { changed_files: pullFiles(call, asked).length, commits: Number(call.state.repository.served('rev-list', '--count', range)) };
	return { status: 200, body: call.description.make('pull-request', { ...pullValues(call, asked), ...counts }) };
}

function listPulls(call: Call): Answer {
	const [head, wanted] = [call.query.get('head'), call.query.get('state') ?? 'open'];
	const values = [...call.state.pulls.values()].map((entry) => pullValues(call, entry));
	const matching = values.filter((entry) => (wanted === 'all' || entry['state'] === wanted) && (head === null || (entry['head'] as Values)['label'] === head));
	return paged(call, matching, (entry) => call.description.make('pull-request-simple', entry));
}

function listCommits(call: Call): Answer {
	const { branch, baseBranch } = pull(call);
	const range = `${call.state.tip(baseBranch)}..${call.state.tip(branch)}`;
	const shas = call.state.repository.served('rev-list', '--reverse', range).trim().split('\n').filter((sha) => sha !== '');
	return paged(call, shas.slice(0, 250).map((sha) => commitBody(call, sha)));
}

function tooLong(body: unknown): Answer | undefined {
	if (typeof body !== 'string' || body.length <= MOST_CHARACTERS) return undefined;
	const errors = [{ resource: 'IssueComment', code: 'unprocessable', field: 'data', message: `Body is too long (maximum is ${MOST_CHARACTERS} characters)` }];
	return { status: 422, body: { message: 'Validation Failed', errors, documentation_url: 'http://127.0.0.1/docs', status: '422' } };
}

/** An app through which somebody writes. */
const APP = {
	id: 3, node_id: 'A_3', name: 'helper', description: null, external_url: 'http://127.0.0.1/', html_url: 'http://127.0.0.1/', created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z', permissions: {}, events: [],
};

export function issueComment(call: Call, comment: IssueComment): Values {
	const { id, body, issue, createdAt, updatedAt = createdAt, viaApp } = comment;
	const times = { ...(createdAt === undefined ? {} : { created_at: createdAt }), ...(updatedAt === undefined ? {} : { updated_at: updatedAt }) };
	const app = viaApp === true ? { performed_via_github_app: { ...APP, owner: user(call, comment.user) } } : {};
	return call.description.make('issue-comment', { id, node_id: `IC_${id}`, body, user: user(call, comment.user), issue_url: `${call.origin}/repos/${call.state.owner}/${call.state.repo}/issues/${issue}`, ...times, ...app });
}

function createIssueComment(call: Call): Answer {
	const body = String(call.body['body']);
	const comment = { id: call.state.nextId(), issue: number(call), user: call.token.user, body, createdAt: call.state.now() };
	const error = tooLong(body);
	if (error !== undefined) return error;
	call.state.issueComments.push(comment);
	return { status: 201, body: issueComment(call, comment) };
}

function updateIssueComment(call: Call): Answer {
	const comment = call.state.issueComments.find((entry) => entry.id === Number(call.params['comment_id']));
	if (comment === undefined) throw new NotFound();
	const error = tooLong(call.body['body']);
	if (error !== undefined) return error;
	if (comment.user.login !== call.token.user.login) return refused('Resource not accessible by integration');
	comment.body = String(call.body['body']);
	comment.updatedAt = comment.editedAt = call.state.now();
	comment.editor = call.token.user.login.replace(/\[bot\]$/u, '');
	return { status: 200, body: issueComment(call, comment) };
}

/** Where the comment stands in the newest diff, as GitHub moves it along. */
function currentLine({ state }: Call, comment: ReviewComment): number | null {
	const { branch, baseBranch } = state.pulls.get(comment.pull) ?? { branch: '', baseBranch: '' };
	if (comment.originalLine === undefined) return null;
	const head = state.tip(branch);
	const base = state.mergeBase(state.tip(baseBranch), head);
	const before = state.mergeBase(state.tip(baseBranch), comment.originalCommit);
	const [from, to] = comment.side === 'RIGHT' ? [comment.originalCommit, head] : [before, base];
	const line = followLine(state.repository, comment.path, from, to, comment.originalLine);
	const file = diffFiles(state.repository, base, head).find((entry) => entry.filename === comment.path);
	return line === undefined || file === undefined || hunkOf(file, comment.side, line) === undefined ? null : line;
}

function reviewComment(call: Call, comment: ReviewComment): Values {
	const { id, path, body, side, originalLine, originalStart, originalCommit, replyTo } = comment;
	const onFile = originalLine === undefined;
	const line = currentLine(call, comment);
	const start = originalStart === undefined || line === null || originalLine === undefined ? null : line - (originalLine - originalStart);
	const lines = { line, original_line: originalLine ?? null, start_line: start, original_start_line: originalStart ?? null, start_side: originalStart === undefined ? null : side };
	const present = Object.fromEntries(Object.entries(lines).filter(([key, value]) => value !== null || key === 'line' || key.startsWith('start_') || key === 'original_start_line'));
	const values = {
		id, node_id: `PRRC_${id}`, path, body, side, user: user(call, comment.user), subject_type: onFile ? 'file' : 'line', diff_hunk: '@@', commit_id: originalCommit,
		original_commit_id: originalCommit, pull_request_review_id: comment.review, author_association: 'NONE', ...present, ...(replyTo === undefined ? {} : { in_reply_to_id: replyTo }),
	};
	const link = { href: 'http://127.0.0.1/' };
	return call.description.make('pull-request-review-comment', { ...values, _links: { self: link, html: link, pull_request: link } });
}

/** What GitHub finds wrong with a place, in its words; undefined when it takes it. */
function placeError(call: Call, spec: Values): string | undefined {
	const file = pullFiles(call, pull(call)).find((entry) => entry.filename === spec['path']);
	if (file === undefined) return 'path';
	if (spec['subject_type'] === 'file') return undefined;
	const side = spec['side'] === 'LEFT' ? 'LEFT' : 'RIGHT';
	const hunk = typeof spec['line'] === 'number' ? hunkOf(file, side, spec['line']) : undefined;
	if (hunk === undefined) return 'line';
	if (spec['start_line'] === undefined) return undefined;
	const [start, line] = [Number(spec['start_line']), Number(spec['line'])];
	if (start >= line) return 'start_order';
	return hunkOf(file, spec['start_side'] === 'LEFT' ? 'LEFT' : 'RIGHT', start) === hunk ? undefined : 'start_line';
}

const WORDS: Readonly<Record<string, string>> = {
	path: 'Pull request review thread path is invalid, Pull request review thread diff hunk can\'t be blank',
	line: 'Pull request review thread line must be part of the diff, Pull request review thread diff hunk can\'t be blank',
	start_line: 'Pull request review thread start line must be part of the same hunk as the line.',
	start_order: 'Pull request review thread start line must precede the end line.',
};

function addComment(call: Call, review: number, spec: Values): ReviewComment {
	const onFile = spec['subject_type'] === 'file';
	const comment: ReviewComment = {
		id: call.state.nextId(), pull: number(call), review, user: call.token.user, body: String(spec['body']), path: String(spec['path']),
		side: spec['side'] === 'LEFT' ? 'LEFT' : 'RIGHT', originalLine: onFile ? undefined : Number(spec['line']),
		originalStart: spec['start_line'] === undefined ? undefined : Number(spec['start_line']), originalCommit: call.state.tip(pull(call).branch), resolved: false,
	};
	call.state.reviewComments.push(comment);
	return comment;
}

/** All comments or none, and the error does not say which one was wrong. */
function createReview(call: Call): Answer {
	const specs = (call.body['comments'] ?? []) as readonly Values[];
	const wrong = specs.map((spec) => placeError(call, spec)).find((error) => error !== undefined);
	const stale = call.body['commit_id'] !== call.state.tip(pull(call).branch);
	if (wrong !== undefined || stale) {
		return { status: 422, body: { message: 'Unprocessable Entity', errors: [WORDS[wrong ?? 'line'] ?? ''], documentation_url: 'http://127.0.0.1/docs', status: '422' } };
	}
	const long = [call.body['body'], ...specs.map((spec) => spec['body'])].map(tooLong).find((error) => error !== undefined);
	if (long !== undefined) return { status: 422, body: { message: 'Unprocessable Entity', errors: ['Body is too long (maximum is 65536 characters)'], documentation_url: 'http://127.0.0.1/docs' } };
	const id = call.state.nextId();
	call.state.reviews.push({ id, pull: number(call), user: call.token.user, body: typeof call.body['body'] === 'string' ? call.body['body'] : '', state: 'COMMENTED', commit: String(call.body['commit_id']) });
	for (const spec of specs) addComment(call, id, spec);
	return { status: 200, body: reviewBody(call, id) };
}

function reviewBody(call: Call, id: number): Values {
	const review = call.state.reviews.find((entry) => entry.id === id);
	if (review === undefined) throw new NotFound();
	const link = { href: 'http://127.0.0.1/' };
	const values = { id, node_id: `PRR_${id}`, user: user(call, review.user), body: review.body, state: review.state, commit_id: review.commit, author_association: review.association ?? 'NONE', ...(review.at === undefined ? {} : { submitted_at: review.at }) };
	return call.description.make('pull-request-review', { ...values, _links: { html: link, pull_request: link } });
}

function createReviewComment(call: Call): Answer {
	const wrong = placeError(call, call.body);
	if (wrong !== undefined || call.body['commit_id'] !== call.state.tip(pull(call).branch)) {
		const field = `pull_request_review_thread.${wrong === 'path' ? 'path' : 'line'}`;
		const message = wrong === 'start_line' ? `${field} must be part of the same hunk as the line.` : `${field} must be part of the diff`;
		const errors = [{ resource: 'PullRequestReviewComment', code: 'custom', field, message }, { resource: 'PullRequestReviewComment', code: 'missing_field', field: 'pull_request_review_thread.diff_hunk' }];
		return { status: 422, body: { message: 'Validation Failed', errors, documentation_url: 'http://127.0.0.1/docs', status: '422' } };
	}
	const long = tooLong(call.body['body']);
	if (long !== undefined) return long;
	return { status: 201, body: reviewComment(call, addComment(call, call.state.nextId(), call.body)) };
}

function updateReviewComment(call: Call): Answer {
	const comment = call.state.reviewComments.find((entry) => entry.id === Number(call.params['comment_id']));
	if (comment === undefined) throw new NotFound();
	if (comment.user.login !== call.token.user.login) return refused('Resource not accessible by integration');
	comment.body = String(call.body['body']);
	return { status: 200, body: reviewComment(call, comment) };
}
