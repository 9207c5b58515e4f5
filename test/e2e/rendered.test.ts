import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Report } from '../../src/report/report.ts';
import { GitRepository } from '../support/git-repository.ts';
import { checkReport, groundwire } from '../support/groundwire.ts';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.fullname" . }}
  labels:
    {{- include "shop.labels" . | nindent 4 }}
spec:
  replicas: {{ .Values.replicaCount }}
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec:
      containers:
        - name: {{ .Chart.Name }}
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
          {{- with .Values.livenessProbe }}
          livenessProbe:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          securityContext:
            privileged: true
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
`;
const HELPERS = `{{- define "shop.fullname" -}}
{{- printf "%s-web" .Release.Name | trunc 63 }}
{{- end }}
{{- define "shop.labels" -}}
app.kubernetes.io/name: shop
{{- end }}
`;
const VALUES = `replicaCount: 3
image:
  repository: shop/web
  tag: 1.2.3
livenessProbe: {httpGet: {path: /, port: 80}}
resources:
  limits:
    memory: 128Mi
  requests: {memory: 128Mi, cpu: 100m}
`;

/** A chart in a repository of its own, and what a second commit makes of it. */
function chart(files: Readonly<Record<string, string>>): GitRepository {
	const repository = new GitRepository();
	const all = { 'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 0.1.0\n', 'charts/shop/values.yaml': VALUES, 'charts/shop/templates/deployment.yaml': DEPLOYMENT, 'charts/shop/templates/_helpers.tpl': HELPERS, ...files };
	for (const [path, text] of Object.entries(all)) repository.write(path, text);
	repository.commit('base');
	return repository;
}

function scan(path: string): Report {
	const run = groundwire(['scan', '--format', 'json', '--fail-on', 'never', path]);
	expect(run.stderr).toBe('');
	return JSON.parse(run.stdout) as Report;
}

/** `rule path:line` of each finding of these rules, below a folder. */
function places({ findings }: Report, root: string, ...rules: readonly string[]): string[] {
	return findings.filter(({ rule }) => rules.includes(rule)).map(({ rule, location }) => `${rule} ${location.path.replace(`${root}/`, '')}:${location.startLine}`).sort();
}

const repositories: GitRepository[] = [];
const kept = (repository: GitRepository): GitRepository => {
	repositories.push(repository);
	return repository;
};
afterAll(() => repositories.forEach((repository) => repository.delete()));

describe('a Helm chart', () => {
	test('is judged as what it renders to, on the line of the template or of the value that decides', () => {
		const repository = kept(chart({ 'charts/shop/values.yaml': 'replicaCount: 1\nimage:\n  repository: shop/web\n  tag: latest\nlivenessProbe: {}\nresources: {}\n' }));
		const report = scan(repository.path);
		expect(report.notAnalysed).toEqual([]);
		expect(places(report, repository.path, 'privileged', 'missing-limits', 'latest-tag', 'single-replica', 'missing-liveness-probe')).toEqual([
			'latest-tag charts/shop/values.yaml:4',
			'missing-limits charts/shop/values.yaml:6',
			'missing-liveness-probe charts/shop/values.yaml:5',
			'privileged charts/shop/templates/deployment.yaml:21',
			'single-replica charts/shop/values.yaml:1',
		]);
	});

	test('of which only values changed is affected: what the values took away is said on their deleted line', () => {
		const repository = kept(chart({}));
		const base = repository.head();
		repository.write('charts/shop/values.yaml', VALUES.replace('  limits:\n    memory: 128Mi\n', ''));
		const head = repository.commit('head');
		const { report } = checkReport(repository.path, base, head, '--persona', 'strict');
		expect(report.findings.filter(({ rule }) => rule === 'missing-limits').map(({ rule, state, location: { path, side, startLine } }) => [rule, state, path, side, startLine])).toEqual([['missing-limits', 'removed', 'charts/shop/values.yaml', 'LEFT', 8]]);
	});

	test('keeps what it had at base: a change of a helper raises nothing', () => {
		const repository = kept(chart({}));
		const base = repository.head();
		repository.write('charts/shop/templates/_helpers.tpl', HELPERS.replace('name: shop', 'name: shop-web'));
		const head = repository.commit('head');
		expect(checkReport(repository.path, base, head, '--persona', 'strict').report.findings).toEqual([]);
	});

	test('says nothing new of a value that moved from the values into the template', () => {
		const repository = kept(chart({ 'charts/shop/values.yaml': VALUES.replace('tag: 1.2.3', 'tag: latest') }));
		const base = repository.head();
		repository.write('charts/shop/templates/deployment.yaml', DEPLOYMENT.replace('{{ .Values.image.tag }}', 'latest'));
		repository.write('charts/shop/values.yaml', VALUES.replace('  tag: 1.2.3\n', ''));
		const { report } = checkReport(repository.path, base, repository.commit('head'), '--persona', 'strict');
		expect([...report.findings, ...report.fixed].map(({ rule }) => rule)).toEqual([]);
	});

	test('is rendered with the files of values that the config names', () => {
		const repository = kept(chart({ '.groundwire/config.yaml': 'version: 1\nhelm: {values: {charts/shop: [values-prod.yaml]}}\n', 'charts/shop/values-prod.yaml': 'image: {tag: latest}\n' }));
		expect(places(scan(repository.path), repository.path, 'latest-tag')).toEqual(['latest-tag charts/shop/values-prod.yaml:1']);
	});

	test('with a broken template is judged without it, and the gap is named with its line', () => {
		const repository = kept(chart({ 'charts/shop/templates/broken.yaml': 'apiVersion: v1\nkind: ConfigMap\ndata:\n  a: {{ .Values.no.such.key }}\n' }));
		const report = scan(repository.path);
		expect(places(report, repository.path, 'privileged')).toEqual(['privileged charts/shop/templates/deployment.yaml:21']);
		expect(report.notAnalysed.map(({ path, reason, detail }) => [path.replace(`${repository.path}/`, ''), reason, detail.split(' ')[0]])).toEqual([['charts/shop/templates/broken.yaml', 'syntax', '4:15']]);
	});

	test('says which chart it depends on is missing, and is judged without it', () => {
		const repository = kept(chart({ 'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 0.1.0\ndependencies:\n  - name: redis\n    version: 1.0.0\n    repository: https://charts.example.org\n' }));
		const report = scan(repository.path);
		expect(places(report, repository.path, 'privileged')).toHaveLength(1);
		expect(report.notAnalysed).toMatchObject([{ reason: 'missing-object', detail: expect.stringMatching(/^5:1 .*redis.*helm dependency build/) as string }]);
	});

	test('gives a chart below it its own values first', () => {
		const repository = kept(chart({
			'charts/shop/values.yaml': `${VALUES}cache:\n  image: {tag: latest}\n`,
			'charts/shop/charts/cache/Chart.yaml': 'apiVersion: v2\nname: cache\nversion: 0.1.0\n',
			'charts/shop/charts/cache/values.yaml': 'image: {tag: 1.0.0}\nhostPID: true\n',
			'charts/shop/charts/cache/templates/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: cache}\nspec:\n  hostPID: {{ .Values.hostPID }}\n  containers:\n    - name: cache\n      image: "cache:{{ .Values.image.tag }}"\n',
		}));
		expect(places(scan(repository.path), repository.path, 'latest-tag', 'host-namespaces')).toEqual(['host-namespaces charts/shop/charts/cache/values.yaml:2', 'latest-tag charts/shop/values.yaml:11']);
	});

	test('hears what its templates are told to ignore', () => {
		const repository = kept(chart({ 'charts/shop/templates/deployment.yaml': DEPLOYMENT.replace('            privileged: true', '            {{- /* groundwire-ignore privileged -- it mounts disks */}}\n            privileged: true') }));
		const [finding] = scan(repository.path).findings.filter(({ rule }) => rule === 'privileged');
		expect(finding).toMatchObject({ state: 'suppressed', reason: 'it mounts disks' });
	});

	test('that is a test of helm serves nobody', () => {
		const repository = kept(chart({ 'charts/shop/templates/tests/ping.yaml': 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: ping\n  annotations: {"helm.sh/hook": test}\nspec:\n  containers: [{name: ping, image: "busybox:latest"}]\n' }));
		expect(places(scan(repository.path), repository.path, 'latest-tag')).toEqual([]);
	});
});

const BASE = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: shop/web:1.2.3
          resources:
            limits: {memory: 128Mi}
            requests: {memory: 128Mi, cpu: 100m}
`;
const PROD = `namePrefix: prod-
namespace: shop
resources:
  - ../base
images:
  - name: shop/web
    newTag: latest
replicas:
  - name: web
    count: 1
patches:
  - path: patch.yaml
  - target: {kind: Deployment, name: web}
    patch: |-
      - op: add
        path: /spec/template/spec/hostNetwork
        value: true
`;
const PATCH = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          securityContext:
            privileged: true
        - name: sidecar
          image: shop/sidecar:1.0.0
