import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Report } from '../../src/report/report.ts';
import { groundwire } from '../support/groundwire.ts';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: tool }\nspec:\n  containers:\n    - name: app\n      image: registry.example.com/tool:1\n      securityContext: { privileged: true }\n';
const WORKFLOW = 'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: acme/tool@main\n';
const EVERYTHING = 'policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })';
const CHART = 'apiVersion: v2\nname: shop\nversion: 0.1.0\n';
const PADDING = `# ${'x'.repeat(98)}\n`.repeat(11_000);
const PANELS = Array.from({ length: 20_000 }, (_, id) => `{"id": ${id}, "type": "timeseries", "targets": [{"expr": "rate(requests_total[5m])"}]}`).join(',\n');

const FILES: Readonly<Record<string, string>> = {
	'sound/pod.yaml': POD,
	'docker/Dockerfile': 'RUN echo\nUSER root\n',
	'docker-large/Dockerfile': `FROM alpine:latest\n${PADDING}`,
	'template/stack.yaml': 'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  A: [unclosed\n  B:\n    Type: AWS::S3::Bucket\n',
	'template/stack.json': '{"AWSTemplateFormatVersion": "2010-09-09",\n"Resources": {"A": {"Type": "AWS::S3::Bucket"},}\n',
	'template-large/stack.yaml': `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  A:\n    Type: AWS::S3::Bucket\n${PADDING}`,
	'plan/plan.json': '{"format_version": "1.2",\n"planned_values": {"root_module": {"resources": [{"address": "aws_s3_bucket.a"',
	'alerts/rules.yaml': 'groups:\n  - name: shop\n    rules:\n      - alert: Down\n        expr: up == 0\n{{- if .Values.slow }}\n      - alert: Slow\n        expr: latency > {{ .Values.most }}\n{{- end }}\n',
	'board/shop.json': `{"title": "Shop", "schemaVersion": 39, "panels": [\n${PANELS}\n]}`,
	'terraform/main.tf': `resource "aws_iam_policy" "all" {\n  ${EVERYTHING}\n}\n\nresource "aws_iam_policy" "broken" {\n  policy = jsonencode({\n}\n`,
	'cycle/main.tf': 'module "a" {\n  source = "./a"\n}\n',
	'cycle/a/main.tf': `module "b" {\n  source = "../"\n}\n\nresource "aws_iam_policy" "all" {\n  ${EVERYTHING}\n}\n`,
	'overlay/a/kustomization.yaml': 'resources:\n  - ../b\n',
	'overlay/b/kustomization.yaml': 'resources:\n  - ../a\n',
	'overlay/remote/kustomization.yaml': 'resources:\n  - https://example.invalid/base?ref=v1\n  - pod.yaml\n',
	'overlay/remote/pod.yaml': POD,
	'overlay/gone/kustomization.yaml': 'resources:\n  - gone.yaml\n  - pod.yaml\n',
	'overlay/gone/pod.yaml': POD,
	'chart-required/Chart.yaml': CHART,
	'chart-required/templates/bad.yaml': 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ required "a name" .Values.gone }}\n',
	'chart-required/templates/pod.yaml': POD,
	'chart-broken/Chart.yaml': CHART,
	'chart-broken/templates/bad.yaml': 'apiVersion: v1\nkind: Pod\n{{ if }}\n',
	'chart-broken/templates/pod.yaml': POD,
	'chart-remote/Chart.yaml': `${CHART}dependencies:\n  - name: redis\n    version: 1.0.0\n    repository: https://example.invalid/charts\n`,
	'chart-remote/templates/pod.yaml': POD,
	...Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`.github/workflows/w${index}.yml`, index === 42 ? 'on: push\njobs:\n  build:\n    steps: [\n' : WORKFLOW])),
	'large/.github/workflows/build.yml': WORKFLOW + PADDING,
	'compose/compose.yaml': 'services:\n  web: [\n',
	'compose-large/compose.yaml': `services:\n  web:\n    image: shop:latest\n${PADDING}`,
	'large/ten.yaml': `${POD}${`# ${'x'.repeat(998)}\n`.repeat(10_500)}`,
	'crd/gadget.yaml': 'apiVersion: acme.example/v1\nkind: Gadget\nmetadata: { name: a }\nspec: { anything: [1, null, { x: y }] }\n',
	'other/list.yaml': '- a\n- b: [c]\n',
	'other/empty.yaml': '',
	'other/settings.yaml': `colours: [red]\n${PADDING}`,
	'half/pod.yaml': POD.replace('metadata: { name: tool }', 'metadata: { name: tool, annotations: { note: "\\ud83d", "\\udc00": x } }'),
};

