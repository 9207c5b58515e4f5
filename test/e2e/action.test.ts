import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AUTHOR, BOT } from './github/state.ts';
import { findingOf, reportOf } from './report-of.ts';
import { BundledAction, runStep, type Step, type StepOptions } from './run-action.ts';
import { Shop } from './shop.ts';

const action = new BundledAction();
let shop: Shop;

beforeAll(() => action.build(), 60_000);
afterAll(() => action.dispose());
beforeEach(async () => {
	shop = new Shop();
	await shop.github.start();
});
afterEach(async () => {
	await shop.github.stop();
	shop.dispose();
	expect(shop.github.violations).toEqual([]);
});

const FETCH = findingOf({
	fingerprint: 'aaaa000000000001', path: 'src/pay.ts', line: 10,
	edits: [{ startLine: 10, startColumn: 43, endLine: 10, endColumn: 43, text: ', signal: AbortSignal.timeout(2000)', safe: true }],
});
const PROBE = findingOf({ fingerprint: 'bbbb000000000002', path: 'deploy/app.yaml', line: 4, endLine: 6, side: 'LEFT', state: 'removed' });
const OUTSIDE = findingOf({ fingerprint: 'cccc000000000003', path: 'src/pay.ts', line: 30, severity: 'medium' });
const ON_PICTURE = findingOf({ fingerprint: 'dddd000000000004', path: 'logo.png', line: 1, severity: 'low' });
const ELSEWHERE = findingOf({ fingerprint: 'eeee000000000005', path: 'src/old.ts', line: 1, severity: 'medium' });
const ALL = [FETCH, PROBE, OUTSIDE, ON_PICTURE, ELSEWHERE];

function step(options: Partial<StepOptions> = {}): Promise<Step> {
	return runStep({ entry: action.entry, github: shop.github, token: 'canary-writer', event: shop.event, sha: shop.head, ...options });
}

function prepareAll(): void {
	action.prepare({ [shop.head]: { report: reportOf(ALL), exitCode: 1 } });
}

describe('a first run', () => {
	it('puts every finding exactly once where it belongs', async () => {
		prepareAll();
		const { exitCode, outputs, log } = await step();
		expect(exitCode, log).toBe(1);
		expect(outputs).toMatchObject({ conclusion: 'block', findings: '5' });
		const { reviews, reviewComments, issueComments } = shop.github.state;
		expect(reviews).toMatchObject([{ state: 'COMMENTED', commit: shop.head }]);
		const places = reviewComments.map(({ path, side, originalStart, originalLine }) => [path, side, originalStart, originalLine]);
		expect(places).toEqual([
			['deploy/app.yaml', 'LEFT', 4, 6],
			['src/pay.ts', 'RIGHT', undefined, 10],
			['src/pay.ts', 'RIGHT', undefined, 38],
			['logo.png', 'RIGHT', undefined, undefined],
		]);
		const everything = [...reviewComments, ...issueComments].map(({ body }) => body).join('\n');
		for (const { fingerprint } of ALL) expect(everything.split(`\`${fingerprint}\``).length - 1, fingerprint).toBe(1);
		expect(issueComments).toHaveLength(1);
		expect(issueComments[0]?.body).toContain(`\`${ELSEWHERE.fingerprint}\``);
		expect(reviewComments[1]?.body).toContain('```suggestion\nconst response = await fetch(url, { method, signal: AbortSignal.timeout(2000) });\n```');
		expect(reviewComments[2]?.body).toContain('This is about `src/pay.ts:30`, which the diff does not show.');
	});

	it('gives the check neither the token nor anything else of the job', async () => {
		prepareAll();
		const { log } = await step();
		expect(JSON.stringify(action.stubSaw)).not.toContain('canary');
		expect(Object.keys(action.stubSaw.env).filter((name) => /TOKEN|GITHUB|INPUT|RUNNER/iu.test(name))).toEqual([]);
		expect(action.stubSaw.facts).toEqual({ headRef: 'feature', authorLogin: 'octocat', body: 'Made with care' });
		expect(action.stubSaw.args).toEqual(expect.arrayContaining(['--base', shop.base, '--head', shop.head]));
		expect(log.replace('::add-mask::canary-writer', '')).not.toContain('canary');
	});

	it('says nothing on a change without findings', async () => {
		action.prepare({ [shop.head]: { report: reportOf([]), exitCode: 0 } });
		const { exitCode, summary } = await step();
		expect(exitCode).toBe(0);
		expect(shop.github.writes).toBe(0);
		expect(summary).toContain('Groundwire: nothing found');
	});
});

