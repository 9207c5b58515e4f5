import type { Change, RepoPath } from '../change/change.ts';
import type { LocatedObjection } from './locating.ts';
import { previousPaths } from './previous-paths.ts';

/**
 * What is rendered may say the same of an object from another file: a value that was set in values.yaml is now one of the template, a
 * field of a base now comes from a patch. Nothing is new in that, so such an objection of base stands where the one of head does.
 */
export function followed(base: readonly LocatedObjection[], head: readonly LocatedObjection[], change: Change): readonly LocatedObjection[] {
	const previous = previousPaths(change);
	const pathBefore = (path: RepoPath): RepoPath => previous.get(path) ?? path;
	const waiting = Map.groupBy(head.filter(isRendered), (entry) => objectOf(entry, pathBefore));
	const standing = new Set(base.filter(isRendered).map((entry) => `${objectOf(entry)}\0${entry.path}`));
	return base.map((entry) => {
		const others = isRendered(entry) ? (waiting.get(objectOf(entry)) ?? []) : [];
		if (others.length === 0 || others.some(({ path }) => pathBefore(path) === entry.path)) return entry;
		const index = others.findIndex(({ path }) => !standing.has(`${objectOf(entry)}\0${pathBefore(path)}`));
		const [other] = index < 0 ? [] : others.splice(index, 1);
		return other === undefined ? entry : { ...entry, path: pathBefore(other.path), range: other.range };
	});
}

function isRendered({ objection: { document } }: LocatedObjection): boolean {
	return document?.platform === 'kubernetes' && document.workspace !== undefined;
}

/** What an objection is about, wherever it stands. */
function objectOf({ rule, subject, objection: { evidence, document } }: LocatedObjection, pathBefore: (path: RepoPath) => RepoPath = (path) => path): string {
	return JSON.stringify([rule, subject, evidence === undefined ? '' : pathBefore(evidence.path), document?.workspace]);
}
