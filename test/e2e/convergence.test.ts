import type { ChildProcess } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from './github/operations.ts';
import type { Fault } from './github/server.ts';
import { BOT } from './github/state.ts';
import { findingOf, reportOf } from './report-of.ts';
import { BundledAction, runStep, type Step } from './run-action.ts';
import { Shop } from './shop.ts';

const action = new BundledAction();
const shop = new Shop();
const { state } = shop.github;
let before: string;

const STAYS = findingOf({ fingerprint: 'aaaa000000000001', path: 'src/pay.ts', line: 10 });
const GOES = findingOf({ fingerprint: 'bbbb000000000002', path: 'deploy/app.yaml', line: 4, endLine: 6, side: 'LEFT', state: 'removed' });
const GOES_TOO = findingOf({ fingerprint: 'bbbb000000000003', path: 'src/pay.ts', line: 41, severity: 'low' });
const NEW = [
	findingOf({ fingerprint: 'cccc000000000004', path: 'src/pay.ts', line: 41 }),
	findingOf({ fingerprint: 'cccc000000000005', path: 'src/pay.ts', line: 30, severity: 'medium' }),
	findingOf({ fingerprint: 'cccc000000000006', path: 'logo.png', line: 1, severity: 'medium' }),
	findingOf({ fingerprint: 'cccc000000000007', path: 'src/old.ts', line: 1, severity: 'medium' }),
];

/** A pull request that has been reviewed once, and then got a commit that fixes two findings and brings four. */
beforeAll(async () => {
	await Promise.all([action.build(), shop.github.start()]);
	action.prepare({ [shop.head]: { report: reportOf([STAYS, GOES, GOES_TOO]), exitCode: 1 } });
	expect((await step()).exitCode).toBe(1);
	shop.push({ 'README.md': 'later\n' });
	action.prepare({ [shop.head]: { report: reportOf([STAYS, ...NEW]), exitCode: 1 } });
	before = snapshot();
}, 60_000);
afterAll(async () => {
	await shop.github.stop();
	shop.dispose();
	action.dispose();
});
beforeEach(() => restore(before));
afterEach(() => expect(shop.github.violations).toEqual([]));

function step(onStart?: (child: ChildProcess) => void): Promise<Step> {
	const { event, head: sha } = shop;
	return runStep({ entry: action.entry, github: shop.github, token: 'canary-resolver', event, sha, ...(onStart === undefined ? {} : { onStart }) });
}

function snapshot(): string {
	const { reviews, reviewComments, issueComments } = state;
	return JSON.stringify({ reviews, reviewComments, issueComments });
}

function restore(text: string): void {
	const saved = JSON.parse(text) as Pick<typeof state, 'reviews' | 'reviewComments' | 'issueComments'>;
	state.reviews.splice(0, state.reviews.length, ...saved.reviews);
	state.reviewComments.splice(0, state.reviewComments.length, ...saved.reviewComments);
	state.issueComments.splice(0, state.issueComments.length, ...saved.issueComments);
	shop.github.fault = () => undefined;
}

/** The same, for tests that each need the final state of an undisturbed run. */
async function golden(): Promise<{ readonly visible: unknown; readonly writes: number }> {
	const start = shop.github.writes;
	await step();
	const result = { visible: state.visible(), writes: shop.github.writes - start };
	restore(before);
	return result;
}

/** Acts on the n-th write of a run, once. */
function onWrite(n: number, act: () => ReturnType<Fault>): Fault {
	const start = shop.github.writes;
	let done = false;
	return ({ write }) => {
		if (done || write !== start + n) return undefined;
		done = true;
		return act();
	};
}

describe('kill -9 in the middle of publishing', () => {
	it('is made up for by the next run, at every request boundary', async () => {
		const undisturbed = await golden();
		expect(undisturbed.writes).toBe(7);
		for (let n = 1; n <= undisturbed.writes; n++) {
			for (const when of ['before', 'after'] as const) {
				restore(before);
				let child: ChildProcess | undefined;
				shop.github.fault = onWrite(n, () => {
					child?.kill('SIGKILL');
					return { when, answer: 'hang-up' };
				});
				const killed = await step((started) => (child = started));
				expect(killed.exitCode, `${when} write ${n}`).toBe(null);
				expect((await step()).exitCode).toBe(1);
				expect(state.visible(), `${when} write ${n}`).toEqual(undisturbed.visible);
			}
		}
	}, 180_000);
});

