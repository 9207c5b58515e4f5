import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Hunk, RepoPath } from '../change/change.ts';
import type { RuleId } from '../policy/policy.ts';
import { fileLineMap, type LineMaps } from './line-map.ts';
import { type Located, pairFindings, type Pairing } from './pair.ts';

/** A file in which the line `bad f` is a finding about `f`. */
type Text = readonly string[];

function findingsOf(text: Text, path = 'a.ts'): Located[] {
	return text.flatMap((line, index) => {
		const subject = /^bad (\w+)/.exec(line)?.[1];
		if (subject === undefined) return [];
		const range = { startLine: index + 1, startColumn: 1, endLine: index + 1, endColumn: line.length + 1 };
		return [{ rule: 'r' as RuleId, path: path as RepoPath, subject, message: line, range }];
	});
}

/** A finding on a block of lines. */
function block(subject: string, startLine: number, endLine: number, path = 'a.ts'): Located {
	return { rule: 'r' as RuleId, path: path as RepoPath, subject, message: 'm', range: { startLine, startColumn: 1, endLine, endColumn: 9 } };
}

/** Pairs of equal lines in a longest common subsequence: what a diff leaves unchanged. */
function unchanged(base: Text, head: Text): (readonly [number, number])[] {
	const [first, ...rest] = base;
	if (first === undefined) return [];
	const skipping = (head.length > 0 ? unchanged(rest, head) : []).map(([i, j]) => [i + 1, j] as const);
	const at = head.indexOf(first);
	if (at < 0) return skipping;
	const taking = [[0, at] as const, ...unchanged(rest, head.slice(at + 1)).map(([i, j]) => [i + 1, j + at + 1] as const)];
	return taking.length >= skipping.length ? taking : skipping;
}

/** The hunks between two texts, without context. */
function diff(base: Text, head: Text): Hunk[] {
	const ends = [...unchanged(base, head), [base.length, head.length] as const];
	return ends.flatMap(([i, j], index) => {
		const [i0, j0] = index === 0 ? [0, 0] : (ends[index - 1] ?? [0, 0]).map((line) => line + 1);
		const [baseLines, headLines] = [i - (i0 ?? 0), j - (j0 ?? 0)];
		if (baseLines === 0 && headLines === 0) return [];
		return [{ baseStart: (i0 ?? 0) + Number(baseLines > 0), baseLines, headStart: (j0 ?? 0) + Number(headLines > 0), headLines }];
	});
}

function mapsOf(base: Text, head: Text): LineMaps {
	const hunks = diff(base, head);
	return (path) => fileLineMap(path, hunks);
}

function pair(base: Text, head: Text): Pairing<Located> {
	return pairFindings(findingsOf(base), findingsOf(head), mapsOf(base, head));
}

function states(pairing: Pairing<Located>): string[] {
	return pairing.head.map(({ finding, state }) => `${finding.range.startLine} ${state}`);
}

function countOf(subject: string, text: Text): number {
	return findingsOf(text).filter((finding) => finding.subject === subject).length;
}

function fingerprints(pairing: Pairing<Located>): string[] {
	return pairing.head.map(({ fingerprint }) => fingerprint);
}

/** By line, whatever the order in which findings were given. */
function inOrder({ head, fixed }: Pairing<Located>): unknown {
	return [head, fixed].map((list) => list.toSorted((a, b) => a.finding.range.startLine - b.finding.range.startLine));
}

const line: fc.Arbitrary<string> = fc.constantFrom('bad f', 'bad g', 'bad f(x)', 'ok', 'ok 2', '}');
const text = fc.array(line, { maxLength: 11 });
const shuffled = <T>(items: readonly T[]): fc.Arbitrary<T[]> => fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });

describe('pairing, for any two versions of a file', () => {
	it('gives every finding of head once, and every finding of base is paired or fixed', () => {
		fc.assert(
			fc.property(text, text, (base, head) => {
				const pairing = pair(base, head);
				expect(pairing.head.map(({ finding }) => finding)).toEqual(findingsOf(head));
				const existing = pairing.head.filter(({ state }) => state === 'existing').length;
				expect(existing + pairing.fixed.length).toBe(findingsOf(base).length);
			}),
		);
	});

	it('calls new exactly as many of a subject as there are more of them', () => {
		fc.assert(
			fc.property(text, text, (base, head) => {
				const { head: paired } = pair(base, head);
				for (const subject of ['f', 'g']) {
					const fresh = paired.filter(({ finding, state }) => finding.subject === subject && state !== 'existing').length;
					expect(fresh).toBe(Math.max(0, countOf(subject, head) - countOf(subject, base)));
				}
			}),
		);
	});

	it('raises nothing and fixes nothing when lines only move', () => {
		fc.assert(
			fc.property(
				text.chain((base) => fc.tuple(fc.constant(base), shuffled(base))),
				([base, head]) => {
					const pairing = pair(base, head);
					expect([...pairing.head.filter(({ state }) => state !== 'existing'), ...pairing.fixed]).toEqual([]);
				},
			),
		);
	});

	it('does not depend on the order in which findings arrive', () => {
		fc.assert(
			fc.property(
				fc.tuple(text, text).chain(([base, head]) => fc.tuple(fc.constant([base, head] as const), shuffled(findingsOf(base)), shuffled(findingsOf(head)))),
				([[base, head], baseFindings, headFindings]) => {
					const other = pairFindings(baseFindings, headFindings, mapsOf(base, head));
					expect(inOrder(other)).toEqual(inOrder(pair(base, head)));
				},
			),
		);
	});

});

