import { describe, expect, it } from 'vitest';
import type { CommitSha, RepoPath } from '../change/change.ts';
import type { Finding } from '../finding/finding.ts';
import type { RuleId } from '../policy/policy.ts';
import type { Report } from './report.ts';
import { findingComment } from './review.ts';
import { summary } from './summary.ts';
import { InvalidReport, validateReport } from './validate.ts';

const BASE = '0123456789abcdef0123456789abcdef01234567' as CommitSha;
const path = 'src/pay.ts' as RepoPath;
const at = (startLine: number) => ({ path, side: 'RIGHT' as const, startLine, startColumn: 1, endLine: startLine, endColumn: 2 });

const FINDING: Finding = {
	fingerprint: '3f9a1c0000000000', rule: 'missing-timeout' as RuleId, category: 'code/missing-timeout', persona: 'essential', severity: 'high', confidence: 'high', state: 'introduced',
	placement: 'inline', subject: 'charge', title: 'This call can wait for ever', message: '`fetch` to pay.internal has no deadline, and `POST /orders` awaits it.',
	why: 'When the other side hangs, every order holds a socket.', remedy: 'Pass `signal: AbortSignal.timeout(2000)`.', location: at(5), related: [at(9)],
	edits: [{ path, startLine: 5, startColumn: 1, endLine: 5, endColumn: 2, text: 'x', safe: true }],
};

function report(more: Partial<Report> = {}): Report {
	return {
		schema: 'groundwire.report/1', tool: { version: '1' }, startedAt: '2026-01-01T00:00:00Z', change: { base: BASE, head: BASE, provenance: { marks: [], complete: true, commits: 1 } },
		verdict: { conclusion: 'block', reasons: [{ kind: 'blocking-finding', detail: 'd', fingerprint: FINDING.fingerprint }] }, findings: [FINDING], fixed: [], notAnalysed: [],
		coverage: { files: 3, analysed: 2, workspaces: 1 }, timings: { totalMs: 7 }, ...more,
	};
}

describe('a comment', () => {
	it('says what, why, the way out, and what an agent needs', () => {
		expect(findingComment(FINDING, { base: BASE, suggestion: 'const a = `b`;' })).toBe(
			[
				'**This call can wait for ever** · high · `missing-timeout`',
				'`fetch` to `pay.internal` has no deadline, and `POST /orders` awaits it. When the other side hangs, every order holds a socket.',
				'Also: `src/pay.ts:9`.',
				'```suggestion\nconst a = `b`;\n```',
				'<details><summary>For an agent</summary>\n\n`3f9a1c0000000000` · rule `missing-timeout` · `src/pay.ts:5` · may edit: `src/pay.ts:5` · verify: `groundwire check --base 0123456789ab --worktree --rule missing-timeout`\n</details>',
			].join('\n\n'),
		);
	});

	it('says once what it leads to, and of a digest what a reader compares', () => {
		const digest = 'a'.repeat(64);
		const configured = { ...FINDING, message: `\`web\` ran \`nginx@sha256:${digest}\`: a restart is a rollout.` };
		const text = findingComment(configured, { base: null });
		expect(text).toContain('`web` ran `nginx@sha256:aaaaaaaaaaaa…`: a restart is a rollout.');
		expect(text).not.toContain(FINDING.why);
		expect(findingComment({ ...configured, message: 'The limit is gone.' }, { base: null })).toContain(FINDING.why);
	});

	it('names the way out in words where there is no suggestion, and where the guardrail was', () => {
		const removed = findingComment({ ...FINDING, state: 'removed', location: { ...at(3), side: 'LEFT' } }, { base: null });
		expect(removed).toContain('\n\nPass `signal: AbortSignal.timeout(2000)`.\n\nThe guardrail stood at `src/pay.ts:3` before this change.\n\n');
	});

	it('fences a suggestion that holds a fence', () => {
		expect(findingComment(FINDING, { base: null, suggestion: '````\n@team' })).toContain('`````suggestion\n````\n@team\n`````');
	});

	it('says that a suppression of the change itself does not count yet', () => {
		expect(findingComment({ ...FINDING, state: 'pending', reason: 'trust me @admin' }, { base: null })).toContain('counts once a person with the right has approved it. It gives as its reason: `trust me @admin`.');
	});

	it('that would be too long for GitHub keeps its headline and its facts', () => {
		const long = findingComment({ ...FINDING, message: '\u200b '.repeat(5000), why: '\u200b '.repeat(5000), remedy: '\u200b '.repeat(5000) }, { base: null });
		expect(Buffer.byteLength(long)).toBeLessThan(65_000);
		expect(long).toContain('This call can wait for ever');
		expect(long).toContain('`3f9a1c0000000000`');
	});
});

