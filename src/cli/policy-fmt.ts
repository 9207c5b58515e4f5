import { writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import type { Done, Host } from './host.ts';
import { openRegoTool, policyPaths, regoOf } from './policy-common.ts';

interface Options {
	readonly diff?: true;
	readonly list?: true;
	readonly write?: true;
	readonly fail?: true;
	readonly v0Compatible?: true;
}

/** `groundwire policy fmt`: writes Rego as `opa fmt` does. */
export function policyFmtCommand(host: Host, done: Done): Command {
	return new Command('fmt')
		.description('Format Rego files; without an option the result goes to standard output')
		.argument('[path...]', 'files or folders (default: .groundwire/policies)')
		.addOption(new Option('-w, --write', 'write the files anew').conflicts(['list', 'diff']))
		.addOption(new Option('-l, --list', 'name the files that would change').conflicts(['diff']))
		.option('-d, --diff', 'show what would change')
		.option('--fail', 'exit code 1 when a file would change')
		.option('--v0-compatible', 'read and write Rego as OPA before 1.0 did')
		.option('--verbose', 'show the stack of an error', false)
		.action(async (named: readonly string[], options: Options) => {
			const { readRego } = await import('../policy/authoring/sources.ts');
			const { linesOf, problemsText } = await import('../policy/authoring/problem-text.ts');
			const modules = readRego(policyPaths(named));
			const { errors, formatted } = (await openRegoTool(host)).format({ modules, ...regoOf(options) });
			const changed = Object.entries(formatted).filter(([path, text]) => text !== modules[path]);
			for (const [path, text] of Object.entries(formatted)) await show(path, modules[path] ?? '', text, options, host);
			if (errors.length > 0) host.warn(problemsText(errors, linesOf(modules), regoOf(options).rego));
			done(errors.length > 0 || (options.fail === true && changed.length > 0) ? 1 : 0);
		});
}

async function show(path: string, before: string, after: string, { write, list, diff, fail }: Options, host: Host): Promise<void> {
	if (before === after && (write ?? list ?? diff ?? fail)) return;
	if (write) writeFileSync(path, after);
	else if (list) host.print(`${path}\n`);
	else if (diff) host.print(await unifiedDiff(path, before, after));
	else if (fail) host.warn(`${path}: unexpected diff\n`);
	else host.print(after);
}

async function unifiedDiff(path: string, before: string, after: string): Promise<string> {
	const { FILE_HEADERS_ONLY, createTwoFilesPatch } = await import('diff');
	return createTwoFilesPatch(path, path, before, after, undefined, undefined, { headerOptions: FILE_HEADERS_ONLY });
}
