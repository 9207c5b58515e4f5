import { describe, expect, it } from 'vitest';
import { aFinding, aReport } from '../../test/support/findings.ts';
import type { CommitSha } from '../change/change.ts';
import type { Permission } from '../config/people.ts';
import type { Finding } from '../finding/finding.ts';
import type { RuleId } from '../policy/policy.ts';
import type { Report } from '../report/report.ts';
import { decide } from './decide.ts';
import { exitCode } from './exit-code.ts';
import type { Approval, PeopleFacts, Requirement } from './people.ts';
import { withPeople } from './with-people.ts';

const HEAD = 'a'.repeat(40) as CommitSha;
const NOW = new Date('2026-11-21T23:59:59Z');
const RULES = { waive: 'maintain', approve: 'write', recheck: 'write' } as const;
const NOBODY: PeopleFacts = { authors: ['octocat'], waivers: [], approvals: [], refused: [] };

const finding = aFinding({ digest: 'd'.repeat(32) });
const other = aFinding({ fingerprint: '4444444444444444', rule: 'latest-tag' as RuleId, digest: 'e'.repeat(32) });

function report(findings: readonly Finding[], required: readonly Requirement[] = [], blocking = findings): Report {
	const bar = { blocking: new Set(blocking.map(({ fingerprint }) => fingerprint)), required };
	const verdict = decide({ findings, notAnalysed: [], matters: () => true, problems: [], block: { severity: 'high', confidence: 'high' }, bar });
	return aReport({ change: { base: null, head: HEAD, provenance: { marks: [], complete: true, commits: 1 } }, findings, verdict, people: { rules: RULES, required } });
}

function needs(approvals: number, fingerprints: readonly string[], team?: string): Requirement {
	return { id: `${approvals}${team ?? ''}`, why: 'rule 1', approvals, fingerprints, ...(team !== undefined && { team }) };
}

function waiver(change: Partial<PeopleFacts['waivers'][number]> = {}): PeopleFacts['waivers'][number] {
	const { fingerprint, digest = '' } = finding;
	return { fingerprint, digests: { [fingerprint]: digest }, until: '2026-11-21', reason: 'the queue ends it', by: 'ada', head: 'b'.repeat(40), comment: 5, permission: 'maintain', ...change };
}

function approval(by: string, permission: Permission = 'write', change: Partial<Approval> = {}): Approval {
	return { by, permission, head: HEAD, teams: [], how: 'review', ...change };
}

const heard = (one: Report, facts: Partial<PeopleFacts>): Report => withPeople(one, { ...NOBODY, ...facts }, NOW);
const conclusion = (one: Report, facts: Partial<PeopleFacts>): string => heard(one, facts).verdict.conclusion;

