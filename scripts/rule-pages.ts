import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { RuleMetadata } from '../src/policy/policy.ts';
import { rulePage } from '../src/policy/rule-page.ts';

/** The page of every rule by id: its README with what its metadata says. */
export function rulePages(root: string, rules: readonly RuleMetadata[]): Record<string, string> {
	return Object.fromEntries(rules.map((rule) => [rule.id, rulePage(rule, readme(root, rule))]));
}

/** docs/rules/README.md: all rules by domain. */
export function ruleIndex(rules: readonly RuleMetadata[]): string {
	const domains = Map.groupBy(rules, ({ category }) => category.split('/')[0] ?? '');
	const tables = [...domains].sort(([a], [b]) => (a < b ? -1 : 1)).map(([domain, members]) => `## ${domain}\n\n${table(members)}`);
	return `# Rules\n\nGenerated from the policies' metadata by \`npm run docs\`.\n\n${tables.join('\n\n')}\n`;
}

function table(rules: readonly RuleMetadata[]): string {
	const rows = rules.map(({ id, title, severity, confidence, persona }) => `| [\`${id}\`](${id}.md) | ${title} | ${severity} | ${confidence} | ${persona} |`);
	return ['| rule | what it objects to | severity | confidence | persona |', '|---|---|---|---|---|', ...rows.sort()].join('\n');
}

/** `groundwire.code.missing_timeout` has its folder in policies/code/missing-timeout. */
function readme(root: string, { package: name }: RuleMetadata): string {
	const [, domain = '', rule = ''] = name.split('.');
	return readFileSync(join(root, 'policies', domain, rule.replaceAll('_', '-'), 'README.md'), 'utf8');
}
