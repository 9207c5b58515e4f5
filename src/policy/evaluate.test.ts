import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { loadPolicy, type PolicyInstance, PolicyTrap } from './evaluate.ts';
import { loadRegoTool, type RegoTool } from './rego-tool.ts';

let tool: RegoTool;
beforeAll(async () => {
	tool = await loadRegoTool(join(import.meta.dirname, '../../dist/rego.wasm.br'));
});

async function load(source: string, maxBytes = 67_108_864): Promise<PolicyInstance> {
	const { wasm, errors } = tool.compile({ modules: { 'a.rego': source }, entrypoints: ['a/answer'] });
	if (wasm === undefined) throw new Error(JSON.stringify(errors));
	return loadPolicy(await WebAssembly.compile(wasm), { maxBytes, startedAt: 1_767_225_600_123 });
}

/** Expressions whose answers in Wasm OPA's own evaluator must confirm. */
const EXPRESSIONS = [
	...['%s', '%v', '%d', '%q', '%x', '%X', '%f', '%5s|', '%-5s|', '%.2s', '%t', '%c', '%e', '%g', '%#v', '%+d', '%z'].flatMap((verb) =>
		['"zoë\\t\\"x\\""', '42', '-7', '1.5', '0.00001', '1e30', '123456789012345678901234567890', 'true', 'null'].map((value) => `sprintf("<${verb}>", [${value}])`),
	).filter((expression) => !/%[xX]>", \[\d+(?:\.|e)/.test(expression)),
	...['%05d', '%+.1f', '% d', '%#x', '%08.3f', '%6.2f|', '%-8d|', '%b', '%o', '%U', '%.3g', '%G', '%E'].flatMap((verb) => ['255', '-255', '3.14159', '0'].map((value) => `sprintf("${verb}", [${value}])`)).filter((expression) => !/%#?[bx]", \[3/.test(expression)),
	'sprintf("%v", [{"b": [1, {"c", "a", "b"}], "a": {"x": null, "é": "ü\\n"}}])',
	'sprintf("%s and %v", [{3, 1, 2}, set()])',
	'sprintf("%v", [{[2, 1]: {"z"}, 1: "one", "k": true}])',
	'sprintf("%d %s", [1])',
	'sprintf("%d", [1, "two", 3.5])',
	'sprintf("100%", [])',
	'sprintf("%%", [])',
	'sprintf("%[2]s %[1]s", ["a", "b"])',
	'sprintf("%*d", [5, 42])',
	'sprintf("%[5]d", [1])',
	'sprintf("日本 %s", ["語"])',
	'units.parse("100m")',
	'units.parse("1.5Gi")',
	'units.parse("10E")',
	'units.parse("2e3")',
	'units.parse("-3k")',
	'units.parse_bytes("10MB")',
	'units.parse_bytes("1.1KiB")',
	'units.parse_bytes("9Ei") == 10376293541461622784',
	'strings.count("cheese", "e")',
	'strings.count("abc", "")',
	'strings.any_prefix_match({"ab", "cd"}, ["c"])',
	'strings.any_suffix_match("x.test.ts", {".test.ts", ".spec.ts"})',
];

describe('builtins of the host', () => {
	it('answer as OPA does', async () => {
		const policy = await load(`package a\n\nanswer := [\n${EXPRESSIONS.map((expression) => `\t${expression},`).join('\n')}\n]\n`);
		const answers = policy.evaluate('a/answer', {}) as readonly unknown[];
		expect(answers).toHaveLength(EXPRESSIONS.length);
		const tests = EXPRESSIONS.map((expression, index) => `test_${index} if ${expression} == ${JSON.stringify(answers[index])}`);
		const asserted = tool.test({ modules: { 'a_test.rego': `package a_test\n\n${tests.join('\n\n')}\n` } });
		expect(asserted.errors).toEqual([]);
		const wrong = asserted.tests.filter(({ outcome }) => outcome !== 'pass').map(({ name }) => Number(name.replace('test_', '')));
		expect(wrong.map((index) => `${EXPRESSIONS[index]} gives ${JSON.stringify(answers[index])}`)).toEqual([]);
	});

	it('give no answer where OPA has none', async () => {
		const policy = await load('package a\n\nanswer contains "x" if units.parse(input.a)\n\nanswer contains "y" if strings.count(input.b, "a")\n\nanswer contains "z"\n');
		expect(policy.evaluate('a/answer', { a: 'much', b: 7 })).toEqual(['z']);
	});

	it('tell the time of the run', async () => {
		const policy = await load('package a\n\nanswer := time.now_ns() == 1767225600123000000\n');
		expect(policy.evaluate('a/answer', {})).toBe(true);
	});

	it('are named when they are missing, and trap when they are called', async () => {
		const policy = await load('package a\n\nanswer := json.patch({"a": 1}, input.patch)\n');
		expect(policy.missing).toEqual(['json.patch']);
		expect(() => policy.evaluate('a/answer', { patch: [] })).toThrow(new PolicyTrap('the builtin json.patch is not available'));
	});
});

describe('an instance', () => {
	it('sees data and input', async () => {
		const policy = await load('package a\n\nanswer := data.limits.most + input.more\n');
		policy.setData({ limits: { most: 3 } });
		expect(policy.evaluate('a/answer', { more: 4 })).toBe(7);
		policy.setData({ limits: { most: 10 } });
		expect(policy.evaluate('a/answer', { more: 4 })).toBe(14);
		expect(policy.evaluate('a/answer', {})).toBeUndefined();
	});

	it('keeps to its memory', async () => {
		const policy = await load('package a\n\nanswer := count([[a, b] | some a in numbers.range(1, 3000); some b in numbers.range(1, 3000)])\n', 33_554_432);
		expect(() => policy.evaluate('a/answer', {})).toThrow(PolicyTrap);
	});

	it('refuses an input beyond its memory', async () => {
		const policy = await load('package a\n\nanswer := count(input)\n', 20_971_520);
		expect(() => policy.evaluate('a/answer', ['x'.repeat(30_000_000)])).toThrow(PolicyTrap);
	});

	it('traps on two answers of one rule', async () => {
		const policy = await load('package a\n\nanswer := x if some x in input.list\n');
		expect(() => policy.evaluate('a/answer', { list: [1, 2] })).toThrow(/var assignment conflict/);
	});

	it('does not write what a policy prints', async () => {
		const policy = await load('package a\n\nanswer := true if print("to nobody")\n');
		expect(policy.evaluate('a/answer', {})).toBe(true);
	});
});
