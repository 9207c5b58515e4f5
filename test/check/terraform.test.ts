import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { Finding } from '../../src/finding/finding.ts';
import type { BuiltinPolicies } from '../../src/policy/compile-builtin.ts';
import { GitRepository } from '../support/git-repository.ts';
import { compileRules, type Judged, judgeChange, type Rule } from '../support/judged.ts';

const RULES: Readonly<Record<string, Rule>> = {
	'public-acl': {
		scope: 'document',
		platform: 'terraform',
		body: 'findings contains {"at": ["resource", "aws_s3_bucket", name, i, "acl"], "message": "public"} if input.resource.aws_s3_bucket[name][i].acl == "public-read"',
	},
	'wide-action': {
		scope: 'document',
		platform: 'terraform',
		body: `findings contains {"at": ["resource", "aws_iam_policy", name, i, "policy", "Statement", s, "Action"], "message": sprintf("may do %s; before: %v", [action, earlier])} if {
	some name, i
	statement := json.unmarshal(input.resource.aws_iam_policy[name][i].policy).Statement[s]
	action := statement.Action
	endswith(action, "*")
	earlier := object.get(before, sprintf("%s %d", [name, s]), "none")
}

before[sprintf("%s %d", [name, s])] := json.unmarshal(data.groundwire.before.resource.aws_iam_policy[name][0].policy).Statement[s].Action`,
	},
	'any-wildcard': {
		scope: 'document',
		platform: 'terraform',
		body: 'findings contains {"at": ["resource", "aws_sqs_queue_policy", name, i, "policy"], "message": "a wildcard"} if contains(input.resource.aws_sqs_queue_policy[name][i].policy, "*")',
	},
	'no-access-block': {
		scope: 'workspace',
		platform: 'terraform',
		body: `blocked contains block.bucket["$unknown"] if block := input.documents[_].document.resource.aws_s3_bucket_public_access_block[_][_]

findings contains {"document": n, "at": ["resource", "aws_s3_bucket", name, 0], "message": "nothing blocks public access"} if {
	input.documents[n].document.resource.aws_s3_bucket[name]
	not sprintf("aws_s3_bucket.%s.id", [name]) in blocked
}`,
	},
	'no-protection': {
		scope: 'document',
		platform: 'terraform',
		body: `findings contains {"at": ["resource", "aws_db_instance", name, i, "deletion_protection"], "message": "may be deleted", "fix": {"name": "set-attribute", "params": {"value": true}}} if {
	block := input.resource.aws_db_instance[name][i]
	not block.deletion_protection == true
}`,
	},
};

const MAIN = `resource "aws_s3_bucket" "logs" {
  bucket = "logs"
  acl    = var.acl
}

resource "aws_db_instance" "main" {
  engine              = "postgres"
  deletion_protection = true # keep
}

resource "aws_iam_policy" "deploy" {
  policy = data.aws_iam_policy_document.deploy.json
}
`;
const VARIABLES = 'variable "acl" {\n  default = "private"\n}\n';
const ACCESS = 'resource "aws_s3_bucket_public_access_block" "logs" {\n  bucket            = aws_s3_bucket.logs.id\n  block_public_acls = true\n}\n';
const POLICY = `data "aws_iam_policy_document" "deploy" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }
}
`;

let rules: BuiltinPolicies;
let repository: GitRepository;
let base: string;

beforeAll(async () => {
	rules = await compileRules(RULES);
});
beforeEach(() => {
	repository = new GitRepository();
	repository.write('infra/main.tf', MAIN);
	repository.write('infra/variables.tf', VARIABLES);
	repository.write('infra/access.tf', ACCESS);
	repository.write('infra/policy.tf', POLICY);
	repository.write('other/main.tf', 'resource "aws_s3_bucket" "other" {}\n');
	base = repository.commit('base');
});
afterEach(() => repository.delete());

async function judged(): Promise<Judged> {
	return judgeChange(repository.path, base, repository.commit('head'), rules);
}

function places(list: readonly Finding[]): unknown[] {
	return list.map(({ rule, subject, state, location }) => [rule, subject, state, `${location.path}:${location.startLine}:${location.startColumn}-${location.endColumn} ${location.side}`]);
}

