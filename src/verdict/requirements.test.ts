import { describe, expect, it } from 'vitest';
import { aFinding } from '../../test/support/findings.ts';
import type { ChangedFile, Provenance, RepoPath } from '../change/change.ts';
import type { ApprovalRule } from '../config/config.ts';
import type { Finding } from '../finding/finding.ts';
import type { RuleId } from '../policy/policy.ts';
import { asksForSomething, barOf } from './requirements.ts';

const NOBODY: Provenance = { marks: [], complete: true, commits: 1 };

function bar(findings: readonly Finding[], approvals: readonly ApprovalRule[], files: readonly ChangedFile[] = []) {
	return barOf({ findings, files, provenance: NOBODY, config: { approvals, block: { severity: 'high', confidence: 'high' }, environments: {} } });
}

const place = (path: string): Finding['location'] => ({ ...aFinding().location, path: path as RepoPath });
const found = (fingerprint: string, rule: string, path: string, change: Partial<Finding> = {}): Finding => aFinding({ fingerprint, rule: rule as RuleId, location: place(path), ...change });
const A = found('aaaa', 'iam-wildcard', 'infra/iam.tf');
const B = found('bbbb', 'iam-admin', 'infra/iam.tf', { severity: 'low' });
const C = found('cccc', 'latest-tag', 'web.yaml', { severity: 'low', approvals: 2 });
const two: ApprovalRule = { when: { rules: ['iam-*'] }, need: { approvals: 2, team: 'security' } };
const ids = (findings: readonly Finding[], approvals: readonly ApprovalRule[]): readonly string[] => bar(findings, approvals).required.map(({ id }) => id);

describe('requirements', () => {
	it('are one for like needs, and say what asks for them', () => {
		expect(bar([A, B, C], [two]).required).toEqual([
			{ id: expect.stringMatching(/^[0-9a-f]{16}$/u), why: '2 approvals of team `security` for 2 findings of `iam-admin` and `iam-wildcard` on `infra/iam.tf` (rule 1 of approvals)', approvals: 2, team: 'security', fingerprints: ['aaaa', 'bbbb'] },
			{ id: expect.stringMatching(/^[0-9a-f]{16}$/u), why: '2 approvals for `latest-tag` on `web.yaml` (asked by its policy)', approvals: 2, fingerprints: ['cccc'] },
		]);
	});

	it('name a rule of the config by its name, and a long list by its beginning', () => {
		const named: ApprovalRule = { name: 'IAM', when: { rules: ['iam-*'] }, need: { approvals: 1 } };
		const paths = ['a.tf', 'b.tf', 'c.tf', 'd.tf'];
		const [{ why } = { why: '' }] = bar(paths.map((path) => found(path, 'iam-x', path)), [named]).required;
		expect(why).toBe('1 approval for 4 findings of `iam-x` on `a.tf`, `b.tf` and 2 more files (`IAM` of approvals)');
	});

	it('of the change name no finding', () => {
		const files: ChangedFile[] = [{ status: 'modified', after: { path: 'a.ts' as RepoPath, kind: 'file', blob: '' as never }, hunks: [] }];
		expect(bar([], [{ when: {}, need: { approvals: 1 } }], files).required).toMatchObject([{ why: '1 approval for changes to `a.ts` (rule 1 of approvals)', fingerprints: [] }]);
	});

	it('keep their ids while the config keeps its words', () => {
		const other: ApprovalRule = { when: { rules: ['x'] }, need: 'nothing' };
		expect(ids([A], [two])).toEqual(ids([A, B], [other, two]));
		expect(ids([A], [two])).not.toEqual(ids([A], [{ ...two, need: { approvals: 1, team: 'security' } }]));
	});

	it('are of new findings only', () => {
		const states = (['existing', 'suppressed', 'waived'] as const).map((state) => ({ ...A, state }));
		expect(bar(states, [two])).toEqual({ blocking: new Set(), required: [] });
	});

	it('are not asked for where only a waiver helps, but for a suppression that needs agreement', () => {
		const heavy = { ...A, approvals: 2 };
		expect(bar([heavy], [])).toEqual({ blocking: new Set(['aaaa']), required: [] });
		const pending = bar([{ ...heavy, state: 'pending' }], []);
		expect([pending.blocking.size, pending.required.length]).toEqual([1, 1]);
		expect([A, B, C].map(asksForSomething(bar([A, B, C], [])))).toEqual([true, false, true]);
	});
});
