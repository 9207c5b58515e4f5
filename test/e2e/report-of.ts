import type { CommitSha, RepoPath } from '../../src/change/change.ts';
import type { DiffSide, Finding, FindingState } from '../../src/finding/finding.ts';
import type { Edit, NotAnalysed } from '../../src/parse/parsed.ts';
import type { RuleId, Severity } from '../../src/policy/policy.ts';
import type { Report } from '../../src/report/report.ts';

export interface FindingSpec {
	readonly fingerprint: string;
	readonly path: string;
	readonly line: number;
	readonly endLine?: number;
	readonly side?: DiffSide;
	readonly severity?: Severity;
	readonly state?: FindingState;
	readonly placement?: 'inline' | 'summary';
	readonly message?: string;
	readonly reason?: string;
	readonly edits?: readonly Omit<Edit, 'path'>[];
}

/** A finding with everything a test does not care for filled in. */
export function findingOf(spec: FindingSpec): Finding {
	const { fingerprint, path, line, endLine = line, side = 'RIGHT', severity = 'high', state = 'introduced', placement = 'inline', reason } = spec;
	return {
		fingerprint, severity, state, placement, rule: 'missing-timeout' as RuleId, category: 'code/missing-timeout', persona: 'essential', confidence: 'high', subject: 'charge',
		title: 'This call can wait for ever', message: spec.message ?? '`fetch` to `pay.internal` has no deadline.', why: 'Every order holds a socket until the process is restarted.',
		remedy: 'Pass a deadline.', location: { path: path as RepoPath, side, startLine: line, startColumn: 1, endLine, endColumn: 2 }, related: [],
		edits: (spec.edits ?? []).map((edit) => ({ ...edit, path: path as RepoPath })), ...(reason === undefined ? {} : { reason }),
	};
}

export interface ReportSpec {
	readonly base?: string;
	readonly head?: string;
	readonly notAnalysed?: readonly NotAnalysed[];
	readonly conclusion?: Report['verdict']['conclusion'];
}

const NULL_SHA = '0'.repeat(40);

/** A report whose verdict blocks on every open finding of severity high or critical. */
export function reportOf(findings: readonly Finding[], spec: ReportSpec = {}): Report {
	const blocking = findings.filter(({ severity, state }) => ['high', 'critical'].includes(severity) && ['introduced', 'removed', 'pending'].includes(state));
	const reasons = blocking.map(({ fingerprint }) => ({ kind: 'blocking-finding' as const, detail: 'blocks', fingerprint }));
	return {
		schema: 'groundwire.report/1', tool: { version: '0.0.0' }, startedAt: '2026-01-01T00:00:00Z',
		change: { base: (spec.base ?? NULL_SHA) as CommitSha, head: (spec.head ?? NULL_SHA) as CommitSha, provenance: { marks: [], complete: true, commits: 1 } },
		verdict: { conclusion: spec.conclusion ?? (blocking.length > 0 ? 'block' : 'pass'), reasons }, findings, fixed: [], notAnalysed: spec.notAnalysed ?? [],
		coverage: { files: 2, analysed: 2, workspaces: 0 }, timings: { totalMs: 1 },
	};
}
