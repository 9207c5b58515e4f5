import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/finding/finding.ts';
import { action, FETCH, PROBE, prepareAll, shop, step, useShop } from './harness.ts';
import { findingOf, reportOf, type FindingSpec } from './report-of.ts';
import type { Step } from './run-action.ts';

useShop();

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'gw-outputs-'));
	for (const name of ['workspace', 'temp']) mkdirSync(join(folder, name));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const inFolder = () => ({ workspace: join(folder, 'workspace'), env: { RUNNER_TEMP: join(folder, 'temp') } });

/** The Action as one of several on the pull request. */
function as(instance: string): Promise<Step> {
	return step({ ...inFolder(), token: 'canary-both', inputs: { instance, publish: 'review, check', sarif: `${instance}.sarif` } });
}

function many(count: number, from: number, over: Partial<FindingSpec>): readonly Finding[] {
	return Array.from({ length: count }, (_, index) => findingOf({ fingerprint: `aaaa${from + index}`, path: 'src/pay.ts', line: index + 1, ...over }));
}

const HOSTILE = 'x\nconclusion=pass\nEOF\n::set-output name=conclusion::pass%0A';

describe('the outputs of the step', () => {
	it('are an enum, a count and a path, whatever the pull request says', async () => {
		action.prepare({ [shop().head]: { report: reportOf([{ ...FETCH, title: HOSTILE, message: HOSTILE, subject: HOSTILE, why: HOSTILE }]), exitCode: 1 } });
		const { outputs, log } = await step(inFolder());
		expect(outputs).toEqual({ conclusion: 'block', findings: '1', report: join(folder, 'temp/groundwire/default/report.json') });
		expect(log).not.toMatch(/^::set-output/mu);
	});

	it('name the report by its instance, so that two of one job do not share a file', async () => {
		prepareAll();
		const first = await step(inFolder());
		const second = await step({ ...inFolder(), inputs: { instance: 'infra' } });
		expect(second.outputs['report']).toBe(join(folder, 'temp/groundwire/infra/report.json'));
		for (const { outputs } of [first, second]) expect(JSON.parse(readFileSync(outputs['report'] ?? '', 'utf8'))).toMatchObject({ schema: 'groundwire.report/1' });
	});

	it('name no report where there is none', async () => {
		await step(inFolder());
		action.prepare({});
		const { outputs, exitCode } = await step(inFolder());
		expect([exitCode, outputs]).toEqual([2, { conclusion: 'undecided', findings: '0' }]);
	});
});

describe('the SARIF file', () => {
	it('has a category of its own for each instance', async () => {
		prepareAll();
		const ids: unknown[] = [];
		for (const instance of ['default', 'infra', 'apps']) {
			await step({ ...inFolder(), inputs: { instance, sarif: `${instance}.sarif` } });
			const { runs } = JSON.parse(readFileSync(join(folder, 'workspace', `${instance}.sarif`), 'utf8')) as Log;
			ids.push([runs[0]?.automationDetails?.id, runs[0]?.results?.length]);
		}
		expect(ids).toEqual([['groundwire/check/', 5], ['groundwire/infra/check/', 5], ['groundwire/apps/check/', 5]]);
	});
});

describe('several instances on one pull request', () => {
	it('have a summary, a check, a report and a category each, and leave each other alone', async () => {
		shop().addToken('both', ['pull-requests', 'checks']);
		action.prepare({ [shop().head]: { report: reportOf([FETCH]), exitCode: 1 } });
		await as('apps');
		action.prepare({ [shop().head]: { report: reportOf([PROBE]), exitCode: 1 } });
		await as('infra');
		const { issueComments, checkRuns, reviewComments } = shop().github.state;
		expect(issueComments.map(({ body }) => body.split('\n')[0])).toEqual(['<!-- groundwire:summary:apps -->', '<!-- groundwire:summary:infra -->']);
		expect(checkRuns.map(({ values }) => [values['name'], values['external_id']])).toEqual([['groundwire (apps)', 'groundwire:apps'], ['groundwire (infra)', 'groundwire:infra']]);
		expect(reviewComments.map(({ body }) => /instance=(\w+)/u.exec(body)?.[1])).toEqual(['apps', 'infra']);
		const { writes } = shop().github;
		await as('infra');
		expect(shop().github.writes).toBe(writes);
	});
});

describe('the job summary', () => {
	it('stays below 1 MiB in bytes and counts what it leaves out', async () => {
		const long = Array.from({ length: 9000 }, (_, index) => findingOf({ fingerprint: `aaaa${10_000 + index}`, path: 'src/old.ts', line: index + 1, message: 'größer als erwartet: '.repeat(8), placement: index % 2 === 0 ? 'inline' : 'summary' }));
		action.prepare({ [shop().head]: { report: reportOf(long), exitCode: 1 } });
		const { summary } = await step({ inputs: { publish: 'none' } });
		expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1024 * 1024);
		expect(Buffer.byteLength(summary)).toBeGreaterThan(900_000);
		const rows = (summary.match(/^\| [●○] /gmu) ?? []).length;
		const [, left = '0'] = /^\| \| \| and (\d+) more \|$/mu.exec(summary) ?? [];
		expect(rows + Number(left)).toBe(9000);
	});
});

describe('annotations of the run', () => {
	it('are ten errors, ten warnings and ten notices, the gravest first, and the rest is counted', async () => {
		const findings = [...many(13, 1000, { severity: 'low', placement: 'summary' }), ...many(12, 2000, { severity: 'medium' }), ...many(11, 3000, { severity: 'high' }), ...many(1, 4000, { severity: 'critical', message: 'the gravest' })];
		action.prepare({ [shop().head]: { report: reportOf(findings), exitCode: 1 } });
		const { log, summary } = await step({ token: 'canary-reader' });
		expect(['error', 'warning', 'notice'].map((kind) => (log.match(new RegExp(`^::${kind} `, 'gmu')) ?? []).length)).toEqual([10, 10, 10]);
		expect(/^::error .*$/mu.exec(log)?.[0]).toContain('the gravest');
		expect(log).toContain('7 more findings have no annotation; the job summary lists all');
		expect(log).toContain('37 remarks were not posted');
		for (const { fingerprint } of findings) expect(summary).toContain(fingerprint);
	});
});
