import { Command, Option } from 'commander';
import type { CommitSha } from '../change/change.ts';
import { parseCommit } from '../change/commit.ts';
import { openObjectStore, type ObjectStore } from '../change/object-store.ts';
import { openRepository, type Repository } from '../change/repository.ts';
import { parseTree } from '../change/tree-entries.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { LOG_FILE, LOG_REF, readLog } from '../people/chain.ts';
import type { Entry } from '../people/entry.ts';
import { flaws, type Flaw, type LogCommit } from '../people/history.ts';
import { stableJson } from '../report/json.ts';
import { visible } from '../report/markdown-escape.ts';
import type { Done, Host } from './host.ts';

interface Options {
	readonly repo: string;
	readonly ref: string;
	readonly format: 'terminal' | 'json';
}

interface Audit {
	readonly ref: string;
	readonly tip: string;
	readonly entries: readonly Entry[];
	readonly commits: number;
	readonly broken: readonly Flaw[];
}

const BROKEN = 1;

/** `groundwire audit`: prints what people decided, and verifies that nobody has changed it since. */
export function auditCommand(host: Host, done: Done): Command {
	return new Command('audit')
		.description('Print the log of what people decided on pull requests, and verify it: its chain, its form, and that every commit of it only adds a line')
		.option('--repo <dir>', 'the repository, bare or not', '.')
		.option('--ref <ref>', 'the ref that holds the log', LOG_REF)
		.addOption(new Option('--format <format>', 'how to write it').choices(['terminal', 'json']).default('terminal'))
		.option('--verbose', 'show the stack of an error', false)
		.addHelpText('after', '\nExit codes: 0 whole, 1 broken, 2 cannot be read.')
		.action(async ({ repo, ref, format }: Options) => {
			const audit = await read(repo, ref, host);
			host.print(format === 'json' ? stableJson({ schema: 'groundwire.audit/1', ...audit }) : shown(audit));
			done(audit.broken.length > 0 ? BROKEN : 0);
		});
}

async function read(directory: string, ref: string, host: Host): Promise<Audit> {
	const repository = await openRepository(directory, host.environment);
	const store = openObjectStore(repository);
	try {
		const tip = await tipOf(repository, ref);
		const commits = await history(store, tip, repository);
		const text = await content(store, commits[0]);
		const log = readLog(text);
		return { ref, tip, entries: log.entries, commits: commits.length, broken: flaws(text, log, commits, repository.objectFormat) };
	} finally {
		await store.close();
		await repository.close();
	}
}

async function tipOf(repository: Repository, ref: string): Promise<CommitSha> {
	const { code, stdout } = await repository.refs.run(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`], { accept: [1, 128] });
	if (code === 0) return stdout.toString('latin1').trim() as CommitSha;
	throw new ConfigurationError(`there is no log \`${ref}\` in this repository`, { remedy: "Fetch it: git fetch origin 'refs/groundwire/*:refs/groundwire/*' (a clone does not). Without one nobody has decided anything yet." });
}

/** A commit or a tree of the log is small; anything larger is none. */
const SMALL_BYTES = 262_144;
const MOST_COMMITS = 100_000;

/** The commits of the log, the newest first. */
async function history(store: ObjectStore, tip: CommitSha, { objectFormat }: Repository): Promise<readonly LogCommit[]> {
	const commits: LogCommit[] = [];
	for (let id: CommitSha | undefined = tip; id !== undefined; ) {
		const object = await store.read(id, SMALL_BYTES);
		if (typeof object === 'string' || object.type !== 'commit') {
			throw new ConfigurationError(`commit ${id} of the log is not in this clone`, { remedy: "Fetch it whole: git fetch --unshallow origin 'refs/groundwire/*:refs/groundwire/*'" });
		}
		const { tree, parents } = parseCommit(object.bytes);
		const listing = await store.read(tree, SMALL_BYTES);
		const files = typeof listing === 'string' || listing.type !== 'tree' ? new Map() : parseTree(listing.bytes, objectFormat === 'sha256' ? 32 : 20);
		commits.push({ id, parents, files: new Map([...files].map(([name, entry]) => [name, entry.kind === 'file' ? entry.id : `${entry.kind} ${entry.id}`])) });
		if (commits.length > MOST_COMMITS) throw new ConfigurationError(`the log has more than ${MOST_COMMITS} commits`);
		id = parents[0];
	}
	return commits;
}

const MOST_BYTES = 104_857_600;

async function content(store: ObjectStore, tip: LogCommit | undefined): Promise<string> {
	const id = tip?.files.get(LOG_FILE);
	const blob = id === undefined || id.includes(' ') ? 'missing' : await store.read(id as CommitSha, MOST_BYTES);
	if (typeof blob === 'string' || blob.type !== 'blob') throw new ConfigurationError(`the newest commit of the log has no ${LOG_FILE} that can be read`, { remedy: 'Look at what the ref points to: something else has written there.' });
	return Buffer.from(blob.bytes).toString('utf8');
}

function shown({ ref, tip, entries, commits, broken }: Audit): string {
	const rows = entries.map(row).join('');
	const state = broken.length === 0 ? 'whole' : 'BROKEN';
	const flawed = broken.map(({ line, commit, why }) => `  ${[line === undefined ? '' : `line ${line}`, commit === undefined ? '' : `commit ${commit.slice(0, 12)}`].filter((part) => part !== '').join(', ') || 'the log'}: ${visible(why)}\n`);
	return `${rows}${rows === '' ? '' : '\n'}${visible(ref)} at ${tip.slice(0, 12)}: ${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}, ${commits} ${commits === 1 ? 'commit' : 'commits'}, ${state}\n${flawed.join('')}`;
}

function row({ sequence, at, pull, actor, permission, action, head, comment, digests = {}, rule, until, reason }: Entry): string {
	const what = { waive: `waives ${rule ?? Object.keys(digests).join(', ')} until ${until ?? ''}: ${reason ?? ''}`, approve: `approves ${head.slice(0, 12)}`, revoke: `changed or deleted comment ${comment.id}, which is void since` }[action];
	return `${String(sequence).padStart(4)}  ${at.slice(0, 16).replace('T', ' ')}  #${pull}  ${visible(`${actor.login} (${permission}) ${what}`)}\n`;
}
