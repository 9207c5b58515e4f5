import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { type HclModule, type HclTool, loadHclTool } from './hcl-tool.ts';

let tool: HclTool;
beforeAll(async () => {
	tool = await loadHclTool(join(import.meta.dirname, '../../../dist/hcl.wasm.br'));
});

type Files = Readonly<Record<string, string>>;
const evaluate = (files: Files): HclModule => tool.evaluate({ files });

/** The value at a JSON pointer. */
function at(document: unknown, pointer: string): unknown {
	return pointer.split('/').slice(1).reduce<unknown>((parent, step) => (parent as Record<string, unknown> | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')], document);
}

function value(files: Files | string, pointer: string): unknown {
	const all = typeof files === 'string' ? { 'main.tf': files } : files;
	return at(evaluate(all).files['main.tf']?.document, pointer);
}

/** The value of an expression in a local, with more of the module after it. */
const local = (expression: string, rest = ''): unknown => value(`locals {\n  x = ${expression}\n}\n${rest}`, '/locals/0/x');
const unknown = (reference: string) => ({ $unknown: reference });

/** The text that a pointer's position covers, with the file where it is another one. */
function covered(files: Files | string, pointer: string, path = 'main.tf'): string | undefined {
	const all = typeof files === 'string' ? { [path]: files } : files;
	const entry = evaluate(all).files[path]?.positions.find(([found]) => found === pointer);
	if (entry === undefined) return undefined;
	const [, startLine, startColumn, endLine, endColumn, file] = entry;
	const lines = (all[file ?? path] ?? '').split('\n').slice(startLine - 1, endLine);
	const last = lines.length - 1;
	const text = lines.map((line, index) => line.slice(index === 0 ? startColumn - 1 : 0, index === last ? endColumn - 1 : undefined)).join('\n');
	return file === undefined ? text : `${file}: ${text}`;
}

/** The blocks that a `dynamic` block over a collection makes, with one of its own inside. */
const dynamic = (collection: string) => value(`resource "r" "n" {\n  dynamic "in" {\n    for_each = ${collection}\n    iterator = it\n    content {\n      port = it.value.port\n      key  = it.key\n      dynamic "deep" {\n        for_each = [1]\n        content {\n          both = [deep.value, it.key]\n        }\n      }\n    }\n  }\n}\n`, '/resource/r/n/0/in');

const decoded = (files: Files | string, pointer: string): unknown => JSON.parse(String(value(files, pointer)));

const DATA = 'data "aws_iam_policy_document" "x" {';

describe('documents', () => {
	it('have the shape that Conftest gives HCL', () => {
		const text = 'terraform {\n  required_version = ">= 1"\n}\nprovider "aws" {\n  region = "eu-west-1"\n}\nresource "a" "b" {\n  n = 1\n  in {\n    x = true\n  }\n  in {\n    x = null\n  }\n}\noutput "o" {\n  value = [1.5, "s"]\n}\n';
		expect(evaluate({ 'main.tf': text }).files['main.tf']?.document).toEqual({
			terraform: [{ required_version: '>= 1' }],
			provider: { aws: [{ region: 'eu-west-1' }] },
			resource: { a: { b: [{ n: 1, in: [{ x: true }, { x: null }] }] } },
			output: { o: [{ value: [1.5, 's'] }] },
		});
	});

	it('keep names as they are written', () => {
		const text = 'variable "v" {\n  type = list(string)\n}\nresource "a" "b" {\n  provider   = aws.eu\n  depends_on = [a.c, module.m]\n  lifecycle {\n    ignore_changes = [tags["x"], size]\n  }\n}\nmodule "m" {\n  providers = { aws = aws.eu }\n}\n';
		expect(value(text, '/variable/v/0/type')).toBe('list(string)');
		expect(value(text, '/resource/a/b/0')).toEqual({ provider: 'aws.eu', depends_on: ['a.c', 'module.m'], lifecycle: [{ ignore_changes: ['tags["x"]', 'size'] }] });
		expect(value(text, '/module/m/0/providers')).toEqual({ aws: 'aws.eu' });
	});

	it('are made of .tf, .tofu and .tf.json alike, one a file', () => {
		const files = evaluate({ 'm/a.tf': 'locals {\n  a = 1\n}', 'm/b.tofu': 'locals {\n  b = local.a\n}', 'm/c.tf.json': '{"locals": {"c": "${local.b + 1}"}}', 'm/terraform.tfvars': '', 'm/x.txt': '' }).files;
		expect(Object.entries(files).map(([path, { document }]) => [path, document])).toEqual([
			['m/a.tf', { locals: [{ a: 1 }] }],
			['m/b.tofu', { locals: [{ b: 1 }] }],
			['m/c.tf.json', { locals: [{ c: 2 }] }],
		]);
	});

	it('count known and unknown leaves, through policy strings', () => {
		expect(evaluate({ 'main.tf': 'resource "a" "b" {\n  p = jsonencode({ A = ["x", var.y], B = 1 })\n  q = [null, var.z]\n}' }).counts).toEqual({ known: 3, unknown: 2 });
	});
});

describe('variables', () => {
	const declared = 'variable "v" {\n  type = object({ a = string, b = optional(number, 7) })\n  default = { a = "d" }\n}\nlocals {\n  x = var.v\n}\n';

	it('have their defaults, with those of optional attributes', () => {
		expect(value(declared, '/locals/0/x')).toEqual({ a: 'd', b: 7 });
	});

	it.each([
		['terraform.tfvars', { 'terraform.tfvars': 'v = { a = "t" }' }, 't'],
		['*.auto.tfvars, which come later', { 'a.auto.tfvars': 'v = { a = "u" }', 'terraform.tfvars': 'v = { a = "t" }' }, 'u'],
		['the last of them', { 'a.auto.tfvars': 'v = { a = "u" }', 'b.auto.tfvars.json': '{"v": {"a": "w"}}' }, 'w'],
		['no other values file', { 'prod.tfvars': 'v = { a = "p" }' }, 'd'],
	])('are set by %s', (_, files, expected) => {
		expect(value({ 'main.tf': declared, ...files }, '/locals/0/x')).toEqual({ a: expected, b: 7 });
	});

	it('without a value are unknown, by name', () => {
		expect(local('[var.u, var.u.name, var.none, var.u[0]]', 'variable "u" {}')).toEqual([unknown('var.u'), unknown('var.u.name'), unknown('var.none'), unknown('var.u[0]')]);
	});

	it.each([
		['list', '[1]', [1]],
		['"list"', '["a"]', ['a']],
		['set', '["b", "a"]', ['a', 'b']],
		['map', '{ k = 1 }', { k: 1 }],
		['"map"', '{ k = 1 }', { k: 1 }],
		['"string"', '7', '7'],
		['"list(string)"', '[7]', [7]],
		['object({ a = list })', '{ a = [1] }', { a: [1] }],
	])('may have the type %s of older Terraform', (type, fallback, expected) => {
		const { files, problems } = evaluate({ 'main.tf': `variable "a" {\n  type    = ${type}\n  default = ${fallback}\n}\nlocals {\n  x = var.a\n}\n` });
		expect(at(files['main.tf']?.document, '/locals/0/x')).toEqual(expected);
		expect(problems).toEqual([]);
	});

	it('of a known type keep what follows from it', () => {
		expect(local('[for k in ["a"] : "${k}-${var.u}"]', 'variable "u" {\n  type = string\n}')).toEqual([unknown('var.u')]);
	});
});

describe('expressions', () => {
	it.each([
		['"a-${1 + 1}-${true}"', 'a-2-true'],
		['"%{ if 1 > 2 }a%{ else }b%{ endif }%{ for s in ["x", "y"] }${s},%{ endfor }"', 'bx,y,'],
		['true ? "a" : var.u', 'a'],
		['{ for k, v in { a = 1, b = 2 } : upper(k) => v * 2 if v > 1 }', { B: 4 }],
		['[{ n = "a" }, { n = "b" }][*].n', ['a', 'b']],
		['merge({ a = 1 }, { b = var.u })', { a: 1, b: unknown('var.u') }],
		['try(local.none.x, "fallback")', unknown('local.none.x')],
		['try({ a = 1 }.b, "fallback")', 'fallback'],
		['can(tonumber("x"))', false],
		['cidrsubnet("10.0.0.0/16", 8, 2)', '10.0.2.0/24'],
		['cidrhost("10.0.0.0/16", 5)', '10.0.0.5'],
		['replace("a-b-c", "/-./", "x")', 'axx'],
		['lookup({ a = 1 }, "b", null)', null],
		['one([])', null],
		['concat(list("a", var.u), list())', ['a', unknown('var.u')]],
		['merge(map("a", "x", "b", var.u), map())', { a: 'x', b: unknown('var.u') }],
		['sum([1, 2, 3])', 6],
		['length("zoë")', 3],
		['alltrue([true, false])', false],
		['startswith("abc", "ab")', true],
		['index(["a", "b"], "b")', 1],
		['coalesce("", "b")', 'b'],
		['yamldecode("a: [1]")', { a: [1] }],
		['jsondecode("{\\"a\\": null}")', { a: null }],
		['flatten([[1], [2, [3]]])', [1, 2, 3]],
		['sha256("")', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
		['sensitive("s")', 's'],
		['format("%s-%03d", "a", 7)', 'a-007'],
		['setunion(["b"], ["a"])', ['a', 'b']],
		['transpose({ a = ["x"] })', { x: ['a'] }],
		['toset(["b", "a", "b"])', ['a', 'b']],
		['formatdate("YYYY", "2024-01-02T00:00:00Z")', '2024'],
		['base64decode(base64encode("x"))', 'x'],
		['urlencode("a b")', 'a+b'],
	])('%s', (expression, expected) => {
		expect(local(expression)).toEqual(expected);
	});

	it.each([
		['"x-${var.a}-${var.b}"', 'var.a'],
		['var.u ? 1 : 2', 'var.u'],
		['[for x in data.aws_zones.z.names : x]', 'data.aws_zones.z.names'],
		['length(module.m.ids)', 'module.m.ids'],
		['!var.u', 'var.u'],
		['timestamp()', 'timestamp()'],
		['file("${path.module}/x.json")', 'file("${path.module}/x.json")'],
		['path.module', 'path.module'],
		['terraform.workspace', 'terraform.workspace'],
		['aws_x.y[0].id', 'aws_x.y[0].id'],
		['aws_x.y[var.k].id', 'aws_x.y[var.k].id'],
		['aws_x.y[*].id', 'aws_x.y[*].id'],
		['tonumber("x")', 'tonumber("x")'],
		['provider::p::f(1)', 'provider::p::f(1)'],
		['base64encode(jsonencode({ a = var.u }))', 'var.u'],
		['1 / 0', '1 / 0'],
	])('%s is unknown', (expression, reference) => {
		expect(local(expression)).toEqual(unknown(reference));
	});

	it('keep an object whose key is unknown', () => {
		expect(local('{ "${var.u}:sub" = "x", (var.w) = 1 }')).toEqual({ '${var.u}:sub': 'x', '${var.w}': 1 });
	});

	it('keep the known lists of a concat', () => {
		expect(local('concat(["0.0.0.0/0"], var.more, [1])')).toEqual(['0.0.0.0/0', unknown('var.more'), 1]);
		expect(JSON.parse(String(local('jsonencode({ S = concat([{ A = "*" }], var.more) })')))).toEqual({ S: [{ A: '*' }, unknown('var.more')] });
	});

	it('follow locals in any order and across files, and stop at a circle', () => {
		const files = { 'main.tf': 'locals {\n  x = "${local.y}!"\n  p = local.q\n  q = [local.p]\n}', 'other.tf': 'locals {\n  y = "why"\n}' };
		expect(value(files, '/locals/0/x')).toBe('why!');
		expect(value(files, '/locals/0/p')).toEqual([unknown('local.q')]);
		expect(evaluate(files).problems).toEqual([]);
	});

	it('that Terraform would refuse are unknown, and no problem: the text can be read', () => {
		const { files, problems } = evaluate({ 'main.tf': 'variable "v" {\n  type    = array(string)\n  default = ["a"]\n}\nlocals {\n  x = [nothing(1), "${nothing(2)}-x"]\n  y = var.v\n  z = var.w\n}\nvariable "w" {\n  default = "d"\n}', 'terraform.tfvars': 'w = local.none\nu {\n}' });
		expect(files['main.tf']?.document).toMatchObject({ locals: [{ x: [unknown('nothing(1)'), unknown('nothing(2)')], y: ['a'], z: unknown('local.none') }] });
		expect(problems).toEqual([]);
	});
});

describe('references to resources', () => {
	const rest = 'resource "aws_s3_bucket" "b" {\n  bucket = "logs"\n  size   = 3\n  acl    = null\n}\n';

	it.each([
		['aws_s3_bucket.b.bucket', unknown('aws_s3_bucket.b.bucket')],
		['"${aws_s3_bucket.b.bucket}/x"', 'logs/x'],
		['aws_s3_bucket.b.size', 3],
		['aws_s3_bucket.b.acl', unknown('aws_s3_bucket.b.acl')],
		['[aws_s3_bucket.b.id, "${aws_s3_bucket.b.arn}/*"]', [unknown('aws_s3_bucket.b.id'), unknown('aws_s3_bucket.b.arn')]],
	])('%s: a link stays one, other text is resolved, what is computed is unknown', (expression, expected) => {
		expect(local(expression, rest)).toEqual(expected);
	});

	it('find the instance', () => {
		const counted = 'resource "r" "n" {\n  count = 2\n  size  = count.index\n}\nresource "r" "none" {\n  count = 0\n}\n';
		expect(local('[r.n[1].size, r.n[*].size, try(r.none[0].id, "none"), one(r.none[*].id)]', counted)).toEqual([1, [0, 1], 'none', null]);
	});

	it('that go round in a circle are unknown', () => {
		expect(value('resource "r" "a" {\n  x = r.b.x + 1\n}\nresource "r" "b" {\n  x = r.a.x + 1\n}\n', '/resource/r/a/0/x')).toEqual(unknown('r.b.x'));
	});
});

describe('instances', () => {
	it.each([
		['count = 2', 'n = count.index', [{ count: 2, n: 0 }, { count: 2, n: 1 }]],
		['count = var.on ? 1 : 0', 'n = 1', []],
		['count = var.u', 'n = count.index', [{ count: unknown('var.u'), n: unknown('count.index') }]],
		['for_each = { a = { s = 1 } }', 'n = [each.key, each.value.s]', [{ for_each: { a: { s: 1 } }, n: ['a', 1] }]],
		['for_each = toset(["a"])', 'n = each.value', [{ for_each: ['a'], n: 'a' }]],
		['for_each = var.u', 'n = each.value.name', [{ for_each: unknown('var.u'), n: unknown('each.value.name') }]],
		['for_each = { (var.u) = 1 }', 'n = each.key', [{ for_each: { '${var.u}': 1 }, n: unknown('var.u') }]],
	])('by %s', (repetition, attribute, expected) => {
		expect(value(`resource "r" "n" {\n  ${repetition}\n  ${attribute}\n}\nvariable "on" {\n  default = false\n}\n`, '/resource/r/n')).toEqual(expected);
	});

	it('are no more than 100', () => {
		const { files, problems } = evaluate({ 'main.tf': 'resource "r" "n" {\n  count = 1000\n}\n' });
		expect(at(files['main.tf']?.document, '/resource/r/n')).toHaveLength(100);
		expect(problems).toEqual([{ file: 'main.tf', line: 2, column: 3, message: '1000 instances; the first 100 are looked at', severity: 'warning' }]);
	});

	it('of dynamic blocks stand where the blocks would', () => {
		expect(dynamic('[{ port = 80 }, { port = var.u }]')).toEqual([
			{ port: 80, key: 0, deep: [{ both: [1, 0] }] },
			{ port: unknown('var.u'), key: 1, deep: [{ both: [1, 1] }] },
		]);
		expect(dynamic('var.u')).toEqual([{ port: unknown('it.value.port'), key: unknown('it.key'), deep: [{ both: [1, unknown('it.key')] }] }]);
		expect(dynamic('[]')).toBeUndefined();
	});
});

describe('policy documents', () => {
	it('of jsonencode are what Terraform would write, unknown parts inside', () => {
		expect(local('jsonencode({ b = [1, "<"], a = null })')).toBe('{"a":null,"b":[1,"\\u003c"]}');
		expect(JSON.parse(String(local('jsonencode({ S = [{ R = "${var.b}/*", A = "s3:*" }] })')))).toEqual({ S: [{ R: unknown('var.b'), A: 's3:*' }] });
	});

	it('of heredocs keep their structure around what is unknown', () => {
		const text = 'resource "r" "n" {\n  p = <<-EOT\n    {"S": [{"R": "arn:${var.b}/*", "N": ${var.n}, "C": {"${var.o}:sub": "x"}, "J": ${jsonencode([var.q, "k"])}}]}\n  EOT\n  t = <<-EOT\n    { not json ${var.b}\n  EOT\n}\n';
		expect(decoded(text, '/resource/r/n/0/p')).toEqual({ S: [{ R: unknown('var.b'), N: unknown('var.n'), C: { '${var.o}:sub': 'x' }, J: [unknown('var.q'), 'k'] }] });
		expect(value(text, '/resource/r/n/0/t')).toEqual(unknown('var.b'));
	});

	it('of data blocks have the provider’s shape', () => {
		const text = `${DATA}\n  statement {\n    sid       = "One"\n    actions   = ["s3:Get*"]\n    resources = ["a", "\${var.b}/&{aws:username}"]\n    principals {\n      type        = "AWS"\n      identifiers = ["*"]\n    }\n    condition {\n      test     = "StringLike"\n      variable = "\${var.o}:sub"\n      values   = ["x", "y"]\n    }\n  }\n  dynamic "statement" {\n    for_each = ["ec2:*"]\n    content {\n      effect      = "Deny"\n      not_actions = [statement.value]\n      resources   = ["/&{aws:username}"]\n      not_principals {\n        type        = "*"\n        identifiers = ["*"]\n      }\n    }\n  }\n}\nresource "aws_iam_policy" "p" {\n  policy = data.aws_iam_policy_document.x.json\n}\n`;
		const expected = {
			Version: '2012-10-17',
			Statement: [
				{ Sid: 'One', Effect: 'Allow', Action: 's3:Get*', Resource: ['a', unknown('var.b')], Principal: { AWS: '*' }, Condition: { StringLike: { '${var.o}:sub': ['x', 'y'] } } },
				{ Effect: 'Deny', NotAction: 'ec2:*', Resource: '/${aws:username}', NotPrincipal: '*' },
			],
		};
		expect(decoded(text, '/resource/aws_iam_policy/p/0/policy')).toEqual(expected);
		expect(decoded(text, '/data/aws_iam_policy_document/x/0/json')).toEqual(expected);
	});

	it('are merged from others: the same Sid is replaced, the unknown stays', () => {
		const base = DATA.replace('"x"', '"base"');
		const text = `${base}\n  statement {\n    sid     = "A"\n    actions = ["a"]\n  }\n}\n${DATA}\n  source_policy_documents   = [data.aws_iam_policy_document.base.json, var.more]\n  override_policy_documents = [jsonencode({ Statement = { Sid = "B", Action = "new" } })]\n  statement {\n    sid     = "B"\n    actions = ["old"]\n  }\n}\n`;
		expect(decoded(text, '/data/aws_iam_policy_document/x/0/json')).toEqual({
			Version: '2012-10-17',
			Statement: [{ Sid: 'A', Effect: 'Allow', Action: 'a' }, unknown('var.more'), { Action: 'new', Sid: 'B' }],
		});
	});

	it('are found through locals, conditions, splats and each', () => {
		const text = `${DATA}\n  count = 1\n  statement {\n    actions = ["*"]\n  }\n}\nlocals {\n  chosen = true ? data.aws_iam_policy_document.x[0].json : null\n}\nresource "r" "n" {\n  for_each = { a = local.chosen, b = one(data.aws_iam_policy_document.x[*].json), c = try(data.aws_iam_policy_document.x[1].json, "{}") }\n  policy   = each.value\n}\n`;
		const policies = (value(text, '/resource/r/n') as { policy: string }[]).map(({ policy }) => JSON.parse(policy) as unknown);
		const one = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*' }] };
		expect(policies).toEqual([one, one, {}]);
	});

	it('that need themselves are unknown', () => {
		const text = `${DATA}\n  source_policy_documents = [data.aws_iam_policy_document.x.json]\n}\n`;
		expect(decoded(text, '/data/aws_iam_policy_document/x/0/json')).toEqual({ Version: '2012-10-17', Statement: [unknown('data.aws_iam_policy_document.x.json')] });
	});
});

describe('positions', () => {
	it.each([
		['/resource/a/b/0', 'resource "a" "b" {\n  é = "😀"\n  n = "ü" \n  l = ["x", { k = 1 }]\n  in {\n    x = 1\n  }\n}'],
		['/resource/a/b/0/n', 'n = "ü"'],
		['/resource/a/b/0/l', 'l = ["x", { k = 1 }]'],
		['/resource/a/b/0/l/0', '"x"'],
		['/resource/a/b/0/l/1/k', 'k = 1'],
		['/resource/a/b/0/in/0', 'in {\n    x = 1\n  }'],
		['/resource/a/b/0/in/0/x', 'x = 1'],
	])('%s covers its source', (pointer, expected) => {
		expect(covered('# 😀\nresource "a" "b" {\n  é = "😀"\n  n = "ü" \n  l = ["x", { k = 1 }]\n  in {\n    x = 1\n  }\n}\n', pointer)).toBe(expected);
	});

	it('count UTF-16 units', () => {
		expect(covered('locals {\n  a = ["😀é", "x"]\n}\n', '/locals/0/a/1')).toBe('"x"');
	});

	it('lead into heredocs', () => {
		const text = 'resource "r" "n" {\n  p = <<-EOT\n    {\n      "S": [\n        {"A": "s3:*", "R": "${var.b}/*"}\n      ]\n    }\n  EOT\n}\n';
		expect(covered(text, '/resource/r/n/0/p/S/0')).toBe('{"A": "s3:*", "R": "${var.b}/*"}');
		expect(covered(text, '/resource/r/n/0/p/S/0/A')).toBe('"A": "s3:*"');
		expect(covered(text, '/resource/r/n/0/p/S/0/R')).toBe('"R": "${var.b}/*"');
	});

	it('lead into quoted JSON, escapes and all', () => {
		const text = 'locals {\n  p = "{\\"é\\": [\\"a\\\\tb\\", \\"$${x}\\", 2]}"\n}\n';
		expect(covered(text, '/locals/0/p/é/1')).toBe('\\"$${x}\\"');
		expect(covered(text, '/locals/0/p/é/2')).toBe('2');
	});

	it('lead into jsonencode and through locals, merge, concat, conditions and for', () => {
		const files = {
			'main.tf': 'resource "r" "n" {\n  p = jsonencode({ S = concat(local.base, [{ A = "own" }]), O = merge(local.o, { b = 2 }), C = true ? { d = 1 } : null, F = [for s in ["x"] : { A = s }] })\n}\n',
			'locals.tf': 'locals {\n  base = [{ A = "*" }]\n  o    = { a = 1 }\n}\n',
		};
		const p = '/resource/r/n/0/p';
		expect(covered(files, `${p}/S/0/A`)).toBe('locals.tf: A = "*"');
		expect(covered(files, `${p}/S/1/A`)).toBe('A = "own"');
		expect(covered(files, `${p}/O/a`)).toBe('locals.tf: a = 1');
		expect(covered(files, `${p}/O/b`)).toBe('b = 2');
		expect(covered(files, `${p}/C/d`)).toBe('d = 1');
		expect(covered(files, `${p}/F/0/A`)).toBe('A = s');
	});

	it('lead to the statement of a data block in another file', () => {
		const files = { 'main.tf': 'resource "r" "n" {\n  p = data.aws_iam_policy_document.x.json\n}\n', 'data.tf': `${DATA}\n  statement {\n    actions = ["a", "*"]\n  }\n}\n` };
		expect(covered(files, '/resource/r/n/0/p/Statement/0')).toBe('data.tf: statement {\n    actions = ["a", "*"]\n  }');
		expect(covered(files, '/resource/r/n/0/p/Statement/0/Action')).toBe('data.tf: actions = ["a", "*"]');
		expect(covered(files, '/resource/r/n/0/p/Statement/0/Action/1')).toBe('data.tf: "*"');
		expect(covered(files, '/resource/r/n/0/p')).toBe('p = data.aws_iam_policy_document.x.json');
	});

	it('lead from each.value to its element', () => {
		expect(covered('resource "r" "n" {\n  for_each = { a = { ports = [1, 2] } }\n  ports    = each.value.ports\n}\n', '/resource/r/n/0/ports/1')).toBe('2');
	});

	it('of dynamic blocks are theirs', () => {
		const text = 'resource "r" "n" {\n  dynamic "in" {\n    for_each = [[1]]\n    content {\n      l = in.value\n    }\n  }\n}\n';
		expect(covered(text, '/resource/r/n/0/in/0')).toBe('dynamic "in" {\n    for_each = [[1]]\n    content {\n      l = in.value\n    }\n  }');
		expect(covered(text, '/resource/r/n/0/in/0/l/0')).toBe('1');
	});

	it('escape pointers', () => {
		expect(covered('locals {\n  a = { "x/y~z" = 1 }\n}\n', '/locals/0/a/x~1y~0z')).toBe('"x/y~z" = 1');
	});
});

describe('JSON syntax', () => {
	const text = '{\n  "//": "comment",\n  "variable": {"env": {"type": "string", "default": "prod"}},\n  "resource": {"r": {"n": {\n    "name": "é-${var.env}",\n    "tags": {"a": "b"},\n    "in": {"x": [1, "y"]},\n    "depends_on": ["r.m"],\n    "policy": "{\\"S\\": [{\\"R\\": \\"${r.m.arn}/*\\"}]}"\n  }}}\n}\n';

	it('is evaluated as the native syntax is; an object is a block unless its name is a map’s', () => {
		expect(at(evaluate({ 'a.tf.json': text }).files['a.tf.json']?.document, '/resource/r/n/0')).toEqual({
			name: 'é-prod', tags: { a: 'b' }, in: [{ x: [1, 'y'] }], depends_on: ['r.m'], policy: '{"S":[{"R":{"$unknown":"r.m.arn"}}]}',
		});
	});

	it.each([
		['/resource/r/n/0/name', '"name": "é-${var.env}"'],
		['/resource/r/n/0/in/0/x/1', '"y"'],
		['/resource/r/n/0/tags/a', '"a": "b"'],
		['/resource/r/n/0/policy/S/0/R', '\\"R\\": \\"${r.m.arn}/*\\"'],
		['/variable/env/0', '"env": {"type": "string", "default": "prod"}'],
	])('has its places: %s', (pointer, expected) => {
		expect(covered({ 'a.tf.json': text }, pointer, 'a.tf.json')).toBe(expected);
	});

	it('that is broken is a problem', () => {
		const { files, problems } = evaluate({ 'a.tf.json': '{"resource": [', 'main.tf': 'locals {\n  x = 1\n}\n' });
		expect(problems.map(({ file, severity }) => [file, severity])).toContainEqual(['a.tf.json', 'error']);
		expect(files['main.tf']?.document).toEqual({ locals: [{ x: 1 }] });
	});
});

describe('override files', () => {
	const files = {
		'main.tf': 'resource "r" "n" {\n  a = 1\n  b = 2\n  in {\n    x = 1\n  }\n  lifecycle {\n    prevent_destroy = true\n  }\n}\nlocals {\n  l = 1\n}\nvariable "v" {\n  default = 1\n}\n',
		'x_override.tf': 'resource "r" "n" {\n  b = 3\n  in {\n    x = [local.l, var.v]\n  }\n  lifecycle {\n    create_before_destroy = true\n  }\n}\nlocals {\n  l = 2\n}\nvariable "v" {\n  default = 5\n}\nresource "r" "own" {}\n',
	};

	it('change what they override, once', () => {
		expect(value(files, '/resource/r/n')).toEqual([{ a: 1, b: 3, in: [{ x: [2, 5] }], lifecycle: [{ prevent_destroy: true, create_before_destroy: true }] }]);
		expect(evaluate(files).files['x_override.tf']?.document).toEqual({ resource: { r: { own: [{}] } } });
		expect(covered(files, '/resource/r/n/0/b')).toBe('x_override.tf: b = 3');
	});
});

describe('comments', () => {
	it('are listed of those files only that contain a text, where one is asked for', () => {
		const files = { 'a.tf': '# one\n', 'b.tf': '# two\n' };
		const comments = Object.values(tool.evaluate({ files, comments: 'two' }).files).map((file) => file.comments.map(({ text }) => text));
		expect(comments).toEqual([[], ['# two']]);
	});

	it('come with their places', () => {
		expect(evaluate({ 'main.tf': '# one\nlocals { # two 😀\n  /* three\n  */ x = "# no" // four\n}\n' }).files['main.tf']?.comments).toEqual([
			{ line: 1, endLine: 1, column: 1, text: '# one', ownLine: true },
			{ line: 2, endLine: 2, column: 10, text: '# two 😀', ownLine: false },
			{ line: 3, endLine: 4, column: 3, text: '/* three\n  */', ownLine: true },
			{ line: 4, endLine: 4, column: 17, text: '// four', ownLine: false },
		]);
	});
});

describe('broken files', () => {
	it('keep the blocks that parse', () => {
		const { files, problems } = evaluate({ 'main.tf': 'resource "r" "one" {\n  x = 1\n}\nresource "r" "two" {\n  x = = 2\n}\n', 'other.tf': 'locals {\n  y = r.one.x + 1\n}\n' });
		expect(at(files['main.tf']?.document, '/resource/r/one')).toEqual([{ x: 1 }]);
		expect(files['other.tf']?.document).toEqual({ locals: [{ y: 2 }] });
		expect(problems).toMatchObject([{ file: 'main.tf', line: 5, column: 7, severity: 'error' }]);
	});

	it.each([['resource'], ['resource "a" {'], ['x = '], ['locals {\n x = "${'], ['locals {\n x = <<EOT\n'], ['\u0000\uFFFF{{{'], ['}'], ['resource "a" "b" {\n dynamic "x" {}\n dynamic {}\n}'], ['variable "v" {\n type = nonsense(\n}'], ['resource {}\nresource "a" {}\nresource "a" "b" {}\nresource "a" "b" "c" {}\n']])('%j does no harm', (text) => {
		expect(Object.keys(evaluate({ 'a.tf': text, 'main.tf': 'locals {\n  x = 1\n}\n' }).files)).toEqual(['a.tf', 'main.tf']);
	});
});