/** What a decision of a person is bound to. */
async function decided(): Promise<unknown> {
	return (await judged()).findings.map(({ rule, fingerprint, digest }) => [rule, fingerprint, digest]);
}

function actions(value: string): string {
	return `locals {\n  actions = "${value}"\n}\n`;
}

function related({ related: list }: Finding): unknown[] {
	return list.map(({ path, side, startLine }) => `${path}:${startLine} ${side}`);
}

describe('a change of one file is judged with its module', () => {
	test('a default that makes a resource in another file public', async () => {
		repository.write('infra/variables.tf', VARIABLES.replace('private', 'public-read'));
		const { findings } = await judged();
		expect(places(findings)).toEqual([['public-acl', 'aws_s3_bucket.logs', 'introduced', 'infra/main.tf:3:3-19 RIGHT']]);
		expect(findings.map(related)).toEqual([['infra/variables.tf:2 RIGHT']]);
	});

	test('what a person decided about is another thing once another file makes it worse, and the same after any other push', async () => {
		repository.write('infra/queue.tf', 'resource "aws_sqs_queue_policy" "jobs" {\n  policy = jsonencode({ Statement = [{ Action = local.actions }] })\n}\n');
		repository.write('infra/locals.tf', actions('sqs:Get*'));
		const before = await decided();
		repository.write('infra/README.md', 'more\n');
		repository.write('infra/outputs.tf', 'output "bucket" {\n  value = aws_s3_bucket.logs.id\n}\n');
		expect(await decided()).toEqual(before);
		repository.write('infra/locals.tf', actions('*'));
		const after = await decided();
		expect(after).not.toEqual(before);
		expect(after).toMatchObject([['any-wildcard', expect.any(String), expect.any(String)]]);
	});

	test('values that Terraform reads by itself', async () => {
		repository.write('infra/terraform.tfvars', 'acl = "public-read"\n');
		const { findings } = await judged();
		expect(places(findings)).toEqual([['public-acl', 'aws_s3_bucket.logs', 'introduced', 'infra/main.tf:3:3-19 RIGHT']]);
		expect(findings.map(related)).toEqual([['infra/terraform.tfvars:1 RIGHT']]);
	});

	test('a statement in a data block of another file', async () => {
		repository.write('infra/policy.tf', POLICY.replace('s3:GetObject', 's3:*'));
		const { findings } = await judged();
		expect(places(findings)).toEqual([['wide-action', 'aws_iam_policy.deploy', 'introduced', 'infra/policy.tf:3:5-25 RIGHT']]);
		expect(findings[0]?.message).toBe('may do s3:*; before: s3:GetObject');
	});

	test('an access block that is deleted from another file', async () => {
		repository.remove('infra/access.tf');
		const { findings } = await judged();
		expect(places(findings)).toEqual([['no-access-block', 'aws_s3_bucket.logs', 'removed', 'infra/main.tf:1:1-32 RIGHT']]);
		expect(findings.map(related)).toEqual([['infra/access.tf:1 LEFT']]);
	});

	test('a default beside another change of the file: neither that nor its deletions have to do with it', async () => {
		repository.write('infra/variables.tf', VARIABLES.replace('private', 'public-read'));
		repository.write('infra/main.tf', MAIN.replace('  engine              = "postgres"\n', ''));
		const { findings } = await judged();
		expect(places(findings)).toEqual([['public-acl', 'aws_s3_bucket.logs', 'introduced', 'infra/main.tf:3:3-19 RIGHT']]);
		expect(findings.map(related)).toEqual([['infra/variables.tf:2 RIGHT']]);
	});

	test('one that is deleted from the same file stands on the deleted lines', async () => {
		repository.remove('infra/access.tf');
		repository.write('infra/main.tf', `${MAIN}\n${ACCESS}`);
		base = repository.commit('together');
		repository.write('infra/main.tf', MAIN);
		const { findings } = await judged();
		expect(findings.map(({ subject, state, location: { path, side, startLine, endLine } }) => [subject, state, path, side, startLine, endLine])).toEqual([
			['aws_s3_bucket.logs', 'removed', 'infra/main.tf', 'LEFT', 15, 18],
		]);
	});

	test('what says the same as before is no subject of its own, and another module not even read', async () => {
		repository.write('infra/variables.tf', VARIABLES.replace('private', 'log-delivery-write'));
		const { evidence, findings } = await judged();
		expect(findings).toEqual([]);
		expect([...evidence.head.keys()].toSorted()).toEqual(['infra/main.tf', 'infra/variables.tf']);
		expect([...evidence.siblings.head.keys()].toSorted()).toEqual(['infra/access.tf', 'infra/policy.tf']);
	});
});

