import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import type { BuiltinSources } from './builtin-sources.ts';
import { compileBuiltin, PolicyErrors } from './compile-builtin.ts';
import { ENTRYPOINT, type RuleResult } from './entry-module.ts';
import { loadPolicy } from './evaluate.ts';
import { loadRegoTool, type RegoTool } from './rego-tool.ts';

let tool: RegoTool;
beforeAll(async () => {
	tool = await loadRegoTool(join(import.meta.dirname, '../../dist/rego.wasm.br'));
});

interface Parts {
	readonly id?: string;
	readonly package?: string;
	readonly custom?: string;
	readonly body?: string;
}

function policy({ id = 'one', package: name = `groundwire.code.${id}`, custom = '', body = 'findings contains {"at": "x", "message": "m"}' }: Parts): string {
	return `# METADATA
# title: ${id} is wrong
# description: What happens.
# custom: {id: ${id}, category: code/${id}, severity: high, confidence: medium, persona: essential, scope: file, remedy: Mend it.${custom}}
# related_resources: [{ref: "https://example.com/${id}"}]
package ${name}

${body}
`;
}

function sources(policies: Readonly<Record<string, string>>): BuiltinSources {
	return { policies, library: {}, tests: {}, schemas: {} };
}

async function problemsOf(policies: Readonly<Record<string, string>>): Promise<string> {
	try {
		await compileBuiltin(tool, sources(policies));
		return '';
	} catch (error) {
		if (error instanceof PolicyErrors) return error.message;
		throw error;
	}
}

describe('metadata', () => {
	it('becomes the rule index, in the order of ids', async () => {
		const { rules } = await compileBuiltin(tool, sources({ 'policies/code/two/policy.rego': policy({ id: 'two' }), 'policies/code/one/policy.rego': policy({ custom: ', params: {maxMs: 2000}, platforms: [kubernetes]' }) }));
		expect(rules.map(({ id }) => id)).toEqual(['one', 'two']);
		expect(rules[0]).toEqual({
			id: 'one',
			package: 'groundwire.code.one',
			title: 'one is wrong',
			description: 'What happens.',
			remedy: 'Mend it.',
			category: 'code/one',
			severity: 'high',
			confidence: 'medium',
			persona: 'essential',
			scope: 'file',
			relatedResources: ['https://example.com/one'],
			params: { maxMs: 2000 },
			platforms: ['kubernetes'],
		});
	});

	const PATH = 'policies/code/one/policy.rego';
	it.each([
		['a severity that is none', policy({}).replace('severity: high', 'severity: grave'), `${PATH}:1:1: custom.severity must be one of low, medium, high, critical, not "grave"`],
		['a key that is none', policy({ custom: ', sevrity: low' }), `${PATH}:1:1: custom.sevrity is no known key`],
		['no remedy', policy({}).replace(', remedy: Mend it.', ''), `${PATH}:1:1: custom.remedy is missing`],
		['no description', policy({}).replace('# description: What happens.\n', ''), `${PATH}:1:1: description is missing`],
		['no metadata', 'package groundwire.code.one\n\nfindings := set()\n', `${PATH}:1:1: there is no # METADATA`],
		['a package beside its folder', policy({ package: 'groundwire.code.other' }), `${PATH}:1:1: the package must be groundwire.code.one`],
		['a link that is none', policy({}).replace('https://', 'http://'), `${PATH}:1:1: related_resources must be https URLs`],
		['a builtin that the host lacks', policy({ body: 'x := json.patch({}, [])\n\nfindings contains {"at": "x", "message": "m"} if input.a == x' }), `${PATH}:8:6: the builtin json.patch is not available`],
		['a refused builtin', policy({ body: 'findings := http.send({})' }), `${PATH}:8:13: undefined function http.send`],
	])('with %s is refused', async (_, source, message) => {
		expect(await problemsOf({ [PATH]: source })).toContain(message);
	});

	it('cannot give one id to two rules', async () => {
		const second = policy({ package: 'groundwire.code.two' });
		expect(await problemsOf({ [PATH]: policy({}), 'policies/code/two/policy.rego': second })).toContain('policies/code/two/policy.rego:1:1: another rule has the id one');
	});
});

describe('the entry', () => {
	const body = `findings contains {"at": "x", "message": message} if {
	message := sprintf("%v %v %v %v", [
		object.get(input, "name", "?"),
		before,
		object.get(data.groundwire.profile, "loggers", "none"),
		data.groundwire.params.one.maxMs,
	])
}

before := data.groundwire.before.name

before := "nothing" if not data.groundwire.before`;

	async function run(envelope: object): Promise<readonly RuleResult[]> {
		const two = policy({ id: 'two', body: 'findings contains {"at": "y", "message": "two"} if input.two' });
		const { wasm } = await compileBuiltin(tool, sources({ 'policies/code/one/policy.rego': policy({ body }), 'policies/code/two/policy.rego': two }));
		const instance = loadPolicy(await WebAssembly.compile(wasm), { maxBytes: 67_108_864, startedAt: 0 });
		instance.setData({ groundwire: { params: { one: { maxMs: 5 } } } });
		const results = instance.evaluate(ENTRYPOINT, envelope) as readonly RuleResult[];
		return [...results].sort((a, b) => (a.rule < b.rule ? -1 : 1));
	}

	it('runs the rules that were asked for, with base, profile and params', async () => {
		const results = await run({ rules: ['one', 'two'], input: { name: 'new' }, before: { name: 'old' }, profile: { loggers: ['pino'] }, places: [] });
		expect(results).toEqual([{ rule: 'one', findings: [{ at: 'x', message: 'new old ["pino"] 5' }] }]);
	});

	it('leaves `before` undefined where there is none', async () => {
		expect(await run({ rules: ['one'], input: { name: 'new' }, profile: {}, places: [] })).toEqual([{ rule: 'one', findings: [{ at: 'x', message: 'new nothing none 5' }] }]);
	});

	it('runs nothing else', async () => {
		expect(await run({ rules: ['two'], input: { two: true }, profile: {}, places: [] })).toEqual([{ rule: 'two', findings: [{ at: 'y', message: 'two' }] }]);
		expect(await run({ rules: [], input: {}, profile: {}, places: [] })).toEqual([]);
	});
});
