import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { ConfigurationError } from '../config/configuration-error.ts';
import type { ChangedFile, FileVersion, ObjectId, Revision } from './change.ts';
import { runDiff } from './diff-process.ts';
import { GitError } from './git.ts';
import { openObjectStore } from './object-store.ts';
import type { SectionHunks } from './patch-reader.ts';
import type { RawEntry } from './raw-diff.ts';
import type { Repository } from './repository.ts';

const RAW = ['diff-tree', '-r', '-z', '--raw', '-l1000', '--no-ext-diff', '--no-textconv', '--no-color', '--ignore-submodules=none'];

/**
 * One line of context, not none: without context git trims the common end of two files before it compares them, and then
 * finds other hunks than `git diff` and GitHub do.
 */
const PATCH = [...RAW, '--find-renames=50%', '--patch', '--unified=1', '--inter-hunk-context=0', '--full-index', '--diff-algorithm=myers', '--indent-heuristic', '--submodule=short'];

/**
 * The files that differ between two revisions, with their hunks, in git's order. Renames are found, copies are not looked for.
 * A file whose content is not in the repository has hunks `unknown`; in a partial clone that is a `ConfigurationError`.
 */
export async function readChangedFiles(repository: Repository, base: Revision, head: Revision): Promise<readonly ChangedFile[]> {
	try {
		return await patched(repository, base, head, []);
	} catch (error) {
		if (!(error instanceof GitError)) throw error;
		// A diff that takes too long is one that cannot be had; what changed is known all the same.
		const whole = await runDiff(repository, [...RAW, '--find-renames=100%', base.tree, head.tree, '--']);
		if (error.killed) return whole.entries.map((entry) => unknown(entry));
		const missing = await withMissingBlobs(repository, whole.entries);
		if (missing.length === 0) throw error;
		if (await isPartialClone(repository)) throw partialClone(base, head);
		return withoutMissing(repository, base, head, whole.entries, missing);
	}
}

async function patched(repository: Repository, base: Revision, head: Revision, paths: readonly string[]): Promise<readonly ChangedFile[]> {
	const { entries, sections } = await runDiff(repository, [...PATCH, base.tree, head.tree, '--', ...paths]);
	return entries.map((entry, index) => changedFile(entry, sections[index] ?? 'unknown'));
}

function changedFile({ status, before, after }: RawEntry, hunks: SectionHunks): ChangedFile {
	return { status, ...(before !== undefined && { before }), ...(after !== undefined && { after }), hunks };
}

async function withMissingBlobs(repository: Repository, entries: readonly RawEntry[]): Promise<readonly RawEntry[]> {
	const store = openObjectStore(repository);
	try {
		const isMissing = async (file: FileVersion | undefined): Promise<boolean> => file !== undefined && file.kind !== 'submodule' && (await store.info(file.blob)) === 'missing';
		const found = await Promise.all(entries.map(async ({ before, after }) => (await isMissing(before)) || isMissing(after)));
		return entries.filter((_, index) => found[index]);
	} finally {
		await store.close();
	}
}

async function isPartialClone({ objectDirectory }: Repository): Promise<boolean> {
	const packs = await readdir(join(objectDirectory, 'pack')).catch(() => []);
	return packs.some((name) => name.endsWith('.promisor'));
}

function partialClone(base: Revision, head: Revision): ConfigurationError {
	const [from, to] = [base, head].map(({ commit, tree }): CommitOrTree => commit ?? tree);
	return new ConfigurationError('the clone is partial, and files of the change were never fetched', { remedy: `Let git fetch them: git diff ${from} ${to} > /dev/null` });
}

type CommitOrTree = NonNullable<Revision['commit']> | ObjectId;

function unknown(entry: RawEntry): ChangedFile {
	return changedFile(entry, 'unknown');
}

/** The command line must hold the names of all files that are left out. */
const MOST_LEFT_OUT = 500;

/** The change without the files that cannot be read, and those as they are listed, with hunks unknown. */
async function withoutMissing(repository: Repository, base: Revision, head: Revision, entries: readonly RawEntry[], missing: readonly RawEntry[]): Promise<readonly ChangedFile[]> {
	const names = missing.flatMap((entry) => entry.names);
	// Arguments are text: a name that is none cannot be left out by itself.
	if (names.length > MOST_LEFT_OUT || names.some((name) => !name.equals(Buffer.from(name.toString('utf8'))))) return entries.map((entry) => unknown(entry));
	const readable = await patched(repository, base, head, [':/', ...names.map((name) => `:(top,exclude,literal)${name.toString('utf8')}`)]);
	return [...readable, ...missing.map((entry) => unknown(entry))].sort(byPath);
}

function byPath(a: ChangedFile, b: ChangedFile): number {
	const [left, right] = [a, b].map(({ before, after }) => Buffer.from((after ?? before)?.path ?? ''));
	return Buffer.compare(left ?? Buffer.alloc(0), right ?? Buffer.alloc(0));
}
