import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { AttributedLines, ChangedFile, CommitSha, FileVersion, Provenance, ProvenanceMark, RepoPath } from '../../src/change/change.ts';
import type { ApprovalNeed, ApprovalRule, Config } from '../../src/config/config.ts';
import { PERMISSIONS } from '../../src/config/people.ts';
import type { Finding } from '../../src/finding/finding.ts';
import { CONFIDENCES, SEVERITIES } from '../../src/policy/policy.ts';
import type { Report } from '../../src/report/report.ts';
import { decide, isNew, type Problem } from '../../src/verdict/decide.ts';
import { exitCode, type FailOn } from '../../src/verdict/exit-code.ts';
import type { Approval, PeopleFacts } from '../../src/verdict/people.ts';
import { barOf } from '../../src/verdict/requirements.ts';
import { withPeople } from '../../src/verdict/with-people.ts';
import { aReport, finding as plainFinding, notAnalysed } from '../support/findings.ts';

const HEAD = 'a'.repeat(40) as CommitSha;
const NOW = new Date('2026-11-21T12:00:00Z');
const RULES = { waive: 'maintain', approve: 'write', recheck: 'write' } as const;
const NOBODY: PeopleFacts = { authors: [], waivers: [], approvals: [], refused: [] };
const RUNS = { numRuns: 400 };

// Small worlds, so that rules, findings, people and lines meet often.
const PATHS = ['a.ts', 'b.ts', 'deploy/prod/c.yaml'] as const;
const DIGESTS = ['d'.repeat(32), 'e'.repeat(32)] as const;
const FINGERPRINTS = ['aaaa', 'bbbb', 'cccc', 'dddd', 'eeee'] as const;
const PEOPLE = ['ada', 'bob', 'Ada', 'octocat', 'Octocat', 'ci[bot]'] as const;
const HEADS = [HEAD, HEAD, HEAD, 'b'.repeat(40)] as const;
const DAYS = ['2026-11-20', '2026-11-21', '2027-06-01', 'soon'] as const;
const FAIL_ON: readonly (FailOn | undefined)[] = [undefined, 'never', 'low', 'medium', 'high', 'critical'];

const finding: fc.Arbitrary<Finding> = fc
	.record({
		base: plainFinding,
		fingerprint: fc.constantFrom(...FINGERPRINTS),
		digest: fc.constantFrom(...DIGESTS),
		path: fc.constantFrom(...PATHS),
		approvals: fc.constantFrom(undefined, undefined, 1, 2),
	})
	.map(({ base, fingerprint, digest, path, approvals }) => ({ ...base, fingerprint, digest, location: { ...base.location, path: path as RepoPath }, ...(approvals !== undefined && { approvals }) }));
const findings = fc.uniqueArray(finding, { maxLength: 5, selector: ({ fingerprint }) => fingerprint });

const need: fc.Arbitrary<ApprovalNeed> = fc.constantFrom<ApprovalNeed>('nothing', 'block', { approvals: 1 }, { approvals: 2 }, { approvals: 1, team: 'ops' }, { approvals: 2, team: 'security' });
const rule: fc.Arbitrary<ApprovalRule> = fc
	.record({
		when: fc.record(
			{
				severity: fc.constantFrom(...SEVERITIES),
				confidence: fc.constantFrom(...CONFIDENCES),
				rules: fc.constantFrom(['missing-*'], ['missing-span']),
				paths: fc.constantFrom(['a.ts'], ['**']),
				provenance: fc.constantFrom('agent' as const, 'assist' as const),
				environment: fc.constant('production'),
			},
			{ requiredKeys: [] },
		),
		need,
	})
	.map(({ when, need: wanted }) => ({ when, need: wanted }));
/** What the parser lets through: no `nothing` beside provenance. */
const rules = fc.array(rule.filter(({ when, need: wanted }) => when.provenance === undefined || wanted !== 'nothing'), { maxLength: 4 });

const version = (path: string): FileVersion => ({ path: path as RepoPath, kind: 'file', blob: '0'.repeat(40) as FileVersion['blob'] });
const file: fc.Arbitrary<ChangedFile> = fc.record({ before: fc.constantFrom(...PATHS), after: fc.constantFrom(...PATHS) }).map(({ before, after }) => ({ status: 'renamed', before: version(before), after: version(after), hunks: [] }));
const files = fc.array(file, { maxLength: 3 });

