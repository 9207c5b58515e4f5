import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { CommitSha, ProvenanceMark, RepoPath } from '../change.ts';
import { attribute, type Claim, claimsOfMarks, claimsOfNote, claimsOfTrace } from './claims.ts';
import { parseTraces } from './agent-trace.ts';
import { parseGitAiNote } from './git-ai-note.ts';
import type { WalkedLines } from './line-walk.ts';
import { splitByHunks } from './segments.ts';

const PATH = 'a' as RepoPath;
const ID = 'a'.repeat(40) as CommitSha;
const WEIGHT = ['agent strong', 'session strong', 'agent weak', 'session weak', 'disclosed strong', 'disclosed weak', 'assist strong', 'assist weak', 'nobody'];

const line = fc.integer({ min: 1, max: 30 });
const claim: fc.Arbitrary<Claim> = fc.record({
	by: fc.record({ tool: fc.constantFrom('Claude Code', 'Cursor', 'unspecified'), kind: fc.constantFrom('agent', 'session', 'disclosed', 'assist'), strength: fc.constantFrom('strong', 'weak'), signal: fc.constantFrom('git-ai', 'agent-trace', 'co-author') }),
	segments: fc.array(fc.record({ path: fc.constant(PATH), line, head: line, count: fc.integer({ min: 1, max: 8 }) }), { maxLength: 4 }),
});
const ADDED = new Map([[PATH, [{ path: PATH, line: 3, head: 3, count: 20 }]]]);

/** By line of head: how heavy the claim on it is. */
function weights(claims: readonly Claim[]): number[] {
	const { attributed } = attribute(ADDED, claims);
	return Array.from({ length: 40 }, (_, index) => {
		const owner = attributed.find(({ ranges }) => ranges.some(([first, last]) => index >= first && index <= last));
		return WEIGHT.indexOf(owner === undefined ? 'nobody' : `${owner.kind} ${owner.strength}`);
	});
}

describe('claims on lines', () => {
	it('can be added to, and never make a line lighter', () => {
		fc.assert(
			fc.property(fc.array(claim, { maxLength: 5 }), fc.array(claim, { maxLength: 5 }), (some, more) => {
				const [before, after] = [weights(some), weights([...some, ...more])];
				expect(after.every((weight, index) => weight <= (before[index] ?? 0))).toBe(true);
			}),
		);
	});

	it('give the same in any order, each added line once, and no other line', () => {
		fc.assert(
			fc.property(fc.array(claim, { maxLength: 6 }), (claims) => {
				const one = attribute(ADDED, claims);
				expect(attribute(ADDED, claims.toReversed())).toEqual(one);
				const lines = one.attributed.flatMap(({ ranges }) => ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index)));
				expect(new Set(lines).size).toBe(lines.length);
				expect(lines.every((head) => head >= 3 && head <= 22)).toBe(true);
				expect(one.lines).toEqual({ ...one.lines, added: 20, unknown: 20 - lines.length });
			}),
		);
	});
});

function sum(all: readonly { readonly count: number }[]): number {
	return all.reduce((total, { count }) => total + count, 0);
}

describe('lines of a step', () => {
	it('are each brought or older, where the hunks say so', () => {
		const hunk = fc.record({ gap: fc.integer({ min: 1, max: 5 }), base: fc.integer({ min: 0, max: 4 }), head: fc.integer({ min: 0, max: 4 }) }).filter(({ base, head }) => base + head > 0);
		fc.assert(
			fc.property(fc.array(hunk, { maxLength: 6 }), fc.array(fc.record({ line, count: fc.integer({ min: 1, max: 6 }) }), { maxLength: 5 }), (steps, asked) => {
				// A version of numbered lines before, and the one that the hunks make of it.
				const [after, hunks] = [[] as (number | undefined)[], [] as { baseStart: number; baseLines: number; headStart: number; headLines: number }[]];
				let base = 0;
				for (const { gap, base: gone, head } of steps) {
					for (let count = 0; count < gap; count++) after.push(++base);
					hunks.push({ baseStart: gone === 0 ? base : base + 1, baseLines: gone, headStart: head === 0 ? after.length : after.length + 1, headLines: head });
					base += gone;
					for (let count = 0; count < head; count++) after.push(undefined);
				}
				for (let count = 0; count < 60; count++) after.push(++base);
				const segments = asked.map(({ line: first, count }) => ({ path: PATH, line: first, head: first, count })).toSorted((a, b) => a.line - b.line);
				const { brought, older } = splitByHunks(segments, hunks);
				for (const { line: at, count } of brought) for (let index = at; index < at + count; index++) expect(after[index - 1]).toBeUndefined();
				for (const { line: at, head, count } of older) for (let index = 0; index < count; index++) expect(after[head + index - 1]).toBe(at + index);
				expect(sum(brought) + sum(older)).toBe(sum(segments));
			}),
		);
	});
});

