import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import type { RepoPath } from '../../src/change/change.ts';
import type { DocumentEvidence } from '../../src/evidence/file-evidence.ts';
import { placeAt } from '../../src/evidence/infra/positions.ts';
import { moduleEvidence } from '../../src/evidence/infra/terraform/module-evidence.ts';
import { planEvidence } from '../../src/evidence/infra/terraform/plan/evidence.ts';
import { type HclTool, loadHclTool } from '../../src/parse/hcl/hcl-tool.ts';
import { sourceText } from '../../src/parse/text.ts';
import type { RawFinding } from '../../src/policy/policy.ts';

import { type BuiltInRules, builtInRules } from '../support/built-in-rules.ts';

const ROOT = join(import.meta.dirname, '../..');
let rules: BuiltInRules;
let hcl: HclTool;

beforeAll(async () => {
	hcl = await loadHclTool(join(ROOT, 'dist/hcl.wasm.br'));
	rules = await builtInRules(globSync('policies/terraform/*/policy.rego', { cwd: ROOT }).map((path) => path.split(/[\\/]/)[2] ?? ''));
});

/** The files of one module by path. */
type Module = Readonly<Record<string, string>>;

interface Objection extends RawFinding {
	readonly place: string;
}

interface WorkspaceDocument {
	readonly path: string;
	readonly evidence: DocumentEvidence;
}

function documents(module: Module): readonly WorkspaceDocument[] {
	const sources = Object.entries(module).filter(([path]) => path !== 'plan.json').map(([path, text]) => sourceText(path as RepoPath, text));
	const written = moduleEvidence({ sources, unread: [] }, hcl);
	const planned = Object.entries(module).flatMap(([path, text]) => (path === 'plan.json' ? (planEvidence(path as RepoPath, Buffer.from(text), written) ?? []) : []));
	return [...written, ...planned].flatMap((file) => {
		expect(file.notAnalysed).toEqual([]);
		return file.kind === 'documents' ? file.documents.map((evidence) => ({ path: file.path, evidence })) : [];
	});
}

const workspace = (module: Module) => ({
	documents: documents(module).map(({ path, evidence: { platform, name, document } }) => ({ path, platform, name, document })),
});

/** What a rule says about a module, as the pipeline would ask it. */
async function judge(rule: string, module: Module, before?: Module): Promise<Objection[]> {
	const past = before === undefined ? {} : { before: workspace(before) };
	const files = documents(module);
	return rules.ask(rule, workspace(module), past).map((finding) => ({ ...finding, place: placeText(files, finding) }));
}

function placeText(files: readonly WorkspaceDocument[], { at, document = 0 }: RawFinding): string {
	const file = files[document];
	if (file === undefined || typeof at === 'string') throw new Error('a finding without a document');
	const { range, file: elsewhere } = placeAt(file.evidence, at);
	return `${elsewhere ?? file.path}:${range.startLine}`;
}

const fixtures = (kind: 'good' | 'bad'): string[] => globSync(`policies/terraform/*/fixtures/${kind}/*`, { cwd: ROOT }).map((path) => path.replaceAll('\\', '/')).sort();
const fixture = (path: string): Module => ({ [path.endsWith('/plan.json') ? 'plan.json' : 'main.tf']: readFileSync(join(ROOT, path), 'utf8') });
const ruleOf = (path: string): string => path.split('/')[2] ?? '';

describe('fixtures of the rules about Terraform', () => {
	test.each(fixtures('bad'))('%s is objected to', async (path) => {
		expect(await judge(ruleOf(path), fixture(path))).not.toEqual([]);
	});

	test.each(fixtures('good'))('%s is not', async (path) => {
		expect(await judge(ruleOf(path), fixture(path))).toEqual([]);
	});
});

const ROLE = 'resource "aws_iam_role_policy" "deployer" {\n  role   = aws_iam_role.deployer.id\n  policy = data.aws_iam_policy_document.deployer.json\n}\n';

function statement(actions: string, resources: string): Module {
	return { 'policy.tf': `data "aws_iam_policy_document" "deployer" {\n  statement {\n    actions   = ${actions}\n    resources = ${resources}\n  }\n}\n`, 'role.tf': ROLE };
}

function group(cidr: string): Module {
	return { 'main.tf': `resource "aws_security_group" "db" {\n  ingress {\n    from_port   = 5432\n    to_port     = 5432\n    protocol    = "tcp"\n    cidr_blocks = ["${cidr}"]\n  }\n}\n` };
}

function database(line: string): Module {
	return { 'main.tf': `resource "aws_db_instance" "orders" {\n  engine = "postgres"\n${line}}\n` };
}

