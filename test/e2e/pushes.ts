import type { Finding } from '../../src/finding/finding.ts';
import type { Report } from '../../src/report/report.ts';
import { BOT, type ReviewComment, type User } from './github/state.ts';
import { action, shop, step } from './harness.ts';
import { reportOf } from './report-of.ts';
import type { Step, StepOptions } from './run-action.ts';

/** Lets the check report these findings on the newest head, and runs the Action. */
export function report(findings: readonly Finding[], options: Partial<StepOptions> = {}, more: Partial<Report> = {}): Promise<Step> {
	const whole = reportOf(findings);
	action.prepare({ [shop().head]: { report: { ...whole, ...more }, exitCode: whole.verdict.conclusion === 'block' ? 1 : 0 } });
	return step(options);
}

/** The one comment of ours that carries this fingerprint. */
export function commentOf({ fingerprint }: Pick<Finding, 'fingerprint'>): ReviewComment {
	const found = ours().filter(({ body }) => body.startsWith(`<!-- groundwire:finding:${fingerprint} `));
	const [only] = found;
	if (only === undefined || found.length > 1) throw new Error(`${found.length} comments carry ${fingerprint}`);
	return only;
}

/** Our comments on lines and files. */
export function ours(): readonly ReviewComment[] {
	return shop().github.state.reviewComments.filter(({ user, replyTo }) => user.login === BOT.login && replyTo === undefined);
}

/** The text of the one summary. */
export function summaryText(): string {
	const found = shop().github.state.issueComments.filter(({ user, body }) => user.login === BOT.login && body.startsWith('<!-- groundwire:summary:default -->'));
	if (found.length !== 1) throw new Error(`${found.length} summaries`);
	return found[0]?.body ?? '';
}

/** Somebody writes below a comment. */
export function reply(to: ReviewComment, user: User, body: string): void {
	shop().github.state.reviewComments.push({ ...to, id: shop().github.state.nextId(), user, body, replyTo: to.id, resolved: false });
}

/** What a run asked the server, in order. Mutations carry their name. */
export async function callsOf(run: () => Promise<unknown>): Promise<readonly string[]> {
	const { seen } = shop().github;
	const before = seen.length;
	await run();
	return seen.slice(before).map(({ operation, body }) => `${operation}${/(\w+)\(input/u.exec(typeof body['query'] === 'string' ? body['query'] : '')?.[1] ?? ''}`);
}

/** How many writes a run does. */
export async function writesOf(run: () => Promise<unknown>): Promise<number> {
	const before = shop().github.writes;
	await run();
	return shop().github.writes - before;
}

/** A file as the pull request has it. */
export function fileText(path: string): string {
	return shop().repository.served('show', `${shop().head}:${path}`);
}
