import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { EvaluationError, RegoToolCrash, loadRegoTool, type RegoTool } from './rego-tool.ts';

let tool: RegoTool;
beforeAll(async () => {
	tool = await loadRegoTool(join(import.meta.dirname, '../../dist/rego.wasm.br'));
});

const schemas = {
	code: {
		type: 'object',
		additionalProperties: false,
		properties: { calls: { type: 'array', items: { type: 'object', additionalProperties: false, properties: { at: { type: 'string' } } } } },
	},
};

function policy(body: string, schema = 'schema.code'): string {
	return `# METADATA
# title: A title
# description: What happens.
# custom: {id: a-rule, params: {maxMs: 2000}}
# related_resources: [{ref: "https://example.com/a"}]
# schemas: [{input: ${schema}}]
package groundwire.code.a_rule

${body}
`;
}

const GOOD = policy('findings contains {"at": call.at} if some call in input.calls');

describe('compile', () => {
	it('makes a Wasm module and tells what the metadata says', () => {
		const compiled = tool.compile({ modules: { 'a.rego': GOOD }, schemas, entrypoints: ['groundwire/code/a_rule/findings'] });
		expect(compiled.errors).toEqual([]);
		expect(Buffer.from(compiled.wasm ?? []).subarray(0, 4)).toEqual(Buffer.from('\0asm'));
		expect(compiled.annotations).toEqual([
			{
				file: 'a.rego',
				row: 1,
				col: 1,
				scope: 'package',
				package: 'groundwire.code.a_rule',
				path: 'groundwire.code.a_rule',
				title: 'A title',
				description: 'What happens.',
				custom: { id: 'a-rule', params: { maxMs: 2000 } },
				relatedResources: [{ ref: 'https://example.com/a' }],
			},
		]);
	});

	it.each([
		['a misspelt fact', policy('findings contains call.at if some call in input.cals'), 9, 'have: "cals"'],
		['a misspelt field of a fact', policy('findings contains call.att if some call in input.calls'), 9, 'have: "att"'],
		['a schema that is not there', policy('findings contains 1 if input.calls', 'schema.nope'), 9, 'undefined schema: schema.nope'],
		['a request to the network', policy('\nanswer := http.send({"method": "get", "url": "http://a"})'), 10, 'undefined function http.send'],
		['a look-up of a name', policy('addresses := net.lookup_ip_addr("a")'), 9, 'undefined function net.lookup_ip_addr'],
		['the environment', policy('environment := opa.runtime().env'), 9, 'undefined function opa.runtime'],
		['an unused variable (strict)', policy('findings contains 1 if { x := 1 }'), 9, 'assigned var x unused'],
		['a syntax error', policy('findings contains { if true'), 9, 'unexpected'],
	])('refuses %s with its line', (_, source, row, message) => {
		const { errors, wasm } = tool.compile({ modules: { 'folder/a.rego': source }, schemas, entrypoints: ['groundwire/code/a_rule/findings'] });
		expect(wasm).toBeUndefined();
		expect(errors[0]).toMatchObject({ file: 'folder/a.rego', row });
		expect(errors[0]?.message).toContain(message);
	});

	it('reads Rego of version 0 when told so', () => {
		const modules = { 'a.rego': 'package main\n\ndeny[msg] { input.bad; msg := "bad" }\n' };
		expect(tool.compile({ modules, rego: 'v0', entrypoints: ['main/deny'] }).errors).toEqual([]);
		expect(tool.compile({ modules, entrypoints: ['main/deny'] }).errors).not.toEqual([]);
	});

	it('names the builtins that are called, each at its first place', () => {
		const source = policy('a := json.patch({}, [])\n\nb := json.patch({"a": 1}, [])');
		const { builtins } = tool.compile({ modules: { 'a.rego': source }, schemas });
		expect(builtins.filter(({ name }) => name === 'json.patch')).toEqual([{ name: 'json.patch', file: 'a.rego', row: 9, col: 6 }]);
	});
});

describe('inspect', () => {
	it('reads metadata of what does not compile', () => {
		const { annotations, errors } = tool.inspect({ modules: { 'a.rego': policy('findings contains undefined_thing(1)') } });
		expect(errors).toEqual([]);
		expect(annotations.map(({ title }) => title)).toEqual(['A title']);
	});
});

describe('test', () => {
	it('says which test failed, where and why', () => {
		const tests = `package groundwire.code.a_rule_test

import data.groundwire.code.a_rule

test_good if count(a_rule.findings) == 1 with input as {"calls": [{"at": "x"}]}

test_bad if {
	wanted := 2
	print("looking")
	count(a_rule.findings) == wanted with input as {"calls": [{"at": "x"}]}
}

todo_test_later if false
`;
		const result = tool.test({ modules: { 'a.rego': GOOD, 'a_test.rego': tests }, schemas });
		expect(result.errors).toEqual([]);
		expect(result.tests.map(({ name, outcome, row }) => ({ name, outcome, row }))).toEqual([
			{ name: 'test_good', outcome: 'pass', row: 5 },
			{ name: 'test_bad', outcome: 'fail', row: 7 },
			{ name: 'todo_test_later', outcome: 'skip', row: 13 },
		]);
		expect(result.tests[1]).toMatchObject({ failedAt: { file: 'a_test.rego', row: 10, col: 2 }, printed: 'looking' });
		expect(result.tests[1]?.trace).toContain('wanted');
	});

	it('runs only what is asked for, over the data given', () => {
		const source = 'package a\n\ntest_one if data.limits.most == 3\n\ntest_two if false\n';
		const { tests } = tool.test({ modules: { 'a_test.rego': source }, data: { limits: { most: 3 } }, only: 'test_one' });
		expect(tests.map(({ name, outcome }) => ({ name, outcome }))).toEqual([{ name: 'test_one', outcome: 'pass' }]);
	});
});

