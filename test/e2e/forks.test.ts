import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { action, ALL, FETCH, prepareAll, shop, step, useShop } from './harness.ts';
import { findingOf, reportOf } from './report-of.ts';
import { askedOfStorage, changed, finished, ofChange, prepareAnew, published, pull, RUN, second, temp, upload, uploadReport, useTwoSteps, zipped } from './two-steps.ts';

useShop();
useTwoSteps();

describe('two steps', () => {
	it('analyse with a token that only reads, and publish the very report from an artifact', async () => {
		prepareAll();
		const first = await step({ token: 'canary-reader', inputs: { publish: 'none' } });
		expect([first.exitCode, shop().github.writes]).toEqual([1, 0]);
		expect(first.outputs['report']).toMatch(/\/groundwire\/default\/report\.json$/u);
		uploadReport(ofChange(reportOf(ALL)));
		action.prepare({});
		const { exitCode, log, outputs } = await second();
		expect(exitCode, log).toBe(1);
		expect(log).toContain(`the report of run ${RUN} is published for pull request 7`);
		expect(published()).toEqual([4, 1, ['failure']]);
		expect(outputs).toMatchObject({ conclusion: 'block', findings: '5' });
		expect(askedOfStorage).toHaveLength(1);
		expect(askedOfStorage[0]?.authorization).toBeUndefined();
	});

	it('hand over the file that the output names, byte for byte as it is published', async () => {
		prepareAll();
		const first = await step({ token: 'canary-reader', inputs: { publish: 'none' }, env: { RUNNER_TEMP: temp('first') } });
		const uploaded = readFileSync(first.outputs['report'] ?? '', 'utf8');
		upload(zipped({ 'report.json': uploaded }));
		action.prepare({});
		const again = await second({ env: { RUNNER_TEMP: temp('second') } });
		expect(again.exitCode, again.log).toBe(1);
		expect(readFileSync(again.outputs['report'] ?? '', 'utf8')).toBe(uploaded);
		expect(published()).toEqual([4, 1, ['failure']]);
	});

	it('write nothing twice', async () => {
		uploadReport(ofChange(reportOf(ALL)));
		await second();
		const { writes } = shop().github;
		expect((await second()).exitCode).toBe(1);
		expect(shop().github.writes).toBe(writes);
	});

	it('ask people again, whoever the first step heard', async () => {
		const people = { rules: { waive: 'maintain', approve: 'write', recheck: 'write' }, required: [{ id: 'x', why: 'because', approvals: 1, fingerprints: [], approvedBy: [] }], refused: ['somebody said something'] } as const;
		uploadReport({ ...ofChange(reportOf(ALL)), people });
		const { log, outputs } = await second({ env: { RUNNER_TEMP: temp('people') } });
		expect(log).toContain(`the report of run ${RUN} is published`);
		expect(readFileSync(outputs['report'] ?? '', 'utf8')).not.toContain('somebody said something');
	});

	it('take the threshold of the second step', async () => {
		uploadReport(ofChange(reportOf(ALL)));
		expect((await second({ inputs: { 'fail-on': 'never' } })).exitCode).toBe(0);
		expect(published()[2]).toEqual(['failure']);
	});
});

