import { describe, expect, it } from 'vitest';
import { aFinding } from '../../test/support/findings.ts';
import type { AttributedLines, ChangedFile, FileVersion, Provenance, ProvenanceKind, ProvenanceMark, RepoPath } from '../change/change.ts';
import type { ApprovalRule, Config } from '../config/config.ts';
import type { Finding } from '../finding/finding.ts';
import type { RuleId } from '../policy/policy.ts';
import { couldNeed, needOfFinding, needsOfChange } from './needs.ts';

const NOBODY: Provenance = { marks: [], complete: true, commits: 1 };
const LOCATION = aFinding().location;

function setting(...approvals: readonly ApprovalRule[]): Pick<Config, 'approvals' | 'block' | 'environments'> {
	return { approvals, block: { severity: 'high', confidence: 'high' }, environments: { production: ['deploy/prod/**'] } };
}

function marked(kind: ProvenanceKind): Provenance {
	const mark: ProvenanceMark = { signal: 'co-author', place: 'trailer', tool: 'claude-code', kind, strength: 'strong' };
	return { ...NOBODY, marks: [mark] };
}

function claimed(kind: ProvenanceKind, first: number, last: number, path = 'src/pay.ts'): Provenance {
	const lines: AttributedLines = { path: path as RepoPath, ranges: [[first, last]], tool: 'claude-code', kind, strength: 'strong', signal: 'git-ai' };
	return { ...NOBODY, attributed: [lines] };
}

/** `block`, `nothing`, or who is asked: `2`, `1 security`. */
function needed(finding: Finding, approvals: readonly ApprovalRule[], provenance = NOBODY): string {
	const { block, asked } = needOfFinding(finding, setting(...approvals), provenance);
	const counts = asked.map(({ approvals: count, team }) => (team === undefined ? String(count) : `${count} ${team}`));
	return [...(block ? ['block'] : []), ...counts].join(' and ') || 'nothing';
}

const iam = aFinding({ rule: 'iam-wildcard' as RuleId, category: 'terraform/iam-wildcard', location: { ...LOCATION, path: 'infra/iam.tf' as RepoPath } });
const light = aFinding({ severity: 'low' });
const two: ApprovalRule = { when: { rules: ['iam-*'] }, need: { approvals: 2 } };

describe('what a finding needs', () => {
	it('is decided by the threshold where no rule fits', () => {
		expect([needed(aFinding(), []), needed(light, []), needed(aFinding(), [two]), needed(light, [two])]).toEqual(['block', 'nothing', 'block', 'nothing']);
	});

	it('is decided by the first rule that fits, for more and for less', () => {
		const nothing: ApprovalRule = { when: { rules: ['iam-wildcard'], paths: ['infra/sandbox/**'] }, need: 'nothing' };
		const sandbox = { ...iam, location: { ...iam.location, path: 'infra/sandbox/iam.tf' as RepoPath } };
		expect([needed(iam, [nothing, two]), needed(sandbox, [nothing, two]), needed(sandbox, [two, nothing])]).toEqual(['2', 'nothing', '2']);
		expect(needed(light, [{ when: { severity: 'low' }, need: 'block' }])).toBe('block');
	});

	it.each<[ApprovalRule['when'], boolean]>([
		[{ severity: 'high' }, true],
		[{ severity: 'critical' }, false],
		[{ confidence: 'high', rules: ['missing-timeout', 'x'] }, true],
		[{ categories: ['code/*'] }, true],
		[{ categories: ['code'] }, false],
		[{ rules: ['*'] }, true],
		[{ severity: 'low', paths: ['src/**'] }, true],
		[{ severity: 'low', paths: ['lib/**', 'web/**'] }, false],
		[{ severity: 'low', paths: [] }, false],
		[{ severity: 'low', environment: 'production' }, false],
		[{ severity: 'low', environment: 'constructor' }, false],
	])('fits %j: %s', (when, does) => {
		expect(needed(aFinding(), [{ when, need: { approvals: 1 } }])).toBe(does ? '1' : 'block');
	});

	it('knows environments by their files', () => {
		const prod = aFinding({ location: { ...LOCATION, path: 'deploy/prod/app.yaml' as RepoPath } });
		expect(needed(prod, [{ when: { severity: 'low', environment: 'production' }, need: { approvals: 1, team: 'ops' } }])).toBe('1 ops');
	});

	it('is not decided by a rule about the change', () => {
		expect(needed(aFinding(), [{ when: { paths: ['src/**'] }, need: 'nothing' }])).toBe('block');
	});

	it('is what both of its paths ask for', () => {
		const moved = { ...light, location: { ...LOCATION, path: 'a.ts' as RepoPath, side: 'LEFT' as const }, atHead: { ...LOCATION, path: 'b.ts' as RepoPath } };
		expect(needed(moved, [{ when: { severity: 'low', paths: ['a.ts'] }, need: { approvals: 1 } }, { when: { severity: 'low', paths: ['b.ts'] }, need: { approvals: 1, team: 'ops' } }])).toBe('1 ops');
	});

	it('is at least what its policy asks for', () => {
		expect(needed({ ...light, approvals: 2 }, [])).toBe('2');
		expect(needed({ ...aFinding(), approvals: 2 }, [])).toBe('block and 2');
		expect(needed({ ...iam, approvals: 1 }, [two])).toBe('2');
		expect(needed({ ...iam, approvals: 3 }, [{ when: { rules: ['iam-*'] }, need: { approvals: 2, team: 'security' } }])).toBe('2 security and 3');
	});
});

