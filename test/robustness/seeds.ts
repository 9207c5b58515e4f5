import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What reads a file, as the inputs are counted. */
export type Format = 'code' | 'kubernetes' | 'helm' | 'kustomize' | 'cloudformation' | 'actions' | 'compose' | 'alerts' | 'collector' | 'dashboards' | 'dns' | 'dockerfile' | 'terraform' | 'tfvars' | 'plan' | 'json';

export interface Seed {
	readonly format: Format;
	readonly path: string;
	readonly text: string;
}

const DOMAINS: readonly Format[] = ['code', 'kubernetes', 'cloudformation', 'actions', 'compose', 'alerts', 'collector', 'dashboards', 'dns', 'dockerfile', 'terraform'];

const MORE: readonly Seed[] = [
	{ format: 'tfvars', path: 'terraform.tfvars', text: 'replicas = 3\nnames = ["a", "b"]\ntags = {\n  team = "shop" # owner\n}\npolicy = <<-EOT\n  {"Version": "2012-10-17"}\nEOT\n' },
	{ format: 'tfvars', path: 'prod.auto.tfvars.json', text: '{"replicas": 3, "tags": {"team": "shop"}, "open": ["0.0.0.0/0"]}\n' },
	{ format: 'helm', path: 'chart/Chart.yaml', text: 'apiVersion: v2\nname: shop\nversion: 0.1.0\ndependencies:\n  - name: redis\n    version: 1.0.0\n    repository: file://../redis\n' },
	{ format: 'helm', path: 'chart/values.yaml', text: 'replicaCount: 3\nimage: {repository: shop/web, tag: 1.2.3}\nresources: &r\n  limits: {memory: 128Mi}\nsidecar: {resources: *r}\n' },
	{ format: 'helm', path: 'chart/templates/web.yaml', text: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ include "shop.name" . }}\nspec:\n  containers:\n    - name: web\n      image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n      {{- with .Values.resources }}\n      resources: {{- toYaml . | nindent 8 }}\n      {{- end }}\n' },
	{ format: 'helm', path: 'chart/templates/_helpers.tpl', text: '{{- define "shop.name" -}}\n{{- printf "%s-web" .Release.Name | trunc 63 }}\n{{- end }}\n' },
	{ format: 'kustomize', path: 'overlay/kustomization.yaml', text: 'namePrefix: prod-\nresources: [pod.yaml]\nimages: [{name: shop/web, newTag: "1.2.3"}]\npatches:\n  - target: {kind: Pod}\n    patch: |-\n      - op: add\n        path: /spec/hostNetwork\n        value: true\n' },
	{ format: 'json', path: 'data/pods.json', text: '{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": [{"name": "a", "image": "a:1"}]}}]}\n' },
];

/** Every fixture of the rules, under the path it would have in a repository, and what the fixtures lack. */
export function seeds(): readonly Seed[] {
	const fixtures = DOMAINS.flatMap((format) => globSync(`policies/${format}/*/fixtures/{good,bad}/**/*`, { cwd: ROOT }).map((path) => path.replaceAll('\\', '/')).filter((path) => statSync(join(ROOT, path)).isFile()).sort().map((path) => seedOf(format, path)));
	const plan = readFileSync(join(ROOT, 'test/check/terraform-plan/plan.json'), 'utf8');
	return [...fixtures, ...MORE, { format: 'plan', path: 'plan.json', text: plan.length > 40_000 ? SMALL_PLAN : plan }, { format: 'plan', path: 'plan.json', text: SMALL_PLAN }];
}

function seedOf(format: Format, path: string): Seed {
	const below = path.replace(/^policies\/[^/]+\/[^/]+\/fixtures\/(?:good|bad)\//, '');
	return { format, path: placeOf(format, below), text: readFileSync(join(ROOT, path), 'utf8') };
}

function placeOf(format: Format, below: string): string {
	if (format === 'actions') return /(?:^|\/)(?:action\.ya?ml|\.github\/)/.test(below) ? below : `.github/workflows/${below.slice(below.lastIndexOf('/') + 1)}`;
	return format === 'code' ? `src/server/${below}` : below;
}

const SMALL_PLAN = JSON.stringify({
	format_version: '1.2', terraform_version: '1.9.0',
	planned_values: { root_module: { resources: [{ address: 'aws_s3_bucket.logs', mode: 'managed', type: 'aws_s3_bucket', name: 'logs', values: { bucket: 'logs', tags: null } }] } },
	resource_changes: [{ address: 'aws_s3_bucket.logs', mode: 'managed', type: 'aws_s3_bucket', name: 'logs', change: { actions: ['create'], before: null, after: { bucket: 'logs' }, after_unknown: { id: true } } }],
	configuration: { root_module: { resources: [{ address: 'aws_s3_bucket.logs', mode: 'managed', type: 'aws_s3_bucket', name: 'logs', expressions: { bucket: { constant_value: 'logs' } } }] } },
});
