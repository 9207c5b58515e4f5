import * as fc from 'fast-check';

import type { CommitSha, RepoPath } from '../../../src/change/change.ts';
import { json } from '../../../src/report/json.ts';
import type { Report } from '../../../src/report/report.ts';
import { validateReport } from '../../../src/report/validate.ts';
import type { RuleId } from '../../../src/policy/policy.ts';
import { aFinding, aReport } from '../../support/findings.ts';
import { attack } from './attacks.ts';

const sha = 'a'.repeat(40) as CommitSha;
const path = 'src/pay.ts' as RepoPath;
const range = { startLine: 3, startColumn: 1, endLine: 3, endColumn: 9 };
const edit = { path, startLine: 2, startColumn: 1, endLine: 2, endColumn: 4, text: 'x', safe: true };
const place = { path, side: 'RIGHT' as const, ...range };
const fingerprint = (index: number): string => String(index).repeat(16);

/** A report in which everything occurs that a report can say, in every state. */
const FULL = aReport({
	change: {
		base: sha,
		head: sha,
		provenance: {
			marks: [{ signal: 'co-author', place: 'trailer', tool: 'tool', model: 'model', kind: 'agent', strength: 'strong', commit: sha }, { signal: 'branch', place: 'branch', tool: 'other', kind: 'mention', strength: 'weak' }],
			complete: false,
			commits: 3,
			attributed: [{ path, ranges: [[1, 2]], tool: 'tool', model: 'model', kind: 'session', strength: 'strong', signal: 'notes' }],
			lines: { added: 9, byTool: [{ tool: 'tool', kind: 'agent', lines: 4 }, { tool: 'third', kind: 'assist', lines: 1 }], unknown: 4 },
		},
	},
	findings: [
		aFinding({ fingerprint: fingerprint(1), edits: [edit], related: [place, { ...place, side: 'LEFT' }], atHead: place }),
		aFinding({ fingerprint: fingerprint(2), state: 'removed', placement: 'summary', location: { ...place, side: 'LEFT' } }),
		aFinding({ fingerprint: fingerprint(3), state: 'pending', reason: 'because', beside: fingerprint(1) }),
		aFinding({ fingerprint: fingerprint(4), state: 'waived', reason: 'because', waiver: { by: 'octocat', until: '2026-12-01', comment: 7 } }),
		aFinding({ fingerprint: fingerprint(5), state: 'suppressed', reason: 'because' }),
		aFinding({ fingerprint: fingerprint(6), state: 'existing', baseline: true, category: 'team/x' }),
		aFinding({ fingerprint: fingerprint(7), location: { ...place, startLine: 40, endLine: 44 }, rule: 'team.rule' as RuleId, category: 'kubernetes/probe' }),
	],
	verdict: {
		conclusion: 'undecided',
		threshold: { severity: 'high', confidence: 'high' },
		reasons: [
			{ kind: 'blocking-finding', detail: 'blocks', fingerprint: fingerprint(1) },
			{ kind: 'pending-suppression', detail: 'pending', fingerprint: fingerprint(3), path },
			{ kind: 'approval-missing', detail: 'two people', fingerprint: fingerprint(7) },
			{ kind: 'config', detail: 'config.yaml:1: wrong', path: '.groundwire/config.yaml' },
			{ kind: 'policy', detail: 'rule.rego:1: wrong' },
			{ kind: 'not-analysed', detail: 'unread', path: 'b.yaml' },
		],
	},
	fixed: [{ fingerprint: fingerprint(8), rule: 'r' as RuleId, subject: 's', path }],
	notAnalysed: [{ path: 'b.yaml' as RepoPath, reason: 'syntax', detail: '1:2 unexpected', partial: true }, { path, reason: 'policy', detail: 'team.x: failed' }],
	baseline: { recorded: 40, judged: 30, gone: 12 },
	comments: { limit: 40, inline: 3, summary: 2, overLimit: 1 },
	people: {
		rules: { waive: 'maintain', approve: 'write', recheck: 'write' },
		required: [{ id: 'approval', why: 'agent-touched IAM needs two people', approvals: 2, team: 'platform', fingerprints: [fingerprint(7)], approvedBy: ['octocat'] }, { id: 'other', why: 'a handler', approvals: 1, fingerprints: [] }],
		refused: ['`octocat` may not waive', 'the head has moved'],
	},
	guardrails: [{ path: '.groundwire/config.yaml', kind: 'config', effects: ['would stop blocking: 3 rules', 'ignores src/**'], weaker: true }, { path: 'CODEOWNERS', kind: 'code-owners', effects: [], weaker: false }],
	unusedSuppressions: [{ path, line: 4, rule: 'missing-timeout' }],
});

type Steps = readonly (string | number)[];

/** A text of the report that its reader takes from a pull request, whatever it says. */
interface OpenField {
	readonly steps: Steps;
	readonly most: number;
	readonly isPath: boolean;
}

/** Every text for which the report's own check has no rule but a length: found by trying, so that no field can be forgotten. */
export const OPEN_FIELDS: readonly OpenField[] = leaves(JSON.parse(json(FULL)), []).flatMap((steps) => {
	const most = [2_000, 150, 80, 9].find((length) => accepts(steps, '<'.repeat(length)));
	return most === undefined ? [] : [{ steps, most, isPath: !accepts(steps, '../<') }];
});

/** Reports all of whose open texts are attacks. */
export const hostileReport: fc.Arbitrary<{ readonly report: Report; readonly texts: number }> = fc.array(attack, { minLength: OPEN_FIELDS.length, maxLength: OPEN_FIELDS.length }).map((texts) => {
	const report: unknown = JSON.parse(json(FULL));
	for (const [index, { steps, most, isPath }] of OPEN_FIELDS.entries()) put(report, steps, fitting(texts[index] ?? '', most, isPath));
	return { report: validateReport(report), texts: OPEN_FIELDS.length };
});

function fitting(text: string, most: number, isPath: boolean): string {
	const cut = text.slice(0, most);
	return isPath ? cut.replaceAll('\0', '').replaceAll('..', '.').replace(/^\/+/u, '') || 'a' : cut;
}

function accepts(steps: Steps, text: string): boolean {
	const report: unknown = JSON.parse(json(FULL));
	put(report, steps, text);
	try {
		validateReport(report);
		return true;
	} catch {
		return false;
	}
}

function leaves(value: unknown, steps: Steps): Steps[] {
	if (typeof value === 'string') return [steps];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, part]) => leaves(part, [...steps, Array.isArray(value) ? Number(key) : key]));
}

function put(value: unknown, steps: Steps, text: string): void {
	const holder = steps.slice(0, -1).reduce((node: unknown, step) => Reflect.get(Object(node), step), value);
	Reflect.set(Object(holder), steps.at(-1) ?? '', text);
}
