import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { jsonText } from './json-text.ts';

describe('jsonText', () => {
	it.each([
		['\ud83d', '\ufffd'],
		['a\udc00b', 'a\ufffdb'],
		['😀', '😀'],
		['\\ud83d', '\\ud83d'],
		['\\\\ud83d\ud83d', '\\\\ud83d\ufffd'],
		['\u0001\n"', '\u0001\n"'],
	])('%j is read as %j', (text, read) => {
		expect(JSON.parse(jsonText(text))).toBe(read);
		expect(JSON.parse(jsonText({ [text]: [text] }))).toEqual({ [read]: [read] });
	});

	it('says of any text what the text says, in whole characters', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), fc.array(fc.integer({ min: 0xd7f0, max: 0xe010 })), (text, units) => {
				const odd = `${text}${String.fromCharCode(...units)}\\`;
				expect(JSON.parse(jsonText(odd))).toBe(odd.toWellFormed());
			}),
		);
	});
});
