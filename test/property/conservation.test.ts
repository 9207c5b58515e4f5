import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';

import { annotate } from '../../src/action/annotate.ts';
import type { RepoPath } from '../../src/change/change.ts';
import type { Finding } from '../../src/finding/finding.ts';
import { placeFindings } from '../../src/finding/placement.ts';
import { annotations } from '../../src/github/annotations.ts';
import { plan } from '../../src/github/plan.ts';
import { planSummary } from '../../src/github/summary-comment.ts';
import { agent } from '../../src/report/agent.ts';
import { json } from '../../src/report/json.ts';
import type { Report } from '../../src/report/report.ts';
import { sarif } from '../../src/report/sarif/sarif.ts';
import { summary } from '../../src/report/summary.ts';
import { terminal } from '../../src/report/terminal.ts';
import { isNew } from '../../src/verdict/decide.ts';
import { decide } from '../../src/verdict/decide.ts';
import { aReport, finding } from '../support/findings.ts';
import { expectNoPoison } from './no-poison.ts';

const OPEN = new Set(['introduced', 'removed', 'pending']);
let reports = 0;

/** Reports with up to 120 findings of every state, in few files. */
const report: fc.Arbitrary<Report> = fc.tuple(fc.uniqueArray(finding, { maxLength: 120, selector: ({ fingerprint }) => fingerprint }), fc.integer({ min: 1, max: 60 })).map(([all, limit]) => {
	const { findings, comments } = placeFindings(all, { limit, blocks: ({ severity }) => severity === 'high' || severity === 'critical' });
	return aReport({ findings, comments, change: { ...aReport().change, base: 'a'.repeat(40) as never, head: 'b'.repeat(40) as never }, verdict: decide({ findings, notAnalysed: [], matters: () => true, problems: [], block: { severity: 'high', confidence: 'high' } }) });
});

function overReports(check: (report: Report) => void): void {
	fc.assert(fc.property(report, (made) => {
		reports += 1;
		check(made);
	}), { numRuns: 120, seed: 20_261_121 });
	expectNoPoison();
}

const open = ({ findings }: Report): readonly Finding[] => findings.filter(({ state }) => OPEN.has(state));
const sum = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].reduce((total, [, count]) => total + Number(count), 0);

describe('findings in = findings shown + counted (5)', { timeout: 120_000 }, () => {
	test('a summary of any size: one row each, and an exact count of the rest', () => {
		fc.assert(fc.property(report, fc.integer({ min: 900, max: 30_000 }), (made, maxBytes) => {
			reports += 1;
			const text = summary(made, { commented: new Set(), maxBytes });
			const rows = text.split('\n').filter((line) => /^\| [●○◌◐] /u.test(line)).length;
			expect(rows + sum(text, /^\| \| \| and (\d+) more \|$/gmu), text).toBe(open(made).length);
			const existing = made.findings.filter(({ state }) => state === 'existing').length;
			expect(sum(text, /^\*\*Already there before this change:\*\* (\d+)\.$/gmu)).toBe(existing);
			for (const [title, state] of [['Waived', 'waived'], ['Suppressed', 'suppressed']] as const) expect(counted(text, title), text).toBe(made.findings.filter((entry) => entry.state === state).length);
		}), { numRuns: 150, seed: 20_261_121 });
	});

	test('on a pull request each open one has a comment or is written out, and all stand in the table', () => {
		overReports((made) => {
			const files = ['a.ts', 'b.ts'].map((path) => ({ path, status: 'modified', hunks: [Array.from({ length: 6 }, (_, index) => ({ left: index + 1, right: index + 1, text: 'x' }))] }));
			const words = { report: made, instance: 'default', pull: { head: 'b'.repeat(40) as never, us: { login: 'groundwire[bot]' }, files, filesComplete: true, reviewComments: [], issueComments: [] } };
			const planned = plan(words);
			const page = planSummary(words, planned, planned.commented)?.body ?? '';
			const placed = [...planned.inline, ...planned.onFile].map(({ fingerprint }) => fingerprint);
			expect(new Set(placed).size).toBe(placed.length);
			for (const { fingerprint } of open(made)) expect(planned.commented.has(fingerprint) || page.includes(fingerprint) || / more in the report\./u.test(page)).toBe(true);
			const rows = page.split('\n').filter((line) => /^\| [●○◌◐] /u.test(line)).length;
			expect(rows + sum(page, /^\| \| \| and (\d+) more \|$/gmu)).toBe(open(made).length);
		});
	});

	test('annotations: of a check run all, of a job as many as a runner shows, and the count of the rest', () => {
		overReports((made) => {
			expect(annotations(made)).toHaveLength(open(made).length);
			let lines = 0;
			const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
				lines += String(chunk).split('\n').filter((line) => line.startsWith('::')).length;
				return true;
			});
			const left = annotate(made);
			write.mockRestore();
			expect(lines + left).toBe(open(made).length);
		});
	});

	test('SARIF, JSON, terminal and the page for agents hold every one', () => {
		overReports((made) => {
			expect((JSON.parse(json(made)) as Report).findings.map(({ fingerprint }) => fingerprint).sort()).toEqual(made.findings.map(({ fingerprint }) => fingerprint).sort());
			const log = JSON.parse(sarif(made, { rules: [], pages: {}, scanned: false }).text) as { readonly runs: readonly { readonly results: readonly { readonly partialFingerprints?: unknown }[] }[] };
			const results = JSON.stringify(log.runs[0]?.results ?? []);
			for (const { fingerprint } of made.findings.filter(({ state }) => state !== 'existing')) expect(results).toContain(fingerprint);
			const plain = terminal(made, { colour: false, verbose: true, width: 100, sourceLine: () => undefined });
			expect(plain.split('\n').filter((line) => /^[ab]\.ts:\d+:\d+ /u.test(line))).toHaveLength(made.findings.length);
			const shown = made.findings.filter((entry) => isNew(entry) || entry.state === 'existing').length;
			expect(agent(made).split('\n').filter((line) => /^\[\d+\] /u.test(line))).toHaveLength(shown);
			expect(agent(made)).toContain(`; ${shown} ${shown === 1 ? 'finding' : 'findings'}`);
		});
		console.log(`conservation: ${reports} reports, no finding lost by any renderer`);
	});

	test('more than a summary can name are counted', () => {
		const many = Array.from({ length: 5_000 }, (_, index) => ({ ...(fc.sample(finding, { seed: 1, numRuns: 1 })[0] as Finding), fingerprint: String(index).padStart(16, '0'), state: 'introduced' as const, location: { path: `src/${index}.ts` as RepoPath, side: 'RIGHT' as const, startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 } }));
		const text = summary(aReport({ findings: many }), { commented: new Set(), maxBytes: 60_000 });
		expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
		expect(text.split('\n').filter((line) => /^\| [●○◌◐] /u.test(line)).length + sum(text, /^\| \| \| and (\d+) more \|$/gmu)).toBe(5_000);
	});
});

/** How many a section speaks of: in its line, or in the list below it. */
function counted(text: string, title: string): number {
	const start = text.indexOf(`**${title}:**`);
	if (start < 0) return 0;
	const [line = '', ...below] = text.slice(start).split('\n');
	if (line !== `**${title}:**`) return 1;
	const items = below.slice(0, below.findIndex((entry) => !entry.startsWith('- ')));
	return items.filter((entry) => !/^- and \d+ more$/u.test(entry)).length + sum(items.join('\n'), /^- and (\d+) more$/gmu);
}
