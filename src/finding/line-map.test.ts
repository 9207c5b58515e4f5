import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileVersion, Hunk, ObjectId, RepoPath } from '../change/change.ts';
import { fileLineMap, lineMapsOf } from './line-map.ts';

const path = 'a.ts' as RepoPath;

/** A random edit as a list of kept, deleted and added lines. */
const edits = fc.array(fc.constantFrom('keep', 'delete', 'add'), { maxLength: 40 });

function hunksOf(steps: readonly string[]): { readonly hunks: readonly Hunk[]; readonly pairs: readonly (readonly [number | undefined, number | undefined])[] } {
	const hunks: Hunk[] = [];
	const pairs: [number | undefined, number | undefined][] = [];
	let [base, head] = [0, 0];
	for (let at = 0; at < steps.length; ) {
		if (steps[at] === 'keep') {
			pairs.push([++base, ++head]);
			at++;
			continue;
		}
		const [baseBefore, headBefore] = [base, head];
		for (; at < steps.length && steps[at] !== 'keep'; at++) pairs.push(steps[at] === 'delete' ? [++base, undefined] : [undefined, ++head]);
		const [baseLines, headLines] = [base - baseBefore, head - headBefore];
		hunks.push({ baseStart: baseBefore + Number(baseLines > 0), baseLines, headStart: headBefore + Number(headLines > 0), headLines });
	}
	return { hunks, pairs };
}

describe('the line map of a file', () => {
	it('takes every kept line to its counterpart and knows deleted and added ones, for any edit', () => {
		fc.assert(
			fc.property(edits, (steps) => {
				const { hunks, pairs } = hunksOf(steps);
				const map = fileLineMap(path, hunks.toReversed());
				for (const [base, head] of pairs) {
					if (base !== undefined) expect(map.headLineOf(base)).toBe(head);
					if (head !== undefined) expect(map.baseLineOf(head)).toBe(base);
				}
			}),
		);
	});

	it('says nothing of lines where there is no patch', () => {
		const map = fileLineMap(path, 'unknown');
		expect([map.headLineOf(1), map.baseLineOf(1)]).toEqual([undefined, undefined]);
	});
});

function version(name: string): FileVersion {
	return { path: name as RepoPath, kind: 'file', blob: 'b' as ObjectId };
}

describe('the line maps of a change', () => {
	const revision = { tree: 'x' as ObjectId };
	const change = (status: 'renamed' | 'copied') =>
		lineMapsOf({
			base: revision,
			head: revision,
			provenance: { marks: [], complete: true, commits: 1 },
			files: [{ status, before: version('old.ts'), after: version('new.ts'), hunks: [] }],
		});

	it('follow a rename', () => {
		expect(change('renamed')('new.ts' as RepoPath).basePath).toBe('old.ts');
	});

	it('take a copy for a new file: its original still stands', () => {
		expect(change('copied')('new.ts' as RepoPath).basePath).toBeUndefined();
	});

	it('leave a file alone that the change does not name', () => {
		const map = change('renamed')('other.ts' as RepoPath);
		expect([map.basePath, map.headLineOf(7)]).toEqual(['other.ts', 7]);
	});
});
