import type { Finding } from '../../src/finding/finding.ts';
import type { Report } from '../../src/report/report.ts';
import type { Requirement } from '../../src/verdict/people.ts';
import { reportFor } from './conversation-report.ts';
import type { IssueComment, User } from './github/state.ts';
import { action, FETCH, shop, step } from './harness.ts';
import type { Step, StepOptions } from './run-action.ts';

export const MAINTAINER: User = { login: 'ada-maintains', id: 11, type: 'User' };
export const WRITER: User = { login: 'willem-writes', id: 12, type: 'User' };
export const COMMITTER: User = { login: 'carla-commits', id: 13, type: 'User' };
export const A_BOT: User = { login: 'helper[bot]', id: 14, type: 'Bot' };

export const SUBJECT: Finding = { ...FETCH, digest: 'd1'.repeat(16) };

/** A day so many days from now, as commands and the log write it. */
export function dayIn(days: number): string {
	return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

export const REASON = 'the queue ends this call by itself';
export const WAIVE = `/groundwire waive aaaa00000000 until ${dayIn(30)} because ${REASON}`;

export interface Prepared {
	readonly findings?: readonly Finding[];
	readonly required?: readonly Requirement[];
}

/** Lets the check say this of the head as it stands, beside what it says of others. */
const prepared: { [head: string]: { report: Report; exitCode: number } } = {};

export function prepare({ findings = [SUBJECT], required = [] }: Prepared = {}): void {
	const report = reportFor(findings, required);
	prepared[shop().head] = { report, exitCode: report.verdict.conclusion === 'pass' ? 0 : 1 };
	action.prepare(prepared);
}

/** Everybody who plays a part, and the tokens of the two workflows. */
export function cast(): void {
	const { state } = shop().github;
	for (const user of [MAINTAINER, WRITER, A_BOT]) state.accounts.set(`${user.login}@example.com`, user);
	for (const [user, role] of [[MAINTAINER, 'maintain'], [WRITER, 'write'], [COMMITTER, 'admin'], [A_BOT, 'admin']] as const) state.roles.set(user.login, role);
	state.roles.set('octocat', 'admin');
	shop().addToken('commander', ['pull-requests', 'contents', 'checks']);
	shop().addToken('reviewer', ['pull-requests', 'checks']);
}

/** The run for the head as it stands: what people see before they say something. */
export function review(options: Partial<StepOptions> = {}): Promise<Step> {
	return step({ token: 'canary-reviewer', inputs: { publish: 'review,check' }, ...options });
}

/** Somebody writes a comment. */
export function comment(user: User, body: string, more: Partial<IssueComment> = {}): IssueComment {
	const { state } = shop().github;
	const written: IssueComment = { id: state.nextId(), issue: 7, user, body, createdAt: state.now(), ...more };
	state.issueComments.push(written);
	return written;
}

export interface EventOptions extends Partial<StepOptions> {
	readonly kind?: 'created' | 'edited' | 'deleted';
	readonly sender?: User;
	readonly before?: string;
	/** The body as it was when the event was sent. */
	readonly body?: string;
}

/** The run for a comment. */
export function heard({ id, user, body: now }: IssueComment, { kind = 'created', sender = user, before, body = now, ...options }: EventOptions = {}): Promise<Step> {
	const issue = { number: 7, state: shop().github.state.closed.has(7) ? 'closed' : 'open', pull_request: { url: 'x' } };
	const changes = before === undefined ? {} : { changes: { body: { from: before } } };
	const payload = { action: kind, issue, comment: { id, body, user }, sender, repository: { default_branch: 'main' }, ...changes };
	return step({ token: 'canary-commander', event: { name: 'issue_comment', payload }, sha: shop().base, ...options });
}

export async function said(user: User, body: string, options: EventOptions = {}): Promise<Step> {
	return heard(comment(user, body), options);
}

export function conclusion(): unknown {
	const runs = shop().github.state.checkRuns.filter(({ values }) => values['head_sha'] === shop().head);
	return runs.at(-1)?.values['conclusion'];
}

/** Our summary as it stands. */
export function summaryText(): string {
	return shop().github.state.issueComments.find(({ body }) => body.startsWith('<!-- groundwire:summary'))?.body ?? '';
}

/** Our answers, by the comment that they answer. */
export function answers(): readonly string[] {
	return shop().github.state.issueComments.filter(({ body }) => body.startsWith('<!-- groundwire:answer')).map(({ body }) => body);
}

export function signs(): readonly string[] {
	return shop().github.state.reactions.map(({ content }) => content);
}

const LOG = 'refs/groundwire/audit';

/** The log as it stands in the served repository; empty where there is none. */
export function logText(): string {
	try {
		return shop().repository.served('show', `${LOG}:log.jsonl`);
	} catch {
		return '';
	}
}

/** Sets the log to another text, as somebody who may push could. */
export function forgeLog(text: string): void {
	const { repository } = shop();
	const blob = repository.fed(text, 'hash-object', '-w', '--stdin').trim();
	const tree = repository.fed(`100644 blob ${blob}\tlog.jsonl\n`, 'mktree').trim();
	repository.served('update-ref', LOG, repository.fed('forged', 'commit-tree', tree).trim());
}