const WALKED: WalkedLines = { brought: new Map([[ID, new Map([[PATH, [{ path: PATH, line: 1, head: 3, count: 20 }]]])]]), stood: new Map([[ID, new Map([[PATH, [{ path: PATH, line: 1, head: 3, count: 20 }]]])]]), complete: true };

describe('hostile notes and records', () => {
	const metadata = '{"schema_version": "authorship/3.0.0", "prompts": {}}';

	it.each([
		['ranges that run backwards, begin at nought or never end', `a\n  0123456789abcdef 4-2\n  0123456789abcdef 0\n  0123456789abcdef 1-99999999\n---\n${metadata}`],
		['paths that lead out', `../a\n  0123456789abcdef 1\n/a\n  0123456789abcdef 1\na/../b\n  0123456789abcdef 1\n---\n${metadata}`],
		['entries without a path', `  0123456789abcdef 1\n---\n${metadata}`],
		['keys of people, and of nothing known', `a\n  h_0123456789abcd 1\n  x_0123456789abcd 2\n  __proto__ 3\n---\n${metadata}`],
	])('name no lines: %s', (_, text) => {
		const noted = parseGitAiNote(text) ?? [];
		expect(claimsOfNote(ID, noted, WALKED).flatMap(({ segments }) => segments)).toEqual([]);
	});

	it('bring no text of their own into a claim', () => {
		const text = `a\n  s_0123456789abcd::t_0123456789abcd 1\n---\n${JSON.stringify({ schema_version: 'authorship/3.1.0', sessions: { s_0123456789abcd: { agent_id: { tool: '<script>', model: '@everyone <b>' } } } })}`;
		expect(parseGitAiNote(text)).toEqual([{ path: 'a', ranges: [[1, 1]], tool: 'unspecified' }]);
		expect(parseGitAiNote(text.replace('"<script>"', '"constructor"'))?.[0]?.tool).toBe('unspecified');
	});

	it('read any text without harm', () => {
		const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.json());
		fc.assert(
			fc.property(anything, (text) => {
				expect(() => [parseGitAiNote(text), parseGitAiNote(`a\n  0123456789abcdef 1\n---\n${text}`), parseTraces(text)]).not.toThrow();
			}),
		);
	});

	it('take quoted paths, prompts of seven digits and empty notes', () => {
		expect(parseGitAiNote(`"a b"\n  0123456 1-2,4\n---\n${metadata}`)).toEqual([{ path: 'a b', ranges: [[1, 2], [4, 4]], tool: 'unspecified' }]);
		expect(parseGitAiNote(`---\n${metadata}`)).toEqual([]);
	});

	it('claim no line as a person\'s', () => {
		const record = JSON.stringify({ version: '0.1.0', vcs: { type: 'git', revision: ID }, files: [{ path: 'a', conversations: [{ contributor: { type: 'human' }, ranges: [{ start_line: 1, end_line: 9 }] }, { contributor: { type: 'human' }, ranges: [{ start_line: 4, end_line: 4, contributor: { type: 'ai' } }] }] }] });
		const claims = parseTraces(record).flatMap((trace) => claimsOfTrace(trace, WALKED));
		expect(claims).toEqual([{ by: { tool: 'unspecified', kind: 'agent', strength: 'weak', signal: 'agent-trace' }, segments: [{ path: 'a', line: 4, head: 6, count: 1 }] }]);
	});

	it('cover nothing by marks of automation, of mentions, or of the pull request', () => {
		const mark: ProvenanceMark = { signal: 'co-author', place: 'trailer', tool: 'x', kind: 'agent', strength: 'strong', commit: ID };
		const { commit: _, ...general } = mark;
		expect(claimsOfMarks([{ ...mark, kind: 'automation' }, { ...mark, kind: 'mention' }, general, { ...mark, signal: 'git-ai' }], WALKED)).toEqual([]);
		expect(claimsOfMarks([mark], WALKED)).toHaveLength(1);
	});
});
