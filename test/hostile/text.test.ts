import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';

import { annotate } from '../../src/action/annotate.ts';
import { createLog } from '../../src/action/log.ts';
import { readFindingMarker } from '../../src/github/markers.ts';
import { agent } from '../../src/report/agent.ts';
import { json } from '../../src/report/json.ts';
import type { Report } from '../../src/report/report.ts';
import { plainText } from '../../src/report/sarif/text.ts';
import { terminal } from '../../src/report/terminal.ts';
import { validateReport } from '../../src/report/validate.ts';
import { expectNoPoison } from '../property/no-poison.ts';
import { attack, CANARY, FRAGMENTS } from './text/attacks.ts';
import { activeContent, markersIn } from './text/gfm.ts';
import { hostileReport, OPEN_FIELDS } from './text/hostile-report.ts';
import { annotationTexts, pages } from './text/pages.ts';

const RUNS = 150;
/** What a terminal obeys and what a reader cannot see. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

let texts = 0;

/** Every text of a report is an attack; counts them. */
function overReports(check: (report: Report) => void, runs = RUNS): void {
	fc.assert(
		fc.property(hostileReport, ({ report, texts: made }) => {
			texts += made;
			check(report);
		}),
		{ numRuns: runs, seed: 20_261_121, endOnFailure: true },
	);
	expectNoPoison();
}

describe('no text of a pull request does anything but be read', { timeout: 300_000 }, () => {
	test('every text of a report that can come from a change is tried', () => {
		const named = new Set(OPEN_FIELDS.map(({ steps }) => steps.filter((step) => typeof step === 'string').join('.')));
		for (const field of ['findings.message', 'findings.title', 'findings.subject', 'findings.why', 'findings.remedy', 'findings.reason', 'findings.location.path', 'findings.related.path', 'findings.edits.text', 'findings.waiver.by', 'findings.waiver.until', 'notAnalysed.detail', 'notAnalysed.path', 'verdict.reasons.detail', 'verdict.reasons.path', 'fixed.subject', 'people.required.why', 'people.required.approvedBy', 'people.refused', 'guardrails.effects', 'guardrails.path', 'unusedSuppressions.rule', 'change.provenance.marks.tool', 'change.provenance.marks.model', 'change.provenance.marks.signal', 'change.provenance.attributed.tool', 'change.provenance.lines.byTool.tool']) expect(named, field).toContain(field);
		expect(FRAGMENTS.length).toBeGreaterThan(200);
	});

	test('on the pull request: comments, summaries, answers', () => {
		let shown = 0;
		overReports((report) => {
			for (const { name, text, suggestions, markers } of pages(report)) {
				shown += 1;
				expect(activeContent(text, suggestions), `${name}\n${text}`).toEqual([]);
				const found = markersIn(text);
				expect(found.length, name).toBeLessThanOrEqual(markers.length);
				found.forEach((marker, index) => expect(marker).toMatch(markers[index] ?? /^$/u));
				if (name === 'review comment') expect(report.findings.map(({ fingerprint }) => fingerprint)).toContain(readFindingMarker(text, 'default')?.fingerprint);
			}
		});
		console.log(`${texts} hostile texts in ${shown} pages of Markdown: 0 active`);
		expect(shown).toBeGreaterThan(RUNS * 5);
	});

	test('in annotations, SARIF and JSON', () => {
		overReports((report) => {
			for (const text of annotationTexts(report)) expect(text).not.toMatch(HIDDEN);
			expect(json(report).replaceAll('\n', '')).not.toMatch(HIDDEN);
			expect(json(validateReport(JSON.parse(json(report))))).toBe(json(report));
		});
		fc.assert(fc.property(attack, (text) => {
			texts += 1;
			const plain = plainText(text);
			expect(plain).not.toMatch(HIDDEN);
			expect(plain).not.toMatch(/\]\(/u);
		}), { numRuns: 1_000 });
	});

	test('in a terminal, with colour and without, and for an agent', () => {
		overReports((report) => {
			const options = { colour: false, verbose: true, width: 100, sourceLine: () => report.findings[0]?.message.split('\n')[0] };
			const plain = terminal(report, options);
			expect(plain.replaceAll('\n', '')).not.toMatch(HIDDEN);
			// oxlint-disable-next-line no-control-regex -- the colours that we write ourselves
			expect(terminal(report, { ...options, colour: true }).replaceAll(/\u001b\[(?:0|1|2|31|33|36)m/gu, '')).toBe(plain);
			const said = agent(report);
			expect(said.replaceAll('\n', '')).not.toMatch(HIDDEN);
			for (const line of said.split('\n').filter((entry) => entry.includes(CANARY) && !/^(?:why|do): /u.test(entry))) expect(line.replaceAll(/"(?:[^"\\]|\\.)*"/gu, '')).not.toContain(CANARY);
		});
	});

	test('in the log of a job: every command in it is ours', () => {
		overReports((report) => {
			const lines = captured(() => annotate(report)).split('\n').slice(0, -1);
			expect(lines.length).toBe(report.findings.filter(({ state }) => ['introduced', 'removed', 'pending'].includes(state)).length);
			for (const line of lines) {
				expect(line).toMatch(/^::(?:error|warning|notice) /u);
				expect(line).not.toMatch(HIDDEN);
				const properties = /^::\w+ (.*?)::/u.exec(line)?.[1]?.split(',') ?? [];
				expect(properties.map((property) => property.split('=')[0]).filter((name) => !['title', 'file', 'line', 'endLine'].includes(name ?? ''))).toEqual([]);
				expect(new Set(properties.map((property) => property.split('=')[0])).size).toBe(properties.length);
			}
		}, 60);
		fc.assert(fc.property(attack, attack, (title, text) => {
			texts += 2;
			let written = '';
			const log = createLog((line) => {
				written += line;
			});
			log.line(text);
			log.untrusted(title, text);
			const obeyed = written.split(/\r\n|[\n\r\u0085\u2028\u2029]/u).filter((line) => /^\s*::|##\[/u.test(line));
			expect(obeyed).toHaveLength(2);
			expect(obeyed[0]).toMatch(/^::stop-commands::[0-9a-f-]{36}$/u);
			expect(obeyed[1]).toBe(`::${obeyed[0]?.slice('::stop-commands::'.length)}::`);
			expect(written.replaceAll('\n', '')).not.toMatch(HIDDEN);
		}), { numRuns: 1_000 });
		console.log(`${texts} hostile texts in all, through every renderer`);
		expect(texts).toBeGreaterThan(10_000);
	});
});

function captured(run: () => unknown): string {
	let written = '';
	const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
		written += String(chunk);
		return true;
	});
	try {
		run();
	} finally {
		write.mockRestore();
	}
	return written;
}
