import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AUTHOR, BOT } from './github/state.ts';
import { action, ALL, FETCH, PROBE, prepareAll, shop, step, useShop } from './harness.ts';
import { findingOf, reportOf } from './report-of.ts';

useShop();

describe('a second run', () => {
	it('writes nothing on the same head', async () => {
		prepareAll();
		await step();
		const before = shop().github.writes;
		const { exitCode, log } = await step();
		expect(exitCode).toBe(1);
		expect(shop().github.writes).toBe(before);
		expect(log).toContain('nothing new');
	});

	it('posts only what is new on a new head, and marks what was fixed on its own comment', async () => {
		prepareAll();
		await step();
		const text = readFileSync(join(shop().repository.work, 'src/pay.ts'), 'utf8');
		shop().push({ 'src/pay.ts': text.replace('{ method }', '{ method, signal }').replace('line 45', 'await send();') });
		const fresh = findingOf({ fingerprint: 'ffff000000000006', path: 'src/pay.ts', line: 45 });
		action.prepare({ [shop().head]: { report: reportOf([...ALL.filter((finding) => finding !== FETCH), fresh]), exitCode: 1 } });
		await step();
		const { reviews, reviewComments, issueComments } = shop().github.state;
		expect(reviews).toHaveLength(2);
		expect(reviewComments).toHaveLength(5);
		const fixed = reviewComments.find(({ body }) => body.includes(FETCH.fingerprint));
		expect(fixed?.body).toMatch(new RegExp(`\\*\\*Fixed\\*\\* in \`${shop().head.slice(0, 12)}\``, 'u'));
		expect(fixed?.body).not.toContain('suggestion');
		expect(reviewComments.filter(({ body }) => body.includes('groundwire:closed'))).toEqual([fixed]);
		expect(issueComments).toHaveLength(1);
		const before = shop().github.writes;
		await step();
		expect(shop().github.writes).toBe(before);
	});

	it('does not call a finding fixed whose file was not analysed', async () => {
		prepareAll();
		await step();
		shop().push({ 'src/pay.ts': '((((((\n' });
		const notAnalysed = [{ path: FETCH.location.path, reason: 'syntax' as const, detail: '1:1' }];
		action.prepare({ [shop().head]: { report: reportOf([], { notAnalysed, conclusion: 'undecided' }), exitCode: 2 } });
		expect((await step()).exitCode).toBe(2);
		const closed = shop().github.state.reviewComments.filter(({ body }) => body.includes('groundwire:closed'));
		expect(closed.map(({ path }) => path).sort()).toEqual(['deploy/app.yaml', 'logo.png']);
	});
});

describe('a finding that was fixed', () => {
	it('is open again when it is back', async () => {
		prepareAll();
		await step();
		shop().push({ 'README.md': 'x\n' });
		action.prepare({ [shop().head]: { report: reportOf([]), exitCode: 0 } });
		await step();
		expect(shop().github.state.reviewComments.every(({ body }) => body.includes('groundwire:closed:fixed'))).toBe(true);
		shop().push({ 'README.md': 'y\n' });
		action.prepare({ [shop().head]: { report: reportOf(ALL), exitCode: 1 } });
		await step();
		expect(shop().github.state.reviewComments).toHaveLength(4);
		expect(shop().github.state.reviewComments.some(({ body }) => body.includes('groundwire:closed'))).toBe(false);
	});

	it('has its thread resolved where the token may', async () => {
		prepareAll();
		await step({ token: 'canary-resolver' });
		shop().push({ 'README.md': 'x\n' });
		action.prepare({ [shop().head]: { report: reportOf(ALL.slice(1)), exitCode: 1 } });
		const { log } = await step({ token: 'canary-resolver' });
		expect(shop().github.state.reviewComments.filter(({ resolved }) => resolved).map(({ path }) => path)).toEqual(['src/pay.ts']);
		expect(log).toContain('1 thread resolved');
	});
});

describe('markers', () => {
	it('count only on comments of our own', async () => {
		const forged = { pull: 7, review: 1, user: AUTHOR, path: 'src/pay.ts', side: 'RIGHT' as const, originalLine: 10, originalStart: undefined, originalCommit: shop().head, resolved: false };
		shop().github.state.reviewComments.push({ ...forged, id: 1, body: `<!-- groundwire:finding:${FETCH.fingerprint} -->\nall is well` });
		shop().github.state.reviewComments.push({ ...forged, id: 2, user: { ...AUTHOR, login: 'github-actions[bot]' }, body: `<!-- groundwire:finding:${PROBE.fingerprint} -->` });
		shop().github.state.issueComments.push({ id: 3, issue: 7, user: AUTHOR, body: '<!-- groundwire:summary:default -->\nall is well' });
		// The same login, but not on the first line: another job that repeats what it was told.
		shop().github.state.reviewComments.push({ ...forged, id: 4, user: BOT, body: `they said:\n<!-- groundwire:finding:${FETCH.fingerprint} -->` });
		prepareAll();
		await step();
		const ours = shop().github.state.reviewComments.filter(({ id, user }) => user.login === BOT.login && id > 1000);
		expect(ours).toHaveLength(4);
		expect(shop().github.state.issueComments.map(({ user }) => user.login)).toEqual([AUTHOR.login, BOT.login]);
		expect(shop().github.state.issueComments[0]?.body).toContain('all is well');
	});

	it('work for the token of a person', async () => {
		prepareAll();
		await step({ token: 'canary-stranger' });
		const before = shop().github.writes;
		await step({ token: 'canary-stranger' });
		expect(shop().github.writes).toBe(before);
	});

	it('keep two instances apart', async () => {
		prepareAll();
		await step();
		action.prepare({ [shop().head]: { report: reportOf([FETCH]), exitCode: 1 } });
		await step({ inputs: { instance: 'infra' } });
		expect(shop().github.state.issueComments).toHaveLength(2);
		expect(shop().github.state.reviewComments).toHaveLength(5);
		expect(shop().github.state.reviewComments.some(({ body }) => body.includes('groundwire:closed'))).toBe(false);
	});
});
