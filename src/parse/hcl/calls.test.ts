import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { type HclModule, type HclTool, loadHclTool } from './hcl-tool.ts';

let tool: HclTool;
beforeAll(async () => {
	tool = await loadHclTool(join(import.meta.dirname, '../../../dist/hcl.wasm.br'));
});

type Files = Readonly<Record<string, string>>;
const evaluate = (files: Files, directory = '', texts: Files = {}): HclModule => tool.evaluate({ files, tree: true, directory, texts });

/** The value at a JSON pointer. */
function at(document: unknown, pointer: string): unknown {
	return pointer.split('/').slice(1).reduce<unknown>((parent, step) => (parent as Record<string, unknown> | undefined)?.[step], document);
}

/** What each call makes of a pointer into the file of the module that is called. */
const called = (files: Files, path: string, pointer: string, directory = ''): unknown[] =>
	evaluate(files, directory).called.filter((one) => one.files[path] !== undefined).map((one) => [one.address, at(one.files[path]?.document, pointer)]);

/** The line on which a pointer of a call's file stands, with the file. */
function place(files: Files, path: string, pointer: string): string[] {
	return evaluate(files).called.flatMap((one) => {
		const entry = one.files[path]?.positions.find(([found]) => found === pointer);
		return entry === undefined ? [] : [`${entry[5] ?? path}:${entry[1]}`];
	});
}

const CHILD = 'variable "acl" {\n  default = "private"\n}\nvariable "name" {}\nresource "b" "this" {\n  name = var.name\n  acl  = var.acl\n  key  = "${var.name}-x"\n}\noutput "id" {\n  value = b.this.id\n}\noutput "name" {\n  value = var.name\n}\noutput "bucket" {\n  value = b.this.name\n}\n';
const unknown = (reference: string) => ({ $unknown: reference });
/** A module that calls the one in a folder thirty times. */
const level = (next: string): string => `module "m" {\n  count  = 30\n  source = "./${next}"\n  n      = count.index\n}\nvariable "n" {}\n`;
/** What an expression is in a module beside other files. */
const read = (expression: string, texts: Files, directory = 'm'): unknown => at(evaluate({ 'm/main.tf': `locals {\n  x = ${expression}\n}\n` }, directory, texts).files['m/main.tf']?.document, '/locals/0/x');

