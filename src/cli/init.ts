import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { createTwoFilesPatch } from 'diff';
import { type Environment, Git } from '../change/git.ts';
import { openRepository, type Repository } from '../change/repository.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { CONFIG_PATH } from '../config/layers.ts';
import { BASELINE_PATH } from '../finding/baseline.ts';
import { detect, type Tree } from '../init/detect.ts';
import { INIT_PERSONA, initFiles, type InitFile, PLACEHOLDER } from '../init/files.ts';
import { type FileState, initMessages } from '../init/messages.ts';
import type { Done, Host } from './host.ts';
import { publishedAt } from './published-at.ts';
import { readBelow, writeBelow } from './write-below.ts';

interface Options {
	readonly repo: string;
	readonly dryRun: boolean;
	readonly scan: boolean;
	readonly action?: string;
}

/** `groundwire init`: looks at the repository, and writes the config and the workflow that are not there yet. */
export function initCommand(host: Host, done: Done): Command {
	return new Command('init')
		.description('Look at what the repository has, and write the config and the workflow; never overwrites')
		.option('--repo <dir>', 'the repository', '.')
		.option('--action <ref>', 'the Groundwire Action as OWNER/NAME@COMMIT (default: that of the clone that this command runs from)')
		.option('--dry-run', 'say what would be written, and write nothing', false)
		.option('--no-scan', 'do not count the findings of HEAD')
		.option('--verbose', 'show the stack of an error', false)
		.action(async ({ repo, dryRun, scan, action: named }: Options) => {
			if (named !== undefined && !/^[\w.-]+\/[\w./-]+@\S+$/.test(named)) throw new ConfigurationError('--action must be like OWNER/NAME@COMMIT');
			const { root, found, hasCommit } = await lookAt(repo, host.environment);
			const action = named ?? (await ownAction(host)) ?? PLACEHOLDER;
			const files = initFiles(found, action).map((file) => place(root, file, dryRun));
			const findings = scan && hasCommit ? await countFindings(root, host, files) : undefined;
			host.print(initMessages({ found, files, dryRun, action, findings, hasBaseline: readBelow(root, BASELINE_PATH) !== undefined }));
			done(0);
		});
}

async function lookAt(repo: string, environment: Environment) {
	const repository = await openRepository(repo, environment);
	try {
		if (repository.workTree === undefined) throw new ConfigurationError('a bare repository has no work tree to write to', { path: repo, remedy: 'Name a checkout.' });
		const head = await repository.refs.run(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], { accept: [1, 128] });
		return { root: repository.workTree, found: detect(await treeOf(repository, repository.workTree)), hasCommit: head.code === 0 };
	} finally {
		await repository.close();
	}
}

/** A manifest or a workflow is smaller than this. */
const MOST_BYTES = 1_048_576;

/** What git tracks, and what it would track: nothing that is ignored. Links are not followed. */
async function treeOf({ environment }: Repository, root: string): Promise<Tree> {
	const git = new Git(root, ['-C', root], environment);
	const { stdout } = await git.run(['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
	const read = (path: string): string | undefined => {
		const stat = lstatSync(join(root, path), { throwIfNoEntry: false });
		return stat?.isFile() === true && stat.size <= MOST_BYTES ? readFileSync(join(root, path), 'utf8') : undefined;
	};
	return { paths: [...new Set(stdout.toString('utf8').split('\0'))].filter((path) => path !== ''), read };
}

/** Writes a file that is not there; of one that is, says what differs. */
function place(root: string, { path, text }: InitFile, dryRun: boolean): FileState {
	const there = readBelow(root, path);
	if (there === undefined) {
		if (!dryRun) writeBelow(root, path, text);
		return { path, state: 'written' };
	}
	return there === text ? { path, state: 'same' } : { path, state: 'different', diff: difference(there, text) };
}

/** The hunks of a unified diff, without its head. */
function difference(before: string, after: string): string {
	return createTwoFilesPatch('', '', before, after, '', '', { context: 1 }).split('\n').slice(4).join('\n').trimEnd();
}

/** Where the clone that this bundle lies in was published: the same commit is what the workflow should run. */
async function ownAction({ dist, environment }: Host): Promise<string | undefined> {
	const root = join(dist, '..');
	if (lstatSync(join(root, '.git'), { throwIfNoEntry: false }) === undefined || lstatSync(join(root, 'action.yml'), { throwIfNoEntry: false }) === undefined) return undefined;
	const address = await publishedAt(root, { ...environment, GITHUB_REPOSITORY: '' });
	const name = address === undefined ? undefined : /^https:\/\/[^/]+\/([^/]+\/[^/]+)$/.exec(address)?.[1];
	const commit = await new Git(root, ['-C', root], environment).run(['rev-parse', '--verify', '--quiet', 'HEAD'], { accept: [1, 128] });
	return name === undefined || commit.code !== 0 ? undefined : `${name}@${commit.stdout.toString('latin1').trim()}`;
}

/** As many as `groundwire scan .` will list, by the config that stands there now. */
async function countFindings(repo: string, host: Host, files: readonly FileState[]): Promise<number> {
	const { runTree } = await import('../pipeline.ts');
	const isConfigNew = files.some(({ path, state }) => path === CONFIG_PATH && state === 'written');
	const { report } = await runTree({ repo, ...(isConfigNew && { persona: INIT_PERSONA }), dist: host.dist, environment: host.environment, now: new Date() });
	return report.findings.filter(({ state }) => state === 'existing').length;
}
