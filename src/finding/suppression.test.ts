import { describe, expect, it } from 'vitest';
import type { Hunk, RepoPath } from '../change/change.ts';
import type { Suppression } from '../evidence/file-evidence.ts';
import type { RuleId } from '../policy/policy.ts';
import type { FindingState } from './finding.ts';
import { fileLineMap } from './line-map.ts';
import type { Located } from './pair.ts';
import { elsewhere, suppressionOf } from './suppression.ts';

const path = 'a.ts' as RepoPath;
const at = (startLine: number): Located => ({
	rule: 'missing-timeout' as RuleId,
	path,
	subject: 'f',
	message: 'm',
	range: { startLine, startColumn: 1, endLine: startLine, endColumn: 9 },
});
const comment = (line: number, target: number, change: Partial<Suppression> = {}): Suppression => ({ line, target, rule: 'missing-timeout', reason: 'legacy', ...change });

interface Setting {
	readonly finding: Located;
	readonly head: readonly Suppression[];
	readonly base?: readonly Suppression[];
	readonly hunks?: readonly Hunk[];
	readonly state?: FindingState;
}

function heard({ finding, head, base = [], hunks = [], state = 'introduced' }: Setting) {
	return suppressionOf(finding, state, { base: new Map([[path, base]]), head: new Map([[path, head]]) }, () => fileLineMap(path, hunks));
}

describe('a suppression', () => {
	it('that stood at base about the same line is honoured', () => {
		expect(heard({ finding: at(6), head: [comment(5, 6)], base: [comment(5, 6)] })).toEqual({ state: 'suppressed', reason: 'legacy' });
	});

	it('that moved with its line is honoured', () => {
		const hunks = [{ baseStart: 0, baseLines: 0, headStart: 1, headLines: 3 }];
		expect(heard({ finding: at(9), head: [comment(8, 9)], base: [comment(5, 6)], hunks }).state).toBe('suppressed');
	});

	it('on the line itself speaks for it', () => {
		expect(heard({ finding: at(5), head: [comment(5, 5)], base: [comment(5, 5)] }).state).toBe('suppressed');
	});

	it('that the change added is pending', () => {
		const hunks = [{ baseStart: 4, baseLines: 0, headStart: 5, headLines: 2 }];
		expect(heard({ finding: at(6), head: [comment(5, 6)], hunks })).toEqual({ state: 'pending', reason: 'legacy' });
		expect(heard({ finding: at(6), head: [comment(5, 6)], hunks, state: 'removed' }).state).toBe('pending');
	});

	it('at base grants nothing to code that slipped in below it', () => {
		const hunks = [{ baseStart: 5, baseLines: 0, headStart: 6, headLines: 1 }];
		expect(heard({ finding: at(6), head: [comment(5, 6)], base: [comment(5, 6)], hunks }).state).toBe('pending');
	});

	it('reaches over the lines between it and its code', () => {
		for (const line of [6, 8]) {
			expect(heard({ finding: at(line), head: [comment(5, 8)], base: [comment(5, 8)] }).state).toBe('suppressed');
		}
	});

	it('that was edited itself is pending', () => {
		const hunks = [{ baseStart: 5, baseLines: 1, headStart: 5, headLines: 1 }];
		expect(heard({ finding: at(6), head: [comment(5, 6)], base: [comment(5, 6)], hunks }).state).toBe('pending');
	});

	it('at base grants nothing to code that moved up to it when its own line was deleted', () => {
		const hunks = [{ baseStart: 6, baseLines: 1, headStart: 5, headLines: 0 }];
		expect(heard({ finding: at(6), head: [comment(5, 6)], base: [comment(5, 6)], hunks }).state).toBe('pending');
	});

	it('at base grants nothing to a line that was edited', () => {
		const hunks = [{ baseStart: 6, baseLines: 1, headStart: 6, headLines: 1 }];
		expect(heard({ finding: at(6), head: [comment(5, 6)], base: [comment(5, 6)], hunks }).state).toBe('pending');
	});

	it('at base does not cover another rule', () => {
		const base = [comment(5, 6, { rule: 'missing-span' })];
		expect(heard({ finding: at(6), head: [comment(5, 6)], base }).state).toBe('pending');
	});

	it('without a reason, of another rule or about another line is none', () => {
		for (const head of [comment(5, 6, { reason: ' ' }), comment(5, 6, { rule: 'other' }), comment(1, 2)]) {
			expect(heard({ finding: at(6), head: [head], base: [head] })).toEqual({ state: 'introduced' });
		}
	});

	it('added over what was there before changes nothing: that does not block', () => {
		const hunks = [{ baseStart: 4, baseLines: 0, headStart: 5, headLines: 1 }];
		expect(heard({ finding: at(6), head: [comment(5, 6)], hunks, state: 'existing' })).toEqual({ state: 'existing' });
	});
});

describe('a comment that lost its code, and code that lost its comment', () => {
	it('at base grants nothing to a copy of its code, when what it excused stands elsewhere now', () => {
		const sides = { base: new Map([[path, [comment(5, 6)]]]), head: new Map([[path, [comment(15, 16)]]]) };
		const lines = () => fileLineMap(path, [{ baseStart: 0, baseLines: 0, headStart: 1, headLines: 10 }]);
		const heardWith = (head: readonly Located[]) => suppressionOf(at(16), 'introduced', { ...sides, isElsewhere: elsewhere([at(6)], head) }, lines).state;
		expect(heardWith([at(3)])).toBe('pending');
		expect(heardWith([at(16)])).toBe('suppressed');
	});

	it('that is gone from what was there before is told', () => {
		expect(heard({ finding: at(6), head: [], base: [comment(5, 6)], state: 'existing' })).toEqual({ state: 'existing', reason: 'legacy', uncovered: true });
		expect(heard({ finding: at(6), head: [], base: [comment(5, 6)] })).toEqual({ state: 'introduced' });
	});
});
