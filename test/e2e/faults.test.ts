import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KINDS } from './faults-kinds.ts';
import { combinations, Matrix, SCENARIOS } from './faults-matrix.ts';

const matrix = new Matrix();

beforeAll(() => matrix.start(), 120_000);
afterAll(() => matrix.stop());

/** `npm test` meets every request with one fault and every fault with some request; `node scripts/faults.ts --full` runs them all. */
describe('every request of a run, disturbed once and followed by a clean run', () => {
	it.each(SCENARIOS.map((scenario) => ({ name: scenario.name, scenario })))('$name ends where an undisturbed run ends', async ({ scenario }) => {
		const { calls } = await matrix.golden(scenario);
		const broken: string[] = [];
		let ran = 0;
		await matrix.each(combinations(scenario, calls.length, 1), ({ call, kind }, problems) => {
			ran++;
			broken.push(...problems.map((problem) => `request ${call} (${calls[call - 1]}), ${kind}: ${problem}`));
		});
		expect(broken).toEqual([]);
		expect(ran).toBe(calls.length);
	}, 300_000);

	it('meets every kind of fault', async () => {
		const met = new Set<string>();
		for (const scenario of SCENARIOS) {
			const { calls } = await matrix.golden(scenario);
			for (const { kind } of combinations(scenario, calls.length, 1)) met.add(kind);
		}
		expect(met).toEqual(new Set(Object.keys(KINDS)));
	});
});
