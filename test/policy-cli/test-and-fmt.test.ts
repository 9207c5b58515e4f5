import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inOwnFolder, policy, write } from './policy-command.ts';

inOwnFolder();

const pod = (name: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n`;

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
});

describe('fixtures and builtins of policy test', () => {
	it('gives each rule the fixtures beside it, and several documents of a file', async () => {
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
