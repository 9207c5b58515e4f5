import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { loadRegoTool, type RegoTool } from './rego-tool.ts';

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