describe('a second run', () => {
	it('writes nothing on the same head', async () => {
		prepareAll();
		await step();
		const before = shop.github.writes;
		const { exitCode, log } = await step();
		expect(exitCode).toBe(1);
		expect(shop.github.writes).toBe(before);
		expect(log).toContain('nothing new');
	});

	it('posts only what is new on a new head, and marks what was fixed on its own comment', async () => {
		prepareAll();
		await step();
		const text = readFileSync(join(shop.repository.work, 'src/pay.ts'), 'utf8');
		shop.push({ 'src/pay.ts': text.replace('{ method }', '{ method, signal }').replace('line 45', 'await send();') });
		const fresh = findingOf({ fingerprint: 'ffff000000000006', path: 'src/pay.ts', line: 45 });
		action.prepare({ [shop.head]: { report: reportOf([...ALL.filter((finding) => finding !== FETCH), fresh]), exitCode: 1 } });
		await step();
		const { reviews, reviewComments, issueComments } = shop.github.state;
		expect(reviews).toHaveLength(2);
		expect(reviewComments).toHaveLength(5);
		const fixed = reviewComments.find(({ body }) => body.includes(FETCH.fingerprint));
		expect(fixed?.body).toMatch(new RegExp(`\\*\\*Fixed\\*\\* in \`${shop.head.slice(0, 12)}\``, 'u'));
		expect(fixed?.body).not.toContain('suggestion');
		expect(reviewComments.filter(({ body }) => body.includes('groundwire:closed'))).toEqual([fixed]);
		expect(issueComments).toHaveLength(1);
		const before = shop.github.writes;
		await step();
		expect(shop.github.writes).toBe(before);
	});

	it('does not call a finding fixed whose file was not analysed', async () => {
		prepareAll();
		await step();
		shop.push({ 'src/pay.ts': '((((((\n' });
		const notAnalysed = [{ path: FETCH.location.path, reason: 'syntax' as const, detail: '1:1' }];
		action.prepare({ [shop.head]: { report: reportOf([], { notAnalysed, conclusion: 'undecided' }), exitCode: 2 } });
		expect((await step()).exitCode).toBe(2);
		const closed = shop.github.state.reviewComments.filter(({ body }) => body.includes('groundwire:closed'));
		expect(closed.map(({ path }) => path).sort()).toEqual(['deploy/app.yaml', 'logo.png']);
	});

	it('opens a fixed finding again when it is back', async () => {
		prepareAll();
		await step();
		const first = shop.head;
		shop.push({ 'README.md': 'x\n' });
		action.prepare({ [shop.head]: { report: reportOf([]), exitCode: 0 } });
		await step();
		expect(shop.github.state.reviewComments.every(({ body }) => body.includes('groundwire:closed:fixed'))).toBe(true);
		shop.push({ 'README.md': 'y\n' });
		action.prepare({ [shop.head]: { report: reportOf(ALL), exitCode: 1 }, [first]: { exitCode: 3 } });
		await step();
		expect(shop.github.state.reviewComments).toHaveLength(4);
		expect(shop.github.state.reviewComments.some(({ body }) => body.includes('groundwire:closed'))).toBe(false);
	});

	it('resolves the thread of a fixed finding where the token may', async () => {
		prepareAll();
		await step({ token: 'canary-resolver' });
		shop.push({ 'README.md': 'x\n' });
		action.prepare({ [shop.head]: { report: reportOf(ALL.slice(1)), exitCode: 1 } });
		const { log } = await step({ token: 'canary-resolver' });
		expect(shop.github.state.reviewComments.filter(({ resolved }) => resolved).map(({ path }) => path)).toEqual(['src/pay.ts']);
		expect(log).toContain('1 threads resolved');
	});
});