describe('fingerprints, for any two versions of a file', () => {
	it('are never shared', () => {
		fc.assert(
			fc.property(text, text, (base, head) => {
				const { head: paired, fixed } = pair(base, head);
				const all = [...paired, ...fixed].map(({ fingerprint }) => fingerprint);
				expect(new Set(all).size).toBe(all.length);
			}),
		);
	});

	it('stay what they were when innocent lines are added', () => {
		fc.assert(
			fc.property(text, fc.nat({ max: 14 }), fc.nat({ max: 4 }), (base, at, count) => {
				const head = base.toSpliced(Math.min(at, base.length), 0, ...Array.from({ length: count }, (_, index) => `new ${index}`));
				expect(fingerprints(pair(base, head))).toEqual(fingerprints(pair(base, base)));
			}),
		);
	});
});

describe('which of several is new', () => {
	it('is the one on the added line, wherever it stands', () => {
		expect(states(pair(['bad f'], ['bad f(x)', 'bad f']))).toEqual(['1 introduced', '2 existing']);
		expect(states(pair(['bad f'], ['bad f', 'bad f(x)']))).toEqual(['1 existing', '2 introduced']);
	});

	it('is not the one whose line was edited, when another was added elsewhere', () => {
		expect(states(pair(['a', 'bad f', 'b', 'c'], ['bad f(y)', 'a', 'bad f(x)', 'b', 'c']))).toEqual(['1 introduced', '3 existing']);
	});

	it('is decided by order alone where there is no patch', () => {
		const pairing = pairFindings(findingsOf(['bad f']), findingsOf(['bad f', 'bad f']), (path) => fileLineMap(path, 'unknown'));
		expect(states(pairing)).toEqual(['1 existing', '2 introduced']);
	});
});

const renamed: LineMaps = () => fileLineMap('old.ts' as RepoPath, []);
const added: LineMaps = () => fileLineMap(undefined, [{ baseStart: 0, baseLines: 0, headStart: 1, headLines: 1 }]);

describe('paths', () => {
	it('are followed through a rename, and the fingerprint stays', () => {
		const { head, fixed } = pairFindings(findingsOf(['bad f'], 'old.ts'), findingsOf(['bad f'], 'new.ts'), renamed);
		const before = pairFindings([], findingsOf(['bad f'], 'old.ts'), (path) => fileLineMap(path, []));
		expect(head).toMatchObject([{ state: 'existing', location: { path: 'new.ts', side: 'RIGHT' }, fingerprint: before.head[0]?.fingerprint }]);
		expect(fixed).toEqual([]);
	});

	it('that base does not have hold nothing that was there before', () => {
		const { head, fixed } = pairFindings(findingsOf(['bad f'], 'old.ts'), findingsOf(['bad f'], 'new.ts'), added);
		expect([head[0]?.state, fixed.length]).toEqual(['introduced', 1]);
	});

	it('are part of the key, so that a part of one key cannot pass for another', () => {
		const first: Located = { ...block('b","c', 1, 1), rule: 'a' as RuleId };
		const second: Located = { ...block('c', 1, 1), rule: 'a' as RuleId, path: 'a.ts","b' as RepoPath };
		const { head } = pairFindings([first], [second], (path) => fileLineMap(path, []));
		expect(head[0]?.state).toBe('introduced');
	});
});

function lone(finding: Located, hunks: readonly Hunk[]) {
	return pairFindings([], [finding], (path) => fileLineMap(path, hunks)).head[0];
}

