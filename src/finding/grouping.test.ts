import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aFinding, findings } from '../../test/support/findings.ts';
import type { RepoPath } from '../change/change.ts';
import type { Finding, Location } from './finding.ts';
import { groupFindings } from './grouping.ts';

function at(startLine: number, change: Partial<Finding> = {}): Finding {
	const finding = aFinding(change);
	return { ...finding, fingerprint: `${startLine}`.padStart(16, '0'), location: { ...finding.location, startLine, endLine: startLine } };
}

function places(list: readonly Finding[]): Location[] {
	const all = list.flatMap(({ location, related }) => [location, ...related]);
	return all.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function inFile(index: number): Finding {
	return aFinding({ fingerprint: `f${index}`, severity: 'medium', location: { ...aFinding().location, path: `src/${index}.ts` as RepoPath } });
}

describe('like remarks', () => {
	it('lose no place and gain none, whatever they are', () => {
		fc.assert(fc.property(findings, (list) => { expect(places(groupFindings(list))).toEqual(places(list)); }));
	});

	it('come out the same in any order', () => {
		fc.assert(fc.property(findings, (list) => { expect(groupFindings(list.toReversed())).toEqual(groupFindings(list)); }));
	});

	it('keep the places that each of them names', () => {
		const [first, second, third] = [at(1), at(2), at(3)].map(({ location }) => location);
		const quiet = { severity: 'low' } as const;
		const one = { ...at(1, quiet), related: third === undefined ? [] : [third] };
		const [group] = groupFindings([one, { ...at(5, quiet), related: second === undefined ? [] : [second] }]);
		expect([group?.location, ...(group?.related ?? [])].map((location) => location?.startLine)).toEqual([first?.startLine, 3, 5, 2]);
	});

	it('are decided about together: one place more or another content is another decision', () => {
		const files = [0, 1, 2, 3].map((index) => ({ ...inFile(index), digest: `${index}`.repeat(32) }));
		const [four] = groupFindings(files);
		const [five] = groupFindings([...files, { ...inFile(4), digest: '4'.repeat(32) }]);
		const [other] = groupFindings(files.map((finding, index) => (index === 2 ? { ...finding, digest: 'f'.repeat(32) } : finding)));
		expect([five?.fingerprint, other?.fingerprint]).toEqual([four?.fingerprint, four?.fingerprint]);
		expect(new Set([files[0]?.digest, four?.digest, five?.digest, other?.digest]).size).toBe(4);
		expect(groupFindings([...files.slice(1), inFile(0)])[0]).not.toHaveProperty('digest');
	});

	it('become one with the others as its related places when they are quiet', () => {
		const [one, ...others] = groupFindings([at(9, { severity: 'medium' }), at(3, { severity: 'medium' }), at(5, { severity: 'medium' })]);
		expect(others).toEqual([]);
		expect([one?.location.startLine, one?.fingerprint, one?.related.map(({ startLine }) => startLine)]).toEqual([3, '3'.padStart(16, '0'), [5, 9]]);
	});

	it('stand on their own lines when they are grave and few', () => {
		const open = { category: 'terraform/sg-open-ingress' };
		expect(groupFindings([1, 2, 3].map((line) => at(line, open)))).toHaveLength(3);
		expect(groupFindings([1, 2, 3, 4].map((line) => at(line, open)))).toHaveLength(1);
		expect(groupFindings([1, 2].map((line) => at(line, { ...open, confidence: 'medium' })))).toHaveLength(1);
	});

	it('about code are one in a file, however grave: one habit, client or wrapper is the cause', () => {
		const [one, ...others] = groupFindings([7, 3].map((line) => at(line)));
		expect([one?.location.startLine, one?.related.map(({ startLine }) => startLine), others]).toEqual([3, [7], []]);
	});

	it('are one over many files when they are quiet, and stand alone in few', () => {
		expect(groupFindings([1, 2, 3].map(inFile))).toHaveLength(3);
		const [only, ...others] = groupFindings([1, 2, 3, 4, 5].map(inFile));
		expect(others).toEqual([]);
		expect(only?.related.map(({ path }) => path)).toEqual(['src/2.ts', 'src/3.ts', 'src/4.ts', 'src/5.ts']);
	});

	it('are not alike when file, side, rule, severity, state or headline differ', () => {
		const quiet = { severity: 'low' } as const;
		const other = at(2, quiet);
		for (const different of [
			{ ...other, rule: 'other' as Finding['rule'] },
			{ ...other, location: { ...other.location, path: 'z.ts' as Location['path'] } },
			{ ...other, location: { ...other.location, side: 'LEFT' as const } },
			{ ...other, severity: 'medium' as const },
			{ ...other, state: 'pending' as const },
			{ ...other, title: 'Another headline' },
		]) {
			expect(groupFindings([at(1, quiet), different])).toHaveLength(2);
		}
	});

	it('are not alike when a rule says different things of one place, or has no headline and says different things: no message is lost', () => {
		const grave = Array.from({ length: 4 }, (_, index) => ({ ...at(1, { message: `no ${index}` }), fingerprint: `${index}` }));
		expect(groupFindings(grave).map(({ message }) => message).toSorted()).toEqual(['no 0', 'no 1', 'no 2', 'no 3']);
		const untitled = [1, 2].map((line) => at(line, { rule: 'acme/main' as Finding['rule'], title: 'main', severity: 'medium', message: `no ${line}` }));
		expect(groupFindings(untitled)).toHaveLength(2);
		expect(groupFindings(untitled.map((finding) => ({ ...finding, message: 'no' })))).toHaveLength(1);
	});

	it('start another remark beyond fifty places', () => {
		const grouped = groupFindings(Array.from({ length: 120 }, (_, index) => at(index + 1, { severity: 'low' })));
		expect(grouped.map(({ related }) => related.length + 1)).toEqual([50, 50, 20]);
	});
});