describe('markers', () => {
	it('count only on comments of our own', async () => {
		const forged = { pull: 7, review: 1, user: AUTHOR, path: 'src/pay.ts', side: 'RIGHT' as const, originalLine: 10, originalStart: undefined, originalCommit: shop.head, resolved: false };
		shop.github.state.reviewComments.push({ ...forged, id: 1, body: `<!-- groundwire:finding:${FETCH.fingerprint} -->\nall is well` });
		shop.github.state.reviewComments.push({ ...forged, id: 2, user: { ...AUTHOR, login: 'github-actions[bot]' }, body: `<!-- groundwire:finding:${PROBE.fingerprint} -->` });
		shop.github.state.issueComments.push({ id: 3, issue: 7, user: AUTHOR, body: '<!-- groundwire:summary:default -->\nall is well' });
		// The same login, but not on the first line: another job that repeats what it was told.
		shop.github.state.reviewComments.push({ ...forged, id: 4, user: BOT, body: `they said:\n<!-- groundwire:finding:${FETCH.fingerprint} -->` });
		prepareAll();
		await step();
		const ours = shop.github.state.reviewComments.filter(({ id, user }) => user.login === BOT.login && id > 1000);
		expect(ours).toHaveLength(4);
		expect(shop.github.state.issueComments.map(({ user }) => user.login)).toEqual([AUTHOR.login, BOT.login]);
		expect(shop.github.state.issueComments[0]?.body).toContain('all is well');
	});

	it('work for the token of a person', async () => {
		prepareAll();
		await step({ token: 'canary-stranger' });
		const before = shop.github.writes;
		await step({ token: 'canary-stranger' });
		expect(shop.github.writes).toBe(before);
	});

	it('keep two instances apart', async () => {
		prepareAll();
		await step();
		action.prepare({ [shop.head]: { report: reportOf([FETCH]), exitCode: 1 } });
		await step({ inputs: { instance: 'infra' } });
		expect(shop.github.state.issueComments).toHaveLength(2);
		expect(shop.github.state.reviewComments).toHaveLength(5);
		expect(shop.github.state.reviewComments.some(({ body }) => body.includes('groundwire:closed'))).toBe(false);
	});
});

describe('a token that may not write', () => {
	it('leaves the findings in the job summary and as annotations, and the exit code as it was', async () => {
		const many = Array.from({ length: 14 }, (_, index) => findingOf({ fingerprint: `abcd00000000${index + 10}`, path: 'src/pay.ts', line: index + 5, message: 'x\n::error::pwned' }));
		action.prepare({ [shop.head]: { report: reportOf([...many, OUTSIDE]), exitCode: 1 } });
		const { exitCode, log, summary } = await step({ token: 'canary-reader' });
		expect(exitCode).toBe(1);
		expect(shop.github.writes).toBe(0);
		expect(log.match(/^::error /gmu)).toHaveLength(10);
		expect(log.match(/^::warning /gmu)).toHaveLength(1);
		expect(log).toContain('4 more findings have no annotation');
		expect(log).toMatch(/no comment could be published.*pull-requests: write/u);
		expect(log).not.toMatch(/^::error::pwned/mu);
		for (const { fingerprint } of many) expect(summary).toContain(fingerprint);
	});

	it('passes when the check passes', async () => {
		action.prepare({ [shop.head]: { report: reportOf([OUTSIDE]), exitCode: 0 } });
		expect((await step({ token: 'canary-reader' })).exitCode).toBe(0);
	});
});

describe('publication', () => {
	it('leaves a head alone that is no longer the newest', async () => {
		prepareAll();
		const { event, head } = shop;
		shop.push({ 'README.md': 'meanwhile\n' });
		const { exitCode, log } = await step({ event, sha: head });
		expect(exitCode).toBe(1);
		expect(shop.github.writes).toBe(0);
		expect(log).toContain('the head moved from');
	});

	it('can be a check run, written once', async () => {
		prepareAll();
		for (let run = 0; run < 2; run++) expect((await step({ token: 'canary-checker', inputs: { publish: 'check' } })).exitCode).toBe(1);
		expect(shop.github.state.checkRuns.map(({ values }) => [values['name'], values['conclusion']])).toEqual([['groundwire', 'failure']]);
		expect(shop.github.writes).toBe(1);
	});

	it('reads every page of what is already there', async () => {
		for (let index = 0; index < 130; index++) shop.github.state.issueComments.push({ id: index + 1, issue: 7, user: AUTHOR, body: 'noise' });
		prepareAll();
		await step();
		await step();
		expect(shop.github.state.issueComments.filter(({ user }) => user.login === BOT.login)).toHaveLength(1);
	});

	it('cuts a summary that is too long and says by how much', async () => {
		const many = Array.from({ length: 900 }, (_, index) => findingOf({ fingerprint: `aaaa${1000 + index}`, path: 'src/old.ts', line: index + 1, message: 'word '.repeat(50) }));
		action.prepare({ [shop.head]: { report: reportOf(many), exitCode: 1 } });
		expect((await step()).exitCode).toBe(1);
		const [summary] = shop.github.state.issueComments;
		expect(Buffer.byteLength(summary?.body ?? '')).toBeLessThanOrEqual(65_536);
		const rows = (summary?.body.match(/^\| ● /gmu) ?? []).length;
		expect(summary?.body).toContain(`and ${900 - rows} more`);
	});
});