let folder: string;
let report: Report;
let status: number | null;

const scan = (): ReturnType<typeof groundwire> => groundwire(['scan', '.', '--format', 'json'], folder);
const plain = (path: string): string => path.replace(/^\.\/(?=.)/, '');
const rulesIn = (path: string): string[] => report.findings.filter(({ location }) => plain(location.path) === path).map(({ rule }) => rule);

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'groundwire-hostile-'));
	for (const [path, text] of Object.entries(FILES)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	const run = scan();
	status = run.status;
	report = JSON.parse(run.stdout) as Report;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what cannot be read is listed, with its place', () => {
	test.each([
		['docker/Dockerfile', 'syntax', /^1:1 /],
		['docker-large/Dockerfile', 'too-large', /limit/],
		['template/stack.yaml', 'syntax', /^\d+:\d+ /],
		['template/stack.json', 'syntax', /^\d+:\d+ /],
		['template-large/stack.yaml', 'too-large', /limit/],
		['plan/plan.json', 'syntax', /^2:\d+ .*broken/],
		['alerts/rules.yaml', 'missing-tool', /template/],
		['board/shop.json', 'too-large', /limit/],
		['terraform/main.tf', 'syntax', /^\d+:\d+ /],
		['cycle/main.tf', 'too-deep', /^1:1 .*leads back/],
		['overlay/b/kustomization.yaml', 'syntax', /^2:1 .*part of itself/],
		['overlay/remote/kustomization.yaml', 'missing-object', /^2:1 .*not fetched/],
		['overlay/gone/kustomization.yaml', 'missing-object', /^2:1 /],
		['chart-required/templates/bad.yaml', 'syntax', /^4:\d+ /],
		['chart-broken/templates/bad.yaml', 'syntax', /^3:\d+ /],
		['chart-remote/Chart.yaml', 'missing-object', /^5:1 .*redis/],
		['.github/workflows/w42.yml', 'syntax', /^5:1 /],
		['large/.github/workflows/build.yml', 'too-large', /limit/],
		['compose/compose.yaml', 'syntax', /^3:1 /],
		['compose-large/compose.yaml', 'too-large', /limit/],
		['large/ten.yaml', 'too-large', /limit/],
	])('%s: %s', (path, reason, detail) => {
		const found = report.notAnalysed.find((entry) => plain(entry.path) === path);
		expect(found).toMatchObject({ reason, detail: expect.stringMatching(detail) as string });
	});

	test.each(['crd/gadget.yaml', 'other/list.yaml', 'other/empty.yaml', 'other/settings.yaml'])('%s lacks nothing', (path) => {
		expect(report.notAnalysed.filter((entry) => plain(entry.path) === path)).toEqual([]);
	});
});

describe('the rest is judged', () => {
	test.each([
		['sound/pod.yaml', 'privileged'],
		['overlay/remote/pod.yaml', 'privileged'],
		['overlay/gone/pod.yaml', 'privileged'],
		['chart-required/templates/pod.yaml', 'privileged'],
		['chart-broken/templates/pod.yaml', 'privileged'],
		['chart-remote/templates/pod.yaml', 'privileged'],
		['terraform/main.tf', 'iam-wildcard-action'],
		['cycle/a/main.tf', 'iam-wildcard-action'],
		['half/pod.yaml', 'privileged'],
	])('%s: %s', (path, rule) => {
		expect(rulesIn(path)).toContain(rule);
	});

	test('99 workflows of 100', () => {
		const judged = new Set(report.findings.map(({ location }) => plain(location.path)).filter((path) => path.startsWith('.github/')));
		expect(judged.size).toBe(99);
	});

	test('no policy fails, nothing crashes, and the verdict stays open', () => {
		expect(report.notAnalysed.filter(({ reason }) => reason === 'policy' || reason === 'crashed' || reason === 'timeout')).toEqual([]);
		expect(report.verdict.conclusion).not.toBe('pass');
		expect(status).toBeGreaterThan(0);
		expect(status).toBeLessThan(3);
	});

	test('with the same answer each time', () => {
		expect({ ...(JSON.parse(scan().stdout) as Report), timings: {}, startedAt: '' }).toEqual({ ...report, timings: {}, startedAt: '' });
	});
});
