import { Command, Option } from 'commander';
import type { PullRequestFacts } from '../change/change.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { isRecord } from '../parse/json-values.ts';
import { type CommonOptions, readNamedFile, withCommonOptions, writeReport } from './common.ts';
import type { Done, Host } from './host.ts';
import { publishedAt } from './published-at.ts';

interface Options extends CommonOptions {
	readonly repo: string;
	readonly base?: string;
	readonly head?: string;
	readonly staged?: true;
	readonly worktree?: true;
	readonly all: boolean;
	readonly prFacts?: string;
	readonly config?: string;
}

/** `groundwire check`: judges a change. */
export function checkCommand(host: Host, done: Done): Command {
	const command = new Command('check')
		.description('Judge a change: what head has and base has not')
		.option('--repo <dir>', 'the repository, bare or not', '.')
		.option('--base <ref>', 'what the change starts from, taken as given (default: the merge base with the default branch)')
		.addOption(new Option('--head <ref>', 'what the change ends in (default: HEAD)').conflicts(['staged', 'worktree']))
		.addOption(new Option('--staged', 'judge what is staged').conflicts(['worktree']))
		.option('--worktree', 'judge the work tree as it is')
		.option('--all', 'list the findings that were there before, too', false)
		.option('--config <path>', 'path of the config at the base revision (default: .groundwire/config.yaml)')
		.option('--pr-facts <file>', 'JSON with headRef, authorLogin and body of the pull request');
	return withCommonOptions(command).action(async (options: Options) => {
		const { runCheck } = await import('../pipeline.ts');
		const { repo, base, head, staged, worktree, all, persona, rule, prFacts, config } = options;
		const result = await runCheck({
			repo,
			...(base !== undefined && { base }),
			...(head !== undefined && { head }),
			...(staged !== undefined && { staged }),
			...(worktree !== undefined && { worktree }),
			...(persona !== undefined && { persona }),
			...(config !== undefined && { config }),
			all,
			rules: rule,
			facts: prFacts === undefined ? {} : pullRequestFacts(readNamedFile(prFacts, 'the facts of the pull request'), prFacts),
			dist: host.dist,
			environment: host.environment,
			now: new Date(),
		});
		const repository = options.format === 'sarif' ? await publishedAt(repo, host.environment) : undefined;
		done(writeReport({ ...result, scanned: false, ...(repository !== undefined && { repository }) }, options, host));
	});
}

const FACTS = ['headRef', 'authorLogin', 'body'] as const;

/** Reads the file of `--pr-facts`. All of it is text from outside; only its shape is checked here. */
export function pullRequestFacts(text: string, path: string): PullRequestFacts {
	const value = parsed(text, path);
	if (!isRecord(value)) throw new ConfigurationError('the facts of the pull request must be a JSON object', { path });
	const facts: { -readonly [K in keyof PullRequestFacts]: PullRequestFacts[K] } = {};
	for (const key of FACTS) {
		const fact = value[key];
		// GitHub gives null for an empty body.
		if (fact === undefined || fact === null) continue;
		if (typeof fact !== 'string') throw new ConfigurationError(`\`${key}\` must be a string`, { path });
		facts[key] = fact;
	}
	return facts;
}

function parsed(text: string, path: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new ConfigurationError('the facts of the pull request are not valid JSON', { path });
	}
}
