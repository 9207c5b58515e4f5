import { describe, expect, test } from 'vitest';

import { codeFacts } from '../../../../test/support/code-facts.ts';

const PATH = 'src/a.ts';

function limited(text: string, base?: string): string[] {
	const { code } = codeFacts({ [PATH]: text }, PATH, base === undefined ? undefined : { [PATH]: base });
	return code.limitedCalls.map(({ name, subject, limits, open }) => `${name} in ${subject}: ${limits.map((limit) => limit.name).join(' ')}${open ? ' open' : ''}`);
}

describe('limited calls', () => {
	test('those of a callee that is given a limit somewhere, with its calls that are given none', () => {
		const text = 'async function f() { await load(1, { timeout: 500 }); await load(2); await save(3); }';
		expect(limited(text)).toEqual(['load in f: timeout', 'load in f: ']);
		expect(limited(text, text)).toEqual(['load in f: timeout', 'load in f: ']);
	});

	test('those of a callee that had a limit at base', () => {
		expect(limited('async function f() { await load(1); await save(2); }', 'async function f() { await load(1, { timeout: 500 }); }')).toEqual(['load in f: ']);
		expect(limited('async function f(options) { await load(1, options); }', 'async function f() { await load(1, { timeout: 500 }); }')).toEqual(['load in f:  open']);
	});

	test('none where no callee has or had one', () => {
		expect(limited('async function f() { await load(1); }')).toEqual([]);
		expect(limited('async function f() { await load(1); }', 'async function f() { await load(2); }')).toEqual([]);
	});
});
