import type { RuleMetadata } from '../src/policy/policy.ts';

/** What is judged, in the order in which docs tell it: the domains of categories, and what is read for each. */
export const DOMAINS: Readonly<Record<string, { readonly name: string; readonly read: string }>> = {
	code: { name: 'Code', read: 'TypeScript and JavaScript of services, with the files they import' },
	kubernetes: { name: 'Kubernetes, Helm, Kustomize', read: 'manifests; charts and kustomizations as they render; `values.yaml`, also without its chart, and in Flux and Argo CD' },
	terraform: { name: 'Terraform, OpenTofu', read: '`.tf`, `.tofu` and their JSON, modules with their local calls; plans (`show -json`)' },
	cloudformation: { name: 'CloudFormation, SAM', read: 'templates in YAML and JSON' },
	actions: { name: 'GitHub Actions', read: 'workflows, `action.yml`' },
	dockerfile: { name: 'Dockerfile', read: '`Dockerfile`, `Containerfile`, `*.Dockerfile`' },
	compose: { name: 'Compose', read: '`compose.yaml`, `docker-compose.yml` and files like them' },
	alerts: { name: 'Alerts', read: 'rules of Prometheus and their tests, `PrometheusRule`' },
	collector: { name: 'OpenTelemetry Collector', read: 'configurations, also in an `OpenTelemetryCollector`' },
	dashboards: { name: 'Grafana', read: 'dashboards in JSON' },
	dns: { name: 'DNS', read: 'zone files, octoDNS, records in Terraform' },
	change: { name: 'The change itself', read: 'which files it touches, and who says that they wrote what' },
};

/** `terraform` of `terraform/s3-public`. */
export function domainOf({ category }: Pick<RuleMetadata, 'category'>): string {
	return category.split('/')[0] ?? '';
}

/** The table of README.md: what is read, and how many categories and rules there are for it. A domain that nobody described throws. */
export function platformTable(rules: readonly RuleMetadata[]): string {
	const unknown = rules.find((rule) => DOMAINS[domainOf(rule)] === undefined);
	if (unknown !== undefined) throw new Error(`scripts/domains.ts does not know the domain of ${unknown.category}`);
	const rows = Object.entries(DOMAINS).map(([domain, { name, read }]) => {
		const members = rules.filter((rule) => domainOf(rule) === domain);
		const essential = members.filter(({ persona }) => persona === 'essential').length;
		return `| [${name}](docs/rules/README.md#${domain}) | ${read} | ${new Set(members.map(({ category }) => category)).size} | ${members.length} | ${essential} |`;
	});
	return ['| | what is read | categories | rules | on by default |', '|---|---|---|---|---|', ...rows].join('\n');
}
