import { limit } from '../../parse/limits.ts';
import { ENTRYPOINT, type RuleResult } from '../entry-module.ts';
import type { Judged, Judgement, PolicyData, PolicyEngine, PolicyInput, RawFinding, RuleId, RuleMetadata } from '../policy.ts';
import { InvalidFindings, validateFindings } from '../validate.ts';
import { ChildLost, JudgeChild, type JudgeChildOptions } from './child.ts';

export interface IsolatedEngineOptions extends Pick<JudgeChildOptions, 'entry' | 'readable' | 'program'> {
	readonly rules: readonly RuleMetadata[];
	/** What a pack brings as `data`, beside `data.groundwire`. */
	readonly data?: Readonly<Record<string, unknown>>;
	/** The run's start, in milliseconds since the epoch: what `time.now_ns` answers. */
	readonly startedAt: number;
	/** Start the child at once, while the evidence is still being read: else it starts with the first input. */
	readonly eager?: boolean;
	/** Milliseconds for one evaluation; default: the limits table. */
	readonly deadlineMs?: number;
	/** Memory of the program's instance in bytes; default: the limits table. */
	readonly maxBytes?: number;
}

type Failure = Judged['failed'][number];
/** `fatal`: the child went down with it. */
type Outcome = { readonly results: ReadonlyMap<string, unknown> } | { readonly failure: string; readonly fatal: boolean };

/** How often a rule may take the child down before it is left out: else it could take a deadline on each input. */
const MAX_STRIKES = 3;
const MAX_FAILED_STARTS = 2;
const TIME_IS_OVER = 'not judged: the time for one change was over';

/**
 * Policies in a child that can be killed. What fails is reported and costs nothing else: an input whose rules fail together
 * is judged again rule by rule, and a rule that takes the child down is followed by a new child.
 */
export function isolatedEngine(options: IsolatedEngineOptions): PolicyEngine {
	return new IsolatedEngine(options);
}

class IsolatedEngine implements PolicyEngine {
	readonly rules: readonly RuleMetadata[];
	readonly #options: IsolatedEngineOptions;
	readonly #known: ReadonlySet<RuleId>;
	#child: JudgeChild | undefined;
	/** What the child has been given as `data`. */
	#data: PolicyData | undefined;
	readonly #strikes = new Map<RuleId, number>();
	#failedStarts = 0;
	/** When the time for all inputs is over. */
	#until = Infinity;

	constructor(options: IsolatedEngineOptions) {
		this.#options = options;
		this.rules = options.rules;
		this.#known = new Set(options.rules.map(({ id }) => id));
		if (options.eager === true) this.#child = this.#start();
	}

