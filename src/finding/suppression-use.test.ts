import { describe, expect, it } from 'vitest';
import type { RepoPath } from '../change/change.ts';
import type { Suppression } from '../evidence/file-evidence.ts';
import { type Objected, unusedSuppressions } from './suppression-use.ts';

const path = 'a.ts' as RepoPath;
const comment = (line: number, rule: string, more: Partial<Suppression> = {}): Suppression => ({ line, target: line + 1, rule, reason: 'r', ...more });

function unused(suppressions: readonly Suppression[], objected: readonly Objected[] = [], known: readonly string[] | undefined = ['one', 'two'], ran = true): unknown[] {
	return unusedSuppressions({ suppressions: new Map([[path, suppressions]]), objected, ran: () => ran, ...(known !== undefined && { known }) });
}

describe('comments that silence nothing', () => {
	it('are those with no objection of their rule on their lines', () => {
		const here = { rule: 'one', path, line: 6 };
		expect(unused([comment(5, 'one')], [here])).toEqual([]);
		expect(unused([comment(4, 'one', { target: 6 })], [here])).toEqual([]);
		expect(unused([comment(2, 'one', { target: 3, until: 9 })], [here])).toEqual([]);
		expect(unused([comment(5, 'two')], [here])).toEqual([{ path, line: 5, rule: 'two' }]);
		expect(unused([comment(5, 'one')], [{ ...here, path: 'b.ts' as RepoPath }])).toEqual([{ path, line: 5, rule: 'one' }]);
		expect(unused([comment(8, 'one'), comment(3, 'one')], [])).toEqual([{ path, line: 3, rule: 'one' }, { path, line: 8, rule: 'one' }]);
	});

	it('are none of rules that did not run', () => {
		expect(unused([comment(5, 'one')], [], ['one'], false)).toEqual([]);
	});

	it('are all of rules that do not exist, when all rules are known', () => {
		expect(unused([comment(5, 'ones')], [], ['one'], false)).toEqual([{ path, line: 5, rule: 'ones', unknown: true, meant: 'one' }]);
		expect(unused([comment(5, 'x'.repeat(5000))], [], ['one'], false)).toEqual([{ path, line: 5, rule: 'x'.repeat(100), unknown: true }]);
		expect(unusedSuppressions({ suppressions: new Map([[path, [comment(5, 'ones')]]]), objected: [], ran: () => false })).toEqual([]);
	});
});
