import { describe, expect, it } from 'vitest';
import { AUTHOR, BOT } from './github/state.ts';
import { action, OUTSIDE, prepareAll, shop, step, useShop } from './harness.ts';
import { findingOf, reportOf } from './report-of.ts';

useShop();

describe('a token that may not write', () => {
	it('leaves the findings in the job summary and as annotations, and the exit code as it was', async () => {
		const many = Array.from({ length: 14 }, (_, index) => findingOf({ fingerprint: `abcd00000000${index + 10}`, path: 'src/pay.ts', line: index + 5, message: 'x\n::error::pwned' }));
		action.prepare({ [shop().head]: { report: reportOf([...many, OUTSIDE]), exitCode: 1 } });
		const { exitCode, log, summary } = await step({ token: 'canary-reader' });
		expect(exitCode).toBe(1);
		expect(shop().github.writes).toBe(0);
		expect(log.match(/^::error /gmu)).toHaveLength(10);
		expect(log.match(/^::warning /gmu)).toHaveLength(1);
		expect(log).toContain('4 more findings have no annotation');
		expect(log).toMatch(/no comment could be published.*pull-requests: write/u);
		expect(log).not.toMatch(/^::error::pwned/mu);
		for (const { fingerprint } of many) expect(summary).toContain(fingerprint);
	});

	it('passes when the check passes', async () => {
		action.prepare({ [shop().head]: { report: reportOf([OUTSIDE]), exitCode: 0 } });
		expect((await step({ token: 'canary-reader' })).exitCode).toBe(0);
	});
});

describe('an input', () => {
	it.each([
		['publish', 'loudly', 'must be review, check, both (review, check) or none'],
		['instance', 'a b', 'is not a valid name'],
	])('%s that is wrong stops the run before anything is read', async (name, value, says) => {
		const { exitCode, log } = await step({ inputs: { [name]: value } });
		expect(exitCode).toBe(2);
		expect(log).toContain(says);
		expect(shop().github.seen).toEqual([]);
	});
});

describe('publication', () => {
	it('leaves a head alone that is no longer the newest', async () => {
		prepareAll();
		const { event, head } = shop();
		shop().push({ 'README.md': 'meanwhile\n' });
		const { exitCode, log } = await step({ event, sha: head });
		expect(exitCode).toBe(1);
		expect(shop().github.writes).toBe(0);
		expect(log).toContain('the head moved from');
	});

	it('can be a check run, written once', async () => {
		prepareAll();
		for (let run = 0; run < 2; run++) expect((await step({ token: 'canary-checker', inputs: { publish: 'check' } })).exitCode).toBe(1);
		expect(shop().github.state.checkRuns.map(({ values }) => [values['name'], values['conclusion']])).toEqual([['groundwire', 'failure']]);
		expect(shop().github.writes).toBe(1);
	});

	it('reads every page of what is already there', async () => {
		for (let index = 0; index < 130; index++) shop().github.state.issueComments.push({ id: index + 1, issue: 7, user: AUTHOR, body: 'noise' });
		prepareAll();
		await step();
		await step();
		expect(shop().github.state.issueComments.filter(({ user }) => user.login === BOT.login)).toHaveLength(1);
	});

	it('cuts a summary that is too long and says by how much', async () => {
		const many = Array.from({ length: 900 }, (_, index) => findingOf({ fingerprint: `aaaa${1000 + index}`, path: 'src/old.ts', line: index + 1, message: 'word '.repeat(50) }));
		action.prepare({ [shop().head]: { report: reportOf(many), exitCode: 1 } });
		expect((await step()).exitCode).toBe(1);
		const [summary] = shop().github.state.issueComments;
		expect(Buffer.byteLength(summary?.body ?? '')).toBeLessThanOrEqual(65_536);
		const rows = (summary?.body.match(/^\| ● /gmu) ?? []).length;
		expect(summary?.body).toContain(`and ${900 - rows} more`);
	});
});