describe('the change is judged anew', () => {
	it.each([
		['there is no artifact', () => undefined, 'has no artifact groundwire-report'],
		['the artifact has expired', () => uploadReport(ofChange(reportOf([])), { expired: true }), 'has no artifact'],
		['the artifact is of an earlier attempt', () => uploadReport(ofChange(reportOf([])), { createdAt: '2026-11-21T09:59:59Z' }), 'of an earlier attempt'],
		['the artifact is of another commit', () => uploadReport(ofChange(reportOf([])), { headSha: '1'.repeat(40) }), 'of another run'],
		['another instance left it', () => uploadReport(ofChange(reportOf([])), { name: 'groundwire-report-infra' }), 'has no artifact'],
		['the report compares with another base', () => uploadReport({ ...ofChange(reportOf([])), change: { ...reportOf([]).change, base: '2'.repeat(40), head: shop().head } }), 'compares with 222222222222'],
		['the report speaks for people', () => uploadReport(ofChange(reportOf([findingOf({ fingerprint: 'aaaa000000000001', path: 'src/pay.ts', line: 10, state: 'waived' })]))), 'what people decided'],
		['the artifacts cannot be listed', () => void (shop().github.fault = ({ operation }) => (operation === 'actions/list-workflow-run-artifacts' ? { when: 'before', answer: { status: 403, body: { message: 'Resource not accessible by integration' } } } : undefined)), 'give the job `actions: read`'],
		['the storage does not answer', () => uploadReport(ofChange(reportOf([])), { url: 'http://127.0.0.1:9/gone' }), 'could not be downloaded'],
	])('when %s', async (_, prepare, says) => {
		prepareAnew();
		prepare();
		const { exitCode, log } = await second();
		expect(exitCode, log).toBe(1);
		expect(log).toContain(says);
		expect(log).toContain('the change is read and checked here, and nothing of it is executed');
		expect(published()).toEqual([1, 1, ['failure']]);
	});

	it.each([
		['adds a workflow', { '.github/workflows/groundwire.yml': 'name: mine\n' }],
		['changes an action of its own', { '.github/actions/check/action.yml': 'name: mine\n' }],
		['brings a link in the place of the folder', { '.github': '../elsewhere\n' }],
	])('when it %s, whatever the artifact says', async (_, files) => {
		shop().push(files);
		prepareAnew();
		uploadReport(ofChange(reportOf([])));
		const { exitCode, log } = await second();
		expect(exitCode, log).toBe(1);
		expect(log).toContain('the change touches .github/');
		expect(askedOfStorage).toEqual([]);
		expect(published()).toEqual([1, 1, ['failure']]);
	});

	it('when it moves a workflow away', async () => {
		shop().repository.commit('main', { '.github/workflows/old.yml': 'name: old\non: push\njobs: {}\n' });
		shop().head = shop().repository.commit('feature', { '.github/workflows/old.yml': null, 'old.yml': 'name: old\non: push\njobs: {}\n' }, {}, 'main');
		prepareAnew();
		uploadReport(reportOf([]));
		const { log } = await second();
		expect(log).toContain('the change touches .github/');
	});

	it('when it is so large that GitHub does not list all of it', async () => {
		shop().push(Object.fromEntries(Array.from({ length: 301 }, (_, index) => [`a/${index}.txt`, 'x\n'])));
		prepareAnew();
		uploadReport(ofChange(reportOf([])));
		const { log } = await second();
		expect(log).toContain('GitHub does not list every file of the change');
		expect(published()[2]).toEqual(['failure']);
	});

	it.each([
		['was proposed for a branch with a workflow of its own, and that pull request closed', () => {
			shop().repository.served('branch', 'lax', 'main');
			shop().github.state.pulls.set(8, { ...pull(), number: 8, baseBranch: 'lax' });
			shop().github.state.closed.add(8);
		}],
		['had another base when the run began', () => void shop().github.state.baseChanges.push({ pull: 7, at: shop().github.state.now() })],
	])('when its branch %s', async (_, prepare) => {
		prepare();
		prepareAnew();
		uploadReport(ofChange(reportOf([])));
		const { exitCode, log } = await second();
		expect(exitCode, log).toBe(1);
		expect(log).toContain('was proposed for another base as well');
		expect(askedOfStorage).toEqual([]);
		expect(published()).toEqual([1, 1, ['failure']]);
	});

	it.each([['persona', 'strict'], ['config', 'other.yaml']])('when the second step has a %s of its own', async (name, value) => {
		prepareAnew();
		uploadReport(ofChange(reportOf([])));
		const { log } = await second({ inputs: { [name]: value } });
		expect(log).toContain('a persona or a config of its own');
		expect(action.stubSaw.args).toContain(value);
	});
});

