import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../../src/cli/host.ts';
import { main } from '../../src/cli/main.ts';

const DIST = join(import.meta.dirname, '..', '..', 'dist');
const before = process.cwd();
let folder = '';

// The commands speak of paths as they are given, so each test stands in a folder of its own.
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'groundwire-policy-'));
	process.chdir(folder);
});
afterEach(() => {
	process.chdir(before);
	rmSync(folder, { recursive: true });
});

async function policy(...argv: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
	const [out, err]: [string[], string[]] = [[], []];
	const host: Host = { dist: DIST, version: '1.2.3', environment: {}, print: (text) => void out.push(text), warn: (text) => void err.push(text), colour: false, width: 100 };
	return { code: await main(['policy', ...argv], host), out: out.join(''), err: err.join('') };
}

function write(files: Readonly<Record<string, string>>): void {
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text);
	}
}

const edit = (path: string, from: string, to: string): void => writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));

describe('policy new', () => {
	it.each([
		['code', 'policy.rego,policy_test.rego,README.md,fixtures/bad.ts,fixtures/good.ts'],
		['kubernetes', 'policy.rego,policy_test.rego,README.md,fixtures/bad.yaml,fixtures/good.yaml'],
		['change', 'policy.rego,policy_test.rego,README.md,fixtures/bad.json,fixtures/good.json'],
		['terraform', 'policy.rego,policy_test.rego,README.md,fixtures/bad.tf,fixtures/good.tf,fixtures/unknown.tf'],
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

describe('policy test', () => {
	const SUITE = {
		'rules/limits/data.json': '{"most": 3}',
		'rules/a.rego': 'package a\n\nallow if input.n < data.limits.most\n\nunused if input.never\n',
		'rules/a_test.rego': `package a_test

test_low if data.a.allow with input as {"n": 1}

test_high if {
	print("looking")
	n := 4
	data.a.allow with input as {"n": n}
}

todo_test_later if false

test_each[name] if {
	some name, n in {"one": 1, "four": 4}
	data.a.allow with input as {"n": n}
}
`,
	};

	it('loads data below its folder, says what failed and where, and counts as opa does', async () => {
		write(SUITE);
		const { code, out } = await policy('test', 'rules');
		expect(code).toBe(1);
		expect(out).toContain('rules/a_test.rego:5:\ndata.a_test.test_high: FAIL (');
		expect(out).toContain('rules/a_test.rego:8:2:\n');
		expect(out).toContain('  looking\n');
		expect(out).toContain('  four: FAIL\n');
		expect(out).toMatch(/-{80}\nPASS: 2\/5\nFAIL: 2\/5\nSKIPPED: 1\/5\n$/);
	});

	it('runs what is asked for, and writes it as opa does', async () => {
		write(SUITE);
		const { code, out } = await policy('test', 'rules', '--run', 'test_low', '--format', 'json');
		expect(code).toBe(0);
		expect(JSON.parse(out)).toEqual([{ location: { file: 'rules/a_test.rego', row: 3, col: 1 }, package: 'data.a_test', name: 'test_low', duration: expect.any(Number) }]);
	});

	it('says which lines no test came by', async () => {
		write(SUITE);
		const { code, out, err } = await policy('test', 'rules', '--run', 'test_low', '--threshold', '90');
		expect(code).toBe(1);
		expect(out).toContain('rules/a.rego  (not covered: 5)');
		expect(err).toMatch(/^Code coverage threshold not met: got \d+\.\d\d instead of 90\.00\n$/);
	});

	it('gives each rule the fixtures beside it, and several documents of a file', async () => {
		const pod = (name: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n`;
		write({
			'r/one/one_test.rego': 'package one_test\n\ntest_own if data.fixtures["x.yaml"].metadata.name == "a"\n\ntest_second if data.fixtures["x.yaml#1"].metadata.name == "b"\n\ntest_folder if count(data.fixtures["./"].documents) == 2\n',
			'r/one/fixtures/x.yaml': `${pod('a')}---\n${pod('b')}`,
			'r/two/two_test.rego': 'package two_test\n\ntest_own if data.fixtures["x.yaml"].metadata.name == "c"\n\ntest_plain if data.fixtures["plain.json"] == [1]\n',
			'r/two/fixtures/x.yaml': pod('c'),
			'r/two/fixtures/plain.json': '[1]',
		});
		expect(await policy('test', 'r')).toEqual({ code: 0, out: 'PASS: 5/5\n', err: '' });
	});

	it('does not run over a fixture that cannot be read', async () => {
		write({ 'r/a_test.rego': 'package a_test\n\ntest_a if not data.fixtures["x.yaml"].spec\n', 'r/fixtures/x.yaml': 'apiVersion: v1\nkind: Pod\nspec: [\n' });
		await expect(policy('test', 'r')).rejects.toMatchObject({ name: 'ConfigurationError', path: 'r/fixtures/x.yaml' });
	});

	it('lets a test replace a builtin that is refused, and says that it is', async () => {
		write({ 'a_test.rego': 'package a_test\n\nanswer := http.send({"method": "get", "url": "https://example.com"}).body\n\nmock(_) := {"body": 1}\n\ntest_a if answer == 1 with http.send as mock\n' });
		expect(await policy('test', 'a_test.rego')).toEqual({ code: 0, out: 'PASS: 1/1\n', err: 'a_test.rego:3:11: http.send is refused when a change is judged: `groundwire policy check` does not accept it\n' });
	});

	it('names data that does not agree', async () => {
		write({ 'd/a.json': '{"x": 1}', 'd/b.yaml': 'x: 2\n', 'd/a_test.rego': 'package a_test\n\ntest_a if true\n' });
		expect(await policy('test', 'd')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('d/b.yaml: merge error: conflicting values at data.x, also defined in d/a.json') });
	});
});

describe('policy fmt', () => {
	const UGLY = 'package x\nallow if {input.a==1}\n';
	const NEAT = 'package x\n\nallow if input.a == 1\n';

	it('prints, lists, compares or writes', async () => {
		write({ 'a/ugly.rego': UGLY, 'a/neat.rego': NEAT });
		expect(await policy('fmt', 'a/ugly.rego')).toEqual({ code: 0, out: NEAT, err: '' });
		expect(await policy('fmt', '--list', 'a')).toEqual({ code: 0, out: 'a/ugly.rego\n', err: '' });
		expect((await policy('fmt', '--diff', 'a')).out).toBe(`--- a/ugly.rego\n+++ a/ugly.rego\n@@ -1,2 +1,3 @@\n package x\n-allow if {input.a==1}\n+\n+allow if input.a == 1\n`);
		expect(await policy('fmt', '--fail', 'a')).toMatchObject({ code: 1 });
		expect(await policy('fmt', '--write', 'a')).toEqual({ code: 0, out: '', err: '' });
		expect(readFileSync('a/ugly.rego', 'utf8')).toBe(NEAT);
	});

	it('names what cannot be read', async () => {
		write({ 'x.rego': 'package x\n\nallow if {\n' });
		expect(await policy('fmt', 'x.rego')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('x.rego:') });
	});
});