describe('the commits of a change', () => {
	function cloned(...args: readonly string[]): string {
		const folder = mkdtempSync(join(tmpdir(), 'gw-clone-'));
		execFileSync('git', ['clone', '--quiet', ...args, `file://${shop.repository.bare}`, folder], { stdio: 'ignore' });
		return folder;
	}

	it('are fetched by id into a depth-1 checkout, which stays as it was', async () => {
		prepareAll();
		const workspace = cloned('--depth=1', '--branch=main');
		const shallow = readFileSync(join(workspace, '.git/shallow'), 'utf8');
		const { exitCode, log } = await step({ workspace });
		expect(exitCode, log).toBe(1);
		expect(log).toContain('fetched by id');
		expect(action.stubSaw.commits).toEqual(['Add payments']);
		expect(readFileSync(join(workspace, '.git/shallow'), 'utf8')).toBe(shallow);
		expect(existsSync(join(workspace, '.git/FETCH_HEAD'))).toBe(false);
		rmSync(workspace, { recursive: true });
	});

	it('are taken from a full clone without a fetch', async () => {
		prepareAll();
		const workspace = cloned();
		expect((await step({ workspace })).exitCode).toBe(1);
		expect(shop.github.fetches).toEqual([]);
		rmSync(workspace, { recursive: true });
	});

	it('are read through the API where git cannot fetch', async () => {
		prepareAll();
		shop.github.refuseGit = true;
		const { exitCode, log } = await step();
		expect(exitCode, log).toBe(1);
		expect(log).toContain('read through the API');
		expect(action.stubSaw.readable.map(([path]) => path)).toEqual(['deploy/app.yaml', 'logo.png', 'src/pay.ts']);
		expect(action.stubSaw.commits).toEqual(['Add payments']);
		expect(shop.github.state.reviewComments).toHaveLength(4);
		expect(shop.github.state.issueComments[0]?.body).toContain(shop.head.slice(0, 12));
	});
});

describe('the check', () => {
	it('cannot speak to the runner through the log', async () => {
		action.prepare({ [shop.head]: { exitCode: 2, messages: 'no such base\n::set-output name=x::y\n  ::error::pwned\n##[add-mask]z\n\u001b[31mred' } });
		const { exitCode, log } = await step();
		expect(exitCode).toBe(2);
		const [, token = ''] = /^::stop-commands::(.+)$/mu.exec(log) ?? [];
		expect(token).toMatch(/^[0-9a-f-]{36}$/u);
		const inside = log.slice(log.indexOf(`::stop-commands::${token}`), log.indexOf(`::${token}::`));
		expect(inside).toContain('no such base');
		expect(log).not.toMatch(/^\s*::(?:set-output|error::pwned)|##\[|\u001b/mu);
	});

	it.each([
		['a report that is no JSON', { exitCode: 0, raw: '{' }],
		['a report of another shape', { exitCode: 0, raw: '{"schema":"groundwire.report/1"}' }],
		['no report at all', { exitCode: 0 }],
		['an exit code of its own', { exitCode: 17, report: reportOf([]) }],
	])('that ends with %s never passes', async (_, prepared) => {
		action.prepare({ [shop.head]: prepared });
		expect((await step()).exitCode).toBe(3);
	});
});

describe('other events', () => {
	it('check a merge group and comment nowhere', async () => {
		prepareAll();
		const event = { name: 'merge_group', payload: { merge_group: { base_sha: shop.base, head_sha: shop.head, head_ref: 'refs/heads/gh-readonly-queue/main/pr-7' } } };
		expect((await step({ event })).exitCode).toBe(1);
		expect(shop.github.writes).toBe(0);
	});

	it('check a push to a new branch since it left the default branch', async () => {
		prepareAll();
		const event = { name: 'push', payload: { ref: 'refs/heads/feature', before: '0'.repeat(40), after: shop.head, repository: { default_branch: 'main' } } };
		expect((await step({ event })).exitCode).toBe(1);
		expect(action.stubSaw.args).toContain(shop.base);
	});

	it('without a change are a mistake that says what to do', async () => {
		const { exitCode, log } = await step({ event: { name: 'issues', payload: {} } });
		expect(exitCode).toBe(2);
		expect(log).toContain('Run Groundwire on pull_request');
	});
});
