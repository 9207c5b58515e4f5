import { Command, Option } from 'commander';
import { builtinRules } from '../policy/builtin-docs.ts';
import { PERSONAS, type Persona, type RuleMetadata } from '../policy/policy.ts';
import type { Done, Host } from './host.ts';
import { configuredRules, ownRules } from './own-rules.ts';
import { POLICIES_FOLDER, policyPaths, regoOf } from './policy-common.ts';

interface Options {
	readonly format: 'text' | 'json';
	readonly v0Compatible?: true;
	readonly category?: string;
	readonly persona?: Persona;
}

/** A line of the list. */
interface Listed extends Pick<RuleMetadata, 'id' | 'category' | 'severity' | 'persona' | 'title'> {
	/** `built in`, or the file. */
	readonly where: string;
}

const COLUMNS = ['id', 'category', 'severity', 'persona', 'where'] as const;

/** `groundwire policy list`: the rules that there are. */
export function policyListCommand(host: Host, done: Done): Command {
	return new Command('list')
		.description('List the rules: the built-in ones and your own')
		.argument('[path...]', `files or folders with rules of your own (default: those of the config, else ${POLICIES_FOLDER})`)
		.addOption(new Option('--format <format>', 'how to write the list').choices(['text', 'json']).default('text'))
		.option('--category <category>', 'only those of a category, such as terraform/s3-public, or of all that begin with terraform')
		.addOption(new Option('--persona <persona>', 'only those that run for it').choices(PERSONAS))
		.option('--v0-compatible', 'read Rego as OPA before 1.0 did')
		.option('--verbose', 'show the stack of an error', false)
		.action(async (named: readonly string[], options: Options) => {
			const { rules, wrong, elsewhere } = named.length > 0 ? await ownRules(policyPaths(named).map((path) => ({ path, ...regoOf(options) })), host) : await configuredRules(host);
			for (const text of wrong) host.warn(text);
			if (elsewhere.length > 0) host.warn(`not listed, since they stand in other repositories: ${elsewhere.join(', ')}\n`);
			const all = [...builtinRules(host.dist).map((rule) => listed(rule, 'built in')), ...rules.map(({ rule, file }) => listed(rule, file))].filter((rule) => isWanted(rule, options));
			host.print(options.format === 'json' ? `${JSON.stringify(all, undefined, 2)}\n` : table(all));
			done(wrong.length > 0 ? 1 : 0);
		});
}

/** Is it of the category and run for the persona? Each persona runs what those before it do. */
function isWanted(rule: Listed, { category, persona }: Options): boolean {
	const within = category === undefined || rule.category === category || rule.category.startsWith(`${category}/`);
	return within && (persona === undefined || PERSONAS.indexOf(rule.persona) <= PERSONAS.indexOf(persona));
}

function listed({ id, category, severity, persona, title }: RuleMetadata, where: string): Listed {
	return { id, category, severity, persona, title, where };
}

function table(rules: readonly Listed[]): string {
	const widths = COLUMNS.map((column) => Math.max(column.length, ...rules.map((rule) => rule[column].length)));
	const row = (cells: readonly string[]): string => `${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ').trimEnd()}\n`;
	return [row(COLUMNS), ...rules.map((rule) => row(COLUMNS.map((column) => rule[column])))].join('');
}
