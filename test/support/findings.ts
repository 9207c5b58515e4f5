import * as fc from 'fast-check';
import type { RepoPath } from '../../src/change/change.ts';
import type { Finding, FindingState } from '../../src/finding/finding.ts';
import type { NotAnalysed } from '../../src/parse/parsed.ts';
import { CONFIDENCES, type RuleId, SEVERITIES } from '../../src/policy/policy.ts';
import type { Report } from '../../src/report/report.ts';

/** A finding that blocks under the built-in config. */
export function aFinding(change: Partial<Finding> = {}): Finding {
	return {
		fingerprint: '3f9a1c0000000000',
		rule: 'missing-timeout' as RuleId,
		category: 'code/missing-timeout',
		persona: 'essential',
		severity: 'high',
		confidence: 'high',
		state: 'introduced',
		placement: 'inline',
		subject: 'charge',
		title: 'This call can wait for ever',
		message: 'fetch to pay.internal has no deadline',
		why: 'When the other side hangs, every order holds a socket until the process is restarted.',
		remedy: 'Pass `signal: AbortSignal.timeout(2000)`.',
		location: { path: 'src/pay.ts' as RepoPath, side: 'RIGHT', startLine: 2, startColumn: 26, endLine: 2, endColumn: 31 },
		related: [],
		edits: [],
		...change,
	};
}

/** A report over these findings; what is not given is empty. */
export function aReport(change: Partial<Report> = {}): Report {
	return {
		schema: 'groundwire.report/1',
		tool: { version: '0.1.0' },
		startedAt: '2026-11-21T00:00:00.000Z',
		change: { base: null, head: null, provenance: { marks: [], complete: true, commits: 0 } },
		verdict: { conclusion: 'pass', threshold: { severity: 'high', confidence: 'high' }, reasons: [] },
		findings: [],
		fixed: [],
		notAnalysed: [],
		coverage: { files: 14, analysed: 14, workspaces: 2 },
		timings: { totalMs: 900 },
		...change,
	};
}

const STATES: readonly FindingState[] = ['introduced', 'removed', 'existing', 'suppressed', 'waived', 'pending'];

/** Any finding, in few files and lines, so that many of them meet. */
export const finding: fc.Arbitrary<Finding> = fc
	.record({
		fingerprint: fc.stringMatching(/^[0-9a-f]{16}$/),
		rule: fc.constantFrom('missing-timeout', 'missing-span'),
		severity: fc.constantFrom(...SEVERITIES),
		confidence: fc.constantFrom(...CONFIDENCES),
		state: fc.constantFrom(...STATES),
		path: fc.constantFrom('a.ts', 'b.ts'),
		line: fc.integer({ min: 1, max: 9 }),
	})
	.map(({ rule, path, line, ...rest }) =>
		aFinding({
			...rest,
			rule: rule as RuleId,
			location: { path: path as RepoPath, side: 'RIGHT', startLine: line, startColumn: 1, endLine: line, endColumn: 5 },
		}),
	);

export const findings: fc.Arbitrary<Finding[]> = fc.uniqueArray(finding, { maxLength: 12, selector: ({ fingerprint }) => fingerprint });

export const notAnalysed: fc.Arbitrary<NotAnalysed> = fc
	.record({ path: fc.constantFrom('a.ts', 'b.yaml', 'c.png'), reason: fc.constantFrom('syntax' as const, 'too-large' as const), detail: fc.constant('d') })
	.map((entry) => ({ ...entry, path: entry.path as RepoPath }));
