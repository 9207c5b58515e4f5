import { REFUSED_BUILTINS } from './refused-builtins.ts';
import type { RegoToolInstance } from './rego-tool-instance.ts';
import type { RegoProblem, RegoSources } from './rego-tool-types.ts';

export interface EvaluatorRequest extends RegoSources {
	/** `data` until `setData`. */
	readonly data?: Readonly<Record<string, unknown>>;
	/** What will be asked for, as `package/path/rule`. */
	readonly entrypoints?: readonly string[];
	/** An error of a builtin ends the evaluation, where it is else undefined. */
	readonly strictBuiltinErrors?: boolean;
}

/** The evaluation came to an error that Rego itself knows, such as two values for one rule. */
export class EvaluationError extends Error {
	/** For example `eval_conflict_error`. */
	readonly code: string;
	readonly problem: RegoProblem;

	constructor(problem: RegoProblem) {
		super(`${problem.file === '' ? '' : `${problem.file}:${problem.row}: `}${problem.message}`);
		this.code = problem.code;
		this.problem = problem;
	}
}

/** Policies in OPA's own evaluator, asked many times. After a crash the next call begins with a new instance. */
export interface RegoEvaluator {
	/** Sets `data`, until it is set anew. */
	setData(data: Readonly<Record<string, unknown>>): void;
	/** The value of an entrypoint, or `undefined`. `nowNs` is what `time.now_ns` answers. Throws `EvaluationError` or `RegoToolCrash`. */
	evaluate(entrypoint: string, input: unknown, nowNs: number | bigint): unknown;
	/** The same in JSON text: numbers keep every digit. */
	evaluateText(entrypoint: string, input: string | undefined, nowNs: number | bigint): string | undefined;
}

export type EvaluatorOpened = { readonly errors: readonly RegoProblem[]; readonly evaluator?: undefined } | { readonly errors: readonly []; readonly evaluator: RegoEvaluator };

interface Opened {
	readonly errors?: readonly RegoProblem[];
	readonly evaluator?: number;
}

/** Compiles the policies in an instance of their own. */
export function openEvaluator(makeInstance: () => RegoToolInstance, request: EvaluatorRequest): EvaluatorOpened {
	const { data, ...rest } = request;
	const sources = { op: 'open', refuse: REFUSED_BUILTINS, strict: true, ...rest };
	const instance = makeInstance();
	const { errors, evaluator } = instance.ask({ ...sources, data }) as Opened;
	if (evaluator === undefined) return { errors: errors ?? [] };
	const reopen = (current: unknown): Session => {
		const fresh = makeInstance();
		const opened = fresh.ask({ ...sources, data: current }) as Opened;
		if (opened.evaluator === undefined) throw new Error('policies that compiled do not compile again');
		return { instance: fresh, id: opened.evaluator };
	};
	return { errors: [], evaluator: new Evaluator({ instance, id: evaluator }, data, reopen) };
}

interface Session {
	readonly instance: RegoToolInstance;
	readonly id: number;
}

class Evaluator implements RegoEvaluator {
	readonly #reopen: (data: unknown) => Session;
	#session: Session;
	#data: unknown;

	constructor(session: Session, data: unknown, reopen: (data: unknown) => Session) {
		this.#session = session;
		this.#data = data;
		this.#reopen = reopen;
	}

	setData(data: Readonly<Record<string, unknown>>): void {
		this.#data = data;
		const { instance, id } = this.#session;
		// A crashed instance is replaced, with its data, when it is next asked.
		if (instance.usable) instance.ask({ op: 'data', evaluator: id, data });
	}

	evaluate(entrypoint: string, input: unknown, nowNs: number | bigint): unknown {
		const text = this.evaluateText(entrypoint, input === undefined ? undefined : JSON.stringify(input), nowNs);
		return text === undefined ? undefined : JSON.parse(text);
	}

	evaluateText(entrypoint: string, input: string | undefined, nowNs: number | bigint): string | undefined {
		if (!this.#session.instance.usable) this.#session = this.#reopen(this.#data);
		const { instance, id } = this.#session;
		const asked = `"op":"evaluate","evaluator":${id},"entrypoint":${JSON.stringify(entrypoint)},"nowNs":${BigInt(nowNs)}`;
		return valueOf(instance.exchange(`{${asked}${input === undefined ? '' : `,"input":${input}`}}`));
	}
}

const VALUE = '{"value":';

/** The value's own text. Whatever else an answer holds says why there is no value. */
function valueOf(answer: string): string | undefined {
	if (answer.startsWith(VALUE)) return answer.slice(VALUE.length, answer.lastIndexOf('}'));
	const { failure, errors } = JSON.parse(answer) as { readonly failure?: string; readonly errors?: readonly RegoProblem[] };
	if (failure !== undefined) throw new Error(`the Rego tool failed: ${failure}`);
	const [problem] = errors ?? [];
	if (problem !== undefined) throw new EvaluationError(problem);
	return undefined;
}
