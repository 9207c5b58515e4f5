import { type Evaluation, evaluationOf } from '../../src/policy/evaluation.ts';
import { loadPolicy, PolicyTrap } from '../../src/policy/evaluate.ts';
import { REFUSED_BUILTINS } from '../../src/policy/refused-builtins.ts';
import { readRegoTerm, type RegoTerm } from '../../src/policy/rego-terms.ts';
import { EvaluationError, type RegoCompiled, type RegoSources, type RegoTool } from '../../src/policy/rego-tool.ts';
import type { Case } from './cases.ts';
import { type Answer, difference } from './compare.ts';

/** `refused`: not evaluated, and the author is told so. `failed`: the answer is not OPA's. */
export interface Result {
	readonly case: Case;
	readonly outcome: 'passed' | 'refused' | 'failed';
	readonly evaluation?: Evaluation;
	/** Why it was refused, or how it differs. */
	readonly detail?: string;
	/** The builtins that it calls, operators included. */
	readonly builtins: readonly string[];
}

/** Where the entry is undefined, so is the query. */
const NO_ROWS: RegoTerm = { kind: 'array', items: [] };
const ENTRY = 'conformance/entry/results';
/** Some cases hold tokens that have expired. */
const NOW = Date.now();
const MAX_BYTES = 67_108_864;

/** Runs one case as a team's pack is run. `force` leaves the choice of the evaluation aside. */
export async function runCase(tool: RegoTool, testCase: Case, force?: Evaluation): Promise<Result> {
	const sources = { strict: false, modules: { ...Object.fromEntries((testCase.modules ?? []).map((module, index) => [`test-${index}.rego`, module])), 'entry.rego': entry(testCase) } };
	// Wasm is made only where it is asked for: it is what takes the time.
	const compiled = tool.compile({ ...sources, entrypoints: [ENTRY], noWasm: true });
	const builtins = compiled.builtins.map(({ name }) => name);
	const [error] = compiled.errors;
	if (error !== undefined) return { case: testCase, outcome: 'refused', detail: `${error.row}:${error.col}: ${error.message}`, builtins: [...builtins, ...refusedIn(error.message)] };
	const evaluation = force ?? evaluationOf(compiled);
	const answer = evaluation === 'wasm' ? await answerOfWasm(tool.compile({ ...sources, entrypoints: [ENTRY] }), testCase) : answerOfEvaluator(tool, sources, testCase);
	const detail = difference(testCase, answer, evaluation === 'evaluator');
	return { case: testCase, outcome: detail === undefined ? 'passed' : 'failed', evaluation, builtins, ...(detail === undefined ? {} : { detail }) };
}

/** The query's rows as a set, whose order is nobody's; the input as packs are given it: in an envelope. */
function entry({ query, input, input_term, want_result = [] }: Case): string {
	const variables = [...new Set(want_result.flatMap((row) => Object.keys(row)))];
	const row = `{${variables.map((name) => `${JSON.stringify(name)}: ${name}`).join(', ')}}`;
	const given = input_term ?? (input === undefined ? undefined : 'input.input');
	return `package conformance.entry\n\nrows := {${row} | ${query}}\n\nresults := ${given === undefined ? 'rows' : `all if all := rows with input as ${given}`}\n`;
}

function envelope({ input }: Case): unknown {
	return input === undefined ? undefined : { input };
}

async function answerOfWasm({ wasm }: RegoCompiled, testCase: Case): Promise<Answer> {
	if (wasm === undefined) return { error: 'the Rego tool compiled nothing' };
	try {
		const policy = loadPolicy(await WebAssembly.compile(wasm), { maxBytes: MAX_BYTES, startedAt: NOW });
		policy.setData(testCase.data ?? {});
		return { rows: policy.evaluateTerm(ENTRY, envelope(testCase)) ?? NO_ROWS };
	} catch (error) {
		if (!(error instanceof PolicyTrap)) throw error;
		return { error: error.message };
	}
}

/** Told to be strict where the case wants a builtin's error: an evaluation of ours would give no answer there. */
function answerOfEvaluator(tool: RegoTool, sources: RegoSources, testCase: Case): Answer {
	const data = (testCase.data ?? {}) as Readonly<Record<string, unknown>>;
	const { errors: [error], evaluator } = tool.openEvaluator({ ...sources, data, entrypoints: [ENTRY], strictBuiltinErrors: testCase.strict_error === true && testCase.want_result === undefined });
	if (evaluator === undefined) return { error: error?.message ?? 'the evaluator did not open' };
	try {
		const given = envelope(testCase);
		const text = evaluator.evaluateText(ENTRY, given === undefined ? undefined : JSON.stringify(given), BigInt(NOW) * 1_000_000n);
		return { rows: text === undefined ? NO_ROWS : readRegoTerm(text) };
	} catch (caught) {
		if (!(caught instanceof EvaluationError)) throw caught;
		const { file, row, message } = caught.problem;
		return { error: `${file}:${row}: ${caught.code}: ${message}` };
	}
}

function refusedIn(message: string): readonly string[] {
	return REFUSED_BUILTINS.filter((name) => message.includes(name));
}
