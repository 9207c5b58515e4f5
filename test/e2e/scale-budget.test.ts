import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Matrix, SCENARIOS } from './faults-matrix.ts';

/** Most requests that a run may cost, as docs/reliability.md states them. Every list fits on a page here, and more pages cost a request each. */
const BUDGET: Readonly<Record<string, { readonly first: number; readonly again: number }>> = {
	'first publication': { first: 12, again: 6 },
	'later push': { first: 18, again: 6 },
	'check run': { first: 5, again: 2 },
	'without git': { first: 24, again: 18 },
	'command': { first: 40, again: 30 },
	'second step': { first: 22, again: 14 },
};

const matrix = new Matrix();

beforeAll(() => matrix.start(1), 120_000);
afterAll(() => matrix.stop());

describe('the requests of a run', () => {
	it.each(SCENARIOS.map((scenario) => ({ name: scenario.name, scenario })))('stay within the budget: $name', async ({ name, scenario }) => {
		const { first, again } = await matrix.cost(scenario);
		expect(first.length, first.join('\n')).toBeLessThanOrEqual(BUDGET[name]?.first ?? 0);
		expect(again.length, again.join('\n')).toBeLessThanOrEqual(BUDGET[name]?.again ?? 0);
	}, 120_000);
});
