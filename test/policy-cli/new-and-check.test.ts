import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inOwnFolder, policy, write } from './policy-command.ts';

inOwnFolder();

const edit = (path: string, from: string, to: string): void => writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));

describe('policy new', () => {
	it.each([
		['code', 'policy.rego,policy_test.rego,README.md,fixtures/bad.ts,fixtures/good.ts'],
		['kubernetes', 'policy.rego,policy_test.rego,README.md,fixtures/bad.yaml,fixtures/good.yaml'],
		['change', 'policy.rego,policy_test.rego,README.md,fixtures/bad.json,fixtures/good.json'],
		['terraform', 'policy.rego,policy_test.rego,README.md,fixtures/bad.tf,fixtures/good.tf,fixtures/unknown.tf'],
		['cloudformation', 'policy.rego,policy_test.rego,README.md,fixtures/bad.yaml,fixtures/good.yaml,fixtures/unknown.yaml'],
		['actions', 'policy.rego,policy_test.rego,README.md,fixtures/bad/.github/workflows/ci.yml,fixtures/good/.github/workflows/ci.yml,fixtures/unknown/.github/workflows/ci.yml'],
		['dockerfile', 'policy.rego,policy_test.rego,README.md,fixtures/bad/Dockerfile,fixtures/good/Dockerfile,fixtures/unknown/Dockerfile'],
	])('writes a rule about %s that is in order, formatted and passes its own tests', async (kind, files) => {
		const made = await policy('new', '--kind', kind, 'my-rule');
		expect(made.code).toBe(0);
		expect(made.out.trim().split('\n')).toEqual(files.split(',').map((file) => `.groundwire/policies/my-rule/${file}`));
		expect(await policy('check', '--strict')).toEqual({ code: 0, out: '', err: '' });
		expect(await policy('fmt', '--fail')).toEqual({ code: 0, out: '', err: '' });
		const tested = await policy('test', '--threshold', '100');
		expect(tested.err).toBe('');
		expect(tested.out).toMatch(/^PASS: (\d)\/\1\n100.00%/);
		expect((await policy('list')).out).toMatch(/^my-rule +team\/my-rule +medium +essential +\.groundwire\/policies\/my-rule\/policy\.rego$/m);
	});

	it('takes no name that is taken, built in, or no name', async () => {
		await policy('new', '--kind', 'change', 'my-rule');
		await expect(policy('new', '--kind', 'change', 'my-rule')).rejects.toThrow('there is something of that name already');
		await expect(policy('new', '--kind', 'change', 'missing-timeout')).rejects.toThrow('is a built-in rule');
		await expect(policy('new', '--kind', 'change', '../up')).rejects.toThrow('cannot be the name of a rule');
		await expect(policy('new', '--kind', 'change', 'import')).rejects.toThrow('a word of Rego');
	});
});

describe('policy check', () => {
	it('names a fact that does not exist, with its line', async () => {
		await policy('new', '--kind', 'code', 'my-rule');
		edit('.groundwire/policies/my-rule/policy.rego', 'input.outboundCalls', 'input.outboundCals');
		const { code, err } = await policy('check');
		expect(code).toBe(1);
		expect(err).toContain(`1 error occurred:
.groundwire/policies/my-rule/policy.rego:18:15: rego_type_error: undefined ref: input.outboundCals`);
		expect(err).toContain('\t\tsome call in input.outboundCals\n\t\t             ^\n');
		expect(err).toContain('have: "outboundCals"');
	});

	it('names metadata that cannot be', async () => {
		await policy('new', '--kind', 'change', 'my-rule');
		edit('.groundwire/policies/my-rule/policy.rego', 'severity: medium', 'severity: urgent');
		expect(await policy('check')).toMatchObject({ code: 1, err: expect.stringContaining('policy.rego:1:1: metadata: custom.severity must be one of low, medium, high, critical, not "urgent"') });
	});

	it('shows the line of a syntax error once', async () => {
		write({ 'a/x.rego': 'package x\n\nallow if {\n\tinput.a ==\n}\n' });
		const { code, err } = await policy('check', 'a');
		expect(code).toBe(1);
		expect(err).toMatch(/^1 error occurred:\na\/x\.rego:5:1: rego_parse_error: unexpected \} token[^\n]*\n\t\}\n\t\^\n$/);
	});

	it('is strict when asked, and reads Rego of version 0 when asked', async () => {
		write({ 'x.rego': 'package x\n\nallow if {\n\ta := 1\n\tinput.b\n}\n', 'old.rego': 'package old\n\ndeny[msg] { msg := "no" }\n' });
		expect((await policy('check', 'x.rego')).code).toBe(0);
		expect(await policy('check', '--strict', 'x.rego')).toMatchObject({ code: 1, err: expect.stringContaining('x.rego:4:2: rego_compile_error: assigned var a unused') });
		expect((await policy('check', 'old.rego')).code).toBe(1);
		expect((await policy('check', '--v0-compatible', 'old.rego')).code).toBe(0);
	});

	it('refuses what reaches out, and says why', async () => {
		write({ 'x.rego': 'package x\n\nanswer := http.send({"method": "get", "url": "https://example.com"})\n' });
		const { code, err } = await policy('check', 'x.rego');
		expect(code).toBe(1);
		expect(err).toContain('x.rego:3:11: rego_type_error: undefined function http.send');
		expect(err).toContain('Groundwire refuses this builtin');
	});

	it('is wrong usage without anything to check', async () => {
		await expect(policy('check')).rejects.toThrow('there is no folder .groundwire/policies here');
		await expect(policy('check', 'nowhere')).rejects.toThrow('nowhere: no such file or folder');
	});
});
