import type { RegoCompiled } from './rego-tool.ts';

/** Where a package is evaluated: compiled to Wasm, which starts at once, or by OPA's own evaluator. */
export type Evaluation = 'wasm' | 'evaluator';

/**
 * Builtins whose answers in Wasm are OPA's own: by its conformance cases, and by thousands of expressions at the edges of each
 * (evaluation.test.ts). Many others agree in the cases and differ at an edge: docs/policies.md lists them.
 */
export const PROVEN_BUILTINS: ReadonlySet<string> = new Set(
	[
		'assign eq equal neq lt lte gt gte internal.member_2 internal.member_3 and or union intersection',
		'is_array is_boolean is_null is_number is_object is_set is_string type_name count sort walk',
		'contains startswith endswith lower upper split substring strings.reverse',
		'trim trim_left trim_prefix trim_right trim_space trim_suffix',
		'array.concat array.reverse array.slice numbers.range graph.reachable',
		'object.get object.keys object.remove object.union object.union_n',
		'sprintf strings.any_prefix_match strings.any_suffix_match strings.count time.now_ns units.parse',
		// Nobody hears what it says.
		'print internal.print',
	].flatMap((names) => names.split(' ')),
);

/**
 * Which evaluation a team's package needs: Wasm only where its answers are proven to be OPA's own. Sets and objects are walked in
 * the order of their hashes there, so an array that is made by walking, and does more than be counted, takes the evaluator too;
 * and so do formats that few write (tools/rego/unproven.go).
 */
export function evaluationOf({ builtins, unproven }: Pick<RegoCompiled, 'builtins' | 'unproven'>): Evaluation {
	return unproven.length === 0 && builtins.every(({ name }) => PROVEN_BUILTINS.has(name)) ? 'wasm' : 'evaluator';
}
