import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { Finding } from '../../src/finding/finding.ts';
import type { BuiltinPolicies } from '../../src/policy/compile-builtin.ts';
import { GitRepository } from '../support/git-repository.ts';
import { compileRules, type Judged, judgeChange, type Rule } from '../support/judged.ts';

const RULES: Readonly<Record<string, Rule>> = {
	'public-acl': {
		scope: 'document',
		platform: 'terraform',
		body: 'findings contains {"at": ["resource", "aws_s3_bucket", name, i, "acl"], "message": sprintf("%v is public", [input.resource.aws_s3_bucket[name][i].bucket])} if input.resource.aws_s3_bucket[name][i].acl == "public-read"',
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
	'fewer-days': {
		scope: 'document',
		platform: 'terraform',
		body: `findings contains {"at": ["resource", "aws_db_instance", name, 0, "backup_retention_period"], "message": sprintf("kept for %d days; before: %d", [days, earlier])} if {
	days := input.resource.aws_db_instance[name][0].backup_retention_period
	earlier := data.groundwire.before.resource.aws_db_instance[name][0].backup_retention_period
	days < earlier
}`,
	},
};

const BUCKET = 'variable "name" {}\n\nvariable "acl" {\n  default = "private"\n}\n\nvariable "days" {\n  default = 7\n}\n\nresource "aws_s3_bucket" "this" {\n  bucket = var.name\n  acl    = var.acl\n}\n\nresource "aws_db_instance" "this" {\n  backup_retention_period = var.days\n}\n';
const ACCESS = 'resource "aws_s3_bucket_public_access_block" "this" {\n  bucket = aws_s3_bucket.this.id\n}\n';
const PROD = 'module "logs" {\n  source = "../../modules/bucket"\n  name   = "logs"\n  days   = 30\n}\n\nmodule "data" {\n  source = "../../modules/bucket"\n  name   = "data"\n}\n';

let rules: BuiltinPolicies;
let repository: GitRepository;
let base: string;

beforeAll(async () => {
	rules = await compileRules(RULES);
});
beforeEach(() => {
	repository = new GitRepository();
	repository.write('modules/bucket/main.tf', BUCKET);
	repository.write('modules/bucket/access.tf', ACCESS);
	repository.write('envs/prod/main.tf', PROD);
	repository.write('envs/dev/main.tf', PROD.replaceAll('logs', 'dev-logs'));
	base = repository.commit('base');
});
afterEach(() => repository.delete());

async function judged(): Promise<Judged> {
	return judgeChange(repository.path, base, repository.commit('head'), rules);
}

function places(list: readonly Finding[]): unknown[] {
	return list.map(({ rule, subject, state, location, message }) => [rule, subject, state, `${location.path}:${location.startLine} ${location.side}`, message]);
}

function related({ related: list }: Finding): unknown[] {
	return list.map(({ path, side, startLine }) => `${path}:${startLine} ${side}`);
}

describe('a change of the caller', () => {
	test('is judged with what it calls, and the remark stands on the argument', async () => {
		repository.write('envs/prod/main.tf', PROD.replace('  name   = "data"\n', '  name   = "data"\n  acl    = "public-read"\n'));
		expect(places((await judged()).findings)).toEqual([['public-acl', 'aws_s3_bucket.this', 'introduced', 'envs/prod/main.tf:10 RIGHT', 'data is public']]);
	});

	test('is compared with the same call at base', async () => {
		repository.write('envs/prod/main.tf', PROD.replace('30', '10'));
		expect(places((await judged()).findings)).toEqual([['fewer-days', 'aws_db_instance.this', 'introduced', 'envs/prod/main.tf:4 RIGHT', 'kept for 10 days; before: 30']]);
	});

	test('that takes an argument away stands where the value comes from now, and names what the change did', async () => {
		repository.write('envs/prod/main.tf', PROD.replace('  days   = 30\n', ''));
		const { findings } = await judged();
		expect(places(findings)).toEqual([['fewer-days', 'aws_db_instance.this', 'introduced', 'modules/bucket/main.tf:17 RIGHT', 'kept for 7 days; before: 30']]);
	});

	test('that says nothing new to what it calls leaves that alone', async () => {
		repository.write('envs/prod/main.tf', `# a word\n${PROD}`);
		const { findings, evidence } = await judged();
		expect(findings).toEqual([]);
		expect([...evidence.head.keys(), ...evidence.siblings.head.keys()]).toEqual(['envs/prod/main.tf']);
	});
});

function bucket(path: string, acl: string): string {
	return `resource "aws_s3_bucket" "this" {\n  bucket = "${path}"\n  acl    = "${acl}"\n}\n`;
}

describe('a change of many modules', () => {
	test('is judged in all of them, though two processes share the work', async () => {
		const paths = Array.from({ length: 9 }, (_, index) => `many/m${index}/main.tf`);
		for (const path of paths) repository.write(path, bucket(path, 'private'));
		base = repository.commit('private');
		for (const path of paths) repository.write(path, bucket(path, 'public-read'));
		const { findings } = await judged();
		expect(findings.filter(({ rule }) => rule === 'public-acl').map(({ message }) => message).toSorted()).toEqual(paths.map((path) => `${path} is public`));
	});
});

describe('a change of what is called', () => {
	test('is judged with the values of every call, and told once', async () => {
		repository.remove('modules/bucket/access.tf');
		const { findings } = await judged();
		expect(places(findings)).toEqual([['no-access-block', 'aws_s3_bucket.this', 'removed', 'modules/bucket/main.tf:11 RIGHT', 'nothing blocks public access']]);
		expect(findings.map(related)).toEqual([['modules/bucket/access.tf:1 LEFT']]);
	});

	test('whose default all calls override is no matter', async () => {
		repository.write('envs/prod/main.tf', PROD.replaceAll('  name ', '  acl    = "private"\n  name '));
		repository.remove('envs/dev/main.tf');
		base = repository.commit('all say what they want');
		repository.write('modules/bucket/main.tf', BUCKET.replace('"private"', '"public-read"'));
		expect(places((await judged()).findings)).toEqual([]);
	});

	test('whose default some call takes is one remark on its line', async () => {
		repository.write('modules/bucket/main.tf', BUCKET.replace('"private"', '"public-read"'));
		expect(places((await judged()).findings)).toEqual([['public-acl', 'aws_s3_bucket.this', 'introduced', 'modules/bucket/main.tf:13 RIGHT', 'dev-logs is public']]);
	});

	test('by nobody, or with count = 0, is judged by itself', async () => {
		repository.write('modules/bucket/main.tf', BUCKET.replace('var.acl', '"public-read"'));
		repository.remove('envs/dev/main.tf');
		repository.write('envs/prod/main.tf', 'module "none" {\n  count  = 0\n  source = "../../modules/bucket"\n  name   = "none"\n}\n');
		expect(places((await judged()).findings)).toMatchObject([['public-acl', 'aws_s3_bucket.this', 'introduced', 'modules/bucket/main.tf:13 RIGHT', expect.any(String)]]);
	});
});

describe('a safeguard on the other side of a call', () => {
	const CALL = 'module "logs" {\n  source = "./bucket"\n}\n';
	const CHILD = 'resource "aws_s3_bucket" "this" {\n  bucket = "logs"\n}\n\noutput "id" {\n  value = aws_s3_bucket.this.id\n}\n';
	const BLOCK = 'resource "aws_s3_bucket_public_access_block" "x" {\n  bucket = module.logs.id\n}\n';

	test('counts: the caller protects what it calls, and is missed when it goes', async () => {
		repository.write('d/main.tf', CALL);
		repository.write('d/block.tf', BLOCK);
		repository.write('d/bucket/main.tf', CHILD);
		expect(places((await judged()).findings)).toEqual([]);
		base = repository.commit('protected');
		repository.remove('d/block.tf');
		expect(places((await judged()).findings)).toMatchObject([['no-access-block', 'aws_s3_bucket.this', expect.any(String), 'd/bucket/main.tf:1 RIGHT', expect.any(String)]]);
	});

	test('counts: what is called protects the bucket that it is given', async () => {
		repository.write('d/main.tf', 'resource "aws_s3_bucket" "own" {\n  bucket = "own"\n}\n\nmodule "block" {\n  source = "./block"\n  bucket = aws_s3_bucket.own.id\n}\n');
		repository.write('d/block/main.tf', 'variable "bucket" {}\n\nresource "aws_s3_bucket_public_access_block" "this" {\n  bucket = var.bucket\n}\n');
		expect(places((await judged()).findings)).toEqual([]);
	});
});

describe('what cannot be followed', () => {
	test('a circle of calls is told at the call that closes it', async () => {
		repository.write('a/main.tf', 'module "b" {\n  source = "../b"\n}\n');
		repository.write('b/main.tf', '\nmodule "a" {\n  source = "../a"\n}\nresource "aws_s3_bucket" "x" {\n  bucket = "x"\n  acl = "public-read"\n}\n');
		const { findings, notAnalysed } = await judged();
		expect(findings.map(({ rule, location }) => [rule, `${location.path}:${location.startLine}`])).toContainEqual(['public-acl', 'b/main.tf:7']);
		expect(notAnalysed).toContainEqual(expect.objectContaining({ path: 'b/main.tf', reason: 'too-deep', detail: expect.stringMatching(/^2:1 module\.a leads back to the module a/) }));
	});

	test('a module that is not there or is elsewhere invents nothing', async () => {
		repository.write('c/main.tf', 'module "x" {\n  source = "./missing"\n}\nmodule "y" {\n  source  = "acme/bucket/aws"\n  version = "1.0.0"\n}\nresource "aws_s3_bucket" "logs" {\n  bucket = module.x.name\n  acl    = module.y.acl\n}\nresource "aws_s3_bucket_public_access_block" "logs" {\n  bucket = aws_s3_bucket.logs.id\n}\n');
		const { findings, notAnalysed } = await judged();
		expect([findings, notAnalysed]).toEqual([[], []]);
	});
});
