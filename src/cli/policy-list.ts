import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import type { RuleMetadata } from '../policy/policy.ts';
import type { Done, Host } from './host.ts';
import { POLICIES_FOLDER, exists, openRegoTool, policyPaths, regoOf } from './policy-common.ts';

interface Options {
	readonly format: 'text' | 'json';
	readonly v0Compatible?: true;
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
		.argument('[path...]', `files or folders with rules of your own (default: ${POLICIES_FOLDER}, if there is one)`)
		.addOption(new Option('--format <format>', 'how to write the list').choices(['text', 'json']).default('text'))
		.option('--v0-compatible', 'read Rego as OPA before 1.0 did')
		.option('--verbose', 'show the stack of an error', false)
		.action(async (named: readonly string[], options: Options) => {
			const own = named.length > 0 || exists(POLICIES_FOLDER) ? await ownRules(policyPaths(named), options, host) : { listed: [], failed: false };
			const all = [...builtinRules(host), ...own.listed];
			host.print(options.format === 'json' ? `${JSON.stringify(all, undefined, 2)}\n` : table(all));
			done(own.failed ? 1 : 0);
		});
}

function builtinRules({ dist }: Host): Listed[] {
	const rules = JSON.parse(readFileSync(join(dist, 'policies', 'rules.json'), 'utf8')) as readonly RuleMetadata[];
	return rules.map((rule) => listed(rule, 'built in'));
}

async function ownRules(paths: readonly string[], options: Options, host: Host): Promise<{ readonly listed: readonly Listed[]; readonly failed: boolean }> {
	const { authoredRules } = await import('../policy/authoring/check.ts');
	const { readAuthored } = await import('../policy/authoring/sources.ts');
	const { linesOf, problemsText } = await import('../policy/authoring/problem-text.ts');
	const { files } = readAuthored(paths);
	const inspected = (await openRegoTool(host)).inspect({ files, paths, ...regoOf(options) });
	const { rules, problems } = authoredRules(inspected);
	const wrong = [...inspected.errors, ...problems];
	if (wrong.length > 0) host.warn(problemsText(wrong, linesOf(files)));
	return { listed: rules.map(({ rule, file }) => listed(rule, file)), failed: wrong.length > 0 };
}

function listed({ id, category, severity, persona, title }: RuleMetadata, where: string): Listed {
	return { id, category, severity, persona, title, where };
}

function table(rules: readonly Listed[]): string {
	const widths = COLUMNS.map((column) => Math.max(column.length, ...rules.map((rule) => rule[column].length)));
	const row = (cells: readonly string[]): string => `${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ').trimEnd()}\n`;
	return [row(COLUMNS), ...rules.map((rule) => row(COLUMNS.map((column) => rule[column])))].join('');
}
