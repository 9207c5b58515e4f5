import { describe, expect, test } from 'vitest';

import type { RepoPath } from '../change/change.ts';
import { checkDepth } from './depth.ts';
import { limit } from './limits.ts';
import { sourceText } from './text.ts';

const MOST = limit('nesting');

function refused(text: string, syntax: 'code' | 'json' = 'code'): boolean {
	return checkDepth(sourceText('a.ts' as RepoPath, text), syntax)?.reason === 'too-deep';
}

describe('checkDepth', () => {
	test.each(['[', '(', '{'])('refuses %s opened without end, at the place where it is too much', (bracket) => {
		const found = checkDepth(sourceText('a.ts' as RepoPath, bracket.repeat(100_000)), 'code');
		expect(found).toMatchObject({ reason: 'too-deep', detail: `more than ${MOST} brackets are open at 1:${MOST + 1}` });
	});

	test('takes what is just at the limit', () => {
		expect(refused('['.repeat(MOST) + ']'.repeat(MOST))).toBe(false);
		expect(refused('['.repeat(MOST + 1) + ']'.repeat(MOST + 1))).toBe(true);
	});

	test('a long chain is not deep', () => {
		expect(refused(`p${'.then((x) => [x])'.repeat(5_000)}`)).toBe(false);
	});

	const many = '('.repeat(MOST + 1);
	test.each([
		['a string', `f("${many}")`],
		['a string with an escaped quote', `f('\\'${many}')`],
		['a line comment', `// ${many}\nf()`],
		['a block comment', `/* ${many} */ f()`],
		['a template', `f(\`${many}\`)`],
		['a regular expression', `const pattern = /[${many}/]/; f()`],
		['a regular expression after return', `return /\\${many.split('').join('\\')}/`],
	])('does not count brackets in %s', (_, text) => {
		expect(refused(text)).toBe(false);
	});

	test('counts what stands inside a template expression and after it', () => {
		expect(refused(`\`\${${many}`)).toBe(true);
		expect(refused(`\`\${a}\`; ${many}`)).toBe(true);
		expect(refused(`\`\${{ a: \`\${b}\` }}(((\`; ${'('.repeat(MOST - 2)}`)).toBe(false);
	});

	test('a division is no regular expression', () => {
		expect(refused(`a = b / ${many} / 2`)).toBe(true);
	});

	test('an apostrophe in prose costs one line', () => {
		expect(refused(`<p>don't</p>\n${many}`)).toBe(true);
	});

	test('reads JSON', () => {
		expect(refused(`{"a": "${'['.repeat(500)}"}`, 'json')).toBe(false);
		expect(refused('{"a":'.repeat(500), 'json')).toBe(true);
	});
});
