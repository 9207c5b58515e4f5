import { beforeAll, describe, expect, test } from 'vitest';

import type { RepoPath } from '../../src/change/change.ts';
import { type SourceText, sourceText } from '../../src/parse/text.ts';
import { type BuiltInRules, builtInRules } from '../support/built-in-rules.ts';
import { describeFixtures, judgeDocuments } from '../support/document-rules.ts';

describeFixtures('cloudformation');

function stack(resources: string): SourceText {
	return sourceText('stack.yaml' as RepoPath, `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n${resources}`);
}

function log(days: number): SourceText {
	return stack(`  A:\n    Type: AWS::Logs::LogGroup\n    Properties:\n      RetentionInDays: ${days}\n`);
}

function role(actions: string): SourceText {
	const statement = `              - Effect: Allow\n                Action:\n${actions}                Resource: !Sub "\${Files.Arn}/*"\n`;
	return stack(`  A:\n    Type: AWS::IAM::Role\n    Properties:\n      Policies:\n        - PolicyDocument:\n            Statement:\n${statement}`);
}

/** A safeguard of a resource, the lines that are it, and the rule that misses it when a change deletes them. */
const SAFEGUARDS: readonly (readonly [rule: string, resource: string, lines: string])[] = [
	['cfn-db-encryption-removed', '  A:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      Engine: mysql\n', '      StorageEncrypted: true\n'],
	['cfn-db-backup-removed', '  A:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      Engine: mysql\n', '      BackupRetentionPeriod: 14\n'],
	['cfn-db-failover-removed', '  A:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      Engine: mysql\n', '      MultiAZ: !Ref Yes\n'],
	['cfn-deletion-protection-removed', '  A:\n    Type: AWS::DocDB::DBCluster\n    Properties:\n      Port: 1\n', '      DeletionProtection: true\n'],
	['cfn-table-protection-removed', '  A:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: a\n', '      DeletionProtectionEnabled: true\n'],
	['cfn-deletion-policy-removed', '  A:\n    Type: AWS::EFS::FileSystem\n', '    DeletionPolicy: Retain\n'],
	['cfn-s3-versioning-removed', '  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: a\n', '      VersioningConfiguration: {Status: Enabled}\n'],
	['cfn-s3-public', '  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: a\n', '      PublicAccessBlockConfiguration: {BlockPublicAcls: true, BlockPublicPolicy: true}\n'],
	['cfn-tracing-removed', '  A:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: a.b\n', '      Tracing: Active\n'],
	['cfn-lambda-dlq-removed', '  A:\n    Type: AWS::Lambda::Function\n    Properties:\n      Handler: a.b\n', '      DeadLetterConfig: {TargetArn: !GetAtt Failed.Arn}\n'],
	['cfn-access-logs-removed', '  A:\n    Type: AWS::ApiGateway::Stage\n    Properties:\n      StageName: a\n', '      AccessLogSetting: {DestinationArn: !GetAtt Log.Arn}\n'],
	['cfn-s3-encryption-removed', '  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: a\n', '      BucketEncryption: {ServerSideEncryptionConfiguration: [{ServerSideEncryptionByDefault: {SSEAlgorithm: "aws:kms"}}]}\n'],
	['cfn-s3-logging-removed', '  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: a\n', '      LoggingConfiguration: {DestinationBucketName: logs}\n'],
	['cfn-lb-protection-removed', '  A:\n    Type: AWS::ElasticLoadBalancingV2::LoadBalancer\n    Properties:\n      Name: a\n', '      LoadBalancerAttributes: [{Key: deletion_protection.enabled, Value: "true"}]\n'],
];

const PARAMETERS = 'Parameters:\n  Yes: {Type: String, Default: "true"}\n';

describe('a safeguard that a change deletes', () => {
	let rules: BuiltInRules;

	beforeAll(async () => {
		rules = await builtInRules([...new Set(SAFEGUARDS.map(([rule]) => rule)), 'cfn-log-retention-shortened', 'cfn-iam-widened']);
	});

	test.each(SAFEGUARDS)('%s', (rule, resource, lines) => {
		const whole = stack(resource + lines + PARAMETERS);
		const without = stack(resource + PARAMETERS);
		expect(judgeDocuments(rules, rule, [without], [whole])).toHaveLength(1);
		expect(judgeDocuments(rules, rule, [whole], [whole])).toEqual([]);
		// It never was there: what is said then, if anything, is said of base as well.
		expect(judgeDocuments(rules, rule, [without], [without])).toEqual(judgeDocuments(rules, rule, [without]));
	});

	test('logs that are kept for a shorter time', () => {
		expect(judgeDocuments(rules, 'cfn-log-retention-shortened', [log(7)], [log(365)])).toMatchObject([{ line: 6, message: '`A` keeps its logs for 7 days; until now it was 365.' }]);
		expect(judgeDocuments(rules, 'cfn-log-retention-shortened', [log(365)], [log(7)])).toEqual([]);
	});

	test('a right that is added is named, where it stands', () => {
		const read = '                  - s3:GetObject\n';
		expect(judgeDocuments(rules, 'cfn-iam-widened', [role(`${read}                  - s3:DeleteObject\n`)], [role(read)])).toMatchObject([
			{ line: 12, message: 'The role `A` may now also call `s3:DeleteObject` on `${Files.Arn}/*`; before: `s3:GetObject`.' },
		]);
	});
});