`;

describe('a kustomization', () => {
	let repository: GitRepository;
	let base: string;

	beforeAll(() => {
		repository = kept(new GitRepository());
		const files = { 'base/deploy.yaml': BASE, 'base/kustomization.yaml': 'resources: [deploy.yaml]\n', 'prod/kustomization.yaml': PROD, 'prod/patch.yaml': PATCH, 'dev/kustomization.yaml': 'nameSuffix: -dev\nresources: [../base]\n' };
		for (const [path, text] of Object.entries(files)) repository.write(path, text);
		base = repository.commit('base');
	});

	test('is judged as it is built, on the line of the base or of the patch that sets the value', () => {
		const report = scan(repository.path);
		expect(report.notAnalysed).toEqual([]);
		expect(places(report, repository.path, 'privileged', 'missing-limits', 'latest-tag', 'single-replica', 'host-namespaces', 'missing-liveness-probe')).toEqual([
			'host-namespaces prod/kustomization.yaml:17',
			'latest-tag prod/kustomization.yaml:7',
			'missing-limits prod/patch.yaml:12',
			'missing-liveness-probe base/deploy.yaml:12',
			'missing-liveness-probe prod/patch.yaml:12',
			'privileged prod/patch.yaml:11',
			'single-replica prod/kustomization.yaml:10',
		]);
	});

	test('is affected by its base: what the base lost is said once, on the base', () => {
		repository.write('base/deploy.yaml', BASE.replace('            limits: {memory: 128Mi}\n', ''));
		const { report } = checkReport(repository.path, base, repository.commit('head'), '--persona', 'strict');
		expect(report.findings.filter(({ rule }) => rule === 'missing-limits').map(({ rule, state, location: { path, side, startLine } }) => [rule, state, path, side, startLine])).toEqual([['missing-limits', 'removed', 'base/deploy.yaml', 'LEFT', 15]]);
	});

	test('that names other places is built without them, and says so', () => {
		const remote = kept(new GitRepository());
		remote.write('deploy.yaml', BASE);
		remote.write('kustomization.yaml', 'resources:\n  - deploy.yaml\n  - https://example.org/more.yaml\n  - github.com/acme/base?ref=v1\n  - ../../../etc\nhelmCharts:\n  - name: redis\n');
		const report = scan(remote.path);
		expect(places(report, remote.path, 'missing-liveness-probe')).toEqual(['missing-liveness-probe deploy.yaml:12']);
		expect(report.notAnalysed.map(({ detail }) => Number(detail.split(':')[0])).toSorted((a, b) => a - b)).toEqual([3, 4, 5, 6]);
	});

	test('that is a part of itself ends', () => {
		const ring = kept(new GitRepository());
		ring.write('a/kustomization.yaml', 'resources: [../b, deploy.yaml]\n');
		ring.write('a/deploy.yaml', BASE);
		ring.write('b/kustomization.yaml', 'resources: [../a]\n');
		const report = scan(ring.path);
		expect(places(report, ring.path, 'missing-liveness-probe')).toEqual(['missing-liveness-probe a/deploy.yaml:12']);
		expect(report.notAnalysed).toMatchObject([{ reason: 'syntax', detail: expect.stringContaining('a part of itself') as string }]);
	});
});