describe('a summary', () => {
	it('lists what blocks and what was not read', () => {
		const look: Finding = { ...FINDING, fingerprint: '3f9a1c0000000001', severity: 'medium', location: at(40), related: [] };
		const marks = [{ signal: 'co-author', place: 'trailer', tool: 'Claude Code', kind: 'agent', strength: 'strong', commit: BASE } as const];
		const change = { base: BASE, head: BASE, provenance: { marks, complete: true, commits: 3 } };
		const notAnalysed = [{ path: 'vendor/big.js' as RepoPath, reason: 'too-large' as const, detail: '3.1 MB' }];
		const waived: Finding = { ...FINDING, fingerprint: '3f9a1c0000000002', state: 'waived', reason: 'rebuilt nightly' };
		const text = summary(report({ change, notAnalysed, findings: [look, FINDING, waived] }), { commented: new Set([FINDING.fingerprint, look.fingerprint]), maxBytes: 65_000 });
		expect(text).toBe(
			[
				'### Groundwire: 1 blocks, 1 to look at',
				'| | | |\n|---|---|---|\n| ● high | `src/pay.ts:5` | `fetch` to `pay.internal` has no deadline, and `POST /orders` awaits it `missing-timeout` (1 more place) |\n| ○ medium | `src/pay.ts:40` | `fetch` to `pay.internal` has no deadline, and `POST /orders` awaits it `missing-timeout` |',
				'**Not analysed:** `vendor/big.js` (3.1 MB).',
				'**Waived:** `missing-timeout` at `src/pay.ts:5`: `rebuilt nightly`.',
				'**Provenance:** marks of `Claude Code` (`co-author`) on at least 1 of 3 commits.',
				'<sub>2 of 3 changed files analysed, 1 workspace at `0123456789ab`</sub>',
			].join('\n\n'),
		);
	});

	it('writes out the remark of a finding that has no comment', () => {
		expect(summary(report(), { commented: new Set(), maxBytes: 65_000 })).toContain('`fetch` to `pay.internal` has no deadline');
	});

	it('tells what is light in brief, and how many found no room for a comment', () => {
		const light: Finding = { ...FINDING, fingerprint: '3f9a1c0000000001', placement: 'summary', remedy: 'Give it one.' };
		const text = summary(report({ findings: [light], comments: { limit: 10, inline: 10, summary: 3, overLimit: 2 } }), { commented: new Set(), maxBytes: 65_000 });
		expect(text).toContain('#### In brief\n\n- high · `missing-timeout` · `src/pay.ts:5`: ');
		expect(text).toContain('Give it one. (`3f9a1c0000000001`)');
		expect(text).toContain('**Comments:** 2 more than the 10 that one change may have; they stand here only.');
	});

	it('says why nothing could be decided', () => {
		const verdict = { conclusion: 'undecided', reasons: [{ kind: 'config', detail: 'unknown key `rulez`', path: '.groundwire/config.yaml' }] } as const;
		const text = summary(report({ verdict, findings: [] }), { commented: new Set(), maxBytes: 65_000 });
		expect(text).toContain('### Groundwire: could not decide');
		expect(text).toContain('**Could not decide:** `.groundwire/config.yaml`: unknown key `rulez`.\n');
		const placed = { ...verdict, reasons: [{ ...verdict.reasons[0], detail: '.groundwire/config.yaml:2: unknown key `rulez`.' }] };
		expect(summary(report({ verdict: placed, findings: [] }), { commented: new Set(), maxBytes: 65_000 })).toContain('**Could not decide:** `.groundwire/config.yaml:2`: unknown key `rulez`.\n');
	});
});

describe('a report from another process', () => {
	it('comes through unchanged when it is valid', () => {
		expect(validateReport(structuredClone(report()))).toEqual(report());
	});

	it.each([
		['a path that leaves the repository', { findings: [{ ...FINDING, location: { ...FINDING.location, path: '../x' } }] }],
		['a fingerprint that would close a marker', { findings: [{ ...FINDING, fingerprint: 'a-->b' }] }],
		['a range that runs backwards', { findings: [{ ...FINDING, location: { ...FINDING.location, endLine: 1 } }] }],
		['an unknown conclusion', { verdict: { conclusion: 'neutral', reasons: [] } }],
		['another schema', { schema: 'groundwire.report/2' }],
		['no findings', { findings: null }],
	])('is refused with %s', (_, more) => {
		expect(() => validateReport({ ...report(), ...more })).toThrow(InvalidReport);
	});

	it('carries no field that the schema does not know', () => {
		const polluted: unknown = JSON.parse(JSON.stringify(report()).replace('{', '{"__proto__":{"polluted":1},"extra":1,'));
		const read = validateReport(polluted);
		expect(Object.keys(read)).not.toContain('extra');
		expect(Object.hasOwn(read, '__proto__')).toBe(false);
		expect('polluted' in {}).toBe(false);
	});
});
