import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { compactActions } from '../../../../scripts/iam-actions.ts';
import { expanded, iamWildcards, mayHoldWildcards, wildcardFacts } from './wildcards.ts';

const ROOT = join(import.meta.dirname, '../../../..');

describe('expanded', () => {
	it('names what changes who may do what first', () => {
		const { known, actions, permissions, changes } = expanded('s3:put*');
		expect(known).toBe(true);
		expect(actions.slice(0, permissions)).toContain('s3:PutBucketPolicy');
		expect(actions.slice(permissions, changes)).toContain('s3:PutObject');
		expect(actions.every((action) => action.startsWith('s3:Put'))).toBe(true);
	});

	it('knows a wildcard that only reads', () => {
		const { actions, changes } = expanded('dynamodb:describe*');
		expect(actions).toContain('dynamodb:DescribeTable');
		expect(changes).toBe(0);
	});

	it('takes stars at either end and in the middle', () => {
		expect(expanded('iam:*rolepolicy').actions).toEqual(expect.arrayContaining(['iam:PutRolePolicy', 'iam:AttachRolePolicy', 'iam:GetRolePolicy']));
		expect(expanded('iam:*rolepolicy').actions).not.toContain('iam:CreateRole');
		expect(expanded('iam:put*policy').actions).toEqual(expect.arrayContaining(['iam:PutUserPolicy', 'iam:PutGroupPolicy']));
		expect(expanded('iam:get*get*').actions).toEqual([]);
		expect(expanded('sqs:*').actions.length).toBeGreaterThan(10);
	});

	it('says that it does not know a service', () => {
		expect(expanded('warp:engage*')).toEqual({ known: false, actions: [], permissions: 0, changes: 0 });
		expect(expanded('constructor:*').known).toBe(false);
	});
});

describe('iamWildcards', () => {
	it('finds them in values and in policies that are text', () => {
		const policy = JSON.stringify({ Statement: [{ Action: ['s3:Get*', 'sqs:SendMessage'], Resource: 'arn:aws:s3:::logs/*' }] });
		expect(Object.keys(iamWildcards({ policy, actions: ['EC2:Describe*'] }))).toEqual(['ec2:describe*', 's3:get*']);
	});

	it('leaves the stars of ARNs, globs and conditions alone', () => {
		const document = { resources: ['arn:aws:logs:*:123456789012:log-group:*', 'arn:aws:s3:::*', 'arn:*:iam::*:role/*'], glob: 'a/b:*/c', star: '*' };
		expect(iamWildcards(document)).toEqual({});
		expect(wildcardFacts(document)).toEqual({});
	});
});

it('is looked for only where a star follows a colon', () => {
	expect(mayHoldWildcards('"s3:Get*"')).toBe(true);
	expect(mayHoldWildcards('resources = ["*"]')).toBe(false);
});

it('is the list of the installed package', () => {
	expect(readFileSync(join(ROOT, 'src/evidence/infra/iam/actions.json'), 'utf8')).toBe(compactActions(ROOT));
});
