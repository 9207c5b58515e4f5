import { Command, Option } from 'commander';
import type { Environment } from '../change/git.ts';
import { openRepository } from '../change/repository.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { type Baseline, BASELINE_PATH, baselineOf, baselineText, parseBaseline, recordedCount } from '../finding/baseline.ts';
import { updateBaseline } from '../finding/baseline-update.ts';
import type { TreeResult } from '../pipeline.ts';
import { type Persona, PERSONAS } from '../policy/policy.ts';
import { baselineMessages } from './baseline-messages.ts';
import type { Done, Host } from './host.ts';
import { readBelow, writeBelow } from './write-below.ts';

interface Options {
	readonly repo: string;
	readonly grow: boolean;
	readonly dryRun: boolean;
	readonly persona?: Persona;
}

/** `groundwire baseline`: records what the tree of HEAD has, so that only what is new speaks. */
export function baselineCommand(host: Host, done: Done): Command {
	return new Command('baseline')
		.description(`Record the findings of HEAD in ${BASELINE_PATH}, for adoption; later: drop those that are gone`)
		.option('--repo <dir>', 'the repository', '.')
		.option('--grow', 'record new findings, too', false)
		.option('--dry-run', 'say what would be written, and write nothing', false)
		.addOption(new Option('--persona <persona>', 'which rules are looked for (default: strict)').choices(PERSONAS))
		.option('--verbose', 'show the stack of an error', false)
		.action(async (options: Options) => {
			const { runTree } = await import('../pipeline.ts');
			const { repo, persona = 'strict', grow, dryRun } = options;
			const root = await workTreeOf(repo, host.environment);
			const tree = await runTree({ repo, persona, dist: host.dist, environment: host.environment, now: new Date() });
			refuseProblems(tree);
			const before = recordedSoFar(root, tree);
			const update = updateBaseline({ before, ...factsOf(tree) }, grow);
			const isNew = before === undefined;
			if (!dryRun) writeBelow(root, BASELINE_PATH, baselineText(update.after));
			host.print(baselineMessages({ ...update, before: isNew ? undefined : recordedCount(before), grow, dryRun, head: tree.report.change.head, notAnalysed: tree.report.notAnalysed }));
			done(0);
		});
}

async function workTreeOf(repo: string, environment: Environment): Promise<string> {
	const repository = await openRepository(repo, environment);
	await repository.close();
	if (repository.workTree === undefined) throw new ConfigurationError('a bare repository has no work tree to write the baseline to', { path: repo, remedy: 'Name a checkout.' });
	return repository.workTree;
}

/** Without its config or a policy the tree was not judged as a change would be. */
function refuseProblems({ report }: TreeResult): void {
	const [problem] = report.verdict.reasons.filter(({ kind }) => kind === 'config' || kind === 'policy');
	if (problem !== undefined) throw new ConfigurationError(`nothing was recorded: ${problem.detail}`, { remedy: 'Mend it in a commit, and try again.' });
}

/** The file as it stands; one that was deleted without a commit counts as at HEAD, so that deleting it is no way to grow it. */
function recordedSoFar(root: string, { baselineAtHead }: TreeResult): Baseline | undefined {
	const text = readBelow(root, BASELINE_PATH);
	return text === undefined ? baselineAtHead : parseBaseline(text, BASELINE_PATH);
}

function factsOf({ report, rules, paths }: TreeResult) {
	const found = report.findings.filter(({ state }) => state === 'existing').map(({ rule, subject, location: { path } }) => ({ rule, subject, path }));
	const unread = new Set(report.notAnalysed.map(({ path }) => path));
	const ran = new Set(rules.map(({ id }) => id));
	const exists = new Set(paths);
	return {
		found: baselineOf(found),
		judged: ({ rule, path }: { readonly rule: (typeof found)[number]['rule']; readonly path: (typeof found)[number]['path'] }): boolean => ran.has(rule) && !unread.has(path),
		exists: (path: (typeof found)[number]['path']): boolean => exists.has(path),
	};
}
