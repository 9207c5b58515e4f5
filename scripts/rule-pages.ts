import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { RuleMetadata } from '../src/policy/policy.ts';
import { rulePage } from '../src/policy/rule-page.ts';
import { DOMAINS, domainOf } from './domains.ts';

/** How a page names another rule. */
type Naming = (id: string) => string;

/** Names a rule with a link to its page, which stands beside. */
export const asLink: Naming = (id) => `[\`${id}\`](${id}.md)`;

/** The page of every rule by id: its README with what its metadata says, and the other rules of its category. */
export function rulePages(root: string, rules: readonly RuleMetadata[], named: Naming = (id) => `\`${id}\``): Record<string, string> {
	return Object.fromEntries(rules.map((rule) => [rule.id, `${rulePage(rule, readme(root, rule))}${beside(rule, rules, named)}`]));
}

function beside({ id, category }: RuleMetadata, rules: readonly RuleMetadata[], named: Naming): string {
	const others = rules.filter((rule) => rule.category === category && rule.id !== id).map((rule) => rule.id).toSorted();
	return others.length === 0 ? '' : `\n## Of the same category\n${others.map(named).join(', ')}\n`;
}

/** docs/rules/README.md: all rules by domain and category, behind a table of the domains. */
export function ruleIndex(rules: readonly RuleMetadata[]): string {
	const domains = [...Map.groupBy(rules, domainOf)].toSorted(([a], [b]) => rank(a) - rank(b));
	const rows = domains.map(([domain, members]) => `| [${domain}](#${domain}) | ${categories(members).size} | ${members.length} | ${ofPersona(members, 'essential')} | ${ofPersona(members, 'recommended')} | ${ofPersona(members, 'strict')} |`);
	const overview = ['| | categories | rules | essential | with recommended | with strict |', '|---|---|---|---|---|---|', ...rows].join('\n');
	const tables = domains.map(([domain, members]) => `## ${domain}\n\n${table(members)}`);
	return `# Rules\n\nGenerated from the policies' metadata by \`npm run docs\`. \`essential\` rules run by default; \`recommended\` and \`strict\` add to them\n(\`persona\` in the config). \`groundwire explain RULE\` prints a page, \`groundwire policy list --category terraform/s3-public\` a category.\n\n${overview}\n\n${tables.join('\n\n')}\n`;
}

function rank(domain: string): number {
	return Object.keys(DOMAINS).indexOf(domain);
}

function categories(rules: readonly RuleMetadata[]): ReadonlyMap<string, readonly RuleMetadata[]> {
	return new Map([...Map.groupBy(rules, ({ category }) => category)].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function ofPersona(rules: readonly RuleMetadata[], wanted: RuleMetadata['persona']): number {
	return rules.filter(({ persona }) => persona === wanted).length;
}

/** A category is named in the first of its rows. */
function table(rules: readonly RuleMetadata[]): string {
	const rows = [...categories(rules)].flatMap(([category, members]) =>
		members
			.toSorted((a, b) => (a.id < b.id ? -1 : 1))
			.map(({ id, title, severity, persona }, index) => `| ${index === 0 ? category.slice(category.indexOf('/') + 1) : ''} | ${asLink(id)} | ${title} | ${severity} | ${persona} |`),
	);
	return ['| category | rule | what it objects to | severity | persona |', '|---|---|---|---|---|', ...rows].join('\n');
}

/** `groundwire.code.missing_timeout` has its folder in policies/code/missing-timeout. */
function readme(root: string, { package: name }: RuleMetadata): string {
	const [, domain = '', rule = ''] = name.split('.');
	return readFileSync(join(root, 'policies', domain, rule.replaceAll('_', '-'), 'README.md'), 'utf8');
}
