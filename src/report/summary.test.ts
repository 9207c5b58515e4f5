import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommitSha, RepoPath } from '../change/change.ts';
import type { Finding } from '../finding/finding.ts';
import type { RuleId } from '../policy/policy.ts';
import type { Report } from './report.ts';
import { summary } from './summary.ts';

const HEAD = '0123456789abcdef0123456789abcdef01234567' as CommitSha;

function findingOf(fingerprint: string, more: Partial<Finding> = {}): Finding {
	return {
		fingerprint, rule: 'missing-timeout' as RuleId, category: 'code/missing-timeout', persona: 'essential', severity: 'high', confidence: 'high', state: 'introduced', placement: 'inline', subject: 'charge',
		title: 'This call can wait for ever', message: '`fetch` has no deadline.', why: 'An order holds a socket.', remedy: 'Pass one.', related: [], edits: [],
		location: { path: 'src/pay.ts' as RepoPath, side: 'RIGHT', startLine: 5, startColumn: 1, endLine: 5, endColumn: 2 }, ...more,
	};
}

function report(more: Partial<Report> = {}): Report {
	return {
		schema: 'groundwire.report/1', tool: { version: '1' }, startedAt: '', change: { base: HEAD, head: HEAD, provenance: { marks: [], complete: true, commits: 1 } }, verdict: { conclusion: 'pass', reasons: [] },
		findings: [], fixed: [], notAnalysed: [], coverage: { files: 1, analysed: 1, workspaces: 0 }, timings: { totalMs: 0 }, ...more,
	};
}

const rules = { waive: 'maintain', approve: 'write', recheck: 'write' } as const;
const text = (more: Partial<Report>, options: Partial<Parameters<typeof summary>[1]> = {}): string => summary(report(more), { commented: new Set(), maxBytes: 65_000, ...options });

describe('the head of a summary', () => {
	const [blocks, waits, looks] = [findingOf('fp0001'), findingOf('fp0002', { rule: 'open-role' as RuleId }), findingOf('fp0003', { severity: 'medium' })];
	const reasons = [{ kind: 'blocking-finding', detail: '', fingerprint: 'fp0001' }, { kind: 'approval-missing', detail: '', fingerprint: 'fp0002' }] as const;

	it('says first what blocks, then what waits for people, then the rest', () => {
		const page = text({ findings: [looks, waits, blocks], verdict: { conclusion: 'block', reasons } }, { threads: new Map([['fp0002', 'answered']]) });
		expect(page.split('\n').slice(0, 7)).toEqual([
			'### Groundwire: 1 blocks, 1 waits for approval, 1 to look at', '', '| | | |', '|---|---|---|',
			'| ● high | `src/pay.ts:5` | `fetch` has no deadline `missing-timeout` |',
			'| ● high | `src/pay.ts:5` | `fetch` has no deadline `open-role`; a person answered it |',
			'| ○ medium | `src/pay.ts:5` | `fetch` has no deadline `missing-timeout` |',
		]);
	});

	it('counts a change that nobody has agreed to, whatever its findings', () => {
		const required = [{ id: 'a', why: '2 approvals for `infra/**`', approvals: 2, fingerprints: [], approvedBy: ['ada'] }];
		const page = text({ people: { rules, required }, verdict: { conclusion: 'block', reasons: [{ kind: 'approval-missing', detail: '' }] } });
		expect(page).toContain('### Groundwire: 1 waits for approval\n');
		expect(page).toContain('**Approvals:** 2 approvals for `infra/**`: 1 of 2 (`ada`).');
	});

	it('never says that nothing was found when the change is blocked', () => {
		expect(text({ verdict: { conclusion: 'block', reasons: [] } })).toContain('### Groundwire: blocked\n');
		expect(text({})).toContain('### Groundwire: nothing found\n');
		expect(text({ findings: [findingOf('fp0001', { state: 'waived' })] })).toContain('### Groundwire: nothing left to look at\n');
	});

	it('says of an empty change that no file changed', () => {
		expect(text({ coverage: { files: 0, analysed: 0, workspaces: 0 } })).toContain('<sub>no changed files at `0123456789ab`</sub>');
	});
});

