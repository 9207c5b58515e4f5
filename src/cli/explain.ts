import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { ConfigurationError } from '../config/configuration-error.ts';
import { didYouMean } from '../config/nearest.ts';
import type { AuthoredRule } from '../policy/authoring/check.ts';
import { builtinPages } from '../policy/builtin-docs.ts';
import { rulePage } from '../policy/rule-page.ts';
import type { Done, Host } from './host.ts';
import { configuredRules, type OwnRules } from './own-rules.ts';

/** `groundwire explain`: prints what a rule is about. */
export function explainCommand(host: Host, done: Done): Command {
	return new Command('explain')
		.description('Say what a rule is about: why, the way out, bad and good examples')
		.argument('<rule>', 'the id of a rule: a built-in one, or one of the policies that the config of this folder names')
		.option('--verbose', 'show the stack of an error', false)
		.action(async (rule: string) => {
			host.print(await explanation(rule, host));
			done(0);
		});
}

/** The page of a rule, built in or the team's. An unknown id throws a ConfigurationError. */
async function explanation(rule: string, host: Host): Promise<string> {
	const pages = builtinPages(host.dist);
	const page = Object.hasOwn(pages, rule) ? pages[rule] : undefined;
	if (page !== undefined) return page.endsWith('\n') ? page : `${page}\n`;
	const own = await configuredRules(host);
	const found = own.rules.find(({ rule: { id } }) => id === rule);
	if (found !== undefined) return teamPage(found);
	throw unknownRule(rule, [...Object.keys(pages), ...own.rules.map(({ rule: { id } }) => id)].toSorted(), own);
}

/** What the rule's metadata says, and the sections of a README beside it, if it speaks of this rule. */
function teamPage({ rule, file }: AuthoredRule): string {
	const path = join(dirname(file), 'README.md');
	const readme = existsSync(path) ? readFileSync(path, 'utf8') : '';
	const sections = readme.includes(`\`${rule.id}\``) ? /^## [\s\S]*/m.exec(readme)?.[0] : undefined;
	return rulePage(rule, [`# ${rule.title}`, ...(sections === undefined ? [] : [sections.trim()]), ...(rule.remedy.includes(file) ? [] : [`The policy stands in \`${file}\`.`])].join('\n\n'));
}

function unknownRule(rule: string, known: readonly string[], { wrong, elsewhere }: OwnRules): ConfigurationError {
	const remedy = [
		'`groundwire policy list` lists the rules.',
		...(wrong.length > 0 ? ['Some policies of this folder cannot be read: `groundwire policy list` says why.'] : []),
		...(elsewhere.length > 0 ? [`What stands in other repositories is not known here: ${elsewhere.join(', ')}.`] : []),
	];
	return new ConfigurationError(`unknown rule \`${rule}\`.${didYouMean(rule, known)}`, { remedy: remedy.join(' ') });
}
