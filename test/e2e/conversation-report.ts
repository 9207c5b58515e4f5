import type { Finding } from '../../src/finding/finding.ts';
import type { Report } from '../../src/report/report.ts';
import type { Requirement } from '../../src/verdict/people.ts';
import { reportOf } from './report-of.ts';

/** A report in which people have a say: who may waive is a maintainer, who may write approves. */
export function reportFor(findings: readonly Finding[], required: readonly Requirement[] = []): Report {
	const report = reportOf(findings);
	const missing = required.map(({ why }) => ({ kind: 'approval-missing' as const, detail: why }));
	const reasons = [...report.verdict.reasons, ...missing];
	const verdict = { ...report.verdict, threshold: { severity: 'high', confidence: 'high' } as const, reasons, conclusion: reasons.length > 0 ? ('block' as const) : ('pass' as const) };
	return { ...report, verdict, people: { rules: { waive: 'maintain', approve: 'write', recheck: 'write' }, required } };
}
