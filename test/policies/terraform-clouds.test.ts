import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import type { RepoPath } from '../../src/change/change.ts';
import { placeAt } from '../../src/evidence/infra/positions.ts';
import { moduleEvidence } from '../../src/evidence/infra/terraform/module-evidence.ts';
import { setAttribute } from '../../src/fix/hcl/set-attribute.ts';
import { textAfter } from '../../src/fix/text-after.ts';
import { type HclTool, loadHclTool } from '../../src/parse/hcl/hcl-tool.ts';
import { sourceText } from '../../src/parse/text.ts';
import type { RawFinding } from '../../src/policy/policy.ts';

import { type BuiltInRules, builtInRules } from '../support/built-in-rules.ts';
import { fixtureFiles } from '../support/document-rules.ts';

/** Rules that read tables of expectations: the essential one of each pair, and a change that takes a safeguard away. */
const REMOVED: readonly (readonly [rule: string, before: string, after: string])[] = [
	['log-retention-cut', 'resource "aws_cloudwatch_log_group" "api" {\n  retention_in_days = 400\n}\n', '  retention_in_days = 400\n'],
	['monitoring-off', 'resource "aws_instance" "api" {\n  monitoring = true\n}\n', '  monitoring = true\n'],
	['tracing-removed', 'resource "aws_lambda_function" "api" {\n  tracing_config {\n    mode = "Active"\n  }\n}\n', '  tracing_config {\n    mode = "Active"\n  }\n'],
	['lambda-dlq-removed', 'resource "aws_lambda_function" "api" {\n  dead_letter_config {\n    target_arn = aws_sqs_queue.dead.arn\n  }\n}\n', '  dead_letter_config {\n    target_arn = aws_sqs_queue.dead.arn\n  }\n'],
	['lambda-concurrency-removed', 'resource "aws_lambda_function" "api" {\n  reserved_concurrent_executions = 5\n}\n', '  reserved_concurrent_executions = 5\n'],
	['access-logs-removed', 'resource "aws_vpc" "shop" {\n  cidr_block = "10.0.0.0/16"\n}\n\nresource "aws_flow_log" "shop" {\n  vpc_id = aws_vpc.shop.id\n}\n', '\nresource "aws_flow_log" "shop" {\n  vpc_id = aws_vpc.shop.id\n}\n'],
	['cloudtrail', 'resource "aws_cloudtrail" "all" {\n  is_multi_region_trail = true\n}\n', '  is_multi_region_trail = true\n'],
	['eks-safeguard-removed', 'resource "aws_eks_cluster" "shop" {\n  enabled_cluster_log_types = ["api", "audit", "authenticator", "controllerManager", "scheduler"]\n}\n', '  enabled_cluster_log_types = ["api", "audit", "authenticator", "controllerManager", "scheduler"]\n'],
	['lb-healthcheck-off', 'resource "aws_lb_target_group" "shop" {\n  health_check {\n    path = "/ready"\n  }\n}\n', '  health_check {\n    path = "/ready"\n  }\n'],
	['lb-crosszone-off', 'resource "aws_lb" "mail" {\n  load_balancer_type = "network"\n  enable_cross_zone_load_balancing = true\n}\n', '  enable_cross_zone_load_balancing = true\n'],
	['registry-safeguard-removed', 'resource "aws_ecr_repository" "api" {\n  image_tag_mutability = "IMMUTABLE"\n}\n', '  image_tag_mutability = "IMMUTABLE"\n'],
	['azure-public-network', 'resource "azurerm_mssql_server" "orders" {\n  public_network_access_enabled = false\n}\n', '  public_network_access_enabled = false\n'],
	['azure-tls', 'resource "azurerm_linux_web_app" "shop" {\n  https_only = true\n}\n', '  https_only = true\n'],
	['azure-backup-removed', 'resource "azurerm_key_vault" "shop" {\n  purge_protection_enabled = true\n}\n', '  purge_protection_enabled = true\n'],
	['azure-identity-removed', 'resource "azurerm_linux_web_app" "shop" {\n  identity {\n    type = "SystemAssigned"\n  }\n}\n', '  identity {\n    type = "SystemAssigned"\n  }\n'],
	['azure-logging-removed', 'resource "azurerm_kubernetes_cluster" "shop" {\n  oms_agent {\n    log_analytics_workspace_id = var.workspace\n  }\n}\n', '  oms_agent {\n    log_analytics_workspace_id = var.workspace\n  }\n'],
	['gcp-public', 'resource "google_storage_bucket" "reports" {\n  public_access_prevention = "enforced"\n}\n', '  public_access_prevention = "enforced"\n'],
	['gcp-safeguard-removed', 'resource "google_storage_bucket" "reports" {\n  versioning {\n    enabled = true\n  }\n}\n', '  versioning {\n    enabled = true\n  }\n'],
];

