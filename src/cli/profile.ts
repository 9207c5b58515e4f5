import { Command, Option } from 'commander';
import type { PackageProfile, ProfileEntry } from '../evidence/facts/package-profile.ts';
import { stableJson } from '../report/json.ts';
import { writeOut } from './common.ts';
import type { Done, Host } from './host.ts';

interface Options {
	readonly repo: string;
	readonly base: string;
	readonly config?: string;
	readonly format: 'text' | 'json';
	readonly output?: string;
}

/** `groundwire profile`: prints what the repository already does, and the line that shows it. */
export function profileCommand(host: Host, done: Done): Command {
	return new Command('profile')
		.description('Print what the packages of a repository already do: loggers, tracing, frameworks, helpers; each with the line that shows it')
		.argument('[path]', 'a folder of the repository: the packages in and below it', '.')
		.option('--repo <dir>', 'the repository, bare or not', '.')
		.option('--base <ref>', 'the revision to learn from', 'HEAD')
		.option('--config <path>', 'path of the config at that revision (default: .groundwire/config.yaml)')
		.addOption(new Option('--format <format>', 'how to write it').choices(['text', 'json']).default('text'))
		.option('--output <file>', 'write to a file')
		.option('--verbose', 'show the stack of an error', false)
		.action(async (path: string, { repo, base, config, format, output }: Options) => {
			const { runProfile } = await import('../pipeline.ts');
			const directory = path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '').replace(/\/+$/, '').replace(/^\.$/, '');
			const packages = await runProfile({ repo, revision: base, directory, ...(config !== undefined && { config }), dist: host.dist, environment: host.environment });
			if (packages.length === 0) host.warn('no package.json was found there\n');
			writeOut(format === 'json' ? stableJson({ schema: 'groundwire.profile/1', packages }) : packages.map(shown).join('\n'), output, host);
			done(0);
		});
}

/** One package: a line for each entry, what it is called in columns. */
function shown({ directory, name, entries }: PackageProfile): string {
	const title = `${directory}${name === '' || name === directory ? '' : `  (${name})`}\n`;
	if (entries.length === 0) return `${title}  nothing that a rule asks for\n`;
	const rows = entries.map(cells);
	const width = (column: 0 | 1): number => Math.max(...rows.map((row) => row[column].length));
	const [first, second] = [width(0), width(1)];
	return title + rows.map(([kind, what, where]) => `  ${kind.padEnd(first)}  ${what.padEnd(second)}  ${where}\n`).join('');
}

const WIDEST = 60;

function cells({ kind, name, detail, path, line }: ProfileEntry): readonly [string, string, string] {
	const what = detail === undefined ? name : `${name}, ${detail}`;
	return [kind, what.length > WIDEST ? `${what.slice(0, WIDEST - 1)}…` : what, `${path}:${line}`];
}
