import { Command } from 'commander';
import type { Done, Host } from './host.ts';
import { openRegoTool, policyPaths, regoOf } from './policy-common.ts';

interface Options {
	readonly strict: boolean;
	readonly v0Compatible?: true;
}

/** `groundwire policy check`: compiles rules and says what is wrong with them. */
export function policyCheckCommand(host: Host, done: Done): Command {
	return new Command('check')
		.description('Say what is wrong with Rego files: syntax, types, facts that do not exist, metadata')
		.argument('[path...]', 'files or folders (default: .groundwire/policies)')
		.option('--strict', 'object to unused variables and imports, too', false)
		.option('--v0-compatible', 'read Rego as OPA before 1.0 did')
		.option('--verbose', 'show the stack of an error', false)
		.action(async (named: readonly string[], options: Options) => {
			const paths = policyPaths(named);
			const { checkAuthored } = await import('../policy/authoring/check.ts');
			const { readAuthored } = await import('../policy/authoring/sources.ts');
			const { linesOf, problemsText } = await import('../policy/authoring/problem-text.ts');
			const sources = readAuthored(paths);
			const problems = checkAuthored(await openRegoTool(host), sources, { strict: options.strict, ...regoOf(options) });
			if (problems.length > 0) host.warn(problemsText(problems, linesOf(sources.files), regoOf(options).rego));
			done(problems.length > 0 ? 1 : 0);
		});
}