describe('what was there before is existing', () => {
	beforeEach(() => {
		repository.write('infra/main.tf', MAIN.replace('var.acl', '"public-read"'));
		base = repository.commit('a finding of the past');
	});

	test('whatever else of the file changes', async () => {
		repository.write('infra/main.tf', MAIN.replace('var.acl', '"public-read"').replace('postgres', 'mysql'));
		expect(places((await judged()).findings)).toEqual([['public-acl', 'aws_s3_bucket.logs', 'existing', 'infra/main.tf:3:3-25 RIGHT']]);
	});

	test('in a file of another name', async () => {
		repository.git('mv', 'infra/main.tf', 'infra/bucket.tf');
		expect(places((await judged()).findings)).toEqual([['public-acl', 'aws_s3_bucket.logs', 'existing', 'infra/bucket.tf:3:3-25 RIGHT']]);
	});

	test('in a directory of another name', async () => {
		repository.git('mv', 'infra', 'terraform');
		expect(places((await judged()).findings)).toEqual([['public-acl', 'aws_s3_bucket.logs', 'existing', 'terraform/main.tf:3:3-25 RIGHT']]);
	});

	test('in a block that moved to another file', async () => {
		const [bucket = '', ...rest] = MAIN.replace('var.acl', '"public-read"').split('\n\n');
		repository.write('infra/main.tf', rest.join('\n\n'));
		repository.write('infra/bucket.tf', `${bucket}\n`);
		expect(places((await judged()).findings)).toEqual([['public-acl', 'aws_s3_bucket.logs', 'existing', 'infra/bucket.tf:3:3-25 RIGHT']]);
	});
});

describe('a guardrail that goes', () => {
	test('stands on the deleted line, and its edit brings it back as the lines around are', async () => {
		repository.write('infra/main.tf', MAIN.replace('  deletion_protection = true # keep\n', ''));
		const { findings } = await judged();
		expect(places(findings)).toEqual([['no-protection', 'aws_db_instance.main', 'removed', 'infra/main.tf:8:3-29 LEFT']]);
		expect(findings[0]?.edits).toEqual([{ path: 'infra/main.tf', startLine: 7, startColumn: 35, endLine: 7, endColumn: 35, text: '\n  deletion_protection = true', safe: true }]);
	});

	test('stands on the line that turned it off, and its edit turns it on again', async () => {
		repository.write('infra/main.tf', MAIN.replace('deletion_protection = true', 'deletion_protection = false'));
		const { findings } = await judged();
		expect(places(findings)).toEqual([['no-protection', 'aws_db_instance.main', 'introduced', 'infra/main.tf:8:3-30 RIGHT']]);
		expect(findings[0]?.edits).toEqual([{ path: 'infra/main.tf', startLine: 8, startColumn: 25, endLine: 8, endColumn: 30, text: 'true', safe: true }]);
	});
});

describe('instances', () => {
	test('of one block are one finding', async () => {
		repository.write('infra/main.tf', MAIN.replace('  bucket = "logs"\n  acl    = var.acl', '  count  = 3\n  bucket = "logs-${count.index}"\n  acl    = "public-read"'));
		expect(places((await judged()).findings)).toEqual([['public-acl', 'aws_s3_bucket.logs', 'introduced', 'infra/main.tf:4:3-25 RIGHT']]);
	});

	test('of none are none', async () => {
		repository.write('infra/main.tf', MAIN.replace('  bucket = "logs"\n  acl    = var.acl', '  count = 0\n  acl   = "public-read"'));
		expect((await judged()).findings).toEqual([]);
	});
});

