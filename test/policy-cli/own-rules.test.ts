import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { command, inOwnFolder, policy, write } from './policy-command.ts';

inOwnFolder();

const schema = (name: string): string => `# METADATA\n# schemas:\n#   - input: schema["${name}"]\ndeny contains "no" if input.kind == "Pod"\n`;
const OLD = 'package main\n\ndeny[msg] { msg := "no" }\n';

/** The ids of the rules that `policy list` names. */
const listed = async (...args: string[]): Promise<string[]> => (JSON.parse((await policy('list', '--format', 'json', ...args)).out) as readonly { readonly id: string }[]).map(({ id }) => id);

describe('a team\'s own rules, by the config of the folder', () => {
	it('are listed and explained, a new one with the examples of its README', async () => {
		await policy('new', '--kind', 'terraform', 'untagged-bucket');
		write({ '.groundwire/config.yaml': 'version: 1\npolicies:\n  - .groundwire/policies\n  - {path: old, name: acme, rego: v0}\n', 'old/a.rego': OLD, 'old/b.rego': OLD.replace('main', 'other') });
		const { code, out, err } = await policy('list');
		expect({ code, err }).toEqual({ code: 0, err: '' });
		expect(out).toMatch(/^untagged-bucket .* \.groundwire\/policies\/untagged-bucket\/policy\.rego\nacme\/main .* old\/a\.rego\nacme\/other .* old\/b\.rego\n$/m);
		expect((await command('explain', 'untagged-bucket')).out).toMatch(/^# A bucket without an owner\n\n`untagged-bucket` · team\/untagged-bucket[^]*\n## Good\n```hcl\n[^]*The policy stands in `\.groundwire\/policies\/untagged-bucket\/policy\.rego`\.\n$/);
		expect((await command('explain', 'acme/main')).out).toContain('`old/a.rego`');
	});

	it('are listed by category and persona', async () => {
		await policy('new', '--kind', 'terraform', 'untagged-bucket');
		expect(await listed('--category', 'team')).toEqual(['untagged-bucket']);
		expect(await listed('--category', 'team/untagged')).toEqual([]);
		expect(await listed('--category', 'code/missing-timeout', '--persona', 'essential')).toEqual(['missing-timeout']);
		expect(await listed('--category', 'code/missing-timeout', '--persona', 'strict')).toContain('long-default-timeout');
	});

	it('name their packages where the config asks for one that is none', async () => {
		write({ '.groundwire/config.yaml': 'version: 1\npolicies: [{path: old, rego: v0, namespaces: [mian]}]\n', 'old/a.rego': OLD });
		expect(await policy('list')).toMatchObject({ code: 1, err: '.groundwire/config.yaml: policies: old: no rules in mian; packages with rules: main\n' });
	});

	it('are among the rules that an unknown id is told, and what cannot be read is no silence', async () => {
		write({ '.groundwire/config.yaml': 'version: 1\npolicies: [old, gone]\n', 'old/a.rego': OLD });
		await expect(command('explain', 'untaged')).rejects.toMatchObject({ name: 'ConfigurationError', remedy: expect.stringContaining('`groundwire policy list` says why') });
		const { code, err } = await policy('list');
		expect(code).toBe(1);
		expect(err).toContain('--v0-compatible');
		expect(err).toContain('.groundwire/config.yaml: policies: gone: no such file or folder\n');
	});
});

describe('much that is wrong, and nothing that was tested', () => {
	it('shows ten errors and the number of the rest', async () => {
		write(Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`p/r${index}.rego`, OLD])));
		const { code, err } = await policy('check', 'p');
		expect(code).toBe(1);
		expect(err.match(/^p\/r\d+\.rego:/gm)).toHaveLength(10);
		expect(err).toMatch(/^\d+ errors occurred:\n[^]*\n… and \d+ more\nRego from before OPA 1\.0\? /);
		expect(await policy('check', '--v0-compatible', 'p/r1.rego')).toEqual({ code: 0, out: '', err: '' });
	});

	it('takes the schemas that a Conftest pack names for what they are there: nothing', async () => {
		write({ 'p/a.rego': `package a\n\n${schema('pod-v1')}\n${schema('other')}`, 'p/a_test.rego': 'package a_test\n\ntest_a if count(data.a.deny) == 0 with input as {}\n' });
		expect(await policy('check', 'p')).toEqual({ code: 0, out: '', err: '' });
		expect(await policy('test', 'p')).toEqual({ code: 0, out: 'PASS: 1/1\n', err: '' });
	});

	it('is no success when no test was run', async () => {
		write({ 'p/a_test.rego': 'package a_test\n\ntest_a if true\n' });
		expect(await policy('test', 'p', '--run', 'test_b')).toEqual({ code: 2, out: '', err: 'no test has a name that matches test_b\n' });
		await expect(policy('test', 'p', '--run', '(')).rejects.toMatchObject({ name: 'ConfigurationError', message: expect.stringMatching(/^--run: error parsing regexp/) });
	});

	it.each([
		['custom.sevrity is no key of a rule. Did you mean `severity`?', /severity: medium/, 'sevrity: medium'],
		['custom.platforms must be a list of kubernetes, helm-values, terraform', /\[kubernetes\]/, '[kubernets]'],
		['the package of this rule has no `findings`', /findings contains/, 'finding contains'],
	])('%s', async (message, pattern, typo) => {
		await policy('new', '--kind', 'kubernetes', 'owner');
		const path = '.groundwire/policies/owner/policy.rego';
		write({ [path]: readFileSync(path, 'utf8').replace(pattern, typo) });
		expect(await policy('check', path)).toEqual({ code: 1, out: '', err: expect.stringContaining(`${path}:1:1: metadata: ${message}`) });
	});
});
