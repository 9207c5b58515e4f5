import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { builtInRules } from '../support/built-in-rules.ts';
import { type Module, ModuleJudge } from '../support/terraform-modules.ts';

const ROOT = join(import.meta.dirname, '../..');
const HERE = /# here\s*$/;
let judge: ModuleJudge;

/** Fixtures that say on which lines the remarks stand. */
const told = globSync('policies/terraform/{db,iam,imds,nacl,open,public,queue,s3,subnet,volume}*/fixtures/bad/*.tf', { cwd: ROOT })
	.map((path) => path.replaceAll('\\', '/'))
	.filter((path) => readFileSync(join(ROOT, path), 'utf8').includes('# here'))
	.sort();

const ruleOf = (path: string): string => path.split('/')[2] ?? '';
/** Rules whose fixtures name no line, or that speak of changes alone. */
const OF_CHANGES = ['iam-widened', 'queue-dlq-off', 's3-logging-off', 'kms-rotation-removed', 'kms-rotation', 'db-unencrypted'];

beforeAll(async () => {
	judge = await ModuleJudge.of(await builtInRules([...new Set([...told.map(ruleOf), ...OF_CHANGES])]));
});

describe('remarks about AWS stand on the lines to edit', () => {
	test.each(told)('%s', (path) => {
		const text = readFileSync(join(ROOT, path), 'utf8');
		const places = text.split('\n').flatMap((line, index) => (HERE.test(line) ? [`main.tf:${index + 1}`] : []));
		const objections = judge.ask(ruleOf(path), { 'main.tf': text });
		expect([...new Set(objections.map(({ place }) => place))].sort()).toEqual(places.sort());
	});
});

const resource = (type: string, body: string): Module => ({ 'main.tf': `resource "${type}" "main" {\n${body}}\n` });

describe('a safeguard that a change deletes is missed', () => {
	test.each([
		['db-no-backup', 'aws_db_instance', '  backup_retention_period = 14\n', 'before: `14`'],
		['db-no-backup', 'aws_dynamodb_table', '  point_in_time_recovery {\n    enabled = true\n  }\n', 'before: `true`'],
		['db-no-failover', 'aws_db_instance', '  multi_az = true\n', 'before: `true`'],
		['db-no-logging', 'aws_rds_cluster', '  enabled_cloudwatch_logs_exports = ["audit"]\n', 'before: `["audit"]`'],
		['db-unencrypted', 'aws_rds_cluster', '  storage_encrypted = true\n', 'is no longer encrypted'],
		['volume-unencrypted', 'aws_ebs_volume', '  encrypted = true\n', 'before: `true`'],
		['queue-unencrypted', 'aws_sns_topic', '  kms_master_key_id = "alias/aws/sns"\n', 'before: `"alias/aws/sns"`'],
		['queue-dlq-off', 'aws_sqs_queue', '  redrive_policy = jsonencode({ deadLetterTargetArn = "arn:aws:sqs:eu-central-1:123456789012:dead", maxReceiveCount = 5 })\n', 'no longer puts messages aside'],
		['kms-rotation-removed', 'aws_kms_key', '  enable_key_rotation = true\n', 'no longer rotated'],
		['imdsv1', 'aws_instance', '  metadata_options {\n    http_tokens = "required"\n  }\n', 'before: `required`'],
		['s3-versioning-off', 'aws_s3_bucket', '  versioning {\n    enabled = true\n  }\n', 'The versioning of `aws_s3_bucket.main` is gone'],
	])('%s: %s', (rule, type, safeguard, message) => {
		const protectedOne = resource(type, `  tags = {}\n${safeguard}`);
		expect(judge.ask(rule, protectedOne, protectedOne)).toEqual([]);
		expect(judge.ask(rule, resource(type, '  tags = {}\n'), protectedOne)).toMatchObject([{ place: 'main.tf:1', message: expect.stringContaining(message) }]);
	});

	test.each([
		['s3-versioning-off', 'aws_s3_bucket_versioning', '  versioning_configuration {\n    status = "Enabled"\n  }\n'],
		['s3-logging-off', 'aws_s3_bucket_logging', '  target_bucket = "logs"\n  target_prefix = "main/"\n'],
		['s3-unencrypted', 'aws_s3_bucket_server_side_encryption_configuration', '  rule {\n    apply_server_side_encryption_by_default {\n      sse_algorithm = "aws:kms"\n    }\n  }\n'],
	])('%s: a resource of its own in another file', (rule, type, body) => {
		const bucket: Module = { 'main.tf': 'resource "aws_s3_bucket" "main" {\n  bucket = "shop"\n}\n' };
		const whole: Module = { ...bucket, 'safe.tf': `resource "${type}" "main" {\n  bucket = aws_s3_bucket.main.id\n${body}}\n` };
		expect(judge.ask(rule, whole, whole)).toEqual([]);
		expect(judge.ask(rule, bucket, whole)).toMatchObject([{ place: 'main.tf:1', subject: 'aws_s3_bucket.main' }]);
	});
});

