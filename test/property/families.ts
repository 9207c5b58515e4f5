/** One file a platform that blocks by itself when it is added, and what its format takes for a comment. */
export interface Family {
	readonly name: string;
	readonly path: string;
	readonly text: string;
	/** Comments as the format writes them. */
	readonly comment: (words: string) => string;
	/** Lines before which a comment may stand. */
	readonly anchor: string;
}

const hash = (words: string): string => `# ${words}`;
const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: tool}\nspec:\n  containers:\n    - name: app\n      image: registry.example.com/tool:1\n      securityContext: {privileged: true}\n';

/** What a pull request adds: in every platform something that blocks under the built-in config. */
export const FAMILIES: readonly Family[] = [
	{ name: 'code', path: 'src/server/pay.ts', text: "import { logger } from './logger.ts';\n\nexport async function charge(order: string): Promise<unknown> {\n\tconst response = await fetch('https://pay.internal/charges', { method: 'POST', body: order });\n\tlogger.info({ order }, 'charged');\n\treturn response.json();\n}\n", comment: (words) => `// ${words}`, anchor: '\tconst response' },
	{ name: 'kubernetes', path: 'deploy/tool.yaml', text: POD, comment: hash, anchor: '      securityContext' },
	{ name: 'kubernetes in JSON', path: 'deploy/tool.json', text: `{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "other"},\n"spec": {"containers": [{"name": "app", "image": "registry.example.com/tool:1",\n"securityContext": {"privileged": true}}]}}\n`, comment: () => '', anchor: '"securityContext"' },
	{ name: 'helm', path: 'charts/shop/templates/pod.yaml', text: POD.replace('name: tool', 'name: {{ .Release.Name }}'), comment: hash, anchor: '      securityContext' },
	{ name: 'kustomize', path: 'overlay/patch.yaml', text: 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n    - name: web\n      securityContext:\n        privileged: true\n', comment: hash, anchor: '        privileged' },
	{ name: 'terraform', path: 'infra/main.tf', text: 'resource "aws_iam_policy" "deploy" {\n  name = "deploy"\n  policy = jsonencode({\n    Version   = "2012-10-17"\n    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]\n  })\n}\n', comment: hash, anchor: '    Statement' },
	{ name: 'cloudformation', path: 'stacks/stack.yaml', text: 'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  Deploy:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: "2012-10-17"\n        Statement:\n          - Effect: Allow\n            Action: "*"\n            Resource: "*"\n', comment: hash, anchor: '          - Effect' },
	{ name: 'workflows', path: '.github/workflows/greet.yml', text: 'name: greet\non: pull_request_target\npermissions:\n  contents: read\njobs:\n  greet:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo "${{ github.event.pull_request.title }}"\n', comment: hash, anchor: '      - run' },
	{ name: 'dockerfile', path: 'images/web/Dockerfile', text: 'FROM registry.example.com/node:24\nENV API_TOKEN=ghp_1234567890abcdefghijABCDEFGHIJ123456\nUSER node\nCMD ["node", "app.js"]\n', comment: hash, anchor: 'ENV' },
	{ name: 'compose', path: 'local/compose.yaml', text: 'services:\n  web:\n    image: registry.example.com/web:1.2.3\n    restart: always\n    privileged: true\n    volumes:\n      - /var/run/docker.sock:/var/run/docker.sock\n', comment: hash, anchor: '    privileged' },
	{ name: 'alerts', path: 'monitoring/rules.yaml', text: 'groups:\n  - name: shop\n    rules:\n      - alert: Down\n        expr: rate(up{job="shop"}\n        labels: {severity: page}\n', comment: hash, anchor: '        expr' },
	{ name: 'collector', path: 'monitoring/collector.yaml', text: 'receivers:\n  otlp: {protocols: {grpc: {}}}\nprocessors:\n  memory_limiter: {check_interval: 1s, limit_percentage: 80}\n  batch: {}\nexporters:\n  otlp:\n    endpoint: http://otel.example:4317\n    tls: {insecure: true}\nservice:\n  pipelines:\n    traces:\n      receivers: [otlp]\n      processors: [memory_limiter, missing]\n      exporters: [otlp]\n', comment: hash, anchor: '    traces' },
	{ name: 'dns', path: 'dns/example.org.zone', text: '$ORIGIN example.org.\n$TTL 1h\n@ IN SOA ns1.example.org. admin.example.org. (\n  2026010101\n  3600 900 1209600 300 )\n@ IN NS ns1.example.net.\nwww IN CNAME shop.example.net.\nwww IN A 192.0.2.1\n', comment: (words) => `; ${words}`, anchor: 'www IN CNAME' },
];

/** What stands at base: a service, a chart and a kustomization into which the change brings its files. */
export const BASE: Readonly<Record<string, string>> = {
	'package.json': JSON.stringify({ name: 'shop', dependencies: { express: '^5', pino: '^9' } }),
	'src/server/logger.ts': "import { pino } from 'pino';\nexport const logger = pino();\n",
	'charts/shop/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 0.1.0\n',
	'charts/shop/values.yaml': 'replicas: 1\n',
	'overlay/kustomization.yaml': 'resources: [pod.yaml]\npatches: [{path: patch.yaml}]\n',
	'overlay/pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n    - {name: web, image: "registry.example.com/web:1"}\n',
	'overlay/patch.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n',
};
