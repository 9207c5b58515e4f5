import { loadPolicy, type PolicyInstance, PolicyTrap } from '../evaluate.ts';
import { EvaluationError, loadRegoTool, RegoToolCrash, type EvaluatorRequest, type RegoEvaluator } from '../rego-tool.ts';
import type { Setup } from './protocol.ts';

/** A program that has been set up, whatever it is made of. `evaluate` throws `PolicyTrap`, and goes on after it. */
export interface Runner {
	setData(data: Readonly<Record<string, unknown>>): void;
	evaluate(entrypoint: string, input: unknown): unknown;
}

/** Policies compiled to Wasm. A trap may have damaged the memory: what follows has a new instance. */
export async function wasmRunner(wasm: Uint8Array<ArrayBuffer>, setup: Setup): Promise<Runner> {
	const module = await WebAssembly.compile(wasm);
	let data: unknown = {};
	let instance: PolicyInstance | undefined;
	const ready = (): PolicyInstance => {
		if (instance !== undefined) return instance;
		instance = loadPolicy(module, setup);
		instance.setData(data);
		return instance;
	};
	return {
		setData: (given) => {
			data = given;
			instance = undefined;
		},
		evaluate: (entrypoint, input) => {
			try {
				return ready().evaluate(entrypoint, input);
			} catch (error) {
				instance = undefined;
				throw error;
			}
		},
	};
}

const NANOSECONDS = 1_000_000n;

/** Sources in OPA's own evaluator, which begins anew by itself when it has crashed. */
export async function evaluatorRunner(tool: string, sources: EvaluatorRequest, { maxBytes, startedAt }: Setup): Promise<Runner> {
	const opened = (await loadRegoTool(tool, { maxBytes })).openEvaluator(sources);
	const problems = opened.errors.map(({ file, row, col, message }) => `${file}:${row}:${col}: ${message}`);
	const evaluator = (): RegoEvaluator => {
		if (opened.evaluator === undefined) throw new PolicyTrap(`the policies do not compile: ${problems.join('; ')}`);
		return opened.evaluator;
	};
	const nowNs = BigInt(Math.trunc(startedAt)) * NANOSECONDS;
	return {
		setData: (data) => trapped(() => opened.evaluator?.setData(data)),
		evaluate: (entrypoint, input) => trapped(() => evaluator().evaluate(entrypoint, input, nowNs)),
	};
}

/** What the policy is to blame for, in one line. */
function trapped<T>(action: () => T): T {
	try {
		return action();
	} catch (error) {
		if (error instanceof EvaluationError) throw new PolicyTrap(oneLine(error.message), { cause: error });
		if (error instanceof RegoToolCrash) throw new PolicyTrap(crash(error), { cause: error });
		throw error;
	}
}

/** OPA lists what conflicts on lines of their own. */
function oneLine(message: string): string {
	return message.trim().replaceAll(/:\s*\n\s*/g, ': ').replaceAll(/\s*\n\s*/g, '; ');
}

/** Go tells of every goroutine; its first line says what happened. */
function crash({ message }: RegoToolCrash): string {
	const [first = ''] = message.split('\n');
	return /out of memory|cannot allocate memory/.test(message) ? 'out of memory' : first;
}
