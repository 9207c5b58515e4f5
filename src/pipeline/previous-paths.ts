import type { Change, RepoPath } from '../change/change.ts';

/** The path at base of every changed file that was there, by its path at head. */
export function previousPaths(change: Change): ReadonlyMap<RepoPath, RepoPath> {
	return new Map(change.files.flatMap(({ before, after }) => (before !== undefined && after !== undefined ? [[after.path, before.path]] : [])));
}
