import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { type HclTool, loadHclTool } from './hcl-tool.ts';

let tool: HclTool;
beforeAll(async () => {
	tool = await loadHclTool(join(import.meta.dirname, '../../../dist/hcl.wasm.br'));
});

type Files = Readonly<Record<string, string>>;

function valueAt(files: Files, pointer: string, path = 'main.tf'): unknown {
	return pointer.split('/').slice(1).reduce<unknown>((parent, step) => (parent as Record<string, unknown> | undefined)?.[step], tool.evaluate({ files }).files[path]?.document);
}

const local = (expression: string, rest = ''): unknown => valueAt({ 'main.tf': `locals {\n  x = ${expression}\n}\n${rest}` }, '/locals/0/x');
const unknown = (reference: string) => ({ $unknown: reference });

describe('values of which a part is not known', () => {
	it.each([
		['try(var.u.port, 5432)', unknown('var.u.port')],
		['try({ a = 1 }.b, 5432)', 5432],
		['can(var.u)', unknown('var.u')],
		['can({ a = 1 }.b)', false],
		['lookup({ a = 1, b = var.u }, "a", 2)', 1],
		['lookup({ a = 1 }, "c", 2)', 2],
		['lookup(var.u, "a", 2)', unknown('var.u')],
		['merge({ a = 1 }, { b = var.u }).a', 1],
		['merge({ a = 1, b = 2 }, { b = var.u })', { a: 1, b: unknown('var.u') }],
		['merge({ a = 1 }, var.u)', unknown('var.u')],
		['coalesce(null, "a")', 'a'],
		['coalesce(var.u, "a")', unknown('var.u')],
		['var.u ? "a" : "a"', unknown('var.u')],
		['true ? "a" : var.u', 'a'],
		['[for p in [1, var.u] : p]', [1, unknown('var.u')]],
		['{ for k, v in { a = 1, b = var.u } : k => v }', { a: 1, b: unknown('var.u') }],
		['[for p in [1, 2, 3] : p * 2 if p > 1]', [4, 6]],
		['[for p in var.u : p]', unknown('var.u')],
		['[for p in [1, var.u] : p if p > 0]', unknown('var.u')],
		['concat(["a"], var.u)', ['a', unknown('var.u')]],
		['"${var.u}-a"', unknown('var.u')],
		['length(concat(["a"], ["b"]))', 2],
		['contains(["a", var.u], "a")', true],
		['element([var.u, "b"], 1)', 'b'],
		['toset(["a", var.u])', ['a', unknown('var.u')]],
		['lookup({ (var.u) = 1 }, "c", 2)', unknown('lookup({ (var.u) = 1 }, "c", 2)')],
		['not.there.at.all', unknown('not.there.at.all')],
	])('%s', (expression, expected) => {
		expect(local(expression)).toEqual(expected);
	});

	it('of dynamic blocks leave the others', () => {
		const text = 'resource "aws_security_group" "g" {\n  ingress {\n    from_port = 443\n  }\n  dynamic "ingress" {\n    for_each = [22, var.port]\n    content {\n      from_port = ingress.value\n    }\n  }\n  dynamic "egress" {\n    for_each = var.rules\n    content {\n      from_port   = egress.value.port\n      cidr_blocks = ["0.0.0.0/0"]\n    }\n  }\n}\n';
		expect(valueAt({ 'main.tf': text }, '/resource/aws_security_group/g/0')).toEqual({
			ingress: [{ from_port: 443 }, { from_port: 22 }, { from_port: unknown('var.port') }],
			egress: [{ from_port: unknown('egress.value.port'), cidr_blocks: ['0.0.0.0/0'] }],
		});
	});

	it('of policy documents leave the statements that are known', () => {
		const text = `data "aws_iam_policy_document" "base" {
  statement {
    sid       = "A"
    actions   = ["s3:GetObject"]
    resources = [var.arn]
  }
}
data "aws_iam_policy_document" "all" {
  source_policy_documents   = [data.aws_iam_policy_document.base.json, var.more]
  override_policy_documents = [jsonencode({ Statement = [{ Sid = "A", Effect = "Deny", Action = "*", Resource = "*" }] })]
  dynamic "statement" {
    for_each = ["sqs:*", "sns:*"]
    content {
      actions   = [statement.value]
      resources = ["*"]
    }
  }
}
`;
		const json = JSON.parse(String(valueAt({ 'main.tf': text }, '/data/aws_iam_policy_document/all/0/json'))) as { readonly Statement: readonly unknown[] };
		expect(json.Statement).toEqual([
			{ Sid: 'A', Effect: 'Deny', Action: '*', Resource: '*' },
			unknown('var.more'),
			{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' },
			{ Effect: 'Allow', Action: 'sns:*', Resource: '*' },
		]);
	});
});

describe('a file scanned without those that its names are declared in', () => {
	it('leaves unknown what is declared nowhere', () => {
		const text = 'resource "r" "x" {\n  a = var.a\n  b = local.b\n  c = module.c.id\n  d = data.t.d.id\n  e = r.other.id\n  count = var.n\n}\n';
		expect(valueAt({ 'main.tf': text }, '/resource/r/x')).toEqual([{ a: unknown('var.a'), b: unknown('local.b'), c: unknown('module.c.id'), d: unknown('data.t.d.id'), e: unknown('r.other.id'), count: unknown('var.n') }]);
	});

	it('does not take values from files that no command names', () => {
		expect(valueAt({ 'main.tf': 'variable "a" {}\nlocals {\n  x = var.a\n}\n', 'prod.tfvars': 'a = 1\n' }, '/locals/0/x')).toEqual(unknown('var.a'));
		expect(valueAt({ 'main.tf': 'variable "a" {}\nlocals {\n  x = var.a\n}\n', 'prod.auto.tfvars': 'a = 1\n' }, '/locals/0/x')).toBe(1);
	});
});

describe('an error in one block', () => {
	const BROKEN = 'resource "r" "a" {\n  x = 1\n}\n\nresource "r" "b" {\n  x = \n}\n\nresource "r" "c" {\n  x = 3\n}\n';

	it('leaves the others, and is told with its line', () => {
		const { files, problems } = tool.evaluate({ files: { 'main.tf': BROKEN, 'other.tf': 'locals {\n  y = r.a.x\n}\n' } });
		expect(problems).toMatchObject([{ file: 'main.tf', line: 6, severity: 'error' }]);
		expect(files['main.tf']?.document).toMatchObject({ resource: { r: { a: [{ x: 1 }], c: [{ x: 3 }] } } });
		expect(valueAt({ 'main.tf': BROKEN, 'other.tf': 'resource "s" "y" {\n  z = 2\n}\n' }, '/resource/s/y/0', 'other.tf')).toEqual({ z: 2 });
	});
});

describe('JSON syntax and override files', () => {
	it('say the same as HCL', () => {
		const json = JSON.stringify({ variable: { acl: { default: 'public-read' } }, resource: { aws_s3_bucket: { b: { bucket: 'b-${var.acl}', tags: { a: 'b' }, versioning: { enabled: true } } } }, module: { m: { source: './m', acl: '${var.acl}' } } });
		const found = tool.evaluate({ files: { 'main.tf.json': json, 'm/main.tf': 'variable "acl" {}\nresource "aws_s3_bucket" "c" {\n  acl = var.acl\n}\n' }, tree: true, directory: '' });
		expect(found.files['main.tf.json']?.document).toMatchObject({ resource: { aws_s3_bucket: { b: [{ bucket: 'b-public-read', tags: { a: 'b' }, versioning: [{ enabled: true }] }] } } });
		expect(found.called[0]?.files['m/main.tf']?.document).toMatchObject({ resource: { aws_s3_bucket: { c: [{ acl: 'public-read' }] } } });
	});

	it('override a module call and what it is given', () => {
		const found = tool.evaluate({ files: { 'main.tf': 'module "m" {\n  source = "./m"\n  acl    = "private"\n}\n', 'prod_override.tf': 'module "m" {\n  acl = "public-read"\n}\n', 'm/main.tf': 'variable "acl" {}\nresource "r" "c" {\n  acl = var.acl\n}\n' }, tree: true, directory: '' });
		const file = found.called[0]?.files['m/main.tf'];
		expect(file?.document).toMatchObject({ resource: { r: { c: [{ acl: 'public-read' }] } } });
		expect(file?.positions.find(([pointer]) => pointer === '/resource/r/c/0/acl')).toEqual(['/resource/r/c/0/acl', 2, 3, 2, 22, 'prod_override.tf']);
	});
});