const KINDS = ['agent', 'session', 'assist', 'disclosed', 'mention', 'automation'] as const;
const mark: fc.Arbitrary<ProvenanceMark> = fc.record({ signal: fc.constant('co-author'), place: fc.constant('trailer' as const), tool: fc.constant('tool'), kind: fc.constantFrom(...KINDS), strength: fc.constantFrom('strong' as const, 'weak' as const) });
const lines: fc.Arbitrary<AttributedLines> = fc
	.record({ path: fc.constantFrom(...PATHS), first: fc.integer({ min: 1, max: 9 }), more: fc.integer({ min: 0, max: 3 }), kind: fc.constantFrom(...KINDS) })
	.map(({ path, first, more, kind }) => ({ path: path as RepoPath, ranges: [[first, first + more]], tool: 'tool', kind, strength: 'strong', signal: 'git-ai' }));
const provenance: fc.Arbitrary<Provenance> = fc.record(
	{ marks: fc.array(mark, { maxLength: 2 }), complete: fc.constantFrom(true, true, false), commits: fc.constant(2), attributed: fc.array(lines, { maxLength: 2 }) },
	{ requiredKeys: ['marks', 'complete', 'commits'] },
);

const world = fc.record({
	findings,
	files,
	provenance,
	approvals: rules,
	unread: fc.array(notAnalysed, { maxLength: 1 }),
	problems: fc.array(fc.constant<Problem>({ kind: 'config', detail: 'unknown key' }), { maxLength: 1 }),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

/** The report of the check: nobody has been heard. */
function judged({ findings: list, files: changed, provenance: by, approvals, unread, problems }: World): Report {
	const config: Pick<Config, 'approvals' | 'block' | 'environments'> = { approvals, block: { severity: 'high', confidence: 'high' }, environments: { production: ['deploy/prod/**'] } };
	const bar = barOf({ findings: list, files: changed, provenance: by, config });
	const verdict = decide({ findings: list, notAnalysed: unread, matters: () => true, problems, block: config.block, bar });
	return aReport({ change: { base: null, head: HEAD, provenance: by }, verdict, findings: list, notAnalysed: unread, people: { rules: RULES, required: bar.required } });
}

const waiver: fc.Arbitrary<PeopleFacts['waivers'][number]> = fc
	.record({
		target: fc.constantFrom(...FINGERPRINTS, 'missing-timeout', 'missing-span'),
		digests: fc.dictionary(fc.constantFrom(...FINGERPRINTS), fc.constantFrom(...DIGESTS)),
		until: fc.constantFrom(...DAYS),
		reason: fc.constantFrom('x', 'y'),
		by: fc.constantFrom(...PEOPLE),
		head: fc.constantFrom(...HEADS),
		comment: fc.integer({ min: 1, max: 3 }),
		permission: fc.constantFrom(...PERMISSIONS),
	})
	.map(({ target, ...rest }) => ({ ...rest, ...(target.startsWith('missing') ? { rule: target } : { fingerprint: target }) }));
const approval: fc.Arbitrary<Approval> = fc.record({
	by: fc.constantFrom(...PEOPLE),
	permission: fc.constantFrom(...PERMISSIONS),
	head: fc.constantFrom(...HEADS),
	teams: fc.subarray(['ops', 'security']),
	how: fc.constantFrom('review' as const, 'command' as const),
});
const facts: fc.Arbitrary<PeopleFacts> = fc.record({
	authors: fc.constantFrom<readonly string[]>(['octocat'], ['octocat', 'ADA'], []),
	waivers: fc.array(waiver, { maxLength: 4 }),
	approvals: fc.array(approval, { maxLength: 5 }),
	refused: fc.constantFrom<readonly string[]>([], ['x']),
});

const heard = (one: World, said: PeopleFacts, failOn?: FailOn): Report => withPeople(judged(one), said, NOW, failOn);
const code = (report: Report, failOn?: FailOn): number => exitCode({ ...report, scanned: false }, failOn);

/** The second is no better for who wants to merge: what was no pass is none, and what failed the run fails it. */
function noBetter(before: Report, after: Report): void {
	if (before.verdict.conclusion !== 'pass') expect(after.verdict.conclusion).not.toBe('pass');
	if (before.verdict.conclusion === 'block' && after.verdict.reasons.every(({ kind }) => kind !== 'config')) expect(after.verdict.conclusion).toBe('block');
	for (const failOn of FAIL_ON) if (code(before, failOn) !== 0) expect(code(after, failOn)).not.toBe(0);
}

describe('what a change holds never improves its verdict, whatever people say', () => {
	it('one more finding', () => {
		fc.assert(fc.property(world, finding, facts, (one, extra, said) => {
			const others = one.findings.filter(({ fingerprint }) => fingerprint !== extra.fingerprint);
			noBetter(heard({ ...one, findings: others }, said), heard({ ...one, findings: [...others, extra] }, said));
		}), RUNS);
	});

	it('one more file, or a file moved away', () => {
		fc.assert(fc.property(world, file, facts, (one, extra, said) => noBetter(heard(one, said), heard({ ...one, files: [...one.files, extra] }, said))), RUNS);
		fc.assert(fc.property(world, fc.constantFrom(...PATHS), fc.constantFrom(...PATHS), facts, (one, from, to, said) => {
			const stays: ChangedFile = { status: 'modified', before: version(from), after: version(from), hunks: [] };
			noBetter(heard({ ...one, files: [stays] }, said), heard({ ...one, files: [{ ...stays, status: 'renamed', after: version(to) }] }, said));
		}), RUNS);
	});

	it('one more mark of an author, of any kind, on the change or on a line, or a commit that cannot be read', () => {
		fc.assert(fc.property(world, mark, lines, facts, (one, extra, claim, said) => {
			const before = heard(one, said);
			const by = one.provenance;
			for (const more of [{ ...by, marks: [...by.marks, extra] }, { ...by, attributed: [...(by.attributed ?? []), claim] }, { ...by, complete: false }]) noBetter(before, heard({ ...one, provenance: more }, said));
		}), RUNS);
	});

	it('a mark taken away never makes it worse: nothing is asked of a change for want of a mark', () => {
		fc.assert(fc.property(world, facts, (one, said) => noBetter(heard({ ...one, provenance: { marks: [], complete: true, commits: 2 } }, said), heard(one, said))), RUNS);
	});

	it('a suppression, as long as nobody who may waive agrees to the head', () => {
		fc.assert(fc.property(world, facts, (one, said) => {
			const hushed = one.findings.map((entry): Finding => (entry.state === 'introduced' || entry.state === 'removed' ? { ...entry, state: 'pending' } : entry));
			const approvals = said.approvals.map((entry): Approval => ({ ...entry, permission: entry.permission === 'none' ? 'none' : 'write' }));
			noBetter(heard(one, { ...said, approvals }), heard({ ...one, findings: hushed }, { ...said, approvals }));
		}), RUNS);
	});

	it('one more rule that asks for something of what agents wrote', () => {
		fc.assert(fc.property(world, rule.filter(({ when, need: wanted }) => when.provenance !== undefined && wanted !== 'nothing'), facts, (one, extra, said) => noBetter(heard(one, said), heard({ ...one, approvals: [...one.approvals, extra] }, said))), RUNS);
	});
});

/** With it and without it the same verdict and findings come out. */
function same(one: World, said: PeopleFacts, without: PeopleFacts): void {
	const [a, b] = [heard(one, said), heard(one, without)];
	expect([a.verdict, a.findings, a.people?.required]).toEqual([b.verdict, b.findings, b.people?.required]);
}

describe('what has no effect', () => {
	it('nobody having said anything', () => {
		fc.assert(fc.property(world, (one) => {
			const [before, after] = [judged(one), heard(one, NOBODY)];
			expect([after.verdict, after.findings]).toEqual([before.verdict, before.findings]);
		}), RUNS);
	});

	it('authors, about what blocks', () => {
		fc.assert(fc.property(world, facts, fc.constantFrom(...FAIL_ON), (one, said, failOn) => {
			const before = judged(one);
			const after = heard(one, { ...said, authors: PEOPLE }, failOn);
			expect(after.verdict).toEqual(before.verdict);
			expect(code(after, failOn)).toBe(code(before, failOn));
		}), RUNS);
	});

	it('a bot, and whoever has no right', () => {
		fc.assert(fc.property(world, facts, (one, said) => {
			const bots = { ...said, waivers: said.waivers.map((entry) => ({ ...entry, by: 'x[bot]' })), approvals: said.approvals.map((entry) => ({ ...entry, by: 'X[BOT]' })) };
			const strangers = { ...said, waivers: said.waivers.map((entry) => ({ ...entry, permission: 'write' as const })), approvals: said.approvals.map((entry) => ({ ...entry, permission: 'triage' as const })) };
			same(one, bots, NOBODY);
			same(one, strangers, NOBODY);
		}), RUNS);
	});

	it('a waiver that is over, or of other words or another text of the file', () => {
		fc.assert(fc.property(world, facts, fc.array(waiver, { maxLength: 3 }), (one, said, more) => {
			const over = more.map((entry) => ({ ...entry, until: '2026-11-20' }));
			const strange = more.map((entry) => ({ ...entry, digests: Object.fromEntries(FINGERPRINTS.map((fingerprint) => [fingerprint, 'f'.repeat(32)])) }));
			for (const extra of [over, strange]) same(one, { ...said, waivers: [...said.waivers, ...extra] }, said);
		}), RUNS);
	});

	it('an approval of another commit', () => {
		fc.assert(fc.property(world, facts, fc.array(approval, { maxLength: 3 }), (one, said, more) => {
			same(one, { ...said, approvals: [...said.approvals, ...more.map((entry) => ({ ...entry, head: 'c'.repeat(40) }))] }, said);
		}), RUNS);
	});

	it('the order in which people spoke, and saying it twice', () => {
		fc.assert(fc.property(world, facts, (one, said) => {
			same(one, { ...said, waivers: said.waivers.toReversed(), approvals: said.approvals.map((entry) => ({ ...entry, by: entry.by.toLowerCase() })).toReversed() }, { ...said, approvals: said.approvals.map((entry) => ({ ...entry, by: entry.by.toLowerCase() })) });
			same(one, { ...said, waivers: [...said.waivers, ...said.waivers], approvals: [...said.approvals, ...said.approvals] }, said);
		}), RUNS);
	});
});

function lasting(one: Finding): Partial<Finding> {
	return Object.fromEntries(Object.entries(one).filter(([key]) => !['state', 'reason', 'waiver'].includes(key)));
}

describe('the report with people', () => {
	it('is the same when it is made twice', () => {
		fc.assert(fc.property(world, facts, fc.constantFrom(...FAIL_ON), (one, said, failOn) => {
			const once = heard(one, said, failOn);
			expect(withPeople(once, said, NOW, failOn)).toEqual(once);
		}), RUNS);
	});

	it('holds the findings that went in, in their order; only states with their reasons change, and only of new ones', () => {
		fc.assert(fc.property(world, facts, (one, said) => {
			const after = heard(one, said);
			expect(after.findings.map(lasting)).toEqual(one.findings.map(lasting));
			for (const [index, entry] of after.findings.entries()) {
				const was = one.findings[index];
				if (was === undefined || !isNew(was)) expect(entry).toEqual(was);
				else expect([was.state, 'waived', ...(was.state === 'pending' ? ['suppressed'] : [])]).toContain(entry.state);
			}
		}), RUNS);
	});

	it('is never worse for one more word of anybody', () => {
		fc.assert(fc.property(world, facts, waiver, approval, (one, said, more, agreed) => {
			const before = heard(one, said);
			noBetter(heard(one, { ...said, waivers: [...said.waivers, more], approvals: [...said.approvals, agreed] }), before);
		}), RUNS);
	});

	it('lifts what was named: a waived finding has a waiver in force, and a reason that is gone was about a finding or an approval', () => {
		fc.assert(fc.property(world, facts, (one, said) => {
			const before = judged(one);
			const after = heard(one, said);
			for (const entry of after.findings.filter(({ state }, index) => state === 'waived' && one.findings[index]?.state !== 'waived')) {
				expect(said.waivers.some(({ fingerprint, rule: ofRule, digests, until, by }) => (fingerprint === entry.fingerprint || ofRule === entry.rule) && digests[entry.fingerprint] === entry.digest && until >= '2026-11-21' && by === entry.waiver?.by)).toBe(true);
			}
			const left = new Set(after.verdict.reasons.map(({ kind, detail }) => `${kind} ${detail}`));
			const gone = before.verdict.reasons.filter(({ kind, detail }) => !left.has(`${kind} ${detail}`));
			for (const { kind } of gone) expect(['blocking-finding', 'pending-suppression', 'approval-missing']).toContain(kind);
		}), RUNS);
	});
});