const role = (statement: string): Module => ({
	'role.tf': 'resource "aws_iam_role_policy" "deployer" {\n  role   = aws_iam_role.deployer.id\n  policy = data.aws_iam_policy_document.deployer.json\n}\n',
	'policy.tf': `data "aws_iam_policy_document" "deployer" {\n${statement}}\n`,
});
const statement = (actions: string, resources = '[aws_sqs_queue.jobs.arn]'): string => `  statement {\n    actions   = ${actions}\n    resources = ${resources}\n  }\n`;

const trust = (who: string): Module => ({
	'role.tf': 'resource "aws_iam_role" "reports" {\n  assume_role_policy = data.aws_iam_policy_document.trust.json\n}\n',
	'trust.tf': `data "aws_iam_policy_document" "trust" {\n  statement {\n    actions = ["sts:AssumeRole"]\n    principals {\n      type        = "AWS"\n      identifiers = ["${who}"]\n    }\n  }\n}\n`,
});

describe('what a policy allows', () => {
	test('one action more is told by name, on its line, with the holder of another file', () => {
		const found = judge.ask('iam-widened', role(statement('["sqs:ReceiveMessage", "sqs:PurgeQueue"]')), role(statement('["sqs:ReceiveMessage"]')));
		expect(found).toMatchObject([{ place: 'policy.tf:3', message: 'The role `deployer` now may `sqs:PurgeQueue` on `aws_sqs_queue.jobs.arn`, which it could not before.' }]);
	});

	test('one resource more is told on the line of the resources', () => {
		const found = judge.ask('iam-widened', role(statement('["sqs:ReceiveMessage"]', '[aws_sqs_queue.jobs.arn, aws_sqs_queue.mail.arn]')), role(statement('["sqs:ReceiveMessage"]')));
		expect(found).toMatchObject([{ place: 'policy.tf:4' }]);
	});

	test('a right that a wildcard gave, or that only moved, is not new', () => {
		const narrow = role(statement('["sqs:ReceiveMessage"]') + statement('["sqs:PurgeQueue"]'));
		expect(judge.ask('iam-widened', narrow, role(statement('["sqs:*"]')))).toEqual([]);
		expect(judge.ask('iam-widened', narrow, role(statement('["sqs:PurgeQueue", "sqs:ReceiveMessage"]')))).toEqual([]);
	});

	test('two statements of one policy together lead to every right', () => {
		const found = judge.ask('iam-privilege-escalation', role(statement('["ec2:RunInstances"]', '["*"]') + statement('["iam:PassRole"]', '["*"]')));
		expect(found).toMatchObject([{ place: 'policy.tf:7', message: expect.stringContaining('The role `deployer` can give itself any right') }]);
	});

	test('a policy text with a comma too many is read as it is meant', () => {
		const policy = '  policy = <<EOT\n{\n  "Statement": [{\n    "Effect": "Allow",\n    "Principal": "*",\n    "Action": ["sqs:SendMessage",]\n  }]\n}\nEOT\n';
		expect(judge.ask('public-principal', resource('aws_sqs_queue', policy))).toMatchObject([{ place: 'main.tf:2' }]);
	});

	test('who may take on a role is read in a document of another file', () => {
		expect(judge.ask('iam-assume-any', trust('*'), trust('arn:aws:iam::123456789012:root'))).toMatchObject([{ place: 'trust.tf:6', message: expect.stringContaining('before: `arn:aws:iam::123456789012:root` alone') }]);
		expect(judge.ask('public-principal', trust('*'))).toEqual([]);
	});
});

describe('edits', () => {
	test.each([
		['imdsv1', 'aws_instance', '  metadata_options {\n    http_tokens = "optional"\n  }\n', '    http_tokens = "required"\n'],
		['db-public', 'aws_db_instance', '  publicly_accessible = true # for now\n', '  publicly_accessible = false # for now\n'],
		['kms-rotation', 'aws_kms_key', '  description = "orders"\n', '  description = "orders"\n  enable_key_rotation = true\n'],
	])('%s is mended, and nothing else is touched', (rule, type, body, expected) => {
		const mended = judge.mend(rule, resource(type, body));
		expect(mended['main.tf']).toContain(expected);
		expect(judge.ask(rule, mended)).toEqual([]);
	});
});
