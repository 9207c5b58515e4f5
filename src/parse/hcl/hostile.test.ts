import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { type HclModule, type HclTool, HclTrap, loadHclTool } from './hcl-tool.ts';

let tool: HclTool;
beforeAll(async () => {
	tool = await loadHclTool(join(import.meta.dirname, '../../../dist/hcl.wasm.br'));
});

const locals = (body: string): string => `locals {\n${body}\n}\n`;
const doubling = (times: number, next: (before: string) => string, first: string): string =>
	locals([`a0 = ${first}`, ...Array.from({ length: times }, (_, index) => `a${index + 1} = ${next(`local.a${index}`)}`)].join('\n'));

/** The innocent file beside a hostile one is judged all the same. */
function evaluate(text: string): HclModule {
	const module = tool.evaluate({ files: { 'hostile.tf': text, 'main.tf': 'locals {\n  innocent = upper("x")\n}\n' } });
	expect(module.files['main.tf']?.document).toEqual({ locals: [{ innocent: 'X' }] });
	return module;
}

describe('what costs too much to evaluate is unknown, and said', () => {
	it.each([
		['nested loops', locals('x = [for a in range(1000) : [for b in range(1000) : [for c in range(1000) : 1]]]'), 'the value takes too many steps to evaluate'],
		['loops for their length', locals('x = length([for a in range(1000) : length([for b in range(1000) : b])])'), 'the value takes too many steps to evaluate'],
		['lists of lists of lists', doubling(12, (before) => `[${Array(10).fill(before).join(',')}]`, '["x"]'), 'the value takes too many steps to evaluate'],
		['strings that double', doubling(40, (before) => `"\${${before}}\${${before}}"`, '"0123456789"'), 'a string is too long'],
		['joined strings that double', doubling(40, (before) => `join("", [${before}, ${before}])`, '"0123456789"'), 'a string is too long'],
		['a wide format', locals('x = format("%1000000000s", "x")'), 'a format is too wide'],
		['a wide indentation', locals('x = indent(1000000000, "a\\nb")'), 'an indentation is too wide'],
		['a number with a gigabyte of digits', locals('x = "${1e999999999}"'), 'a number is too large'],
		['such a number out of JSON', locals('x = "${jsondecode("1e999999999")}"'), 'a number is too large'],
		['products of sets', locals(`x = setproduct(${Array(8).fill('range(1000)').join(',')})`), 'a product has too many elements'],
		['replacements that grow', locals('a = join("", [for i in range(1000) : "aaaaaaaaaa"])\nx = replace(local.a, "a", local.a)'), 'a string is too long'],
		['aliases of aliases', locals(`x = yamldecode("a: &a [x,x]\\nb: &b [${Array(20).fill('*a').join(',')}]")`), 'a YAML text has too many aliases'],
		['deep JSON', locals(`x = jsondecode("${'['.repeat(50_000)}${']'.repeat(50_000)}")`), 'a JSON text is nested too deep'],
		['a long chain of locals', locals(Array.from({ length: 3000 }, (_, index) => `a${index} = local.a${index + 1}`).join('\n')), 'references lead too deep'],
	])('%s', (_, text, message) => {
		const { problems } = evaluate(text);
		expect(problems.map((problem) => [problem.file, problem.severity, problem.message])).toContainEqual(['hostile.tf', 'error', message]);
	});

	it('only the value is lost, not its block', () => {
		const { files } = evaluate('resource "r" "n" {\n  x = format("%1000000000s", "x")\n  y = 1\n}\n');
		expect(files['hostile.tf']?.document).toEqual({ resource: { r: { n: [{ x: { $unknown: 'format("%1000000000s", "x")' }, y: 1 }] } } });
	});

	it('blocks that multiply are cut', () => {
		const text = `resource "r" "n" {\n${'dynamic "x" {\nfor_each = range(100)\ncontent {\n'.repeat(5)}y = 1\n${'}\n}\n'.repeat(5)}}\n`;
		expect(evaluate(text).problems.map(({ message }) => message)).toContain("the module's documents are too large");
	});
});

describe('what HCL’s parser would go too deep on is not parsed, and said', () => {
	it.each([
		['brackets', locals(`x = ${'['.repeat(50_000)}`), 'nested deeper than 100 levels'],
		['closed brackets', locals(`x = ${'('.repeat(50_000)}1${')'.repeat(50_000)}`), 'nested deeper than 100 levels'],
		['templates', locals(`x = "${'${"'.repeat(2_000)}${'"}'.repeat(2_000)}"`), 'nested deeper than 100 levels'],
		['blocks', 'a {\n'.repeat(5_000), 'nested deeper than 100 levels'],
		['negations', locals(`x = ${'!'.repeat(50_000)}true`), 'more than 2000 operators in one expression'],
		['sums', locals(`x = (1${'\n+1'.repeat(50_000)})`), 'more than 2000 operators in one expression'],
		['conditions', locals(`x = ${'true ? 1 : '.repeat(20_000)}2`), 'more than 2000 operators in one expression'],
		['indexes', locals(`x = a${'[0]'.repeat(20_000)}`), 'more than 2000 operators in one expression'],
		['directives', locals(`x = "${'%{ if true }'.repeat(10_000)}"`), 'more than 2000 operators in one expression'],
	])('%s', (_, text, message) => {
		expect(evaluate(text).problems.map((problem) => [problem.file, problem.severity, problem.message])).toContainEqual(['hostile.tf', 'error', message]);
	});

	it('a long file of ordinary statements is no such thing', () => {
		const text = Array.from({ length: 3_000 }, (_, index) => `resource "r" "n${index}" {\n  name = "a-\${${index} + 1}"\n}\n`).join('');
		const { files, problems } = evaluate(text);
		expect(problems).toEqual([]);
		expect(files['hostile.tf']?.document).toMatchObject({ resource: { r: { n2999: [{ name: 'a-3000' }] } } });
	});
});

describe('what deceives the look at a text before it is parsed', () => {
	it.each([
		['brackets closed in strings', locals(`x = ${'["]", '.repeat(50_000)}`)],
		['operators between comments', locals(`x = ${'!/*,*/'.repeat(50_000)}true`)],
		['blocks closed in labels', 'a "}" {\n'.repeat(50_000)],
	])('ends the instance by its stack: %s', (_, text) => {
		expect(() => tool.evaluate({ files: { 'hostile.tf': text }, comments: 'wanted' })).toThrow(HclTrap);
		expect(evaluate('').problems).toEqual([]);
	});
});

describe('an instance that ended', () => {
	it('is followed by a new one', () => {
		const lone = { files: { 'main.tf': 7 } } as unknown as { files: Record<string, string> };
		expect(() => tool.evaluate(lone)).toThrow(HclTrap);
		expect(evaluate('').problems).toEqual([]);
	});
});
