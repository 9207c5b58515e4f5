import { copyFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { ConfigurationError } from '../config/configuration-error.ts';
import type { ObjectId } from './change.ts';
import { type Environment, Git, GitError } from './git.ts';
import { quoted, type Repository } from './repository.ts';

/**
 * Writes the index as a tree. Nothing of the repository changes: the index is a copy, and objects go to the scratch
 * repository. Inside a hook the index that git names there is taken.
 */
export async function writeIndexTree(repository: Repository): Promise<ObjectId> {
	return writeTree(await snapshotGit(repository));
}

/** Writes the work tree as a tree: tracked files as they stand, and new ones that are not ignored. Runs no filter and no hook. */
export async function writeWorkTree(repository: Repository): Promise<ObjectId> {
	const git = await snapshotGit(repository);
	try {
		await git.run(['add', '--all', '--', ':/']);
	} catch (error) {
		throw error instanceof GitError ? new ConfigurationError(`git cannot read the work tree: ${error.stderr.trim()}`, { remedy: 'Mend or ignore the file.' }) : error;
	}
	return writeTree(git);
}

/** git on the repository with a copy of its index, writing objects to the scratch repository. */
async function snapshotGit(repository: Repository): Promise<Git> {
	const { workTree, gitDir, scratch, environment, objectDirectory } = repository;
	if (workTree === undefined) throw new ConfigurationError('a bare repository has no index and no work tree', { path: gitDir, remedy: 'Give --head.' });
	const named = environment['GIT_INDEX_FILE'];
	const index = join(scratch, 'index');
	// Before the first `git add` there is no index: nothing is staged.
	await copyFile(named === undefined ? join(gitDir, 'index') : resolve(workTree, named), index).catch((error: NodeJS.ErrnoException) => {
		if (error.code !== 'ENOENT') throw error;
	});
	const place = [`--git-dir=${gitDir}`, `--work-tree=${workTree}`];
	// The machine's configuration counts here: line ends and ignored files are the person's own settings.
	return new Git(workTree, place, environment, {
		GIT_INDEX_FILE: index,
		GIT_OBJECT_DIRECTORY: join(scratch, 'objects'),
		GIT_ALTERNATE_OBJECT_DIRECTORIES: quoted(objectDirectory),
		...(await withoutFilters(new Git(workTree, place, environment))),
	});
}

/**
 * Filters (`filter.<name>.clean`, LFS) are programs: which one runs is chosen by `.gitattributes`, a file of the change. Not only
 * `git add` runs them, `git write-tree` does too where it must look at a file again.
 */
async function withoutFilters(git: Git): Promise<Environment> {
	const { stdout } = await git.run(['config', '--null', '--name-only', '--get-regexp', String.raw`^filter\.`], { accept: [1] });
	const keys = [...new Set(stdout.toString('utf8').split('\0').filter((key) => key !== ''))];
	const pairs = keys.flatMap((key, index) => [
		[`GIT_CONFIG_KEY_${index}`, key],
		[`GIT_CONFIG_VALUE_${index}`, key.endsWith('.required') ? 'false' : ''],
	]);
	return { GIT_CONFIG_COUNT: String(keys.length), ...Object.fromEntries(pairs) };
}

async function writeTree(git: Git): Promise<ObjectId> {
	try {
		return (await git.line(['write-tree', '--missing-ok'])) as ObjectId;
	} catch (error) {
		if (error instanceof GitError && /unmerged|not able to write tree|invalid object/u.test(error.stderr)) {
			throw new ConfigurationError('the index holds a merge that is not resolved', { remedy: 'Resolve the conflicts and stage the files.' });
		}
		throw error;
	}
}

