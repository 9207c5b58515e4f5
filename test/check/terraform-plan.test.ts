import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { Finding } from '../../src/finding/finding.ts';
import type { BuiltinPolicies } from '../../src/policy/compile-builtin.ts';
import { builtInRules } from '../support/built-in-rules.ts';
import { GitRepository } from '../support/git-repository.ts';
import { type Judged, judgeChange } from '../support/judged.ts';

const FOLDER = join(import.meta.dirname, 'terraform-plan');
const FILES = ['main.tf', 'modules/bucket/main.tf', 'plan.json'];
const text = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

let rules: BuiltinPolicies;
let repository: GitRepository;
let base: string;

beforeAll(async () => {
	const folders = globSync('policies/terraform/*/policy.rego', { cwd: join(import.meta.dirname, '../..') }).map((path) => path.split(/[\\/]/)[2] ?? '');
	rules = (await builtInRules(folders)).built;
});
beforeEach(() => {
	repository = new GitRepository();
	repository.write('README.md', '# A shop\n');
	base = repository.commit('base');
});
afterEach(() => repository.delete());

async function judged(files: Readonly<Record<string, string>>): Promise<Judged> {
	for (const [path, content] of Object.entries(files)) repository.write(path, content);
	return judgeChange(repository.path, base, repository.commit('head'), rules);
}

const only = (...names: readonly string[]): Record<string, string> => Object.fromEntries(names.map((name) => [`infra/${name}`, text(name)]));
const places = (list: readonly Finding[]): string[] => list.map(({ rule, location, subject }) => `${rule} ${location.path}:${location.startLine} ${subject}`).sort();
const rulesOf = (list: readonly Finding[]): string[] => [...new Set(list.map(({ rule }) => rule))].sort();

describe('a plan and the configuration that it was made from', () => {
	test('agree, finding by finding and line by line, and what both tell is told once', async () => {
		const written = await judged(only('main.tf', 'modules/bucket/main.tf'));
		const both = await judged(only('plan.json'));
		expect(written.findings.length).toBeGreaterThan(5);
		expect(places(both.findings).filter((place) => !place.startsWith('destructive-change'))).toEqual(places(written.findings));
		expect(both.notAnalysed).toEqual([]);
	});

	test('tell the same where the plan is alone, but for the lines', async () => {
		const written = await judged(only('main.tf', 'modules/bucket/main.tf'));
		repository.remove('infra/main.tf');
		repository.remove('infra/modules/bucket/main.tf');
		const planned = await judged(only('plan.json'));
		expect(rulesOf(planned.findings).filter((rule) => rule !== 'destructive-change')).toEqual(rulesOf(written.findings));
		expect(new Set(planned.findings.map(({ location }) => location.path))).toEqual(new Set(['infra/plan.json']));
	});

	test('lead from the plan to the line: the attribute that forces a replacement, else the plan', async () => {
		const { findings } = await judged(only(...FILES));
		expect(findings.filter(({ rule }) => rule === 'destructive-change').map(({ location, message, severity, confidence }) => [`${location.path}:${location.startLine}`, message, severity, confidence])).toEqual([
			['infra/main.tf:20', 'The plan replaces `aws_db_instance.orders`: `engine` (`mysql` to `postgres`) cannot be changed in place, so it is deleted with its data and made anew.', 'high', 'high'],
			['infra/plan.json:1', 'The plan deletes `aws_dynamodb_table.sessions`, and its items with it.', 'high', 'high'],
		]);
	});
});