describe('a waiver', () => {
	it('sets its finding aside, and says who granted it, until when and why', () => {
		const { verdict, findings } = heard(report([finding]), { waivers: [waiver()] });
		expect(verdict).toMatchObject({ conclusion: 'pass', reasons: [] });
		expect(findings).toEqual([{ ...finding, state: 'waived', reason: 'the queue ends it', waiver: { by: 'ada', until: '2026-11-21', comment: 5 } }]);
	});

	it('sets nothing else aside', () => {
		expect(heard(report([finding, other]), { waivers: [waiver()] }).verdict.reasons).toMatchObject([{ kind: 'blocking-finding', fingerprint: other.fingerprint }]);
	});

	it.each<[string, Partial<PeopleFacts['waivers'][number]>]>([
		['whose last day is over', { until: '2026-11-20' }],
		['whose day is none', { until: '9' }],
		['of another text of the file', { digests: { [finding.fingerprint]: 'f'.repeat(32) } }],
		['of nothing', { digests: {} }],
		['by somebody who may not', { permission: 'write' }],
		['by somebody who wrote the change', { by: 'OctoCat', permission: 'admin' }],
		['by a bot', { by: 'helper[bot]', permission: 'admin' }],
		['of another finding', { fingerprint: 'ffff' }],
	])('%s has no effect', (_, change) => {
		const before = report([finding]);
		expect(heard(before, { waivers: [waiver(change)] })).toMatchObject({ findings: before.findings, verdict: before.verdict });
	});

	it('of a rule holds for the findings that were named, and for no later one', () => {
		const { fingerprint: _, ...ofRule } = waiver({ rule: 'missing-timeout' });
		const second = { ...finding, fingerprint: '5555555555555555' };
		expect(heard(report([finding, second]), { waivers: [ofRule] }).findings.map(({ state }) => state)).toEqual(['waived', 'introduced']);
		const { fingerprint: __, ...wrong } = waiver({ rule: 'latest-tag' });
		expect(conclusion(report([finding]), { waivers: [wrong] })).toBe('block');
	});

	it('of several is the one that holds longest', () => {
		const [first] = heard(report([finding]), { waivers: [waiver(), waiver({ until: '2027-01-01', by: 'bob', comment: 9 })] }).findings;
		expect(first?.waiver?.by).toBe('bob');
	});

	it('by an author may set aside what blocks nothing and fails nothing', () => {
		const by = { waivers: [waiver({ by: 'octocat' })] };
		expect(heard(report([finding], [], []), by).findings[0]?.state).toBe('waived');
		expect(withPeople(report([finding], [], []), { ...NOBODY, ...by }, NOW, 'high').findings[0]?.state).toBe('introduced');
		expect(heard(report([finding], [needs(1, [finding.fingerprint])], []), by).findings[0]?.state).toBe('introduced');
	});

	it('frees from the approvals that its finding needs, and from no other', () => {
		const required = [needs(2, [finding.fingerprint, other.fingerprint]), needs(1, [finding.fingerprint])];
		const { people, verdict } = heard(report([finding, other], required, []), { waivers: [waiver()] });
		expect(people?.required).toMatchObject([{ approvals: 2, fingerprints: [other.fingerprint] }]);
		expect(verdict.reasons).toMatchObject([{ kind: 'approval-missing', fingerprint: other.fingerprint, detail: 'latest-tag: 0 of 2 approvals' }]);
	});
});

describe('approvals', () => {
	const needsTwo = report([finding], [needs(2, [finding.fingerprint])], []);

	it('are counted until there are enough', () => {
		expect(needsTwo.verdict.reasons).toMatchObject([{ kind: 'approval-missing', detail: 'missing-timeout: 0 of 2 approvals' }]);
		expect(heard(needsTwo, { approvals: [approval('ada')] }).verdict.reasons).toMatchObject([{ detail: 'missing-timeout: 1 of 2 approvals' }]);
		const both = heard(needsTwo, { approvals: [approval('bob'), approval('ada', 'admin')] });
		expect([both.verdict.conclusion, both.people?.required[0]?.approvedBy, both.findings]).toEqual(['pass', ['ada', 'bob'], [finding]]);
		expect(exitCode({ ...both, scanned: false })).toBe(0);
	});

	it.each<[string, readonly Approval[]]>([
		['of the same person twice', [approval('ada'), approval('Ada', 'write', { how: 'command' })]],
		['of an author', [approval('ada'), approval('octocat', 'admin')]],
		['of a bot', [approval('ada'), approval('dependabot[bot]', 'admin')]],
		['of somebody who may only read', [approval('ada'), approval('bob', 'triage')]],
		['of another commit', [approval('ada'), approval('bob', 'write', { head: 'b'.repeat(40) })]],
	])('%s are not enough', (_, approvals) => {
		expect(heard(needsTwo, { approvals }).verdict.reasons).toMatchObject([{ detail: 'missing-timeout: 1 of 2 approvals' }]);
	});

	it('of a team are those of its members', () => {
		const team = report([finding], [needs(1, [finding.fingerprint], 'security')], []);
		expect(heard(team, { approvals: [approval('ada', 'admin', { teams: ['ops'] })] }).verdict.reasons).toMatchObject([{ detail: 'missing-timeout: 0 of 1 approval of team `security`' }]);
		expect(conclusion(team, { approvals: [approval('ada', 'write', { teams: ['security'] })] })).toBe('pass');
	});

	it('that several ask for are all needed', () => {
		const both = report([finding], [needs(2, [finding.fingerprint]), needs(1, [finding.fingerprint], 'security')], []);
		expect(heard(both, { approvals: [approval('ada'), approval('bob')] }).verdict.reasons).toMatchObject([{ detail: 'missing-timeout: 0 of 1 approval of team `security`' }]);
		expect(conclusion(both, { approvals: [approval('ada'), approval('bob', 'write', { teams: ['security'] })] })).toBe('pass');
	});

	it('of the change as a whole are told apart from findings', () => {
		const whole = report([], [needs(1, [])]);
		expect(whole.verdict.reasons).toEqual([{ kind: 'approval-missing', detail: '0 of 1 approval: rule 1' }]);
		expect(conclusion(whole, { waivers: [waiver()] })).toBe('block');
		expect(conclusion(whole, { approvals: [approval('ada')] })).toBe('pass');
	});

	it('lift no finding that blocks', () => {
		expect(conclusion(report([finding]), { approvals: ['ada', 'bob', 'eve'].map((by) => approval(by, 'admin')) })).toBe('block');
	});
});

