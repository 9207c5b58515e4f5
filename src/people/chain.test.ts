import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appended, isRecorded, readLog } from './chain.ts';
import { canonical, sha256, type Draft } from './entry.ts';

const draft = (change: Partial<Draft> = {}): Draft => ({
	at: '2026-11-21T12:00:00.000Z', pull: 7, base: 'b'.repeat(40), head: 'a'.repeat(40), actor: { login: 'ada', id: 11 }, permission: 'maintain', action: 'approve',
	comment: { id: 21, line: 1, bodySha256: sha256('/groundwire approve') }, ...change,
});
const waiver: Partial<Draft> = { action: 'waive', digests: { aaaa000000000001: 'd'.repeat(32) }, rule: 'missing-timeout', until: '2027-01-15', reason: 'the queue ends this "call"\u202e' };
const three = [draft(), draft(waiver), draft({ action: 'revoke' })].reduce(appended, '');
const broken = (text: string): readonly [number, string] | undefined => {
	const found = readLog(text).broken;
	return found === undefined ? undefined : [found.line, found.why];
};

const joined = (...kept: readonly (string | undefined)[]): string => [...kept, ''].join('\n');

describe('the log', () => {
	it('is read as it was written', () => {
		const { entries, broken: wrong } = readLog(three);
		expect(wrong).toBeUndefined();
		expect(entries.map(({ sequence, action }) => [sequence, action])).toEqual([[1, 'approve'], [2, 'waive'], [3, 'revoke']]);
		expect(entries[1]).toMatchObject({ ...waiver, previous: sha256(three.split('\n')[0] ?? '') });
	});

	it('may be empty', () => {
		expect(readLog('')).toEqual({ entries: [] });
	});

	it('knows what it holds', () => {
		const { entries } = readLog(three);
		expect(isRecorded(entries, draft())).toBe(true);
		expect(isRecorded(entries, draft({ comment: { ...draft().comment, line: 2 } }))).toBe(false);
	});

	it('names the line that is broken', () => {
		const lines = three.split('\n');
		expect(broken(joined(lines[0], lines[2]))).toEqual([2, 'its sequence is 3, and 2 was expected']);
		expect(broken(joined(lines[0]?.replace('ada', 'eve'), lines[1], lines[2]))?.[0]).toBe(2);
		expect(broken(joined(lines[0], lines[1]?.replace('2027', '2099'), lines[2]))?.[0]).toBe(3);
		expect(broken(joined(lines[0], ` ${lines[1] ?? ''}`))).toEqual([2, 'it is not in canonical form']);
		expect(broken(joined(lines[0], '{}'))?.[0]).toBe(2);
		expect(broken(joined(lines[0], ''))).toEqual([2, 'it is not JSON']);
		expect(broken(three.slice(0, -1))).toEqual([3, 'it has no line end']);
	});

	it('takes no key that it does not know, and no key twice', () => {
		const [first = ''] = three.split('\n');
		expect(broken(`${first.replace('{', '{"a":1,')}\n`)).toEqual([1, 'it is not in canonical form']);
		expect(broken(`${first.replace('"pull":7', '"pull":8,"pull":7')}\n`)).toEqual([1, 'it is not in canonical form']);
		expect(broken(`${first.replace('"pull"', '"__proto__":{"pull":7},"pull"')}\n`)).toEqual([1, 'it is not in canonical form']);
	});

	it('is broken by any change of one character but in its last line, and by any text is read without an error', () => {
		fc.assert(
			fc.property(fc.nat(three.length - 1), fc.constantFrom('0', 'a', 'Z', '"', '{', '}', ',', ':', ' ', '\n', '\u00e9'), (at, character) => {
				if (three[at] === character) return;
				const changed = three.slice(0, at) + character + three.slice(at + 1);
				const last = three.lastIndexOf('\n', three.length - 2);
				if (at <= last) expect(readLog(changed).broken).toBeDefined();
				else expect(readLog(changed).entries.slice(0, 2)).toEqual(readLog(three).entries.slice(0, 2));
			}),
			{ numRuns: 2000 },
		);
		fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => { expect(readLog(`${text}\n`).entries).toEqual([]); }), { numRuns: 1000 });
	});

	it('has one form for one entry', () => {
		const [first] = readLog(three).entries;
		if (first === undefined) throw new Error('no entry');
		expect(canonical(Object.fromEntries(Object.entries(first).toReversed()) as unknown as typeof first)).toBe(canonical(first));
	});
});
