import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { runOf, violations } from '../../../test/sarif/schema.ts';
import { aFinding, aReport, findings, notAnalysed } from '../../../test/support/findings.ts';
import type { CommitSha, RepoPath } from '../../change/change.ts';
import type { Finding } from '../../finding/finding.ts';
import { decide } from '../../verdict/decide.ts';
import type { Report } from '../report.ts';
import { type SarifOptions, sarif } from './sarif.ts';

const OPTIONS: SarifOptions = { rules: [], pages: { 'missing-timeout': '# The page\n' }, scanned: false };
const BLOCK = { severity: 'high', confidence: 'high' } as const;
const place = { path: 'src/pay.ts' as RepoPath, side: 'RIGHT', startLine: 5, startColumn: 1, endLine: 5, endColumn: 9 } as const;

function reportOf(list: readonly Finding[], change: Partial<Report> = {}): Report {
	const verdict = decide({ findings: list, notAnalysed: change.notAnalysed ?? [], matters: () => true, problems: [], block: BLOCK });
	return aReport({ findings: list, verdict, ...change });
}

function results(list: readonly Finding[], options: Partial<SarifOptions> = {}) {
	return runOf(sarif(reportOf(list), { ...OPTIONS, ...options }).text).results;
}

describe('SARIF', () => {
	it('is valid by the official schema, whatever was found', () => {
		fc.assert(
			fc.property(findings, fc.array(notAnalysed, { maxLength: 3 }), fc.boolean(), (list, unread, scanned) => {
				const { text } = sarif(reportOf(list, { notAnalysed: unread }), { ...OPTIONS, scanned, repository: 'https://example.org/a/b' });
				expect(violations(text)).toEqual([]);
			}),
			{ numRuns: 60 },
		);
	});

	it('is the same bytes for the same report, whatever the order, the time and the timings', () => {
		fc.assert(
			fc.property(findings, (list) => {
				const backwards = reportOf(list.toReversed(), { startedAt: '2030-01-01T00:00:00Z', timings: { totalMs: 1 } });
				const sorted = { ...backwards, verdict: reportOf(list).verdict };
				expect(sarif(sorted, OPTIONS).text).toBe(sarif(reportOf(list), OPTIONS).text);
			}),
			{ numRuns: 40 },
		);
	});

	it('carries the fingerprint, the region, the other places and the edits of a finding', () => {
		const edits = [{ ...place, text: 'x', safe: true }, { ...place, path: 'src/other file#1.ts' as RepoPath, text: '', safe: false }];
		const [result] = results([aFinding({ related: [place], edits })]);
		expect(result).toMatchObject({
			ruleId: 'missing-timeout',
			level: 'error',
			partialFingerprints: { 'groundwire/v1': '3f9a1c0000000000' },
			baselineState: 'new',
			locations: [{ physicalLocation: { artifactLocation: { uri: 'src/pay.ts', uriBaseId: 'SRCROOT' }, region: { startLine: 2, startColumn: 26, endLine: 2, endColumn: 31 } }, logicalLocations: [{ fullyQualifiedName: 'charge' }] }],
			relatedLocations: [{ id: 1, physicalLocation: { region: { startLine: 5 } } }],
			fixes: [{ artifactChanges: [{ replacements: [{ deletedRegion: { startLine: 5, endColumn: 9 }, insertedContent: { text: 'x' } }] }, { artifactLocation: { uri: 'src/other%20file%231.ts' } }] }],
		});
	});

	it('puts a deleted line where its code stands at head, and says which line went', () => {
		const location = { ...place, side: 'LEFT', startLine: 7, endLine: 8 } as const;
		const [result] = results([aFinding({ state: 'removed', location, atHead: place })]);
		expect(result?.locations?.[0]?.physicalLocation?.region).toMatchObject({ startLine: 5 });
		expect(result?.message.text).toContain('Lines 7 to 8 of `src/pay.ts` at base are gone.');
		const [deleted] = results([aFinding({ location })]);
		expect(deleted?.locations?.[0]?.physicalLocation).toEqual({ artifactLocation: { uri: 'src/pay.ts', uriBaseId: 'SRCROOT' } });
	});

	it('tells what set a finding aside, and what did not', () => {
		const states = results([
			aFinding({ state: 'suppressed', reason: 'raced', fingerprint: 'a'.repeat(16) }),
			aFinding({ state: 'waived', reason: 'granted', fingerprint: 'b'.repeat(16) }),
			aFinding({ state: 'pending', reason: 'me', fingerprint: 'c'.repeat(16) }),
			aFinding({ state: 'existing', baseline: true, fingerprint: 'd'.repeat(16) }),
			aFinding({ state: 'existing', fingerprint: 'e'.repeat(16) }),
		]).map(({ partialFingerprints, suppressions, baselineState }) => [partialFingerprints?.['groundwire/v1']?.[0], suppressions?.[0]?.kind, suppressions?.[0]?.status, baselineState]);
		expect(states.toSorted(([a = ''], [b = '']) => a.localeCompare(b))).toEqual([
			['a', 'inSource', 'accepted', 'unchanged'],
			['b', 'external', 'accepted', 'new'],
			['c', 'inSource', 'underReview', 'new'],
			['d', 'external', 'accepted', 'unchanged'],
			['e', undefined, undefined, 'unchanged'],
		]);
	});

	it('never shows an undecided run as clean', () => {
		const run = runOf(sarif(reportOf([], { notAnalysed: [{ path: 'src/a b.ts' as RepoPath, reason: 'syntax', detail: 'line 3' }] }), OPTIONS).text);
		expect(run.invocations).toMatchObject([{ executionSuccessful: false, toolExecutionNotifications: [{ level: 'error' }, { level: 'warning', locations: [{ physicalLocation: { artifactLocation: { uri: 'src/a%20b.ts' } } }] }] }]);
		expect(run.results).toMatchObject([{ ruleId: 'could-not-decide', level: 'error', message: { text: expect.stringContaining('syntax: line 3') as string } }]);
		expect(run.properties).toMatchObject({ conclusion: 'undecided' });
	});

	it('names what was not analysed and concerns no rule without failing', () => {
		const report = aReport({ notAnalysed: [{ path: 'logo.svg' as RepoPath, reason: 'too-large', detail: '3 MB' }] });
		expect(runOf(sarif(report, OPTIONS).text)).toMatchObject({ results: [], invocations: [{ executionSuccessful: true, toolExecutionNotifications: [{ level: 'warning' }] }] });
	});

	it('names repository and commit where they are known', () => {
		const head = 'a'.repeat(40) as CommitSha;
		const report = aReport({ change: { base: null, head, provenance: { marks: [], complete: true, commits: 0 } } });
		expect(runOf(sarif(report, { ...OPTIONS, repository: 'https://example.org/a/b' }).text).versionControlProvenance).toEqual([{ repositoryUri: 'https://example.org/a/b', revisionId: head, mappedTo: { uriBaseId: 'SRCROOT' } }]);
		expect(runOf(sarif(report, OPTIONS).text).versionControlProvenance).toBeUndefined();
	});

	it('names files of a scan from its folder on, and absolutely where they are outside', () => {
		const paths = ['./src/a.ts', '/home/ada/shop/src/ü.ts', '../other/a.ts'] as RepoPath[];
		const found = paths.map((path, index) => aFinding({ fingerprint: String(index).repeat(16), location: { ...place, path } }));
		const locations = results(found, { scanned: true, root: '/home/ada/shop' }).map((result) => result.locations?.[0]?.physicalLocation?.artifactLocation);
		expect(locations).toHaveLength(3);
		expect(locations).toEqual(expect.arrayContaining([{ uri: 'src/a.ts', uriBaseId: 'SRCROOT' }, { uri: 'src/%C3%BC.ts', uriBaseId: 'SRCROOT' }, { uri: 'file:///home/ada/other/a.ts' }]));
	});

	it('lets no text of a pull request become a link', () => {
		const [result] = results([aFinding({ message: '[safe](https://evil.example) \u202e' })]);
		expect(result?.message.text).toMatch(/^\[safe\] \(https:\/\/evil\.example\) \\u\{202e\} /);
	});

	it('describes a rule of a team by its finding, and gates security by a score', () => {
		const found = [aFinding(), aFinding({ rule: 'team/x' as Finding['rule'], category: 'team/x', fingerprint: 'b'.repeat(16) }), aFinding({ rule: 'privileged' as Finding['rule'], category: 'kubernetes/privileged', fingerprint: 'c'.repeat(16) })];
		const { rules } = runOf(sarif(reportOf(found), OPTIONS).text).tool.driver;
		expect(rules?.map(({ id, properties }) => [id, properties?.['problem.severity'], properties?.['security-severity']])).toEqual([
			['missing-timeout', 'error', undefined],
			['privileged', undefined, '8.0'],
			['team/x', 'error', undefined],
			['could-not-decide', 'error', undefined],
		]);
		expect(rules?.[0]).toMatchObject({ name: 'MissingTimeout', help: { markdown: '# The page\n' }, shortDescription: { text: 'This call can wait for ever' } });
		expect(results(found).every(({ ruleId, ruleIndex }) => rules?.[ruleIndex ?? -1]?.id === ruleId)).toBe(true);
	});

	it('leaves out the least grave beyond what code scanning takes, and says so', () => {
		const many = Array.from({ length: 24_500 }, (_, index) => aFinding({ severity: index < 24_400 ? 'low' : 'high', fingerprint: index.toString(16).padStart(16, '0') }));
		const { text, notes } = sarif(aReport({ findings: many }), OPTIONS);
		const run = runOf(text);
		expect(run.results).toHaveLength(24_000);
		expect(run.results.filter(({ level }) => level === 'error')).toHaveLength(100);
		expect(notes).toEqual([expect.stringMatching(/^500 of 24500 findings are left out .*\(the first one is low\)/), expect.stringContaining('shows the 5000 gravest')]);
		expect(run.invocations?.[0]?.toolExecutionNotifications?.map(({ message }) => message.text)).toEqual(notes);
	});
});