describe('a suppression that the change brings', () => {
	const pending = { ...finding, state: 'pending' as const, reason: 'the queue ends it' };

	it('is agreed to by somebody who may waive', () => {
		expect(heard(report([pending]), { approvals: [approval('ada')] })).toMatchObject({ findings: [pending], verdict: { conclusion: 'block' } });
		expect(heard(report([pending]), { approvals: [approval('ada', 'maintain')] })).toMatchObject({ findings: [{ ...pending, state: 'suppressed' }], verdict: { conclusion: 'pass' } });
	});

	it('buys none of the approvals that its finding needs', () => {
		const both = report([pending], [needs(2, [pending.fingerprint])], []);
		const one = heard(both, { approvals: [approval('ada', 'admin')] });
		expect(one.verdict.reasons).toMatchObject([{ kind: 'pending-suppression', detail: expect.stringMatching(/\(1 of 2 approvals\)$/u) }]);
		expect(conclusion(both, { approvals: [approval('ada'), approval('bob')] })).toBe('block');
		expect(conclusion(both, { approvals: [approval('ada', 'admin'), approval('bob')] })).toBe('pass');
	});
});

describe('what nobody lifts', () => {
	const all: Partial<PeopleFacts> = { waivers: [waiver()], approvals: [approval('ada', 'admin')] };

	it.each(['config', 'policy', 'not-analysed'] as const)('is %s', (kind) => {
		const before = report([finding]);
		const undecided = { ...before, verdict: { ...before.verdict, conclusion: 'undecided' as const, reasons: [{ kind, detail: 'x', path: 'a.ts' }, ...before.verdict.reasons] } };
		expect(heard(undecided, all).verdict).toMatchObject({ conclusion: 'undecided', reasons: [{ kind, detail: 'x', path: 'a.ts' }] });
	});

	it('is a reason about nothing that the report names', () => {
		const before = report([]);
		const strange = { ...before, verdict: { ...before.verdict, conclusion: 'block' as const, reasons: [{ kind: 'blocking-finding' as const, detail: 'x', fingerprint: 'ffff' }] } };
		expect(heard(strange, all).verdict).toEqual(strange.verdict);
		const unasked = { ...report([finding], [], []), verdict: { conclusion: 'block' as const, reasons: [{ kind: 'approval-missing' as const, detail: 'x', fingerprint: finding.fingerprint }] } };
		expect(conclusion(unasked, { approvals: [approval('ada', 'admin')] })).toBe('block');
	});

	it('is a scan, which has nobody to ask', () => {
		const { people: _, ...scan } = report([finding]);
		expect(heard(scan, all)).toBe(scan);
	});
});

it('what was said without effect is kept, once', () => {
	expect(heard(report([]), { refused: ['a', 'b', 'a'] }).people?.refused).toEqual(['a', 'b']);
});
