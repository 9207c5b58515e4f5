import type { Report } from '../../src/report/report.ts';
import { GitRepository } from './git-repository.ts';
import { checkReport } from './groundwire.ts';

export const PAY = `import { logger } from './logger.ts';

export async function charge(order: string): Promise<unknown> {
	const response = await fetch('https://pay.internal/charges', { method: 'POST', body: order });
	logger.info({ order }, 'charged');
	return response.json();
}
`;
export const LABELS = `# METADATA
# title: A Deployment without an owner
# description: Nobody is told when it breaks.
# custom: {id: labels, severity: high, confidence: high, persona: essential, scope: document, platforms: [kubernetes]}
package team.labels

findings contains {"at": ["metadata"], "message": "no owner"} if {
	input.kind == "Deployment"
	not input.metadata.labels.owner
}
`;
const LABELS_TEST = 'package team.labels_test\n\nimport data.team.labels\n\ntest_owner if {\n\tcount(labels.findings) == 1 with input as {"kind": "Deployment", "metadata": {}}\n}\n';
export const CONFIG = 'version: 1\nrules:\n  missing-timeout: { paths: ["src/**"] }\n';
export const SHA = 'a'.repeat(40);
export const WORKFLOW = `name: Checks
on:
  pull_request:
  merge_group:
permissions: { contents: read }
jobs:
  check:
    runs-on: ubuntu-latest
    permissions: { contents: read, pull-requests: write }
    steps:
      - uses: example/groundwire@${SHA} # v1.0.0
        with: { fail-on: medium, publish: 'review, check' }
`;
export const OWNERS = '* @shop/everyone\n/.groundwire/ @shop/platform\n/.github/workflows/ @shop/platform\n';

/** A repository with every kind of guardrail, and a change of it. */
export class GuardedRepository extends GitRepository {
	base: string;

	constructor() {
		super();
		this.write('package.json', JSON.stringify({ name: 'shop', dependencies: { express: '^5', pino: '^9' } }));
		this.write('src/server/logger.ts', "import { pino } from 'pino';\nexport const logger = pino();\n");
		this.write('.groundwire/config.yaml', CONFIG);
		this.write('.groundwire/policies/labels.rego', LABELS);
		this.write('.groundwire/policies/labels_test.rego', LABELS_TEST);
		this.write('.github/workflows/checks.yml', WORKFLOW);
		this.write('CODEOWNERS', OWNERS);
		this.write('AGENTS.md', '# For agents\n');
		this.base = this.commit('base');
	}

	/** What is committed now is what the next change is compared with. */
	settle(): void {
		this.base = this.commit('base');
	}

	/** Writes files and judges them as a change. */
	judged(files: Readonly<Record<string, string | Uint8Array>>, ...more: readonly string[]): Report {
		for (const [path, text] of Object.entries(files)) this.write(path, text);
		return checkReport(this.path, this.base, this.commit('head'), ...more).report;
	}
}

/** Path, kind, weaker and effects of each guardrail. */
export function told({ guardrails = [] }: Report): unknown[] {
	return guardrails.map(({ path, kind, weaker, effects }) => [path, kind, weaker, effects]);
}

/** Subject and severity of each remark about a guardrail. */
export function remarks({ findings }: Report): unknown[] {
	return findings.filter(({ rule }) => rule === 'guardrail-changed').map(({ subject, severity }) => [subject, severity]);
}
