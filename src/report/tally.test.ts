import { describe, expect, it } from 'vitest';
import { aFinding, aReport } from '../../test/support/findings.ts';
import type { VerdictReason } from '../verdict/verdict.ts';
import { tally } from './tally.ts';

const RULES = { waive: 'maintain', approve: 'write', recheck: 'write' } as const;
const reason = (kind: VerdictReason['kind'], fingerprint?: string): VerdictReason => ({ kind, detail: '', ...(fingerprint !== undefined && { fingerprint }) });

describe('what a reader has to act on', () => {
	it('counts a finding once, by the gravest', () => {
		const findings = ['a', 'b', 'c', 'd'].map((fingerprint) => aFinding({ fingerprint }));
		const reasons = [reason('blocking-finding', 'a'), reason('approval-missing', 'a'), reason('approval-missing', 'b'), reason('approval-missing', 'b'), reason('pending-suppression', 'c')];
		expect(tally(aReport({ findings, verdict: { conclusion: 'block', reasons } }))).toEqual({ blocks: 2, waits: 1, looks: 1 });
	});

	it('counts the change as a whole as often as it waits for somebody', () => {
		const required = [1, 2, 3].map((approvals) => ({ id: `${approvals}`, why: '', approvals, fingerprints: [], approvedBy: ['ada'] }));
		expect(tally(aReport({ findings: [], people: { rules: RULES, required }, verdict: { conclusion: 'block', reasons: [reason('approval-missing')] } }))).toEqual({ blocks: 0, waits: 2, looks: 0 });
	});

	it('counts nothing that was waived, suppressed or there before', () => {
		const findings = (['waived', 'suppressed', 'existing'] as const).map((state) => aFinding({ state }));
		expect(tally(aReport({ findings, verdict: { conclusion: 'pass', reasons: [] } }))).toEqual({ blocks: 0, waits: 0, looks: 0 });
	});
});
