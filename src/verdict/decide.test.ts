import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aFinding, finding, findings, notAnalysed } from '../../test/support/findings.ts';
import type { RepoPath } from '../change/change.ts';
import type { Finding } from '../finding/finding.ts';
import type { NotAnalysed } from '../parse/parsed.ts';
import { CONFIDENCES, SEVERITIES } from '../policy/policy.ts';
import { type Case, decide, type Problem } from './decide.ts';

const block = { severity: 'high', confidence: 'high' } as const;
const clean: Case = { findings: [], notAnalysed: [], matters: () => true, problems: [], block };
const unread: NotAnalysed = { path: 'a.ts' as RepoPath, reason: 'syntax', detail: 'broken' };
const problem: Problem = { kind: 'config', detail: 'unknown key', path: '.groundwire/config.yaml' };

const conclude = (change: Partial<Case>): string => decide({ ...clean, ...change }).conclusion;

describe('the verdict', () => {
	it('is pass when all was read and nothing blocks', () => {
		expect(decide(clean)).toEqual({ conclusion: 'pass', threshold: block, reasons: [] });
	});

	it.each(['introduced', 'removed', 'pending'] as const)('is block for a grave finding that is %s', (state) => {
		expect(conclude({ findings: [aFinding({ state })] })).toBe('block');
	});

	it.each(['existing', 'suppressed', 'waived'] as const)('is pass for a grave finding that is %s', (state) => {
		expect(conclude({ findings: [aFinding({ state })] })).toBe('pass');
	});

	it('needs severity and confidence both', () => {
		expect(conclude({ findings: [aFinding({ severity: 'critical', confidence: 'medium' })] })).toBe('pass');
		expect(conclude({ findings: [aFinding({ severity: 'medium' })] })).toBe('pass');
		expect(conclude({ findings: [aFinding({ severity: 'low', confidence: 'low' })], block: { severity: 'low', confidence: 'low' } })).toBe('block');
	});

	it('is undecided when something was not read that could have blocked, and block comes first', () => {
		expect(conclude({ notAnalysed: [unread] })).toBe('undecided');
		expect(conclude({ notAnalysed: [unread], matters: () => false })).toBe('pass');
		expect(conclude({ notAnalysed: [unread], findings: [aFinding()] })).toBe('block');
	});

	it('is undecided whatever was found when the config cannot be used', () => {
		const verdict = decide({ ...clean, problems: [problem], findings: [aFinding()] });
		expect(verdict.conclusion).toBe('undecided');
		expect(verdict.reasons.map(({ kind }) => kind)).toEqual(['config', 'blocking-finding']);
	});

	it('names every finding that blocks, and tells a pending suppression apart', () => {
		const { reasons } = decide({ ...clean, findings: [aFinding(), aFinding({ state: 'pending', fingerprint: 'f'.repeat(16) })] });
		expect(reasons.map(({ kind, fingerprint }) => [kind, fingerprint])).toEqual([
			['blocking-finding', '3f9a1c0000000000'],
			['pending-suppression', 'f'.repeat(16)],
		]);
	});
});

const cases: fc.Arbitrary<Case> = fc.record({
	findings,
	notAnalysed: fc.array(notAnalysed, { maxLength: 4 }),
	matters: fc.constant((entry: NotAnalysed) => !entry.path.endsWith('.png')),
	problems: fc.array(fc.constant(problem), { maxLength: 1 }),
	block: fc.record({ severity: fc.constantFrom(...SEVERITIES), confidence: fc.constantFrom(...CONFIDENCES) }),
});

/** Once it is not `pass` it never becomes `pass`; block gives way to undecided only when the config or a policy is unusable. */
function noBetter(before: Case, after: Case): void {
	const [was, is] = [decide(before), decide(after)];
	if (was.conclusion !== 'pass') expect(is.conclusion).not.toBe('pass');
	if (was.conclusion === 'block' && after.problems.length === 0) expect(is.conclusion).toBe('block');
	const named = new Set(is.reasons.map((reason) => JSON.stringify(reason)));
	expect(was.reasons.filter((reason) => !named.has(JSON.stringify(reason)))).toEqual([]);
}

describe('the verdict is monotone: it never gets better', () => {
	it('by one more finding, whatever it is and wherever it stands', () => {
		fc.assert(
			fc.property(cases, finding, fc.nat(), (before, extra, seed) => {
				const at = seed % (before.findings.length + 1);
				noBetter(before, { ...before, findings: before.findings.toSpliced(at, 0, extra) });
			}),
		);
	});

	it('by one more file that was not read', () => {
		fc.assert(fc.property(cases, notAnalysed, (before, extra) => noBetter(before, { ...before, notAnalysed: [extra, ...before.notAnalysed] })));
	});

	it('by one more problem', () => {
		fc.assert(fc.property(cases, (before) => noBetter(before, { ...before, problems: [...before.problems, { kind: 'policy', detail: 'does not compile' }] })));
	});

	it('by suppressions that the change adds: pending weighs as much as the finding', () => {
		fc.assert(
			fc.property(cases, (before) => {
				const suppressed = before.findings.map((one): Finding => (one.state === 'introduced' || one.state === 'removed' ? { ...one, state: 'pending' } : one));
				expect(decide({ ...before, findings: suppressed }).conclusion).toBe(decide(before).conclusion);
			}),
		);
	});

	it('by a higher severity or confidence of a finding', () => {
		fc.assert(
			fc.property(cases, (before) => {
				const graver = before.findings.map((one): Finding => ({ ...one, severity: 'critical', confidence: 'high' }));
				const [was, is] = [decide(before), decide({ ...before, findings: graver })];
				expect(is.reasons.length).toBeGreaterThanOrEqual(was.reasons.length);
				if (was.conclusion !== 'pass') expect(is.conclusion).not.toBe('pass');
			}),
		);
	});

	it('by the order in which findings arrive', () => {
		fc.assert(fc.property(cases, (before) => { expect(decide({ ...before, findings: before.findings.toReversed() }).conclusion).toBe(decide(before).conclusion); }));
	});
});