	async judge(data: PolicyData, inputs: readonly PolicyInput[], until: number = Date.now() + limit('changeMs')): Promise<Judged> {
		const judgements: Judgement[] = [];
		const failed: Failure[] = [];
		this.#until = until;
		for (const input of inputs) {
			if (this.#remaining() <= 0) {
				failed.push({ key: input.key, detail: TIME_IS_OVER });
				continue;
			}
			const refusals = input.rules.map((rule) => ({ rule, detail: this.#refusal(rule) }));
			const rules = refusals.filter(({ detail }) => detail === undefined).map(({ rule }) => rule);
			failed.push(...refusals.flatMap(({ rule, detail }) => (detail === undefined ? [] : [{ key: input.key, rule, detail }])));
			for (const group of this.#groups(rules)) {
				// oxlint-disable-next-line no-await-in-loop -- one child takes one evaluation at a time
				await this.#judgeOne(data, input, group, { judgements, failed });
			}
		}
		return { judgements, failed };
	}

	async close(): Promise<void> {
		await this.#child?.close();
		this.#child = undefined;
	}

	/** All together, but for those that brought the process down before: what they cost, they cost alone. */
	#groups(rules: readonly RuleId[]): RuleId[][] {
		const { true: struck = [], false: sound = [] } = Object.groupBy(rules, (rule) => String(this.#strikes.has(rule)));
		return [sound, ...struck.map((rule) => [rule])].filter((group) => group.length > 0);
	}

	/** Why a rule is not even tried. */
	#refusal(rule: RuleId): string | undefined {
		if (!this.#known.has(rule)) return 'there is no such rule';
		return (this.#strikes.get(rule) ?? 0) < MAX_STRIKES ? undefined : `left out: it brought its process down ${MAX_STRIKES} times`;
	}

	/** All rules at once; when that fails, each alone. */
	async #judgeOne(data: PolicyData, input: PolicyInput, rules: readonly RuleId[], into: { readonly judgements: Judgement[]; readonly failed: Failure[] }): Promise<void> {
		const outcome = await this.#evaluate(data, input, rules);
		if ('results' in outcome) {
			for (const rule of rules) collect(input.key, rule, outcome.results.get(rule), into);
			return;
		}
		const [only, ...others] = rules;
		if (only !== undefined && others.length === 0) {
			if (outcome.fatal) this.#strikes.set(only, (this.#strikes.get(only) ?? 0) + 1);
			into.failed.push({ key: input.key, rule: only, detail: outcome.failure });
			return;
		}
		// oxlint-disable-next-line no-await-in-loop -- one child takes one evaluation at a time
		for (const rule of rules) await this.#judgeOne(data, input, [rule], into);
	}

	/** Milliseconds until the time for all inputs is over. */
	#remaining(): number {
		return this.#until - Date.now();
	}

	async #evaluate(data: PolicyData, input: PolicyInput, rules: readonly RuleId[]): Promise<Outcome> {
		const remaining = this.#remaining();
		if (remaining <= 0) return { failure: TIME_IS_OVER, fatal: false };
		if (this.#failedStarts >= MAX_FAILED_STARTS) return { failure: 'the process that evaluates policies does not start', fatal: false };
		try {
			const { before, path, profile = {}, places = [], authored = [] } = input;
			const envelope = { rules, input: input.input, profile, places, authored, ...(path !== undefined && { file: fileOf(path) }), ...(before === undefined || before === null ? {} : { before }) };
			const answer = await this.#ready(data).evaluate(envelope, Math.min(remaining, this.#options.deadlineMs ?? limit('policyMs')));
			return answer.type === 'value' ? resultsOf(answer.value) : { failure: answer.type === 'trap' ? answer.detail : 'no answer', fatal: false };
		} catch (error) {
			if (!(error instanceof ChildLost)) throw error;
			await this.close();
			if (!error.started) this.#failedStarts++;
			return { failure: error.message, fatal: error.started };
		}
	}

	#start(): JudgeChild {
		const { entry, readable, program, startedAt, maxBytes = limit(program.kind === 'wasm' ? 'policyBytes' : 'evaluatorBytes') } = this.#options;
		return new JudgeChild({ entry, readable, program, setup: { maxBytes, startedAt, entrypoint: ENTRYPOINT } });
	}

	#ready(data: PolicyData): JudgeChild {
		if (this.#child === undefined) {
			this.#child = this.#start();
			this.#data = undefined;
		}
		if (this.#data !== data) this.#child.setData({ ...this.#options.data, groundwire: data });
		this.#data = data;
		return this.#child;
	}
}

function fileOf(path: string): { readonly name: string; readonly dir: string } {
	const slash = path.lastIndexOf('/');
	return { name: path.slice(slash + 1), dir: slash < 0 ? '.' : path.slice(0, slash) };
}

function resultsOf(value: unknown): Outcome {
	if (!Array.isArray(value)) return { failure: 'the policies gave no answer', fatal: false };
	const results = new Map<string, unknown>();
	for (const { rule, findings } of value as readonly RuleResult[]) results.set(rule, results.has(rule) ? joined(results.get(rule), findings) : findings);
	return { results };
}

/** A package in both forms answers twice. What is no list of findings must stay, so that it is told. */
function joined(some: unknown, others: unknown): unknown {
	if (!Array.isArray(some)) return some;
	return Array.isArray(others) ? [...(some as readonly unknown[]), ...(others as readonly unknown[])] : others;
}

/** A rule without findings gives an empty set; one whose `findings` is undefined has nothing to object to either. */
function collect(key: string, rule: RuleId, findings: unknown, into: { readonly judgements: Judgement[]; readonly failed: Failure[] }): void {
	try {
		const valid: readonly RawFinding[] = findings === undefined ? [] : validateFindings(findings);
		into.judgements.push({ key, rule, findings: valid });
	} catch (error) {
		if (!(error instanceof InvalidFindings)) throw error;
		into.failed.push({ key, rule, detail: error.message });
	}
}