describe('what a plan holds', () => {
	test('of sensitive values never leaves', async () => {
		const { evidence, findings } = await judged(only(...FILES));
		const planned = evidence.head.get('infra/plan.json' as never);
		expect(planned?.kind === 'documents' && planned.documents.map(({ platform }) => platform)).toEqual(['terraform-plan', 'terraform', 'terraform', 'terraform']);
		expect(text('plan.json')).toContain('correct horse');
		expect(JSON.stringify([planned, findings])).not.toContain('correct horse');
	});

	test('is links where the configuration has links, and nothing where the provider computes', async () => {
		const { evidence } = await judged(only('plan.json'));
		const planned = evidence.head.get('infra/plan.json' as never);
		const documents = planned?.kind === 'documents' ? planned.documents.map(({ document }) => document as { readonly resource?: Record<string, unknown> }) : [];
		expect(documents[1]?.resource?.['aws_iam_role_policy']).toMatchObject({ deployer: [{ role: { $unknown: 'aws_iam_role.deployer.id' } }] });
		expect(documents[2]?.resource).toMatchObject({ aws_s3_bucket: { this: [{ bucket: 'shop-prod-logs' }] }, aws_s3_bucket_acl: { this: [{ acl: 'private', bucket: { $unknown: 'aws_s3_bucket.this.id' } }] } });
		expect(JSON.stringify(documents[1]?.resource?.['aws_db_instance'])).not.toContain('kms_key_id');
	});

	test('is read although it is larger than other files, and all in one line', async () => {
		const plan = JSON.parse(text('plan.json')) as { resource_changes: unknown[] };
		const many = Array.from({ length: 4_000 }, (_, index) => ({ address: `aws_ssm_parameter.p${index}`, mode: 'managed', type: 'aws_ssm_parameter', name: `p${index}`, change: { actions: ['no-op'], before: { name: 'x'.repeat(300) }, after: { name: 'x'.repeat(300) } } }));
		const { findings } = await judged({ 'infra/plan.json': JSON.stringify({ ...plan, resource_changes: [...many, ...plan.resource_changes] }) });
		expect(findings.filter(({ rule }) => rule === 'destructive-change')).toHaveLength(2);
	});
});

describe('what is no plan', () => {
	test.each([
		['a list', '[]'],
		['another format', '{"format_version": "9.0", "resource_changes": []}'],
		['a state', '{"format_version": "1.0", "values": {"root_module": {}}}'],
		['broken', '{"format_version": "1.2", "resource_changes": ['],
		['of other shapes', '{"format_version": "1.2", "planned_values": 3, "resource_changes": {"a": [null]}, "configuration": []}'],
		['of odd entries', '{"format_version": "1.2", "planned_values": {"root_module": {"resources": [null, {"address": 1}, {"address": "a.b", "type": "__proto__", "name": "constructor", "values": []}]}}, "resource_changes": [null, 7, {"address": "x"}]}'],
	])('%s is no news', async (_name, content) => {
		const { findings, notAnalysed } = await judged({ 'infra/plan.json': content });
		expect([findings, notAnalysed.filter(({ reason }) => reason === 'crashed')]).toEqual([[], []]);
	});
});

describe('without a plan', () => {
	const DATABASE = 'resource "aws_db_instance" "orders" {\n  identifier          = "orders"\n  engine              = "mysql"\n  storage_encrypted   = true\n  deletion_protection = true\n}\n';

	async function after(head: Readonly<Record<string, string>>): Promise<unknown[]> {
		repository.write('infra/main.tf', DATABASE);
		repository.write('infra/other.tf', 'resource "aws_sns_topic" "x" {\n  name = "x"\n}\n');
		base = repository.commit('a database');
		const { findings } = await judged(head);
		return findings.filter(({ rule }) => rule === 'destructive-change').map(({ state, location }) => `${state} ${location.path}:${location.startLine} ${location.side}`);
	}

	test('an attribute that cannot be changed in place is told on its line', async () => {
		expect(await after({ 'infra/main.tf': DATABASE.replace('mysql', 'postgres') })).toEqual(['introduced infra/main.tf:3 RIGHT']);
	});

	test('a block that is deleted is told on the deleted lines', async () => {
		expect(await after({ 'infra/main.tf': 'locals {\n  x = 1\n}\n' })).toEqual(['removed infra/main.tf:1 LEFT']);
	});

	test('a block that moves says so', async () => {
		expect(await after({ 'infra/main.tf': 'moved {\n  from = aws_db_instance.orders\n  to   = aws_db_instance.main\n}\n' })).toEqual([]);
		expect(await after({ 'infra/main.tf': 'locals {}\n', 'infra/db.tf': DATABASE })).toEqual([]);
	});
});