describe('who wrote it', () => {
	const agent: ApprovalRule = { when: { severity: 'low', provenance: 'agent' }, need: { approvals: 2 } };
	const assist: ApprovalRule = { when: { severity: 'low', provenance: 'assist' }, need: { approvals: 1 } };

	it.each<[ProvenanceKind, string]>([['agent', '2'], ['session', '2'], ['assist', '1'], ['disclosed', '1'], ['mention', 'nothing'], ['automation', 'nothing']])('a mark of kind %s asks for %s', (kind, expected) => {
		expect(needed(light, [agent, assist], marked(kind))).toBe(expected);
		expect(needed(light, [agent, assist], claimed(kind, 1, 3))).toBe(expected);
	});

	it('adds to what other rules ask for, and takes nothing away', () => {
		expect(needed(iam, [agent, two], marked('agent'))).toBe('2');
		expect(needed(iam, [{ ...agent, need: { approvals: 1, team: 'security' } }, two], marked('agent'))).toBe('2 and 1 security');
		expect(needed(aFinding(), [agent], marked('agent'))).toBe('block and 2');
		expect(needed(iam, [two, { ...agent, need: 'block' }], marked('agent'))).toBe('block and 2');
	});

	it('is told by the lines where they are known', () => {
		expect([claimed('agent', 3, 9), claimed('agent', 1, 1), claimed('agent', 1, 9, 'src/other.ts')].map((provenance) => needed(light, [agent], provenance))).toEqual(['nothing', 'nothing', 'nothing']);
		const elsewhere = { ...light, related: [{ ...LOCATION, startLine: 7, endLine: 8 }] };
		expect(needed(elsewhere, [agent], claimed('agent', 8, 9))).toBe('2');
		const deleted = { ...light, location: { ...LOCATION, side: 'LEFT' as const } };
		expect(needed(deleted, [agent], claimed('agent', 1, 9))).toBe('nothing');
		expect(needed(deleted, [agent], marked('agent'))).toBe('2');
	});

	it('is not told away by a claim about the line: a mark of the change still counts', () => {
		expect(needed(light, [agent], { ...marked('agent'), attributed: claimed('assist', 1, 9).attributed ?? [] })).toBe('2');
	});

	it('may be an agent where commits could not be read', () => {
		expect(needed(light, [agent], { ...NOBODY, complete: false })).toBe('2');
	});
});

