import { globSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

const POLICIES = join(import.meta.dirname, '../../policies');
/** Of these there are tests beside this one that know more of them. */
const ELSEWHERE = ['change', 'code', 'terraform'];

test('every platform has a test of its fixtures', () => {
	const domains = globSync('*', { cwd: POLICIES }).filter((domain) => !ELSEWHERE.includes(domain));
	const tested = globSync('*.test.ts', { cwd: import.meta.dirname }).map((name) => name.replace('.test.ts', ''));
	expect(domains.filter((domain) => !tested.includes(domain))).toEqual([]);
});