const BAD_GATEWAY: Answer = { status: 502, body: { message: 'Server Error' } };

describe('a fault of the server', () => {
	it.each([
		['an error after the review was created', 1, { when: 'after', answer: BAD_GATEWAY }],
		['an error before the review was created', 1, { when: 'before', answer: BAD_GATEWAY }],
		['a connection lost after the comment on a file', 2, { when: 'after', answer: 'hang-up' }],
		['an error on an edit', 5, { when: 'after', answer: BAD_GATEWAY }],
		['a connection lost after the summary', 7, { when: 'after', answer: 'hang-up' }],
		['a secondary rate limit', 1, { when: 'before', answer: limited(403, { 'retry-after': '1' }, 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.') }],
		['a secondary rate limit as 429', 2, { when: 'before', answer: limited(429, { 'retry-after': '1' }, 'You have exceeded a secondary rate limit.') }],
		['a primary rate limit', 3, { when: 'before', answer: limited(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }, 'API rate limit exceeded for installation.') }],
	] as const)('%s leaves no gap and no duplicate', async (_, n, fault) => {
		const undisturbed = await golden();
		shop.github.fault = onWrite(n, () => fault);
		const { exitCode, log } = await step();
		expect(exitCode, log).toBe(1);
		expect(log).toContain('published: ');
		expect(state.visible()).toEqual(undisturbed.visible);
	}, 30_000);

	it('that stays fails the run even when the check passed, and never silently', async () => {
		action.prepare({ [shop.head]: { report: reportOf([...NEW].map((finding) => ({ ...finding, severity: 'low' as const }))), exitCode: 0 } });
		shop.github.fault = ({ operation }) => (operation === 'issues/update-comment' ? { when: 'before', answer: { status: 404, body: { message: 'Not Found' } } } : undefined);
		const { exitCode, log, summary } = await step();
		action.prepare({ [shop.head]: { report: reportOf([STAYS, ...NEW]), exitCode: 1 } });
		expect(exitCode).toBe(2);
		expect(log).toContain('published only in part');
		expect(summary).toContain('published only in part');
	});

	it('a refused review costs no comment: each is posted by itself, and what is refused again stands on its file', async () => {
		shop.github.fault = ({ operation, body }) => {
			const refused = operation === 'pulls/create-review' || (operation === 'pulls/create-review-comment' && body['line'] === 41);
			return refused ? { when: 'before', answer: { status: 422, body: { message: 'Unprocessable Entity', errors: ['Pull request review thread line must be part of the diff'] } } } : undefined;
		};
		expect((await step()).exitCode).toBe(1);
		const placed = NEW.map(({ fingerprint }) => state.reviewComments.filter(({ body }) => body.startsWith(`<!-- groundwire:finding:${fingerprint} `)).map(({ path, originalLine }) => [path, originalLine]));
		expect(placed).toEqual([[['src/pay.ts', undefined]], [['src/pay.ts', 38]], [['logo.png', undefined]], []]);
		const writes = shop.github.writes;
		await step();
		expect(shop.github.writes).toBe(writes);
	});

	it('a comment that GitHub refuses everywhere is written out in the summary', async () => {
		shop.github.fault = ({ operation }) => (['pulls/create-review', 'pulls/create-review-comment'].includes(operation) ? { when: 'before', answer: { status: 422, body: { message: 'no' } } } : undefined);
		expect((await step()).exitCode).toBe(1);
		const summary = state.issueComments.find(({ user }) => user.login === BOT.login)?.body ?? '';
		for (const { fingerprint } of NEW) expect(summary).toContain(`\`${fingerprint}\``);
		expect(summary).not.toContain(STAYS.fingerprint);
	});
});

describe('a head that moves while we publish', () => {
	it('gets no comment meant for the old one', async () => {
		const old = shop.head;
		const { event } = shop;
		shop.github.fault = ({ operation }) => {
			if (operation === 'pulls/create-review') shop.push({ 'src/pay.ts': 'gone\n' });
			return undefined;
		};
		const { log } = await runStep({ entry: action.entry, github: shop.github, token: 'canary-resolver', event, sha: old });
		expect(log).toContain('the head moved from');
		expect(snapshot()).toBe(before);
	});
});

function limited(status: number, headers: Readonly<Record<string, string>>, message: string): Answer {
	return { status, headers, body: { message, documentation_url: 'http://127.0.0.1/docs' } };
}
