import { rmSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { ConfigurationError } from '../config/configuration-error.ts';
import type { ObjectId } from './change.ts';
import { type Environment, Git, GitError, NO_MACHINE_CONFIG } from './git.ts';

export type ObjectFormat = 'sha1' | 'sha256';

/**
 * A repository, opened for reading. Objects are read through a bare repository of our own that borrows its objects: so no
 * configuration, attributes, index, replaced objects or work tree of the repository can change what git answers, and nothing
 * is ever fetched. Only names of revisions, the index and the work tree are asked of the repository itself.
 */
export interface Repository {
	readonly gitDir: string;
	/** Absent for a bare repository. */
	readonly workTree?: string;
	readonly objectFormat: ObjectFormat;
	/** History ends somewhere: parents of some commits are not here. */
	readonly shallow: boolean;
	/** git on our own bare repository: for objects and history. */
	readonly objects: Git;
	/** git on the repository itself: for refs. */
	readonly refs: Git;
	/** The folder of our own bare repository. Objects written to its `objects/` can be read, and never reach the repository. */
	readonly scratch: string;
	/** The folder that holds the repository's own objects. */
	readonly objectDirectory: string;
	/** What an entry passed on. */
	readonly environment: Environment;
	/** Removes the scratch repository. Close object stores first. */
	close(): Promise<void>;
}

/**
 * Opens the repository that `directory` is or is in: bare, a work tree or a folder of it, a linked worktree, a submodule.
 * `environment` is that of the process, handed in by an entry (PATH, HOME and, inside a hook, GIT_INDEX_FILE are used).
 * Throws a `ConfigurationError` where there is none or git refuses it.
 */
export async function openRepository(directory: string, environment: Environment = {}): Promise<Repository> {
	const place = await discover(resolve(directory), environment);
	const scratch = await mkdtemp(join(tmpdir(), 'groundwire-git-'));
	scratches.add(scratch);
	const close = async (): Promise<void> => {
		await rm(scratch, { recursive: true, force: true });
		scratches.delete(scratch);
	};
	try {
		await writeScratch(scratch, place);
		return {
			...place,
			objects: new Git(scratch, [`--git-dir=${scratch}`], environment, NO_MACHINE_CONFIG),
			refs: new Git(place.gitDir, [`--git-dir=${place.gitDir}`], environment, NO_MACHINE_CONFIG),
			scratch,
			environment,
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}

/** Scratch repositories that are open: a run that ends early leaves none behind. */
const scratches = new Set<string>();
process.once('exit', () => {
	for (const scratch of scratches) rmSync(scratch, { recursive: true, force: true });
});

/** The id of the tree without entries. git knows it without storing it. */
export function emptyTree(format: ObjectFormat): ObjectId {
	const id = format === 'sha1' ? '4b825dc642cb6eb9a060e54bf8d69288fbee4904' : '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321';
	return id as ObjectId;
}

interface Place {
	readonly gitDir: string;
	readonly workTree?: string;
	readonly objectFormat: ObjectFormat;
	readonly shallow: boolean;
	readonly objectDirectory: string;
	readonly shallowFile: string;
}

/** Finds the repository as git does, with git's own check of who owns it: here the machine's `safe.directory` counts. */
async function discover(directory: string, environment: Environment): Promise<Place> {
	if (!(await stat(directory).catch(() => undefined))?.isDirectory()) {
		throw new ConfigurationError('there is no such folder', { path: directory, remedy: 'Name the folder of a git repository.' });
	}
	const git = new Git(directory, [], environment);
	const path = (...args: readonly string[]): Promise<string> => git.line(['rev-parse', '--path-format=absolute', ...args]);
	try {
		// A path may hold a line break, so each is asked for by itself.
		const [flags, gitDir, objectDirectory, shallowFile] = await Promise.all([
			git.line(['rev-parse', '--is-inside-work-tree', '--is-shallow-repository', '--show-object-format']),
			path('--git-dir'),
			path('--git-path', 'objects'),
			path('--git-path', 'shallow'),
		]);
		const [inside, shallow, format] = flags.split('\n');
		const workTree = inside === 'true' ? await path('--show-toplevel') : undefined;
		const found = { gitDir, objectDirectory, shallowFile, shallow: shallow === 'true', objectFormat: objectFormat(format) };
		return workTree === undefined ? found : { ...found, workTree };
	} catch (error) {
		throw error instanceof GitError ? refused(error, directory) : error;
	}
}

function objectFormat(name: string | undefined): ObjectFormat {
	if (name === 'sha1' || name === 'sha256') return name;
	throw new ConfigurationError(`the repository names its objects by ${name ?? 'an unknown format'}`, { remedy: 'SHA-1 and SHA-256 repositories can be read.' });
}

function refused(error: GitError, directory: string): ConfigurationError {
	if (/dubious ownership|unsafe repository/u.test(error.stderr)) {
		return new ConfigurationError('the repository belongs to another user, and git refuses to read it', {
			path: directory,
			remedy: `If you trust it: git config --global --add safe.directory '${directory.replaceAll("'", String.raw`'\''`)}'`,
		});
	}
	if (/not a git repository/u.test(error.stderr)) {
		return new ConfigurationError('this is not a git repository', { path: directory, remedy: 'Name the folder of a git repository, bare or not.' });
	}
	return new ConfigurationError(`git cannot read the repository: ${error.stderr.trim()}`, { path: directory });
}

async function writeScratch(scratch: string, { objectFormat: format, objectDirectory, shallow, shallowFile }: Place): Promise<void> {
	const extension = format === 'sha256' ? '[extensions]\n\tobjectFormat = sha256\n' : '';
	await Promise.all([mkdir(join(scratch, 'objects', 'info'), { recursive: true }), mkdir(join(scratch, 'refs'))]);
	await Promise.all([
		writeFile(join(scratch, 'HEAD'), 'ref: refs/heads/none\n'),
		writeFile(join(scratch, 'config'), `[core]\n\trepositoryFormatVersion = ${format === 'sha256' ? 1 : 0}\n\tbare = true\n${extension}`),
		writeFile(join(scratch, 'objects', 'info', 'alternates'), `${quoted(objectDirectory)}\n`),
		shallow ? copyFile(shallowFile, join(scratch, 'shallow')) : undefined,
	]);
}

/** A path as git unquotes it: one with a line break, a colon or a quote would end too early. */
export function quoted(path: string): string {
	return `"${path.replaceAll(/["\\]/gu, String.raw`\$&`).replaceAll('\n', String.raw`\n`)}"`;
}