describe('what a change does to a module', () => {
	test('a widened statement names its holder in another file and what it allowed', async () => {
		const found = await judge('iam-wildcard-action', statement('["*"]', '["*"]'), statement('["s3:GetObject"]', '["arn:aws:s3:::logs/*"]'));
		expect(found).toMatchObject([{ place: 'policy.tf:3', message: 'The role `deployer` may do anything (`*` on `*`); before: `s3:GetObject` on `arn:aws:s3:::logs/*`.' }]);
	});

	test('a new wildcard is told apart from one that stood there', async () => {
		const found = await judge('iam-wildcard-action', statement('["s3:*", "iam:*"]', '["*"]'), statement('["s3:*"]', '["*"]'));
		expect(found.map(({ subject, severity }) => [subject, severity])).toEqual(
			expect.arrayContaining([['data.aws_iam_policy_document.deployer', 'medium'], ['data.aws_iam_policy_document.deployer/iam:*', 'high']]),
		);
		expect(found).toHaveLength(2);
	});

	test('a statement of jsonencode or a heredoc is told on its own line', async () => {
		const encoded = 'resource "aws_iam_policy" "p" {\n  policy = jsonencode({\n    Statement = [\n      {\n        Effect   = "Allow"\n        Action   = "*"\n        Resource = "*"\n      },\n    ]\n  })\n}\n';
		expect(await judge('iam-wildcard-action', { 'main.tf': encoded })).toMatchObject([{ place: 'main.tf:6' }]);
		const heredoc = 'resource "aws_iam_policy" "p" {\n  policy = <<EOT\n{\n  "Statement": [{\n    "Effect": "Allow",\n    "Action": "*",\n    "Resource": "${var.arn}"\n  }]\n}\nEOT\n}\n';
		expect(await judge('iam-wildcard-action', { 'main.tf': heredoc })).toMatchObject([{ place: 'main.tf:6', message: '`aws_iam_policy.p` may do anything (`*`) with `var.arn`.' }]);
	});

	test('a resource that was one becomes all', async () => {
		const found = await judge('iam-wildcard-resource', statement('["secretsmanager:GetSecretValue"]', '["*"]'), statement('["secretsmanager:GetSecretValue"]', '[aws_secretsmanager_secret.db.arn]'));
		expect(found).toMatchObject([{ place: 'policy.tf:4', message: expect.stringContaining('; before: `secretsmanager:GetSecretValue` on `aws_secretsmanager_secret.db.arn`.') }]);
	});

	test('a port that one network could reach is open to all', async () => {
		const found = await judge('sg-open-ingress', group('0.0.0.0/0'), group('10.0.0.0/8'));
		expect(found).toMatchObject([{ place: 'main.tf:6', subject: 'aws_security_group.db/5432', message: expect.stringContaining('reach PostgreSQL (port 5432); before: `10.0.0.0/8` alone.') }]);
	});

	test('a public access block in another file protects, and is missed when it goes', async () => {
		const bucket = 'resource "aws_s3_bucket" "reports" {\n  bucket = "shop-reports"\n}\n';
		const block = 'resource "aws_s3_bucket_public_access_block" "reports" {\n  bucket = aws_s3_bucket.reports.id\n  block_public_acls = true\n  block_public_policy = true\n  ignore_public_acls = true\n  restrict_public_buckets = true\n}\n';
		const list = 'resource "aws_s3_bucket_acl" "reports" {\n  bucket = aws_s3_bucket.reports.bucket\n  acl = "public-read"\n}\n';
		expect(await judge('s3-public', { 'bucket.tf': bucket + list, 'block.tf': block })).toEqual([]);
		expect(await judge('s3-public', { 'bucket.tf': bucket }, { 'bucket.tf': bucket, 'block.tf': block })).toMatchObject([
			{ place: 'bucket.tf:1', message: expect.stringContaining('(`aws_s3_bucket_public_access_block.reports`) is gone') },
		]);
	});

	test.each([
		['db-unencrypted', 'storage_encrypted', 'is no longer encrypted at rest'],
		['no-deletion-protection', 'deletion_protection', 'The deletion protection of `aws_db_instance.orders` (`deletion_protection`) is gone'],
	])('%s: a safeguard that is taken away weighs more than one that never was', async (rule, name, message) => {
		const found = await judge(rule, database(''), database(`  ${name} = true\n`));
		expect(found).toMatchObject([{ place: 'main.tf:1', severity: 'high', message: expect.stringContaining(message) }]);
		expect(await judge(rule, database(''))).toMatchObject([{ severity: 'medium' }]);
		expect(await judge(rule, database(`  ${name} = false\n`))).toMatchObject([{ place: 'main.tf:3' }]);
	});

	test('a default, a variable file and a local count as written; what is unknown is no finding', async () => {
		const main = 'variable "protect" {}\nlocals {\n  cidr = "0.0.0.0/0"\n}\nresource "aws_db_instance" "orders" {\n  deletion_protection = var.protect\n}\nresource "aws_security_group_rule" "ssh" {\n  type        = "ingress"\n  from_port   = 22\n  to_port     = 22\n  protocol    = "tcp"\n  cidr_blocks = [local.cidr]\n}\n';
		expect(await judge('no-deletion-protection', { 'main.tf': main })).toEqual([]);
		expect(await judge('no-deletion-protection', { 'main.tf': main, 'terraform.tfvars': 'protect = false\n' })).toMatchObject([{ place: 'main.tf:6' }]);
		expect(await judge('sg-open-ingress', { 'main.tf': main })).toMatchObject([{ place: 'main.tf:13' }]);
	});
});