const version = (path: string): FileVersion => ({ path: path as RepoPath, kind: 'file', blob: '0'.repeat(40) as FileVersion['blob'] });
const modified = (path: string): ChangedFile => ({ status: 'modified', before: version(path), after: version(path), hunks: [] });
const whole = (files: readonly ChangedFile[], approvals: readonly ApprovalRule[], provenance = NOBODY): readonly string[] =>
	needsOfChange(files, setting(...approvals), provenance).map(({ asked, paths }) => `${asked.approvals}${asked.team ?? ''} ${paths.join(' ')}`);

describe('what the change as a whole needs', () => {
	const docs: ApprovalRule = { when: { paths: ['docs/**'] }, need: 'nothing' };
	const any: ApprovalRule = { when: {}, need: { approvals: 1 } };
	const prod: ApprovalRule = { when: { environment: 'production' }, need: { approvals: 2, team: 'ops' } };

	it('is decided file by file, so that no file makes another one cheaper', () => {
		expect(whole([modified('docs/a.md')], [docs, prod, any])).toEqual([]);
		expect(whole([modified('docs/a.md'), modified('src/a.ts'), modified('deploy/prod/a.yaml')], [docs, prod, any])).toEqual(['2ops deploy/prod/a.yaml', '1 src/a.ts']);
	});

	it('looks at the old name of a file and at the new one', () => {
		const moved: ChangedFile = { status: 'renamed', before: version('deploy/prod/a.yaml'), after: version('docs/a.yaml'), hunks: [] };
		const { before: _, ...added } = modified('deploy/prod/b.yaml');
		const { after: __, ...deleted } = modified('deploy/prod/c.yaml');
		expect(whole([moved, added, deleted], [docs, prod])).toEqual(['2ops deploy/prod/a.yaml deploy/prod/b.yaml deploy/prod/c.yaml']);
	});

	it('grows with what an agent touches', () => {
		const agent: ApprovalRule = { when: { provenance: 'agent', paths: ['infra/**'] }, need: { approvals: 2 } };
		const files = [modified('infra/a.tf'), modified('src/a.ts')];
		expect(whole(files, [any, agent], marked('agent'))).toEqual(['1 infra/a.tf src/a.ts', '2 infra/a.tf']);
		expect(whole(files, [any, agent], claimed('agent', 90, 91, 'infra/a.tf'))).toEqual(['1 infra/a.tf src/a.ts', '2 infra/a.tf']);
		expect(whole(files, [any, agent], claimed('agent', 90, 91, 'src/a.ts'))).toEqual(['1 infra/a.tf src/a.ts']);
	});

	it('is nothing by rules about findings', () => {
		expect(whole([modified('src/a.ts')], [{ when: { severity: 'low' }, need: { approvals: 1 } }])).toEqual([]);
	});
});

describe('a file that could not be read', () => {
	const weighed = { rule: 'latest-tag', category: 'kubernetes/latest-tag', severity: 'medium', confidence: 'high', path: 'deploy/prod/a.yaml' } as const;
	const could = (approvals: readonly ApprovalRule[], provenance = NOBODY): boolean => couldNeed(weighed, setting(...approvals), provenance);

	it('matters where its findings would need something', () => {
		expect(could([])).toBe(false);
		expect(could([{ when: { severity: 'medium', environment: 'production' }, need: { approvals: 1 } }])).toBe(true);
		expect(could([{ when: { rules: ['latest-tag'] }, need: 'nothing' }])).toBe(false);
		expect(couldNeed({ ...weighed, severity: 'high' }, setting({ when: { rules: ['latest-tag'] }, need: 'nothing' }), NOBODY)).toBe(false);
	});

	it('matters where an agent may have written it', () => {
		const agent: ApprovalRule = { when: { severity: 'low', provenance: 'agent' }, need: { approvals: 1 } };
		expect([could([agent]), could([agent], marked('agent')), could([agent], claimed('agent', 1, 1, 'deploy/prod/a.yaml'))]).toEqual([false, true, true]);
	});
});
