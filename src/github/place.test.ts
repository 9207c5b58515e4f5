import { describe, expect, it } from 'vitest';
import type { RepoPath } from '../change/change.ts';
import type { DiffSide, Finding } from '../finding/finding.ts';
import type { Edit } from '../parse/parsed.ts';
import type { RuleId } from '../policy/policy.ts';
import { parsePatch, type DiffFile } from './patch.ts';
import { anchor } from './place.ts';

const PATCH = [
	'@@ -8,6 +8,7 @@ function charge() {',
	' line 8',
	'-  const old = fetch(url);',
	'+  const response = await fetch(url, {',
	"+    method: 'POST',",
	' line 10',
	'-line 11',
	'-line 12',
	'+  });',
	'+  return response;',
	' line 13',
].join('\n');

const FILE: DiffFile = { path: 'src/pay.ts', status: 'modified', hunks: parsePatch(PATCH) };

function finding(startLine: number, endLine: number, side: DiffSide = 'RIGHT', edits: readonly Omit<Edit, 'path'>[] = [], path = 'src/pay.ts'): Finding {
	const place = { path: path as RepoPath, side, startLine, startColumn: 1, endLine, endColumn: 2 };
	const words = { subject: 's', title: 't', message: 'm', why: 'w', remedy: 'r', rule: 'r1' as RuleId, category: 'code/x' };
	const weight = { persona: 'essential', confidence: 'high', severity: 'high', state: 'introduced', placement: 'inline' } as const;
	return { fingerprint: 'aaaa', ...words, ...weight, location: place, related: [], edits: edits.map((edit) => ({ ...edit, path: path as RepoPath })) };
}

describe('anchor', () => {
	it('spans the lines of a finding inside one hunk', () => {
		expect(anchor(finding(9, 10), [FILE])).toEqual({ kind: 'line', path: 'src/pay.ts', side: 'RIGHT', startLine: 9, line: 10, elsewhere: false });
	});

	it('stands on the first line of a finding that runs out of the hunk', () => {
		expect(anchor(finding(13, 40), [FILE])).toMatchObject({ side: 'RIGHT', line: 13, elsewhere: false });
	});

	it('stands on the left for lines that are gone, and on the right for lines that are still there', () => {
		expect(anchor(finding(11, 12, 'LEFT'), [FILE])).toMatchObject({ side: 'LEFT', startLine: 11, line: 12 });
		expect(anchor(finding(10, 10, 'LEFT'), [FILE])).toMatchObject({ side: 'RIGHT', line: 11, elsewhere: false });
		expect(anchor(finding(9, 11, 'LEFT'), [FILE])).toEqual({ kind: 'line', path: 'src/pay.ts', side: 'LEFT', line: 9, elsewhere: false });
	});

	it('takes the nearest line, then the file, then the summary', () => {
		expect(anchor(finding(99, 99), [FILE])).toMatchObject({ kind: 'line', line: 14, elsewhere: true });
		expect(anchor(finding(1, 1), [{ ...FILE, hunks: 'unknown' }])).toEqual({ kind: 'file', path: 'src/pay.ts' });
		expect(anchor(finding(1, 1, 'RIGHT', [], 'other.ts'), [FILE])).toEqual({ kind: 'summary' });
	});

	it('follows a renamed file for what stood at base', () => {
		expect(anchor(finding(11, 11, 'LEFT', [], 'src/before.ts'), [{ ...FILE, previousPath: 'src/before.ts' }])).toMatchObject({ path: 'src/pay.ts', side: 'LEFT', line: 11 });
	});
});

describe('a suggestion', () => {
	const insert = { startLine: 10, startColumn: 20, endLine: 10, endColumn: 20, text: ' signal: AbortSignal.timeout(2000),', safe: true };

	it('replaces exactly the lines it is commented on', () => {
		expect(anchor(finding(9, 9, 'RIGHT', [insert]), [FILE])).toEqual({
			kind: 'line', path: 'src/pay.ts', side: 'RIGHT', startLine: 9, line: 10, elsewhere: false,
			suggestion: "  const response = await fetch(url, {\n    method: 'POST', signal: AbortSignal.timeout(2000),",
		});
	});

	it('applies several edits, whichever order they come in', () => {
		const first = { startLine: 9, startColumn: 3, endLine: 9, endColumn: 8, text: 'let', safe: true };
		const both = [[first, insert], [insert, first]].map((edits) => anchor(finding(9, 9, 'RIGHT', edits), [FILE]));
		expect(both[0]).toEqual(both[1]);
		expect(both[0]).toMatchObject({ suggestion: "  let response = await fetch(url, {\n    method: 'POST', signal: AbortSignal.timeout(2000)," });
	});

	it.each([
		['an unsafe edit', [{ ...insert, safe: false }]],
		['an edit outside the hunk', [insert, { ...insert, startLine: 1, endLine: 1 }]],
		['edits that overlap', [insert, { ...insert, startColumn: 1, endColumn: 25 }]],
		['text that hides something', [{ ...insert, text: 'a\u202eb' }]],
		['an edit that changes nothing', [{ ...insert, text: '' }]],
	])('is not made of %s', (_, edits) => {
		expect(anchor(finding(9, 9, 'RIGHT', edits), [FILE])).not.toHaveProperty('suggestion');
	});
});
