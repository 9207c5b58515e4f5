import { describe, expect, it } from 'vitest';

import { InvalidFindings, validateFindings } from './validate.ts';

const good = { at: 'n1', message: 'm' };

describe('validateFindings', () => {
	it('takes what a policy may return', () => {
		const full = {
			at: ['spec', 'containers', 0],
			document: 2,
			subject: 's',
			message: 'm',
			severity: 'low',
			confidence: 'medium',
			fix: { name: 'set-deadline', params: { ms: 2000 } },
			related: [{ at: ['spec'] }, { at: 'n2', document: 1 }],
		};
		expect(validateFindings([full])).toEqual([full]);
		expect(validateFindings([])).toEqual([]);
	});

	it('reads null as nothing', () => {
		expect(validateFindings([{ ...good, fix: null, severity: null }])).toEqual([good]);
	});

	it('orders findings by what they say, not by how Wasm walks a set', () => {
		const b = { at: 'b', message: 'm' };
		expect(validateFindings([b, good])).toEqual(validateFindings([good, b]));
	});

	it('cuts a message that has no end', () => {
		expect(validateFindings([{ ...good, message: 'x'.repeat(100_000) }])[0]?.message).toHaveLength(4_001);
	});

	it.each([
		['no list', { a: 1 }, 'findings must be a set or an array, not an object'],
		['a text', ['deny'], 'findings[0] must be an object, not "deny"'],
		['no message', [{ at: 'x' }], 'findings[0].message must be a text, not missing'],
		['an empty message', [{ at: 'x', message: '' }], 'findings[0].message must be a text, not ""'],
		['no place', [{ message: 'm' }], "findings[0].at must be a fact's `at` or a path (an array), not missing"],
		['a broken path', [good, { ...good, at: ['a', -1] }], 'findings[1].at[1] must be a whole number from 0 on, not -1'],
		['a path into an object', [{ ...good, at: ['a', {}] }], 'findings[0].at[1] must be a whole number from 0 on, not an object'],
		['an unknown key', [{ ...good, sevrity: 'low' }], 'findings[0].sevrity is no key of a finding'],
		['an unknown severity', [{ ...good, severity: 'grave' }], 'findings[0].severity must be one of low, medium, high, critical, not "grave"'],
		['a nameless fix', [{ ...good, fix: {} }], 'findings[0].fix.name must be a text, not missing'],
		['a related place that is none', [{ ...good, related: [{ at: 3 }] }], "findings[0].related[0].at must be a fact's `at` or a path (an array), not 3"],
		['too many', Array.from({ length: 1_001 }, () => good), 'findings: 1001 of them, the limit is 1000'],
	])('refuses %s and says where', (_, value, message) => {
		expect(() => validateFindings(value)).toThrow(InvalidFindings);
		expect(() => validateFindings(value)).toThrow(message);
	});
});
