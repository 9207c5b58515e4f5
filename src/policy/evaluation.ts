import type { RegoCompiled } from './rego-tool.ts';

/** Where a package is evaluated: compiled to Wasm, or by OPA's own evaluator. */
export type Evaluation = 'wasm' | 'evaluator';

/** Builtins whose answers in Wasm are proven equal to OPA's by its conformance cases. */
const PROVEN: ReadonlySet<string> = new Set(['eq', 'equal', 'assign', 'neq', 'lt', 'lte', 'gt', 'gte', 'internal.member_2', 'internal.member_3', 'sprintf', 'startswith', 'endswith', 'contains', 'count', 'time.now_ns']);

/** Which evaluation a team's package needs: Wasm only where its answers are proven to be OPA's own. */
export function evaluationOf(compiled: Pick<RegoCompiled, 'builtins'>): Evaluation {
	return compiled.builtins.every(({ name }) => PROVEN.has(name)) ? 'wasm' : 'evaluator';
}