/** Rules whose bad fixture says where the remark stands. */
const MARKED = [
	'log-retention', 'no-monitoring', 'no-tracing', 'lambda-dlq', 'lambda-concurrency', 'no-access-logs', 'cloudtrail', 'cloudtrail-gaps', 'eks-hardening',
	'lb-healthcheck', 'lb-crosszone', 'lb-plain-http', 'lb-outdated-tls', 'autoscaling', 'unchecked-targets', 'registry-hygiene', 'azure-public-network',
	'azure-reachable-service', 'azure-open-ingress', 'azure-open-web', 'azure-tls', 'azure-outdated-tls', 'azure-no-backup', 'azure-identity',
	'azure-owner-role', 'azure-logging', 'gcp-iam', 'gcp-shared-account', 'gcp-default-node-account', 'gcp-public', 'gcp-public-bucket', 'gcp-reachable',
	'gcp-open-ingress', 'gcp-open-web', 'gcp-safeguards', 'hardcoded-secret', 'unpinned-module', 'unpinned-provider', 'missing-alarm', 'duplicated-module',
] as const;

let rules: BuiltInRules;
let hcl: HclTool;

beforeAll(async () => {
	hcl = await loadHclTool(join(import.meta.dirname, '../../dist/hcl.wasm.br'));
	rules = await builtInRules([...new Set([...MARKED, ...REMOVED.map(([rule]) => rule)])]);
});

const documentsOf = (text: string) =>
	moduleEvidence({ sources: [sourceText('main.tf' as RepoPath, text)], unread: [] }, hcl).flatMap((file) => (file.kind === 'documents' ? file.documents : []));

const workspace = (text: string) => ({ documents: documentsOf(text).map(({ platform, name, document }) => ({ path: 'main.tf', platform, name, document })) });

const judge = (rule: string, text: string, before?: string): RawFinding[] => [...rules.ask(rule, workspace(text), before === undefined ? {} : { before: workspace(before) })];

function lineOf(text: string, finding: RawFinding): number {
	const [evidence] = documentsOf(text);
	if (evidence === undefined || typeof finding.at === 'string') throw new Error('a finding without a place');
	return placeAt(evidence, finding.at).range.startLine;
}

describe('where remarks stand', () => {
	test.each(MARKED)('%s', (rule) => {
		const text = fixtureFiles(`policies/terraform/${rule}/fixtures/bad/main.tf`)[0]?.text ?? '';
		const expected = text.split('\n').flatMap((line, index) => (/# here\s*$/.test(line) ? [index + 1] : []));
		expect([...new Set(judge(rule, text).map((finding) => lineOf(text, finding)))].toSorted((a, b) => a - b)).toEqual(expected);
	});
});

describe('a change that only deletes a safeguard', () => {
	test.each(REMOVED)('%s', (rule, before, gone) => {
		const after = before.replace(gone, '');
		expect(judge(rule, after, before)).toHaveLength(1);
		expect(judge(rule, before, before)).toEqual([]);
		expect(judge(rule, after, after)).toEqual([]);
	});
});

describe('edits', () => {
	test.each([
		['log-retention', 'resource "azurerm_monitor_log_profile" "all" {\n  retention_policy {\n    enabled = true\n    days    = 7\n  }\n}\n', '    days    = 365\n'],
		['no-monitoring', 'resource "aws_cloudwatch_metric_alarm" "disk" {\n  threshold = 5\n}\n\nresource "aws_instance" "api" {\n  ami = "ami-1"\n}\n', '  ami = "ami-1"\n  monitoring = true\n'],
		['azure-outdated-tls', 'resource "azurerm_linux_web_app" "shop" {\n  https_only = false\n}\n', '  https_only = true\n'],
		['lb-outdated-tls', 'resource "aws_lb_listener" "shop" {\n  protocol   = "HTTPS"\n  ssl_policy = "ELBSecurityPolicy-2016-08"\n}\n', '  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"\n'],
	])('%s', (rule, text, expected) => {
		const source = sourceText('main.tf' as RepoPath, text);
		const [document] = documentsOf(text);
		const found = judge(rule, text).find(({ fix }) => fix?.name === 'set-attribute');
		if (document === undefined || found === undefined || typeof found.at === 'string') throw new Error('no finding with a fix');
		const mended = textAfter(source, [...setAttribute({ source, document, at: found.at, params: found.fix?.params ?? {} })]);
		expect(mended).toContain(expected);
		expect(judge(rule, mended).map(({ subject }) => subject)).not.toContain(found.subject);
	});
});
