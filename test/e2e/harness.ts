import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { findingOf, reportOf } from './report-of.ts';
import { BundledAction, runStep, type Step, type StepOptions } from './run-action.ts';
import { Shop } from './shop.ts';

/** The bundled Action over a stub check; every test of the file gets a fresh pull request. */
export const action = new BundledAction();
let current: Shop;

/** The pull request of the running test. */
export function shop(): Shop {
	return current;
}

/** To be called once by each test file. No test may leave a request or an answer that is not as GitHub describes it. */
export function useShop(): void {
	beforeAll(() => action.build(), 60_000);
	afterAll(() => action.dispose());
	beforeEach(async () => {
		current = new Shop();
		await current.github.start();
	});
	afterEach(async () => {
		await current.github.stop();
		current.dispose();
		expect(current.github.violations).toEqual([]);
	});
}

export const FETCH = findingOf({
	fingerprint: 'aaaa000000000001', path: 'src/pay.ts', line: 10,
	edits: [{ startLine: 10, startColumn: 43, endLine: 10, endColumn: 43, text: ', signal: AbortSignal.timeout(2000)', safe: true }],
});
export const PROBE = findingOf({ fingerprint: 'bbbb000000000002', path: 'deploy/app.yaml', line: 4, endLine: 6, side: 'LEFT', state: 'removed' });
export const OUTSIDE = findingOf({ fingerprint: 'cccc000000000003', path: 'src/pay.ts', line: 30, severity: 'medium' });
export const ON_PICTURE = findingOf({ fingerprint: 'dddd000000000004', path: 'logo.png', line: 1, severity: 'low' });
export const ELSEWHERE = findingOf({ fingerprint: 'eeee000000000005', path: 'src/old.ts', line: 1, severity: 'medium' });
export const ALL = [FETCH, PROBE, OUTSIDE, ON_PICTURE, ELSEWHERE];

export function step(options: Partial<StepOptions> = {}): Promise<Step> {
	return runStep({ entry: action.entry, github: current.github, token: 'canary-writer', event: current.event, sha: current.head, ...options });
}

export function prepareAll(): void {
	action.prepare({ [current.head]: { report: reportOf(ALL), exitCode: 1 } });
}
