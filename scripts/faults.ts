/**
 * `node scripts/faults.ts [--full | --each N] [--scenario NAME] [--kind NAME]`: every request of representative runs of the Action × every
 * fault, once, each followed by an undisturbed run. Prints how many combinations there were and how many led to the state that an
 * undisturbed run leads to; fails when one did not.
 */
import { parseArgs } from 'node:util';
import { KINDS } from '../test/e2e/faults-kinds.ts';
import { combinations, Matrix, SCENARIOS } from '../test/e2e/faults-matrix.ts';

const { values } = parseArgs({
	options: { full: { type: 'boolean' }, each: { type: 'string' }, scenario: { type: 'string' }, kind: { type: 'string' }, 'at-once': { type: 'string' } },
});
const each = values.full === true ? Object.keys(KINDS).length : Number(values.each ?? 2);
const matrix = new Matrix();
await matrix.start(Number(values['at-once'] ?? 2));
let [ran, converged] = [0, 0];
for (const scenario of SCENARIOS.filter(({ name }) => values.scenario === undefined || name === values.scenario)) {
	const { calls } = await matrix.golden(scenario);
	const todo = combinations(scenario, calls.length, each).filter(({ kind }) => values.kind === undefined || kind === values.kind);
	const before = { ran, converged };
	await matrix.each(todo, ({ call, kind }, problems) => {
		ran++;
		if (problems.length === 0) converged++;
		for (const problem of problems) console.log(`${scenario.name}, request ${call} (${calls[call - 1]}), ${kind}: ${problem}`);
	});
	console.log(`${scenario.name}: ${calls.length} requests, ${ran - before.ran} combinations, ${converged - before.converged} converged`);
}
await matrix.stop();
console.log(`${ran} combinations, ${converged} converged`);
process.exitCode = ran > 0 && converged === ran ? 0 : 1;