describe('a summary tells', () => {
	it('who waived what, until when and why', () => {
		const waived = findingOf('fp0001', { state: 'waived', reason: 'rebuilt nightly', waiver: { by: 'ada', until: '2027-01-15', comment: 4 } });
		expect(text({ findings: [waived] })).toContain('**Waived:** `missing-timeout` at `src/pay.ts:5` until 2027-01-15, granted by `ada`: `rebuilt nightly`.');
	});

	it('who has agreed, what is missing first, and which team', () => {
		const required = [
			{ id: 'a', why: 'Policy `agent-iam` asks for one approval.', approvals: 1, fingerprints: ['fp0001'], approvedBy: ['ada'] },
			{ id: 'c', why: 'Rule 2 of approvals', approvals: 1, fingerprints: [], approvedBy: ['ada', 'bob'] },
			{ id: 'b', why: 'Rule 1 of approvals', approvals: 2, team: 'platform', fingerprints: [], approvedBy: [] },
		];
		expect(text({ people: { rules, required } })).toContain('**Approvals:**\n- Rule 1 of approvals: 0 of 2 of team `platform`\n- Policy `agent-iam` asks for one approval: 1 of 1 (`ada`)\n- Rule 2 of approvals: 1 of 1 (`ada`, `bob`)\n');
	});

	it('which guardrails change, the weaker ones first, and what silences nothing', () => {
		const guardrails = [
			{ path: 'AGENTS.md', kind: 'agent-instructions', effects: [], weaker: false },
			{ path: '.groundwire/config.yaml', kind: 'config', effects: ['would stop blocking: 3 rules (`a`, `b`, `c`)'], weaker: true },
		] as const;
		const page = text({ guardrails, unusedSuppressions: [{ path: 'src/pay.ts' as RepoPath, line: 3, rule: 'missing-retry' }] });
		expect(page).toContain('by the version before it:**\n- `.groundwire/config.yaml`: would stop blocking: 3 rules (`a`, `b`, `c`)\n- `AGENTS.md`: instructions for agents changed\n');
		expect(page).toContain('**Suppressions that silence nothing:** `src/pay.ts:3` (`missing-retry`).');
	});

	it('at least how many lines are whose, by which signals, and how many nobody claims', () => {
		const marks = [{ signal: 'co-author', place: 'trailer', tool: 'Claude Code', kind: 'agent', strength: 'strong' }] as const;
		const lines = { added: 260, unknown: 48, byTool: [{ tool: 'Claude Code', kind: 'agent', lines: 200 }, { tool: 'Copilot', kind: 'assist', lines: 12 }] } as const;
		const provenance = { marks, lines, complete: false, commits: 3 };
		expect(text({ change: { base: HEAD, head: HEAD, provenance } })).toContain('**Provenance:** at least 200 of 260 added lines by `Claude Code` (`co-author`), 12 with help of `Copilot`; 48 unknown. Not every commit of the change could be read.');
		expect(text({ change: { base: HEAD, head: HEAD, provenance: { ...provenance, marks: [], lines: { added: 9, unknown: 9, byTool: [] } } } })).not.toContain('Provenance');
		const one = { ...provenance, complete: true, lines: { added: 1, unknown: 0, byTool: [{ tool: 'Claude Code', kind: 'agent', lines: 1 }] } } as const;
		expect(text({ change: { base: HEAD, head: HEAD, provenance: one } })).toContain('**Provenance:** at least 1 of 1 added line by `Claude Code` (`co-author`).');
	});

	it('which commands had no effect, and why', () => {
		expect(text({ people: { rules, required: [], refused: ['`/groundwire approve` of @mallory: wrote the change.'] } })).toContain('**Without effect:** `/groundwire approve` of `@mallory`: wrote the change.');
	});
});

function many<T>(n: number, make: (index: number) => T): readonly T[] {
	return Array.from({ length: n }, (_, index) => make(index));
}

describe('a summary with too much to say', () => {
	it('keeps its limit whatever fills it, and the exact counts', () => {
		const word = fc.constantFrom('\u202e\u200b\u2066', '@mallory', '`', '|', '<b>', 'https://example.org/x', 'snake_case').chain((part) => fc.integer({ min: 1, max: 400 }).map((n) => part.repeat(n)));
		fc.assert(
			fc.property(word, fc.integer({ min: 0, max: 120 }), fc.integer({ min: 3000, max: 65_000 }), (hostile, n, maxBytes) => {
				const page = text(
					{
						findings: [...many(n, (index) => findingOf(`fp1${index}`, { message: hostile, title: hostile })), ...many(n, (index) => findingOf(`fp2${index}`, { state: 'waived', reason: hostile }))],
						guardrails: many(n, () => ({ path: hostile, kind: 'config', effects: many(30, () => hostile), weaker: true })),
						notAnalysed: many(n, () => ({ path: hostile.slice(0, 500) as RepoPath, reason: 'syntax', detail: hostile })),
						people: { rules, refused: many(n, () => hostile), required: many(n, (index) => ({ id: `${index}`, why: hostile, approvals: 2, fingerprints: ['fp'], approvedBy: many(30, () => hostile) })) },
					},
					{ maxBytes },
				);
				expect(Buffer.byteLength(page)).toBeLessThanOrEqual(maxBytes);
				const rows = (page.match(/^\| ○ high /gmu) ?? []).length;
				if (rows < n) expect(page).toContain(`| | | and ${n - rows} more |`);
			}),
			{ numRuns: 40 },
		);
	}, 60_000);
});
