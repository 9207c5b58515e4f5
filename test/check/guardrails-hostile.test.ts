import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { GuardedRepository, PAY } from '../support/guarded-repository.ts';
import { checkReport } from '../support/groundwire.ts';

let repository: GuardedRepository;

beforeEach(() => {
	repository = new GuardedRepository();
});
afterEach(() => repository.delete());

describe('a config that nobody can read', () => {
	const hostile: readonly (readonly [string, string | Uint8Array, string])[] = [
		['broken YAML', 'version: 1\nrules: [\n', 'would not be valid, and nothing could be decided: line '],
		['an unknown key', 'version: 1\nrulez: {}\n', 'would not be valid, and nothing could be decided: line 2: unknown key `rulez`'],
		['an unknown rule', 'version: 1\nrules: { missing-timeot: off }\n', 'Did you mean `missing-timeout`?'],
		['5 MB', `version: 1\n# ${'x'.repeat(5_000_000)}\n`, 'the config cannot be read: it must be a file of at most'],
		['deep nesting', `version: 1\nrules: ${'['.repeat(5_000)}\n`, 'would not be valid'],
		['an alias bomb', `version: 1\nrules: &a [${'*a,'.repeat(2_000)}]\n`, 'would not be valid'],
		['bytes', new Uint8Array([0, 255, 254, 1, 2, 3]), 'would not be valid'],
		['nothing', '', 'would not be valid, and nothing could be decided: line 1: the config is empty'],
	];

	test.each(hostile)('%s', (_what, text, effect) => {
		repository.write('src/server/pay.ts', PAY);
		const report = repository.judged({ '.groundwire/config.yaml': text });
		expect(report.guardrails?.[0]?.effects[0]).toContain(effect);
		expect(report.guardrails?.[0]?.weaker).toBe(true);
		expect(report.findings.map(({ rule }) => rule).toSorted()).toEqual(['guardrail-changed', 'missing-timeout']);
		expect(report.verdict.conclusion).toBe('block');
	});

	test('a glob that takes for ever', () => {
		for (let index = 0; index < 30; index++) repository.write(`src/${'a'.repeat(60)}${index}.ts`, 'export {};\n');
		const report = repository.judged({ '.groundwire/config.yaml': 'version: 1\nignore: ["+(a|aa|a+(a|aa)|+(+(a)a))b"]\n', 'src/server/pay.ts': PAY });
		expect(report.guardrails?.[0]?.weaker).toBe(true);
		expect(report.findings.map(({ rule }) => rule).toSorted()).toEqual(['guardrail-changed', 'missing-timeout']);
	});

	test('a symbolic link is never followed', () => {
		repository.write('open.yaml', 'version: 1\nignore: ["**"]\n');
		repository.link('.groundwire/config.yaml', '../open.yaml');
		expect(repository.judged({}).guardrails?.[0]?.effects[0]).toContain('the config cannot be read');
	});

	test('a folder in its place', () => {
		repository.remove('.groundwire/config.yaml');
		expect(repository.judged({ '.groundwire/config.yaml/x': 'y' }).guardrails?.[0]?.effects[0]).toContain('the config cannot be read');
	});

	test('a submodule in place of the whole folder', () => {
		repository.remove('.groundwire');
		repository.git('add', '--all');
		repository.git('update-index', '--add', '--cacheinfo', `160000,${repository.base},.groundwire`);
		repository.git('commit', '--quiet', '-m', 'head');
		const { report } = checkReport(repository.path, repository.base, repository.head());
		expect(report.guardrails?.map(({ path, weaker }) => [path, weaker])).toEqual([
			['.groundwire/config.yaml', false],
			['.groundwire/policies/labels.rego', true],
			['.groundwire/policies/labels_test.rego', true],
		]);
		expect(report.verdict.conclusion).toBe('block');
	});

	test('at base leaves everything undecided', () => {
		repository.write('open.yaml', 'version: 1\n');
		repository.link('.groundwire/config.yaml', '../open.yaml');
		repository.settle();
		const report = repository.judged({ 'src/server/pay.ts': PAY });
		expect(report.verdict.conclusion).toBe('undecided');
		expect(report.verdict.reasons[0]?.detail).toContain('the config cannot be read');
	});
});