describe('a guardrail that was taken away', () => {
	it('stands on the deleted line when nothing was added inside', () => {
		expect(lone(block('f', 10, 12), [{ baseStart: 11, baseLines: 1, headStart: 10, headLines: 0 }])).toMatchObject({
			state: 'removed',
			location: { path: 'a.ts', side: 'LEFT', startLine: 11, endLine: 11 },
		});
	});

	it('is found when the last lines of a block went', () => {
		expect(lone(block('web', 10, 12), [{ baseStart: 13, baseLines: 6, headStart: 12, headLines: 0 }])).toMatchObject({
			state: 'removed',
			location: { side: 'LEFT', startLine: 13 },
		});
	});

	it('is found at the end of a block, not at a deletion just before it', () => {
		const hunks = [
			{ baseStart: 10, baseLines: 1, headStart: 9, headLines: 0 },
			{ baseStart: 14, baseLines: 6, headStart: 12, headLines: 0 },
		];
		expect(lone(block('web', 10, 12), hunks)).toMatchObject({ state: 'removed', location: { startLine: 14 } });
	});

	it('is not blamed on a deletion elsewhere when lines of its own were replaced', () => {
		const hunks = [
			{ baseStart: 12, baseLines: 1, headStart: 12, headLines: 1 },
			{ baseStart: 90, baseLines: 5, headStart: 89, headLines: 0 },
		];
		expect(lone(block('f', 10, 14), hunks)?.state).toBe('introduced');
	});

	it('is found when one hunk only deletes and another adds something else', () => {
		const hunks = [
			{ baseStart: 11, baseLines: 1, headStart: 10, headLines: 0 },
			{ baseStart: 13, baseLines: 0, headStart: 13, headLines: 1 },
		];
		expect(lone(block('f', 10, 14), hunks)).toMatchObject({ state: 'removed', location: { side: 'LEFT', startLine: 11 } });
	});

	it('is looked for at the nearest deletion when it stood elsewhere in the file', () => {
		const hunks = [
			{ baseStart: 3, baseLines: 1, headStart: 3, headLines: 1 },
			{ baseStart: 90, baseLines: 5, headStart: 89, headLines: 0 },
		];
		expect(lone(block('f', 20, 22), hunks)).toMatchObject({ state: 'removed', location: { side: 'LEFT', startLine: 3 } });
	});

	it('was replaced, not removed, when the line itself was edited', () => {
		expect(lone(block('f', 10, 10), [{ baseStart: 10, baseLines: 1, headStart: 10, headLines: 1 }])).toMatchObject({
			state: 'introduced',
			location: { side: 'RIGHT', startLine: 10 },
		});
	});

	it('is introduced where nothing was deleted, or all of it is new', () => {
		expect(lone(block('f', 10, 12), [])?.state).toBe('introduced');
		expect(lone(block('f', 10, 12), [{ baseStart: 4, baseLines: 0, headStart: 5, headLines: 1 }])?.state).toBe('introduced');
		expect(lone(block('f', 10, 12), [{ baseStart: 9, baseLines: 2, headStart: 10, headLines: 3 }])?.state).toBe('introduced');
	});
});

function fetched(subject: string, path: string, startLine: number, source: string): Located {
	return { ...block(subject, startLine, startLine, path), text: source };
}

const same: LineMaps = (path) => fileLineMap(path, []);
const rewritten: LineMaps = (path) => fileLineMap(path, [{ baseStart: 1, baseLines: 99, headStart: 1, headLines: 99 }]);

describe('code that moved raises nothing', () => {
	it('in a renamed function whose line is unchanged', () => {
		const pairing = pairFindings([block('before', 5, 5)], [block('after', 5, 5)], same);
		expect(states(pairing)).toEqual(['5 existing']);
		expect(pairing.fixed).toEqual([]);
	});

	it('into another function or file, with the same text', () => {
		const base = [fetched('load', 'a.ts', 5, 'fetch(url, { method })')];
		const head = [fetched('loadAll', 'b.ts', 80, 'fetch(url, { method })')];
		const pairing = pairFindings(base, head, (path) => fileLineMap(path, 'unknown'));
		expect(states(pairing)).toEqual(['80 existing']);
		expect(pairing.fixed).toEqual([]);
	});

	it('one for one: a copy is new', () => {
		const base = [fetched('load', 'a.ts', 5, 'fetch(url, { method })')];
		const head = [fetched('one', 'b.ts', 1, 'fetch(url, { method })'), fetched('two', 'b.ts', 9, 'fetch(url, { method })')];
		const pairing = pairFindings(base, head, (path) => fileLineMap(path, 'unknown'));
		expect(states(pairing)).toEqual(['1 existing', '9 introduced']);
	});

	it('in the same file with the same words, though the code around it changed', () => {
		const elsewhere = pairFindings([fetched('a', 'a.ts', 5, 'fetch(url, one)')], [fetched('b', 'b.ts', 70, 'fetch(url, two)')], rewritten);
		expect(states(elsewhere)).toEqual(['70 introduced']);
		const inPlace = pairFindings([fetched('a', 'a.ts', 5, 'fetch(url, one)')], [fetched('b', 'a.ts', 70, 'fetch(url, two)')], rewritten);
		expect(states(inPlace)).toEqual(['70 existing']);
	});

	it('but a function that stood there before and lost its guardrail is no moved code', () => {
		const hunks = [{ baseStart: 1, baseLines: 9, headStart: 0, headLines: 0 }, { baseStart: 31, baseLines: 1, headStart: 21, headLines: 0 }];
		const pairing = pairFindings([fetched('gone', 'a.ts', 5, 'fetch(url, one)')], [fetched('kept', 'a.ts', 20, 'fetch(url, one)')], (path) => fileLineMap(path, hunks));
		expect(states(pairing)).toEqual(['20 removed']);
	});

	it('but a short text tells nothing', () => {
		const pairing = pairFindings([fetched('a', 'a.ts', 5, 'catch {}')], [fetched('b', 'b.ts', 7, 'catch {}')], (path) => fileLineMap(path, 'unknown'));
		expect(states(pairing)).toEqual(['7 introduced']);
	});
});