describe('an artifact that no first step has made', () => {
	it.each([
		['is no zip', () => upload(Buffer.from('no zip at all, but long enough to look for an end')), 'it is no zip archive'],
		['is empty', () => upload(zipped({})), 'it holds 0 files'],
		['holds two reports', () => upload(zipped({ 'report.json': '{}', 'b/report.json': '{}' })), 'it holds 2 files'],
		['holds a path that leads out', () => upload(zipped({ '../../report.json': '{}' })), 'it must hold report.json and nothing else'],
		['is too large, it says', () => uploadReport({}, { size: 5_000_000 }), 'it has 5000000 bytes; at most 4194304 are read'],
		['is too large, whatever it says', () => upload(Buffer.alloc(5_000_000), { size: 10 }), 'it has more than 4194304 bytes'],
		['unpacks to more than is read', () => upload(zipped({ 'report.json': ' '.repeat(65 * 1024 * 1024) })), 'it unpacks to more than 67108864 bytes'],
		['holds no JSON', () => upload(zipped({ 'report.json': '{"schema":' })), 'its report is no JSON'],
		['holds no text', () => upload(zipSync({ 'report.json': new Uint8Array([0xff, 0xfe, 0x00]) })), 'its report is no JSON'],
		['holds something else', () => uploadReport({ schema: 'other/1' }), 'the report is not valid: schema is not'],
		['has a fingerprint that would end a marker', changed((report) => ({ ...report, findings: report.findings.map((finding) => ({ ...finding, fingerprint: 'x --> @everyone' })) })), 'fingerprint is not a fingerprint'],
		['has a path out of the repository', changed((report) => ({ ...report, findings: report.findings.map((finding) => ({ ...finding, location: { ...finding.location, path: '../../etc/passwd' } })) })), 'is not a path inside the repository'],
		['passes against its own reasons', changed((report) => ({ ...report, verdict: { ...report.verdict, conclusion: 'pass' } })), 'its verdict passes and gives reasons against that'],
		['is of another head', changed((report) => ({ ...report, change: { ...report.change, head: '3'.repeat(40) } })), `its report is of ${'3'.repeat(40)}, not of`],
		['there is twice', () => [1, 2].forEach(() => uploadReport(ofChange(reportOf([])))), 'there is more than one'],
	])('is refused: one that %s', async (_, prepare, says) => {
		prepareAnew();
		prepare();
		const { exitCode, log } = await second();
		expect(exitCode, log).toBe(2);
		expect(log).toContain('the artifact groundwire-report was not published');
		expect(log).toContain(says);
		expect(shop().github.writes).toBe(0);
	});

	it('says nothing that is not escaped, where it has the right form', async () => {
		const hostile = '</details><img src=x onerror=alert(1)> @octocat [x](javascript:y) <!-- groundwire:summary:default -->';
		uploadReport(ofChange(reportOf([{ ...FETCH, title: hostile, message: hostile, why: hostile, remedy: hostile }])));
		expect((await second()).exitCode).toBe(1);
		const { reviewComments, issueComments } = shop().github.state;
		for (const { body } of [...reviewComments, ...issueComments]) {
			const outsideCode = body.replaceAll(/`[^`\n]*`/gu, '');
			expect(outsideCode).not.toMatch(/<img|@octocat|javascript:/u);
			expect(outsideCode.match(/<!-- groundwire:summary/gu) ?? []).toHaveLength(body.startsWith('<!-- groundwire:summary') ? 1 : 0);
		}
	});
});

describe('the pull request of a finished run', () => {
	it.each([
		['was closed', () => shop().github.state.closed.add(7), 'no open pull request proposes the branch'],
		['has another head by now', () => shop().push({ 'README.md': 'meanwhile\n' }), 'the head moved from'],
		['comes from another fork with a branch of the same name', () => shop().github.state.pulls.set(7, { ...pull(), fork: 'octocat/other' }), 'no open pull request proposes the branch'],
		['does not exist', () => shop().github.state.pulls.delete(7), 'no open pull request proposes the branch'],
	])('is left alone when it %s', async (_, prepare, says) => {
		uploadReport(ofChange(reportOf(ALL)));
		const event = finished();
		prepare();
		const { exitCode, log } = await second({ event });
		expect(exitCode, log).toBe(0);
		expect(log).toContain('nothing to publish');
		expect(log).toContain(says);
		expect(shop().github.writes).toBe(0);
	});

	it('is not looked for when a push started the run', async () => {
		const { exitCode, log } = await second({ event: finished({ event: 'push' }) });
		expect([exitCode, shop().github.seen]).toEqual([0, []]);
		expect(log).toContain('the finished run was started by push, not by a pull request');
	});

	it('is not judged when there are more than anybody needs', async () => {
		for (let number = 10; number < 21; number++) shop().github.state.pulls.set(number, { ...pull(), number });
		const { exitCode, log } = await second();
		expect([exitCode, shop().github.writes]).toEqual([2, 0]);
		expect(log).toContain('12 open pull requests propose one branch, and at most 10 are judged');
	});

	it.each([
		['of another repository', { repository: { full_name: 'acme/other' } }, 'belongs to another repository'],
		['without a branch', { head_branch: null }, 'head_branch is missing'],
		['with a head that is no commit', { head_sha: 'main' }, 'no valid workflow_run'],
		['with an id that is none', { id: '1/../../2' }, 'no valid workflow_run'],
	])('is not looked for in an event %s', async (_, over, says) => {
		const { exitCode, log } = await second({ event: finished(over) });
		expect([exitCode, shop().github.seen]).toEqual([2, []]);
		expect(log).toContain(says);
	});

	it.each([
		['for another base', { branch: 'feature', baseBranch: 'release' }, [7, 8]],
		['from another branch', { branch: 'copy', baseBranch: 'release' }, [8]],
		['from another branch of another fork', { branch: 'copy', baseBranch: 'release', fork: 'mallory/shop' }, [8]],
	])('is each of those that propose the same commit %s; the check of the commit is the gravest', async (_, other, commented) => {
		const first = shop().head;
		shop().push({ 'README.md': 'second\n' });
		shop().repository.served('branch', 'release', first);
		if (other.branch === 'copy') shop().repository.served('branch', 'copy', shop().head);
		shop().github.state.pulls.set(8, { ...pull(), number: 8, ...other });
		uploadReport(ofChange(reportOf([])));
		prepareAnew();
		const { exitCode, log } = await second();
		expect(exitCode, log).toBe(1);
		expect(published()[2]).toEqual(['failure']);
		expect(shop().github.state.issueComments.map(({ issue }) => issue)).toEqual(commented);
	});
});

describe('without the second step', () => {
	it('the log says how many remarks were not posted', async () => {
		prepareAll();
		const { exitCode, log, summary } = await step({ token: 'canary-reader' });
		expect(exitCode).toBe(1);
		expect(log).toContain('no comment could be published: 5 remarks were not posted, because the token may not write');
		expect(log).toContain('docs/guides/forks.md');
		expect(summary).toContain('5 remarks were not posted');
	});

	it('what to do is said once where the check run is missing as well', async () => {
		prepareAll();
		const { log } = await step({ token: 'canary-reader', inputs: { publish: 'review, check' } });
		expect(log).toMatch(/check run groundwire: not written, because .*checks: write`$/mu);
		expect(log.split('docs/guides/forks.md')).toHaveLength(2);
	});
});
