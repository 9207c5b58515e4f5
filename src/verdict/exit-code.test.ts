import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aFinding, findings, notAnalysed } from '../../test/support/findings.ts';
import type { RepoPath } from '../change/change.ts';
import type { Finding } from '../finding/finding.ts';
import type { NotAnalysed } from '../parse/parsed.ts';
import { decide, type Problem } from './decide.ts';
import { exitCode, type FailOn } from './exit-code.ts';
import type { Requirement } from './people.ts';

const unread: NotAnalysed = { path: 'a.ts' as RepoPath, reason: 'syntax', detail: 'broken' };
const problem: Problem = { kind: 'policy', detail: 'does not compile' };
const badConfig: Problem = { kind: 'config', detail: 'unknown key' };

interface Run {
	readonly findings?: readonly Finding[];
	readonly notAnalysed?: readonly NotAnalysed[];
	readonly problems?: readonly Problem[];
	readonly scanned?: boolean;
}

function code(run: Run, failOn?: FailOn): number {
	const { findings: list = [], notAnalysed: entries = [], problems = [], scanned = false } = run;
	const verdict = decide({ findings: list, notAnalysed: entries, problems, matters: () => true, block: { severity: 'high', confidence: 'high' } });
	return exitCode({ verdict, findings: list, scanned }, failOn);
}

describe('the exit code', () => {
	it('is 0 for pass, 1 for block, 2 for undecided', () => {
		expect([code({}), code({ findings: [aFinding()] }), code({ notAnalysed: [unread] })]).toEqual([0, 1, 2]);
	});

	it('puts blocked before undecided, and an unusable config or policy before both', () => {
		expect(code({ findings: [aFinding()], notAnalysed: [unread] })).toBe(1);
		expect(code({ findings: [aFinding()], problems: [problem] })).toBe(2);
		expect(code({ findings: [aFinding()], problems: [badConfig] }, 'high')).toBe(2);
	});

	it('is 0 for a scan: what stands was there before', () => {
		expect(code({ findings: [aFinding({ state: 'existing' })], scanned: true })).toBe(0);
	});
});

describe('--fail-on', () => {
	const medium = aFinding({ severity: 'medium' });

	it('moves the severity that gives 1', () => {
		expect([code({ findings: [medium] }), code({ findings: [medium] }, 'medium'), code({ findings: [aFinding()] }, 'critical')]).toEqual([0, 1, 0]);
	});

	it('never gives 1, and hides nothing that could not be decided', () => {
		expect(code({ findings: [aFinding()] }, 'never')).toBe(0);
		expect(code({ findings: [aFinding()], notAnalysed: [unread] }, 'never')).toBe(2);
		expect(code({ findings: [aFinding()], problems: [problem] }, 'low')).toBe(2);
	});

	it('counts what stands in a scan, but not what a change found there', () => {
		const existing = [aFinding({ state: 'existing' })];
		expect([code({ findings: existing, scanned: true }, 'high'), code({ findings: existing }, 'low')]).toEqual([1, 0]);
	});

	it('at the blocking severity changes nothing', () => {
		fc.assert(
			fc.property(findings, fc.array(notAnalysed, { maxLength: 2 }), (list, entries) => {
				expect(code({ findings: list, notAnalysed: entries }, 'high')).toBe(code({ findings: list, notAnalysed: entries }));
			}),
		);
	});

	it('of a lower severity never gives a better code', () => {
		fc.assert(
			fc.property(findings, (list) => {
				const codes = (['never', 'critical', 'high', 'medium', 'low'] as const).map((failOn) => code({ findings: list }, failOn));
				expect(codes).toEqual(codes.toSorted((a, b) => a - b));
			}),
		);
	});
});

describe('--fail-on and people', () => {
	const high = aFinding();
	const required: readonly Requirement[] = [{ id: 'r', why: 'rule 1', approvals: 1, fingerprints: [high.fingerprint] }];
	const outcome = (list: readonly Finding[], approvedBy: readonly string[], asked = required) => {
		const bar = { blocking: new Set<string>(), required: asked.map((requirement) => ({ ...requirement, approvedBy })) };
		const verdict = decide({ findings: list, notAnalysed: [], problems: [], matters: () => true, block: { severity: 'high', confidence: 'high' }, bar });
		return { verdict, findings: list, scanned: false, people: { rules: { waive: 'admin', approve: 'write', recheck: 'write' } as const, required: bar.required } };
	};

	it('a finding that lacks an approval fails by its severity, and a change that lacks one always, but for never', () => {
		const missing = outcome([high], []);
		expect([exitCode(missing), exitCode(missing, 'high'), exitCode(missing, 'critical'), exitCode(missing, 'never')]).toEqual([1, 1, 0, 0]);
		const whole = outcome([], [], [{ id: 'r', why: 'rule 1', approvals: 1, fingerprints: [] }]);
		expect([exitCode(whole), exitCode(whole, 'critical'), exitCode(whole, 'never')]).toEqual([1, 1, 0]);
	});

	it('what people agreed to fails no more, and neither does what the config asks nothing for', () => {
		const agreed = outcome([high], ['ada']);
		const nothing = outcome([high], [], []);
		expect([exitCode(agreed), exitCode(agreed, 'high'), exitCode(nothing), exitCode(nothing, 'low')]).toEqual([0, 0, 0, 0]);
	});

	it('what is lighter than the config asks about is decided by --fail-on alone', () => {
		expect(exitCode(outcome([aFinding({ severity: 'medium', fingerprint: '7777777777777777' })], ['ada']), 'medium')).toBe(1);
	});
});