describe('a call', () => {
	it('hands its arguments down, and defaults hold where it gives none', () => {
		const files = { 'main.tf': 'module "logs" {\n  source = "./b"\n  name   = "logs"\n  acl    = "public-read"\n}\nmodule "data" {\n  source = "./b"\n  name   = var.x\n}\n', 'b/main.tf': CHILD };
		expect(called(files, 'b/main.tf', '/resource/b/this/0')).toEqual([
			['module.logs', { name: 'logs', acl: 'public-read', key: 'logs-x' }],
			['module.data', { name: unknown('var.name'), acl: 'private', key: unknown('var.name') }],
		]);
	});

	it('is made once for each known instance, and once where they are not known', () => {
		const files = { 'main.tf': 'module "m" {\n  for_each = { a = "x", b = "y" }\n  source   = "./b"\n  name     = "${each.key}-${each.value}"\n}\nmodule "n" {\n  count  = var.n\n  source = "./b"\n  name   = "n${count.index}"\n}\nmodule "two" {\n  count  = 2\n  source = "./b"\n  name   = "t${count.index}"\n}\n', 'b/main.tf': CHILD };
		expect(called(files, 'b/main.tf', '/resource/b/this/0/name')).toEqual([
			['module.m["a"]', 'a-x'],
			['module.m["b"]', 'b-y'],
			['module.n', unknown('var.name')],
			['module.two[0]', 't0'],
			['module.two[1]', 't1'],
		]);
	});

	it('gives outputs up: what is known, and the name of what is not', () => {
		const text = 'module "m" {\n  source = "./b"\n  name   = "logs"\n}\nmodule "each" {\n  for_each = toset(["a"])\n  source   = "./b"\n  name     = each.key\n}\nlocals {\n  id     = module.m.id\n  name   = module.m.name\n  bucket = module.m.bucket\n  one    = module.each["a"].name\n  all    = module.each[*].name\n  none   = module.m.nothing\n}\n';
		expect(at(evaluate({ 'main.tf': text, 'b/main.tf': CHILD }).files['main.tf']?.document, '/locals/0')).toMatchObject({
			id: unknown('module.m.id'),
			name: 'logs',
			bucket: unknown('module.m.bucket'),
			one: 'a',
			none: unknown('module.m.nothing'),
		});
	});

	it('is followed through modules that call others, with relative paths', () => {
		const files = {
			'envs/prod/main.tf': 'module "app" {\n  source = "../../modules/app"\n  acl    = "public-read"\n}\n',
			'modules/app/main.tf': 'variable "acl" {}\nmodule "store" {\n  source = "../store"\n  name   = "app"\n  acl    = var.acl\n}\noutput "deep" {\n  value = module.store.name\n}\n',
			'modules/store/main.tf': CHILD,
		};
		expect(called(files, 'modules/store/main.tf', '/resource/b/this/0/acl', 'envs/prod')).toEqual([['module.app.module.store', 'public-read']]);
	});

	it('is told once where several give the same', () => {
		const files = { 'main.tf': 'module "a" {\n  source = "./b"\n}\nmodule "c" {\n  source = "./b"\n}\n', 'b/main.tf': 'resource "r" "x" {\n  size = 1\n}\n' };
		expect(called(files, 'b/main.tf', '/resource/r/x/0')).toEqual([['module.a', { size: 1 }]]);
	});

	it('knows what a null means to a variable that may not be null', () => {
		const files = { 'main.tf': 'module "a" {\n  source = "./b"\n  x      = null\n  y      = null\n}\n', 'b/main.tf': 'variable "x" {\n  default = 1\n}\nvariable "y" {\n  default  = 2\n  nullable = false\n}\nlocals {\n  x = var.x\n  y = var.y\n}\n' };
		expect(called(files, 'b/main.tf', '/locals/0')).toEqual([['module.a', { x: null, y: 2 }]]);
	});

	it('does not see the values files of the module that is called', () => {
		const files = { 'main.tf': 'module "a" {\n  source = "./b"\n}\n', 'terraform.tfvars': '', 'b/main.tf': 'variable "x" {\n  default = 1\n}\nlocals {\n  x = var.x\n}\n', 'b/terraform.tfvars': 'x = 5\n' };
		expect(called(files, 'b/main.tf', '/locals/0/x')).toEqual([['module.a', 1]]);
		expect(at(evaluate(files, 'b').files['b/main.tf']?.document, '/locals/0/x')).toBe(5);
	});

	it.each(['"./missing"', '"terraform-aws-modules/vpc/aws"', '"../../../outside"', '"/etc"', 'var.source', '"git::https://example.com/x.git"'])('of %s leaves its outputs unknown', (source) => {
		const found = evaluate({ 'a/main.tf': `module "m" {\n  source = ${source}\n}\nlocals {\n  x = module.m.id\n}\n` }, 'a');
		expect([at(found.files['a/main.tf']?.document, '/locals/0/x'), found.called, found.problems]).toEqual([unknown('module.m.id'), [], []]);
	});

	it('that leads back to where it came from ends there, and is said', () => {
		const { called: made, problems } = evaluate({ 'main.tf': 'module "a" {\n  source = "./a"\n}\n', 'a/main.tf': '\nmodule "b" {\n  source = "../b"\n}\n', 'b/main.tf': 'module "a" {\n  source = "../a"\n}\nmodule "self" {\n  source = "./"\n}\n' });
		expect(made.map(({ address }) => address)).toEqual(['module.a', 'module.a.module.b']);
		expect(problems.map(({ file, line, severity }) => `${file}:${line} ${severity}`)).toEqual(['b/main.tf:1 depth', 'b/main.tf:4 depth']);
	});

	it('that multiplies is cut, and said', () => {
		const { called: made, problems } = evaluate({ 'main.tf': level('a'), 'a/main.tf': level('b'), 'a/b/main.tf': 'variable "n" {}\nlocals {\n  n = var.n\n}\n' });
		expect(made.length).toBeLessThanOrEqual(100);
		expect(problems.some(({ severity }) => severity === 'depth')).toBe(true);
	});

	it('whose output needs its own argument does not run for ever', () => {
		const files = { 'main.tf': 'module "m" {\n  source = "./b"\n  name   = module.m.name\n}\nlocals {\n  x = module.m.name\n}\nmodule "c" {\n  count  = module.c.n\n  source = "./b"\n  name   = "x"\n}\n', 'b/main.tf': CHILD };
		expect(at(evaluate(files).files['main.tf']?.document, '/locals/0/x')).toEqual(unknown('module.m.name'));
	});
});

