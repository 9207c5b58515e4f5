import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { RepoPath } from '../change/change.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import type { RuleId } from '../policy/policy.ts';
import { type Baseline, baselineOf, baselineText, parseBaseline, recordedCount } from './baseline.ts';
import { baselineUse, withBaseline } from './baseline-matching.ts';
import { updateBaseline } from './baseline-update.ts';
import { type FindingKey, keyText } from './fingerprint.ts';
import { nothingBefore } from './line-map.ts';
import type { Located, PairedFinding } from './pair.ts';

const key: fc.Arbitrary<FindingKey> = fc.record({
	rule: fc.constantFrom('missing-timeout' as RuleId, 'missing-span' as RuleId),
	path: fc.constantFrom('a.ts' as RepoPath, 'b.ts' as RepoPath),
	subject: fc.constantFrom('charge', '__proto__', '"\n'),
});
const keys = fc.array(key, { maxLength: 12 });

function pairedOf(list: readonly (readonly [FindingKey, PairedFinding<Located>['state']])[]): PairedFinding<Located>[] {
	return list.map(([found, state], index) => {
		const range = { startLine: index + 1, startColumn: 1, endLine: index + 1, endColumn: 2 };
		return { finding: { ...found, message: 'm', range }, fingerprint: String(index), state, location: { path: found.path, side: 'RIGHT', ...range } };
	});
}

const paired = fc.array(fc.tuple(key, fc.constantFrom('introduced' as const, 'removed' as const, 'existing' as const)), { maxLength: 12 }).map(pairedOf);

function countOf(baseline: Baseline, wanted: FindingKey): number {
	return baseline.find((entry) => keyText(entry) === keyText(wanted))?.count ?? 0;
}

function facts(before: Baseline, found: Baseline) {
	return { before, found, judged: () => true, exists: () => true };
}

describe('a baseline file', () => {
	it('says what was found, whatever the order, and is read back as it was', () => {
		fc.assert(
			fc.property(keys, (found) => {
				const baseline = baselineOf(found);
				expect(parseBaseline(baselineText(baseline), 'f')).toEqual(baseline);
				expect(baselineText(baselineOf(found.toReversed()))).toBe(baselineText(baseline));
				expect(recordedCount(baseline)).toBe(found.length);
			}),
		);
	});

	it.each([
		['no JSON', '{\n', 'not valid JSON'],
		['another schema', '{"schema": "groundwire.baseline/2", "findings": []}', '`schema` must be'],
		['no list', '{"schema": "groundwire.baseline/1", "findings": {}}', 'must be a list'],
		['no path', '{"schema": "groundwire.baseline/1", "findings": [{"rule": "r", "subject": "s", "count": 1}]}', 'findings[0]'],
		['no count', '{"schema": "groundwire.baseline/1", "findings": [{"path": "p", "rule": "r", "subject": "s", "count": 0}]}', 'findings[0].count'],
		['one key twice', `{"schema": "groundwire.baseline/1", "findings": [${'{"path": "p", "rule": "r", "subject": "s", "count": 1},'.repeat(2).slice(0, -1)}]}`, 'twice'],
	])('with %s is an error that says so', (_, text, says) => {
		expect(() => parseBaseline(text, 'f')).toThrow(expect.objectContaining({ name: 'ConfigurationError', path: 'f', message: expect.stringContaining(says) as string }));
	});

	it('names the line of a merge that is not resolved', () => {
		const text = baselineText(baselineOf([{ rule: 'r' as RuleId, path: 'p' as RepoPath, subject: 's' }])).replace('\t"findings"', '<<<<<<< HEAD\n\t"findings"');
		expect(() => parseBaseline(text, 'f')).toThrow(expect.objectContaining({ line: 3 }));
		expect(() => parseBaseline(text, 'f')).toThrow(ConfigurationError);
	});
});

describe('findings under a baseline', () => {
	it('stay all there; no more than the count is known, and what a change took away never is', () => {
		fc.assert(
			fc.property(paired, keys.map(baselineOf), (head, baseline) => {
				const after = withBaseline(head, baseline, nothingBefore);
				expect(after.map(({ fingerprint }) => fingerprint)).toEqual(head.map(({ fingerprint }) => fingerprint));
				for (const [index, { state, recorded, finding }] of after.entries()) {
					const known = after.filter((other) => other.recorded === true && keyText(other.finding) === keyText(finding));
					expect(known.length).toBeLessThanOrEqual(countOf(baseline, finding));
					if (head[index]?.state === 'removed') expect([state, recorded]).toEqual(['removed', undefined]);
					if (recorded !== true) expect(state).toBe(head[index]?.state);
					else expect(state).toBe('existing');
				}
			}),
		);
	});

	it('use the record up with what base had, before anything new', () => {
		const found = { rule: 'r' as RuleId, path: 'p' as RepoPath, subject: 's' };
		const after = withBaseline(pairedOf([[found, 'introduced'], [found, 'existing']]), baselineOf([found]), nothingBefore);
		expect(after.map(({ state, recorded }) => [state, recorded])).toEqual([['introduced', undefined], ['existing', true]]);
	});

	it('count as gone only where somebody looked', () => {
		const [a, b] = ['a.ts', 'b.ts'].map((path) => ({ rule: 'r' as RuleId, path: path as RepoPath, subject: 's' })) as [FindingKey, FindingKey];
		expect(baselineUse(baselineOf([a, a, b]), [a], (_, path) => path === 'a.ts')).toEqual({ recorded: 3, judged: 2, gone: 1 });
	});
});

describe('the next baseline', () => {
	it('never holds more than before unless it may grow, and then what was found', () => {
		fc.assert(
			fc.property(keys.map(baselineOf), keys.map(baselineOf), (before, found) => {
				const { after, fresh, gone } = updateBaseline(facts(before, found), false);
				for (const entry of after) expect(entry.count).toBe(Math.min(countOf(before, entry), countOf(found, entry)));
				expect(recordedCount(after) + gone).toBe(recordedCount(before));
				expect(recordedCount(after) + recordedCount(fresh)).toBe(recordedCount(found));
				expect(baselineText(updateBaseline(facts(before, found), true).after)).toBe(baselineText(found));
			}),
		);
	});

	it('keeps what could not be looked for', () => {
		fc.assert(
			fc.property(keys.map(baselineOf), (before) => {
				const { after, gone, kept } = updateBaseline({ ...facts(before, []), judged: () => false }, false);
				expect({ text: baselineText(after), gone, kept }).toEqual({ text: baselineText(before), gone: 0, kept: recordedCount(before) });
			}),
		);
	});
});
