/**
 * Runs OPA's conformance cases for Rego v1 through Groundwire's evaluation, as a team's pack is run: compiled, then in Wasm or
 * in OPA's own evaluator as `evaluationOf` decides. Needs Go, in whose module of OPA the cases stand. Exit code 1 when an
 * answer is not OPA's. `--evaluation wasm|evaluator` runs all of them in one; `--tool FILE` takes another rego.wasm.br.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { loadRegoTool } from '../src/policy/rego-tool.ts';
import { readCases } from './conformance/cases.ts';
import { runCase, type Result } from './conformance/run.ts';
import { summary } from './conformance/summary.ts';

const ROOT = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { evaluation: { type: 'string' }, tool: { type: 'string', default: join(ROOT, 'dist/rego.wasm.br') }, only: { type: 'string', default: '' } } });
const force = (['wasm', 'evaluator'] as const).find((name) => name === values.evaluation);

try {
	const cases = readCases(ROOT).filter(({ note }) => note.includes(values.only));
	const tool = await loadRegoTool(values.tool);
	const results: Result[] = [];
	// oxlint-disable-next-line no-await-in-loop -- one instance of the tool answers one request at a time
	for (const testCase of cases) results.push(await runCase(tool, testCase, force));
	console.log(summary(results));
	process.exitCode = results.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 2;
}
