import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { evaluationOf, PROVEN_BUILTINS } from './evaluation.ts';
import { loadPolicy } from './evaluate.ts';
import { loadRegoTool, type RegoTool } from './rego-tool.ts';

let tool: RegoTool;
beforeAll(async () => {
	tool = await loadRegoTool(join(import.meta.dirname, '../../dist/rego.wasm.br'));
});

/** Values at the edges, in Rego. */
const LISTS = String.raw`
texts := ["", "abc", "Straße", "İı", "ǅŉ", "a,b,,c", "日本語", "😀x😀", "e\u0301", " \t x \u00a0\u2003\u0085\u200b", "ΑΣ", "ſK", "a\"b\\n\n<>&", "xxabxx"]
parts := ["", ",", "a", "😀", "b", "本", "x", "ab"]
counts := [0, 1, -7, 2.5, 0.125, 1.10, 1e3, 1234567.5, 1e21, 1e-7, 123456789012345678901]
arrays := [[], [1], [1, "a", null], [3, 1, 2, 1], [[2], [1], {}, {"a": 1}]]
groups := [set(), {1, 2}, {"z", "b", "a"}, {"a", 1, null, true, [1], {"x": 1}, {2}}]
objects := [{}, {"a": 1}, {"a": {"b": 2}}, {"a": {"c": 3}, 1: 2}, {"b": null, "a": [1, {"c": {"z", "y"}}]}, {"a/b": 1, "a": {"b": 2}}]
collections := array.concat(array.concat(arrays, groups), objects)
values := array.concat(array.concat([null, true, false], texts), array.concat(counts, collections))
keys := [["a"], {"a"}, ["a", "b"], ["x"], {1}, [], ["a", 1, "c"]]
single := array.concat(keys, ["a", 1, "x", null])
graphs := [{"a": ["b"], "b": ["a", "c"], "c": []}, {"a": {"b"}, "b": {"z", "y", "a"}}, {}]
starts := [["a"], {"a", "z"}, [], set()]
small := [-2, -1, 0, 1, 2, 5, 9, 100, 1.0, 1.5]
amounts := ["1000m", "5", "1.1Ki", "333m", "0.3", "+3", "-2.5M", "5Mi", "5mi", "5e3", "5E", "5EI", "1e-12", "", " 5", "5 M", "1.2.3", "x", "\"7\"", "5ib", ".5k", "5."]
patterns := ["%v", "%s", "%d", "%q", "%5v|", "%-5s|", "%05d", "%012f", "%x", "%X", "%08X", "%b", "%o", "%O", "%c", "%U", "%e", "%E", "%g", "%G", "%f", "%.0f", "%.1f", "%8.3f", "%.2s", "%6.3g", "%.1e", "%t", "%T", "%", "%%", "%z"]
`;

/** Every proven builtin over every combination of its lists. */
const CALLS: readonly (readonly [name: string, ...lists: readonly string[]])[] = [
	...['contains', 'startswith', 'endswith', 'split', 'trim', 'trim_left', 'trim_prefix', 'trim_right', 'trim_suffix', 'strings.count', 'strings.any_prefix_match', 'strings.any_suffix_match'].map((name) => [name, 'texts', 'parts'] as const),
	...['strings.any_prefix_match', 'strings.any_suffix_match'].map((name) => [name, 'values', 'values'] as const),
	...['lower', 'upper', 'trim_space', 'strings.reverse'].map((name) => [name, 'texts'] as const),
	...['is_array', 'is_boolean', 'is_null', 'is_number', 'is_object', 'is_set', 'is_string', 'type_name', 'count', 'sort', 'object.keys'].map((name) => [name, 'values'] as const),
	['substring', 'texts', 'small', 'small'],
	['units.parse', 'amounts'],
	['array.concat', 'arrays', 'arrays'],
	['array.reverse', 'arrays'],
	['array.slice', 'arrays', 'small', 'small'],
	['numbers.range', 'small', 'small'],
	['graph.reachable', 'graphs', 'starts'],
	['object.get', 'values', 'single', 'small'],
	['object.remove', 'objects', 'keys'],
	['object.union', 'objects', 'objects'],
];

/** What is written in a way of its own. */
const RULES = [
	...['==', '!=', '<', '<=', '>', '>='].map((operator) => `answers contains ["${operator}", a, b] if {\n\tsome a in values\n\tsome b in values\n\ta ${operator} b\n}`),
	...['&', '|', '-'].map((operator) => `answers contains ["${operator}", a, b, sprintf("%v", [x])] if {\n\tsome a in groups\n\tsome b in groups\n\tx := a ${operator} b\n}`),
	...['union', 'intersection'].map((name) => `answers contains ["${name}", a, b, sprintf("%v", [x])] if {\n\tsome a in groups\n\tsome b in groups\n\tx := ${name}({a, b, {2, "a"}})\n}`),
	'answers contains ["in", a, b] if {\n\tsome a in values\n\tsome b in collections\n\ta in b\n}',
	'answers contains ["key in", a, b, c] if {\n\tsome a in [0, 1, "a", 2]\n\tsome b in values\n\tsome c in collections\n\ta, b in c\n}',
	'answers contains ["union_n", a, b, sprintf("%v", [x])] if {\n\tsome a in objects\n\tsome b in objects\n\tx := object.union_n([a, b, {"a": {"n": 1}}, a])\n}',
	'answers contains ["walk", path, sprintf("%v", [value])] if walk(values, [path, value])',
	'answers contains ["sprintf", a, sprintf("%v", [b]), x] if {\n\tsome a in patterns\n\tsome b in values\n\tx := sprintf(a, [b])\n}',
];

