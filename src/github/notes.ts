import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { git, GitError } from './git.ts';
import { credentials, type Place, type Wanted } from './repository.ts';

const NOTES = 'refs/notes/ai';
/** Notes make a check stricter at most: a remote that is slow to give them is not waited for. */
const MOST_MS = 20_000;

/**
 * Brings the notes of git-ai, which a clone leaves behind, into our own repository: only the last state, which holds all of them. Gives
 * a line for the log, and nothing where there are none: most repositories have none. That they cannot be had is no failure.
 */
export async function fetchNotes(gitDir: string, { owner, repo }: Pick<Wanted, 'owner' | 'repo'>, place: Pick<Place, 'serverUrl' | 'token' | 'env'>): Promise<string | undefined> {
	const boundary = join(gitDir, 'shallow');
	const before = await readFile(boundary).catch(() => undefined);
	try {
		const args = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head', '--depth=1', `${place.serverUrl}/${owner}/${repo}.git`, `+${NOTES}:${NOTES}`];
		await git(gitDir, args, { env: { ...place.env, ...credentials(place) }, timeoutMs: MOST_MS });
		return 'notes of git-ai: fetched';
	} catch (error) {
		if (!(error instanceof GitError)) throw error;
		return /couldn't find remote ref/u.test(error.message) ? undefined : 'notes of git-ai: they could not be fetched';
	} finally {
		// That the notes have no history here says nothing of the history of the change.
		await (before === undefined ? rm(boundary, { force: true }) : writeFile(boundary, before));
	}
}