describe('places', () => {
	const files = { 'main.tf': 'locals {\n  cidr = "0.0.0.0/0"\n}\nmodule "m" {\n  source = "./b"\n  acl    = "public-read"\n  rules = [\n    { port = 22 },\n    { port = 80 },\n  ]\n  cidr = local.cidr\n}\n', 'b/main.tf': 'variable "acl" {}\nvariable "rules" {}\nvariable "cidr" {}\nvariable "size" {\n  default = 1\n}\nresource "r" "x" {\n  acl   = var.acl\n  size  = var.size\n  name  = "x-${var.acl}"\n  cidrs = [var.cidr]\n  maybe = var.acl != null ? var.acl : "none"\n  tried = try(var.rules[1].port, 1)\n  dynamic "rule" {\n    for_each = var.rules\n    content {\n      port = rule.value.port\n    }\n  }\n}\n' };

	it.each([
		['/acl', 'main.tf:6'],
		['/size', 'b/main.tf:9'],
		['/name', 'b/main.tf:10'],
		['/cidrs', 'b/main.tf:11'],
		['/cidrs/0', 'main.tf:2'],
		['/maybe', 'main.tf:6'],
		['/tried', 'main.tf:9'],
		['/rule/1/port', 'main.tf:9'],
		['', 'b/main.tf:7'],
	])('%s stands at %s', (pointer, expected) => {
		expect(place(files, 'b/main.tf', `/resource/r/x/0${pointer}`)).toEqual([expected]);
	});

	it('go through a `for` that hands its elements on', () => {
		const loop = { 'main.tf': 'module "m" {\n  source = "./b"\n  arns = {\n    a = "x"\n    b = "y"\n  }\n}\n', 'b/main.tf': 'variable "arns" {}\nresource "r" "x" {\n  for_each = { for k, v in var.arns : k => v if true }\n  arn      = each.value\n}\n' };
		expect([place(loop, 'b/main.tf', '/resource/r/x/0/arn'), place(loop, 'b/main.tf', '/resource/r/x/1/arn')]).toEqual([['main.tf:4'], ['main.tf:5']]);
	});

	it('lead into a policy of the caller', () => {
		const policy = { 'main.tf': 'data "aws_iam_policy_document" "p" {\n  statement {\n    actions   = ["*"]\n    resources = [aws_s3_bucket.b.arn]\n  }\n}\nmodule "m" {\n  source = "./b"\n  policy = data.aws_iam_policy_document.p.json\n}\n', 'b/main.tf': 'variable "policy" {}\nresource "aws_iam_policy" "x" {\n  policy = var.policy\n}\n' };
		expect(place(policy, 'b/main.tf', '/resource/aws_iam_policy/x/0/policy/Statement/0/Action')).toEqual(['main.tf:3']);
	});
});

describe('files that functions read', () => {
	it('are read where the request has them', () => {
		expect(read('file("${path.module}/a.txt")', { 'm/a.txt': 'hello' })).toBe('hello');
		expect(read('file("./a.txt")', { 'm/a.txt': 'hello' })).toBe('hello');
		expect(read('file("${path.root}/../up.txt")', { 'up.txt': 'up' })).toBe('up');
		expect(read('fileexists("a.txt")', { 'm/a.txt': '' })).toBe(true);
		expect(read('file("a.txt")', {})).toEqual(unknown('file("a.txt")'));
		expect(read('file("../../../etc/passwd")', { 'etc/passwd': 'x' })).toEqual(unknown('file("../../../etc/passwd")'));
		expect(read('file("/m/a.txt")', { 'm/a.txt': 'x' })).toEqual(unknown('file("/m/a.txt")'));
	});

	it('are templates with the values that they are given', () => {
		expect(read('templatefile("${path.module}/t.tpl", { name = "x", ports = [1, 2] })', { 'm/t.tpl': 'a ${name}%{ for p in ports } ${p}%{ endfor }' })).toBe('a x 1 2');
		expect(read('templatefile("t.tpl", { name = var.y })', { 'm/t.tpl': 'a ${name}' })).toEqual(unknown('var.y'));
		expect(read('templatefile("t.tpl", { a = 1 })', { 'm/t.tpl': '${var.secret} ${b}' })).toMatchObject({ $unknown: expect.any(String) });
	});

	it('say where the parts of a document stand', () => {
		const files = { 'm/main.tf': 'resource "aws_iam_policy" "p" {\n  policy = file("${path.module}/p.json")\n}\nresource "aws_iam_policy" "t" {\n  policy = templatefile("${path.module}/t.json", { arn = var.arn })\n}\n' };
		const texts = { 'm/p.json': '{\n  "Statement": [{\n    "Action": "*"\n  }]\n}\n', 'm/t.json': '{\n  "Statement": [{\n    "Action": "s3:*",\n    "Resource": "${arn}"\n  }]\n}\n' };
		const { positions } = evaluate(files, 'm', texts).files['m/main.tf'] ?? { positions: [] };
		const standing = (pointer: string): unknown => positions.filter(([found]) => found === pointer).map(([, line, , , , file]) => [file, line]);
		expect(standing('/resource/aws_iam_policy/p/0/policy/Statement/0/Action')).toEqual([['m/p.json', 3]]);
		expect(standing('/resource/aws_iam_policy/t/0/policy/Statement/0/Resource')).toEqual([['m/t.json', 4]]);
	});
});
