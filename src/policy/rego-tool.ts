import { REFUSED_BUILTINS } from './refused-builtins.ts';
import { type EvaluatorOpened, type EvaluatorRequest, openEvaluator } from './rego-tool-evaluator.ts';
import { RegoToolInstance, compileRegoTool } from './rego-tool-instance.ts';
import type {
	RegoChecked, RegoCompileRequest, RegoCompiled, RegoFormatRequest, RegoFormatted, RegoInspected, RegoSources, RegoTestRequest, RegoTested,
} from './rego-tool-types.ts';

export { EvaluationError, type EvaluatorOpened, type EvaluatorRequest, type RegoEvaluator } from './rego-tool-evaluator.ts';
export { RegoToolCrash } from './rego-tool-instance.ts';
export type * from './rego-tool-types.ts';

/** OPA's own compiler, type checker, formatter, test runner and evaluator, without files or network. */
export interface RegoTool {
	/** Parses, and says what the modules declare and what their metadata says. */
	inspect(request: RegoSources): RegoInspected;
	/** Compiles without making anything, as `opa check` does. */
	check(request: RegoCompileRequest): RegoChecked;
	compile(request: RegoCompileRequest): RegoCompiled;
	/** Writes sources as `opa fmt` does. */
	format(request: RegoFormatRequest): RegoFormatted;
	/** Runs tests as `opa test` does. */
	test(request: RegoTestRequest): RegoTested;
	/** Policies ready to be evaluated by OPA's topdown, or why they are not. */
	openEvaluator(request: EvaluatorRequest): EvaluatorOpened;
}

export interface RegoToolOptions {
	/** The most memory an instance may take; without it, 4 GiB. */
	readonly maxBytes?: number;
}

/** Loads the tool from `rego.wasm.br`: some 300 ms to unpack. It is never needed by a plain `check`. */
export async function loadRegoTool(path: string, { maxBytes }: RegoToolOptions = {}): Promise<RegoTool> {
	const module = await compileRegoTool(path, maxBytes);
	let shared: RegoToolInstance | undefined;
	const ask = (op: string, request: RegoSources & { readonly refuse?: readonly string[] }): unknown => {
		// A request that brings the tool down must not spoil the next one.
		if (shared?.usable !== true) shared = new RegoToolInstance(module);
		return shared.ask({ op, refuse: REFUSED_BUILTINS, strict: true, ...request });
	};
	return {
		inspect: (request) => inspected(ask('inspect', request)),
		check: (request) => checked(ask('check', request)),
		compile: (request) => {
			const answer = ask('compile', request) as RawAnswer;
			const { wasm } = answer;
			return { ...checked(answer), unproven: answer.unproven ?? [], ...(wasm !== undefined && { wasm: new Uint8Array(Buffer.from(wasm, 'base64')) }) };
		},
		format: (request) => {
			const { errors = [], formatted = {} } = ask('format', request) as RawAnswer;
			return { errors, formatted };
		},
		test: (request) => {
			const answer = ask('test', { refuse: [], ...request }) as RawAnswer;
			return { ...checked(answer), tests: answer.tests ?? [], ...(answer.coverage !== undefined && { coverage: answer.coverage }) };
		},
		openEvaluator: (request) => openEvaluator(() => new RegoToolInstance(module), request),
	};
}

/** What Go writes: an empty list is left out. */
interface RawAnswer {
	readonly errors?: RegoInspected['errors'];
	readonly annotations?: RegoInspected['annotations'];
	readonly modules?: RegoInspected['modules'];
	readonly builtins?: RegoChecked['builtins'];
	readonly unproven?: RegoCompiled['unproven'];
	readonly wasm?: string;
	readonly formatted?: RegoFormatted['formatted'];
	readonly tests?: RegoTested['tests'];
	readonly coverage?: NonNullable<RegoTested['coverage']>;
}

function inspected(answer: unknown): RegoInspected {
	const { errors = [], annotations = [], modules = [] } = answer as RawAnswer;
	return { errors, annotations, modules };
}

function checked(answer: unknown): RegoChecked {
	return { ...inspected(answer), builtins: (answer as RawAnswer).builtins ?? [] };
}