describe('exceptions', () => {
	const marked = MAIN.replace('resource "aws_s3_bucket"', '# groundwire-ignore public-acl, no-access-block -- the public site\nresource "aws_s3_bucket"');

	test('above a block are honoured for every line of it that stood there', async () => {
		repository.write('infra/main.tf', marked);
		base = repository.commit('granted');
		repository.write('infra/variables.tf', VARIABLES.replace('private', 'public-read'));
		repository.remove('infra/access.tf');
		const { findings } = await judged();
		expect(findings.map(({ rule, state, reason }) => [rule, state, reason])).toEqual([
			['no-access-block', 'suppressed', 'the public site'],
			['public-acl', 'suppressed', 'the public site'],
		]);
	});

	test('do not cover a line that the change adds below them', async () => {
		repository.write('infra/main.tf', marked);
		base = repository.commit('granted');
		repository.write('infra/main.tf', marked.replace('var.acl', '"public-read"'));
		expect((await judged()).findings.map(({ rule, state }) => [rule, state])).toEqual([['public-acl', 'pending']]);
	});

	test('that the change brings along are pending', async () => {
		repository.write('infra/main.tf', marked.replace('var.acl', '"public-read" // groundwire-ignore public-acl -- please'));
		expect((await judged()).findings.map(({ rule, state }) => [rule, state])).toEqual([['public-acl', 'pending']]);
	});
});

describe('what cannot be read', () => {
	test('of a changed file is told, and the rest of the module is judged', async () => {
		repository.write('infra/broken.tf', 'resource "aws_s3_bucket" "broken" {\n  acl = \n}\n');
		repository.write('infra/variables.tf', VARIABLES.replace('private', 'public-read'));
		const { findings, notAnalysed } = await judged();
		expect(findings.map(({ subject }) => subject)).toContain('aws_s3_bucket.logs');
		expect(notAnalysed).toEqual([expect.objectContaining({ path: 'infra/broken.tf', reason: 'syntax', detail: expect.stringMatching(/^2:\d+ /) })]);
	});

	test('of an unchanged file is no news', async () => {
		repository.write('infra/broken.tf', 'resource "aws_s3_bucket" "broken" {\n');
		base = repository.commit('broken');
		repository.write('infra/variables.tf', VARIABLES.replace('private', 'public-read'));
		const { findings, notAnalysed } = await judged();
		expect(findings.filter(({ state }) => state === 'introduced').map(({ subject }) => subject)).toEqual(['aws_s3_bucket.logs']);
		expect(notAnalysed).toEqual([]);
	});

	test('a link is never followed', async () => {
		repository.link('infra/link.tf', '/etc/passwd');
		expect((await judged()).notAnalysed).toEqual([{ path: 'infra/link.tf', reason: 'symlink', detail: 'symbolic links are never followed' }]);
	});
});

describe('hostile files', () => {
	const HOSTILE: readonly (readonly [string, string])[] = [
		['nested lists', `locals {\n  a = ${'['.repeat(5_000)}${']'.repeat(5_000)}\n}\n`],
		['nested calls', `locals {\n  a = ${'abs('.repeat(4_000)}1${')'.repeat(4_000)}\n}\n`],
		['nested blocks', `${'a {\n'.repeat(5_000)}${'}\n'.repeat(5_000)}`],
		['locals that refer to themselves', 'locals {\n  a = local.b\n  b = local.a\n}\n'],
		['a product of ranges', 'locals {\n  r = range(1000)\n  a = [for x in local.r : [for y in local.r : [for z in local.r : "${x}${y}${z}"]]]\n}\n'],
		['doubling text', `locals {\n  a0 = "${'x'.repeat(100)}"\n${Array.from({ length: 40 }, (_, index) => `  a${index + 1} = "\${local.a${index}}\${local.a${index}}"`).join('\n')}\n}\n`],
		['a count beyond measure', 'resource "aws_s3_bucket" "many" {\n  count = 1000000000\n}\n'],
		['names of Object.prototype', 'resource "__proto__" "constructor" {\n  __proto__ = 1\n}\nlocals {\n  toString = "x"\n}\n'],
	];

	test.each(HOSTILE)('%s costs itself at most', async (_name, text) => {
		repository.write('infra/hostile.tf', text);
		repository.write('other/main.tf', 'resource "aws_s3_bucket" "other" {\n  acl = "public-read"\n}\n');
		const { findings } = await judged();
		expect(findings.filter(({ rule, state }) => rule === 'public-acl' && state === 'introduced').map(({ subject }) => subject)).toEqual(['aws_s3_bucket.other']);
	});
});
