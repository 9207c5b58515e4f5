import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command, Option } from 'commander';
import { ConfigurationError } from '../config/configuration-error.ts';
import { KINDS, type Kind, nameProblem, scaffold } from '../policy/authoring/scaffold.ts';
import type { Done, Host } from './host.ts';
import { POLICIES_FOLDER, exists } from './policy-common.ts';

interface Options {
	readonly kind: Kind;
	readonly dir: string;
}

/** `groundwire policy new`: writes the folder of a rule that works, with its tests. */
export function policyNewCommand(host: Host, done: Done): Command {
	return new Command('new')
		.description('Begin a rule: a folder with a rule that works, its tests and fixtures')
		.argument('<name>', 'the rule\'s id, for example missing-owner')
		.addOption(new Option('--kind <kind>', 'what the rule is about').choices(KINDS).makeOptionMandatory())
		.option('--dir <dir>', 'where rules stand', POLICIES_FOLDER)
		.option('--verbose', 'show the stack of an error', false)
		.action((name: string, { kind, dir }: Options) => {
			refuse(name, join(dir, name), host);
			const files = Object.entries(scaffold(kind, name)).map(([path, text]) => [join(dir, name, path), text] as const);
			for (const [path, text] of files) {
				mkdirSync(dirname(path), { recursive: true });
				writeFileSync(path, text, { flag: 'wx' });
				host.print(`${path}\n`);
			}
			const where = dir === POLICIES_FOLDER ? '' : ` ${dir}`;
			host.warn(`Next: change policy.rego to what you mean, then run \`groundwire policy test${where}\`.\n`);
			done(0);
		});
}

function refuse(name: string, folder: string, { dist }: Host): void {
	const problem = nameProblem(name);
	if (problem !== undefined) throw new ConfigurationError(problem);
	if (exists(folder)) throw new ConfigurationError('there is something of that name already', { path: folder, remedy: 'Choose another name, or remove it first.' });
	const rules = JSON.parse(readFileSync(join(dist, 'policies', 'rules.json'), 'utf8')) as readonly { readonly id: string }[];
	if (rules.some(({ id }) => id === name)) throw new ConfigurationError(`\`${name}\` is a built-in rule`, { remedy: 'Choose another name.' });
}
