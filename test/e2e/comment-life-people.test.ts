import { describe, expect, it } from 'vitest';
import { AUTHOR, BOT, type ReviewComment } from './github/state.ts';
import { FETCH, OUTSIDE, shop, useShop } from './harness.ts';
import { commentOf, ours, reply, report, summaryText, writesOf } from './pushes.ts';

useShop();

const REVIEWER = { login: 'ada', id: 7, type: 'User' } as const;
const OTHER_BOT = { login: 'dependabot[bot]', id: 8, type: 'Bot' } as const;

/** Ways in which somebody else closes a thread, and what the summary says of it. */
const CLOSED: readonly (readonly [string, (comment: ReviewComment) => void, string])[] = [
	['resolved', (comment) => Object.assign(comment, { resolved: true, resolvedBy: REVIEWER.login }), 'a person resolved its thread'],
	['answered', (comment) => reply(comment, REVIEWER, 'The queue in front of it has a deadline.'), 'a person answered it'],
	['hid', (comment) => Object.assign(comment, { minimised: 'off-topic' }), 'a person hid its comment'],
];

/** The thread as it stands, with everything below it. */
function thread(): unknown {
	return structuredClone(shop().github.state.reviewComments);
}

describe.each(['canary-writer', 'canary-resolver'])('a thread, with %s, that a person', (token) => {
	it.each(CLOSED)('%s is left alone: its finding counts, and the summary says so', async (_, close, says) => {
		await report([FETCH, OUTSIDE], { token });
		close(commentOf(FETCH));
		const before = thread();
		shop().push({ 'README.md': 'x\n' });
		const { exitCode } = await report([{ ...FETCH, message: 'Something else. It is written out nowhere.' }, OUTSIDE], { token });
		expect(exitCode).toBe(1);
		expect(thread()).toEqual(before);
		expect(summaryText()).toContain(`| ● high | \`src/pay.ts:10\` | Something else \`missing-timeout\`; ${says} |`);
		expect(summaryText()).not.toContain('It is written out nowhere.');
		shop().push({ 'README.md': 'y\n' });
		await report([OUTSIDE], { token });
		expect(thread()).toEqual(before);
		expect(summaryText()).not.toContain(says);
		shop().push({ 'README.md': 'z\n' });
		await report([FETCH, OUTSIDE], { token });
		expect(thread()).toEqual(before);
		expect(await writesOf(() => report([FETCH, OUTSIDE], { token }))).toBe(0);
	});

	it('closed after it was fixed is not opened again: the finding stands in the summary, in full', async () => {
		await report([FETCH, OUTSIDE], { token });
		shop().push({ 'README.md': 'x\n' });
		await report([OUTSIDE], { token });
		reply(commentOf(FETCH), REVIEWER, 'Thanks.');
		const before = thread();
		shop().push({ 'README.md': 'y\n' });
		await report([FETCH, OUTSIDE], { token });
		expect(thread()).toEqual(before);
		expect(summaryText()).toContain('a person answered it');
		expect(summaryText()).toContain(`\`${FETCH.fingerprint}\``);
	});
});

it('finds a thread past the first hundred', async () => {
	const { reviewComments } = shop().github.state;
	await report([FETCH]);
	const noise = Array.from({ length: 120 }, (_, index) => ({ ...commentOf(FETCH), id: index + 1, user: REVIEWER, body: 'noise' }));
	reviewComments.unshift(...noise);
	Object.assign(commentOf(FETCH), { resolved: true, resolvedBy: REVIEWER.login });
	shop().push({ 'README.md': 'x\n' });
	await report([{ ...FETCH, message: 'Something else.' }]);
	expect(commentOf(FETCH).body).not.toContain('Something else.');
	expect(summaryText()).toContain('a person resolved its thread');
});

describe('what does not close a thread', () => {
	it.each([
		['the answer of another bot', () => reply(commentOf(FETCH), OTHER_BOT, 'I looked at it.')],
		['a command', () => reply(commentOf(FETCH), REVIEWER, '/groundwire explain aaaa')],
		['an answer of our own', () => reply(commentOf(FETCH), BOT, 'As asked.')],
		['an answer below another comment', () => reply(commentOf(OUTSIDE), REVIEWER, 'Fine.')],
		['a thread that we resolved and a run that died before it said so', () => Object.assign(commentOf(FETCH), { resolved: true, resolvedBy: 'github-actions' })],
		['a thread of which nobody knows who resolved it', () => Object.assign(commentOf(FETCH), { resolved: true, resolvedBy: null })],
	])('%s', async (_, happens) => {
		await report([FETCH, OUTSIDE], { token: 'canary-resolver' });
		happens();
		shop().push({ 'README.md': 'x\n' });
		await report([{ ...FETCH, message: 'Something else.' }, OUTSIDE], { token: 'canary-resolver' });
		expect(commentOf(FETCH).body).toContain('Something else.');
		expect(commentOf(FETCH).resolved).toBe(false);
		shop().push({ 'README.md': 'y\n' });
		await report([OUTSIDE], { token: 'canary-resolver' });
		expect(commentOf(FETCH).body).toContain('**Fixed**');
	});

	it('is the token of a person who resolved it by hand: nobody can tell, so it stays as it is', async () => {
		await report([FETCH], { token: 'canary-stranger' });
		const [comment] = shop().github.state.reviewComments;
		Object.assign(comment ?? {}, { resolved: true, resolvedBy: AUTHOR.login });
		const before = thread();
		shop().push({ 'README.md': 'x\n' });
		await report([{ ...FETCH, message: 'Something else.' }], { token: 'canary-stranger' });
		expect(thread()).toEqual(before);
	});
});

describe('a comment of somebody else', () => {
	it('that copies our marker is never ours: it hides nothing and is not touched', async () => {
		await report([FETCH]);
		const { body } = commentOf(FETCH);
		const { reviewComments, issueComments } = shop().github.state;
		reviewComments.unshift({ ...commentOf(FETCH), id: 1, user: REVIEWER, body: body.replace(FETCH.fingerprint, OUTSIDE.fingerprint) });
		reviewComments.unshift({ ...commentOf(FETCH), id: 2, user: OTHER_BOT, body: `${body.split('\n')[0] ?? ''}\n<!-- groundwire:closed:fixed -->` });
		issueComments.unshift({ id: 3, issue: 7, user: REVIEWER, body: `<!-- groundwire:summary:default -->\n<!-- groundwire:head:${shop().head} posted:${OUTSIDE.fingerprint} -->` });
		await report([FETCH, OUTSIDE]);
		expect(ours().map(({ path }) => path)).toEqual(['src/pay.ts', 'src/pay.ts']);
		expect(commentOf(OUTSIDE).user).toEqual(BOT);
		shop().push({ 'README.md': 'x\n' });
		await report([]);
		expect(reviewComments.filter(({ user }) => user !== BOT).map(({ id, minimised }) => [id, minimised])).toEqual([[2, undefined], [1, undefined]]);
		expect(summaryText()).toContain('nothing found');
	});
});