function ruleOf([name, ...lists]: (typeof CALLS)[number]): string {
	const variables = lists.map((_, index) => `v${index}`);
	const walks = lists.map((list, index) => `\tsome v${index} in ${list}`);
	const shown = variables.map((variable) => `sprintf("%v", [${variable}])`);
	return `answers contains ["${name}", ${[...shown, 'sprintf("%v", [x])'].join(', ')}] if {\n${walks.join('\n')}\n\tx := ${name}(${variables.join(', ')})\n}`;
}

/** How many ways of asking go into one module. */
const AT_ONCE = 12;
const ALL = [...CALLS.map(ruleOf), ...RULES];
const CHUNKS = Array.from({ length: Math.ceil(ALL.length / AT_ONCE) }, (_, index) => ALL.slice(index * AT_ONCE, (index + 1) * AT_ONCE));

const lines = (list: unknown): readonly string[] => (list as readonly unknown[]).map((answer) => JSON.stringify(answer));

describe('what is proven', () => {
	it.each(CHUNKS.map((rules, index) => [index + 1, rules] as const))('answers in Wasm as in OPA itself (%i)', async (_, rules) => {
		const sources = { modules: { 'a.rego': `package a\n${LISTS}\n${rules.join('\n\n')}\n` }, entrypoints: ['a/answers'], strict: false };
		const { wasm, errors, builtins } = tool.compile(sources);
		if (wasm === undefined) throw new Error(JSON.stringify(errors));
		expect(builtins.map(({ name }) => name).filter((name) => !PROVEN_BUILTINS.has(name) && name !== 'minus')).toEqual([]);
		const answers = loadPolicy(await WebAssembly.compile(wasm), { maxBytes: 1_073_741_824, startedAt: 0 }).evaluate('a/answers', {});
		const expected = tool.openEvaluator(sources).evaluator?.evaluate('a/answers', {}, 0);
		expect(lines(expected).length).toBeGreaterThan(rules.length * 5);
		expect(lines(answers)).toEqual(lines(expected));
	});

	it('has edges for every builtin', () => {
		const operators = ['assign', 'eq', 'equal', 'neq', 'lt', 'lte', 'gt', 'gte', 'and', 'or', 'internal.member_2', 'internal.member_3'];
		const aside = [...operators, 'print', 'internal.print', 'time.now_ns'];
		expect([...PROVEN_BUILTINS].filter((name) => !aside.includes(name) && !ALL.some((rule) => rule.includes(`${name}(`)))).toEqual([]);
	});
});

const use = (name: string) => ({ name, file: 'a.rego', row: 1, col: 1 });

describe('the evaluation of a package', () => {
	it('is Wasm where every builtin is proven', () => {
		expect(evaluationOf({ builtins: [use('sprintf'), use('startswith')], unproven: [] })).toBe('wasm');
	});

	it.each(['regex.match', 'json.unmarshal', 'plus', 'concat', 'a_builtin_of_tomorrow'])('is the evaluator where %s is called', (name) => {
		expect(evaluationOf({ builtins: [use('sprintf'), use(name)], unproven: [] })).toBe('evaluator');
	});

	it('is the evaluator where a place is not proven', () => {
		expect(evaluationOf({ builtins: [], unproven: [{ file: 'a.rego', row: 3, col: 9 }] })).toBe('evaluator');
	});

	it.each([
		['findings := [x | some x in input.names]', 'evaluator'],
		['findings contains "few" if count([x | some x in input.names]) < 3', 'wasm'],
		['findings contains x if some x in {y | some y in input.names}', 'wasm'],
		['findings contains "none" if [x | some x in input.names] == []', 'evaluator'],
		['findings := count({1}) if count(["a" | some x in input.names; [y | some y in x] == x]) > 1', 'evaluator'],
		['count(list) := list\n\nfindings := count([x | some x in input.names])', 'evaluator'],
		['findings contains sprintf("%s has %5d of %.1f, 100%%", [input.name, 3, 2.5])', 'wasm'],
		['findings contains sprintf("%#x", [input.name])', 'evaluator'],
		['findings contains sprintf("%[1]s", [input.name])', 'evaluator'],
		['findings contains sprintf(input.format, [input.name])', 'evaluator'],
		['findings contains data.ports[80]', 'evaluator'],
		['import data.ports\n\nfindings contains ports[input.port]', 'evaluator'],
		['findings contains data.names[_]', 'wasm'],
		['findings contains data.limits.most', 'wasm'],
		['known contains input.names[_]\n\nfindings contains "known" if known[input.name]', 'wasm'],
		['findings contains concat(", ", input.names)', 'evaluator'],
	] as const)('of `%s` is %s', (body, evaluation) => {
		const compiled = tool.compile({ modules: { 'a.rego': `package a\n\n${body}\n` }, entrypoints: ['a/findings'], strict: false });
		expect(compiled.errors).toEqual([]);
		expect(evaluationOf(compiled)).toBe(evaluation);
	});
});
