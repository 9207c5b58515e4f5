import type { Change, RepoPath } from '../change/change.ts';
import type { PlaceName } from '../config/config.ts';
import type { PathFilter } from '../config/selection.ts';
import { previousPaths } from './previous-paths.ts';

/** What the config says that a file is about. */
export type PlacesAt = (path: RepoPath) => readonly PlaceName[];

/** A file that the change moved is still what it was: moving it away makes no finding lighter. */
export function placesAt(filter: PathFilter, change: Change): PlacesAt {
	const previous = previousPaths(change);
	return (path) => {
		const here = filter.placesOf(path);
		const before = previous.get(path);
		return before === undefined || before === path ? here : [...new Set([...here, ...filter.placesOf(before)])].sort();
	};
}
