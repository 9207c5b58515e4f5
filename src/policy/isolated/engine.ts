import { limit } from '../../parse/limits.ts';
import { ENTRYPOINT } from '../entry-module.ts';
import type { Judged, Judgement, PolicyData, PolicyEngine, PolicyInput, RawFinding, RuleId, RuleMetadata } from '../policy.ts';
import { InvalidFindings, validateFindings } from '../validate.ts';
import { ChildLost, JudgeChild, type JudgeChildOptions } from './child.ts';

export interface IsolatedEngineOptions extends Pick<JudgeChildOptions, 'entry' | 'readable' | 'wasm'> {
	readonly rules: readonly RuleMetadata[];
	/** The run's start, in milliseconds since the epoch: what `time.now_ns` answers. */
	readonly startedAt: number;
	/** Milliseconds for one evaluation; default: the limits table. */
	readonly deadlineMs?: number;
	/** Memory of the policies' instance in bytes; default: the limits table. */
	readonly maxBytes?: number;
}

type Failure = Judged['failed'][number];
type Outcome = { readonly results: ReadonlyMap<string, unknown> } | { readonly failure: string };

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

	constructor(options: IsolatedEngineOptions) {
		this.#options = options;
		this.rules = options.rules;
		this.#known = new Set(options.rules.map(({ id }) => id));
	}

	async judge(data: PolicyData, inputs: readonly PolicyInput[]): Promise<Judged> {
		const judgements: Judgement[] = [];
		const failed: Failure[] = [];
		for (const input of inputs) {
			const rules = input.rules.filter((rule) => this.#known.has(rule));
			failed.push(...input.rules.filter((rule) => !this.#known.has(rule)).map((rule) => ({ key: input.key, rule, detail: 'there is no such rule' })));
			// oxlint-disable-next-line no-await-in-loop -- one child takes one evaluation at a time
			if (rules.length > 0) await this.#judgeOne(data, input, rules, { judgements, failed });
		}
		return { judgements, failed };
	}

	async close(): Promise<void> {
		await this.#child?.close();
		this.#child = undefined;
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
			into.failed.push({ key: input.key, rule: only, detail: outcome.failure });
			return;
		}
		// oxlint-disable-next-line no-await-in-loop -- one child takes one evaluation at a time
		for (const rule of rules) await this.#judgeOne(data, input, [rule], into);
	}

	async #evaluate(data: PolicyData, input: PolicyInput, rules: readonly RuleId[]): Promise<Outcome> {
		try {
			const { before, profile = {} } = input;
			const envelope = { rules, input: input.input, profile, ...(before === undefined || before === null ? {} : { before }) };
			const answer = await this.#ready(data).evaluate(envelope, this.#options.deadlineMs ?? limit('policyMs'));
			return answer.type === 'value' ? resultsOf(answer.value) : { failure: answer.type === 'trap' ? answer.detail : 'no answer' };
		} catch (error) {
			if (!(error instanceof ChildLost)) throw error;
			await this.close();
			return { failure: error.message };
		}
	}

	#ready(data: PolicyData): JudgeChild {
		if (this.#child === undefined) {
			const { entry, readable, wasm, startedAt, maxBytes = limit('policyBytes') } = this.#options;
			this.#child = new JudgeChild({ entry, readable, wasm, setup: { maxBytes, startedAt, entrypoint: ENTRYPOINT } });
			this.#data = undefined;
		}
		if (this.#data !== data) this.#child.setData({ groundwire: data });
		this.#data = data;
		return this.#child;
	}
}

function resultsOf(value: unknown): Outcome {
	if (!Array.isArray(value)) return { failure: 'the policies gave no answer' };
	const results = (value as readonly { readonly rule: string; readonly findings: unknown }[]).map(({ rule, findings }) => [rule, findings] as const);
	return { results: new Map(results) };
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
