import { Command } from 'commander';
import { ConfigurationError } from '../config/configuration-error.ts';
import { didYouMean } from '../config/nearest.ts';
import { builtinPages } from '../policy/builtin-docs.ts';
import type { Done, Host } from './host.ts';

/** `groundwire explain`: prints what a rule is about. */
export function explainCommand(host: Host, done: Done): Command {
	return new Command('explain')
		.description('Say what a rule is about: why, the way out, bad and good examples')
		.argument('<rule>', 'the id of a rule')
		.option('--verbose', 'show the stack of an error', false)
		.action((rule: string) => {
			host.print(explanation(rule, builtinPages(host.dist)));
			done(0);
		});
}

/** The page of a rule. An unknown id throws a ConfigurationError. */
export function explanation(rule: string, docs: Readonly<Record<string, string>>): string {
	const page = Object.hasOwn(docs, rule) ? docs[rule] : undefined;
	if (page !== undefined) return page.endsWith('\n') ? page : `${page}\n`;
	const known = Object.keys(docs).toSorted();
	throw new ConfigurationError(`unknown rule \`${rule}\`.${didYouMean(rule, known)}`, { remedy: `The rules are: ${known.join(', ')}.` });
}
