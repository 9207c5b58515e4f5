import { expect, it } from 'vitest';

import type { RepoPath } from '../change/change.ts';
import { isCandidate } from './gather.ts';

it.each([
	[true, 'src/pay.ts'],
	[true, 'deploy/web.yaml'],
	[true, 'third_party/chart/values.yaml'],
	[false, 'src/ui/assets/vendor/daisyui.js'],
	[false, 'README.md'],
])('is a candidate %s: %s', (candidate, path) => {
	expect(isCandidate(path as RepoPath)).toBe(candidate);
});