describe('check', () => {
	it('names the builtins that an entrypoint needs, through every package, and no others', () => {
		const modules = { 'a.rego': 'package a\n\nimport data.b\n\ndeny contains b.loud(input.x)\n\nother := lower("X")\n', 'b.rego': 'package b\n\nloud(x) := upper(x)\n\nunused := trim(" a ", " ")\n' };
		expect(tool.check({ modules, entrypoints: ['a/deny'] }).builtins.map(({ name }) => name)).toContain('upper');
		expect(tool.check({ modules, entrypoints: ['a/deny'] }).builtins.map(({ name }) => name)).not.toContain('lower');
		expect(tool.check({ modules }).builtins.map(({ name }) => name)).toEqual(expect.arrayContaining(['lower', 'trim', 'upper']));
	});

	it('is strict unless told otherwise', () => {
		const modules = { 'a.rego': 'package a\n\nallow if {\n\tx := 1\n\tinput.y\n}\n' };
		expect(tool.check({ modules }).errors).toMatchObject([{ file: 'a.rego', row: 4, col: 2, message: 'assigned var x unused' }]);
		expect(tool.check({ modules, strict: false }).errors).toEqual([]);
	});
});

describe('what modules declare', () => {
	it('is told by inspect: package, imports and rules', () => {
		const { modules } = tool.inspect({ modules: { 'a.rego': 'package a.b\n\nimport data.lib\n\ndefault allow := false\n\ndeny contains "x" if lib.bad\n\nf(x) := x\n' } });
		expect(modules).toMatchObject([{ file: 'a.rego', package: 'a.b', imports: ['data.lib'] }]);
		expect(modules[0]?.rules.map(({ name, kind, row }) => ({ name, kind, row }))).toEqual([
			{ name: 'allow', kind: 'complete', row: 5 },
			{ name: 'deny', kind: 'set', row: 7 },
			{ name: 'f', kind: 'function', row: 9 },
		]);
	});
});

describe('format', () => {
	it('writes what it can read and names what it cannot', () => {
		const { formatted, errors } = tool.format({ modules: { 'a.rego': 'package a\nallow if {input.x}', 'b.rego': 'package b\nallow {' } });
		expect(formatted).toEqual({ 'a.rego': 'package a\n\nallow if input.x\n' });
		expect(errors).toMatchObject([{ file: 'b.rego', code: 'rego_parse_error' }]);
	});
});

describe('the evaluator', () => {
	const modules = { 'a.rego': 'package a\n\nsum := input.n + data.most\n\nnow := time.now_ns()\n\ntwo := 1 if input.both\n\ntwo := 2\n\nlist := [x | some x in numbers.range(1, input.n)]\n' };

	function open(within = tool) {
		const { evaluator, errors } = within.openEvaluator({ modules, data: { most: 3 } });
		if (evaluator === undefined) throw new Error(JSON.stringify(errors));
		return evaluator;
	}

	it('answers many inputs over data that changes, at the time it is given', () => {
		const evaluator = open();
		expect([1, 2].map((n) => evaluator.evaluate('a/sum', { n }, 0))).toEqual([4, 5]);
		evaluator.setData({ most: 10 });
		expect(evaluator.evaluate('a/sum', { n: 1 }, 0)).toBe(11);
		expect(evaluator.evaluate('a/sum', undefined, 0)).toBeUndefined();
		expect(evaluator.evaluateText('a/now', undefined, 1_700_000_000_000_000_001n)).toBe('1700000000000000001');
	});

	it('throws what Rego calls an error, and goes on', () => {
		const evaluator = open();
		expect(() => evaluator.evaluate('a/two', { both: true }, 0)).toThrow(EvaluationError);
		expect(evaluator.evaluate('a/two', {}, 0)).toBe(2);
	});

	it('says why policies do not compile', () => {
		expect(tool.openEvaluator({ modules: { 'a.rego': 'package a\n\nx := http.send({})\n' } }).errors).toMatchObject([{ file: 'a.rego', row: 3 }]);
	});

	it('ends where its memory ends, and begins anew', async () => {
		const evaluator = open(await loadRegoTool(join(import.meta.dirname, '../../dist/rego.wasm.br'), { maxBytes: 128 * 1024 * 1024 }));
		expect(() => evaluator.evaluate('a/list', { n: 50_000_000 }, 0)).toThrow(RegoToolCrash);
		expect(evaluator.evaluate('a/sum', { n: 1 }, 0)).toBe(4);
	});
});
