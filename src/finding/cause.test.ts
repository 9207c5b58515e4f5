import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KINDRED } from './cause.ts';

describe('the rules of one cause', () => {
	it('exist, and have one cause each', () => {
		const ids = new Set(globSync('policies/*/*/policy.rego').map((path) => /^#\s+id: (\S+)$/m.exec(readFileSync(path, 'utf8'))?.[1]));
		expect(KINDRED.filter((rule) => !ids.has(rule))).toEqual([]);
		expect(new Set(KINDRED).size).toBe(KINDRED.length);
	});
});
