import type { Change, Hunk, RepoPath } from '../change/change.ts';

/** How the lines of one file at head relate to its lines at base. Hunks have no context lines. */
export interface LineMap {
	/** The path at base: another one after a rename, absent for a file that base does not have. */
	readonly basePath: RepoPath | undefined;
	/** `unknown`: no patch, so no line of it can be called old or new. */
	readonly hunks: readonly Hunk[] | 'unknown';
	/** The line at head that a base line became; `undefined` when it was deleted or that cannot be told. */
	headLineOf(baseLine: number): number | undefined;
	/** The line at base that a head line was; `undefined` when it was added or that cannot be told. */
	baseLineOf(headLine: number): number | undefined;
}

/** Gives the line map of any path at head. */
export type LineMaps = (headPath: RepoPath) => LineMap;

/** The line maps of a change. A file that the change does not name is the same on both sides. */
export function lineMapsOf(change: Change): LineMaps {
	const maps = new Map<RepoPath, LineMap>();
	for (const file of change.files) {
		if (file.after === undefined) {
			// Nothing of a deleted file stands anywhere.
			if (file.before !== undefined) maps.set(file.before.path, fileLineMap(undefined, 'unknown'));
			continue;
		}
		// A copy is new code: its original still stands, with findings of its own.
		const basePath = file.status === 'copied' ? undefined : file.before?.path;
		maps.set(file.after.path, fileLineMap(basePath, file.hunks));
	}
	return (path) => maps.get(path) ?? fileLineMap(path, []);
}

/** The line maps of a tree that stands by itself, as `scan` sees it: with no change, every line is what it was. */
export const nothingBefore: LineMaps = (path) => fileLineMap(path, []);

/** The line map of one file. */
export function fileLineMap(basePath: RepoPath | undefined, hunks: readonly Hunk[] | 'unknown'): LineMap {
	if (basePath === undefined || hunks === 'unknown') return { basePath, hunks, headLineOf: () => undefined, baseLineOf: () => undefined };
	const sorted = hunks.toSorted((a, b) => a.headStart - b.headStart || a.baseStart - b.baseStart);
	return {
		basePath,
		hunks: sorted,
		headLineOf: (line) => shifted(line, sorted, baseRun, headRun),
		baseLineOf: (line) => shifted(line, sorted, headRun, baseRun),
	};
}

/** A run of lines: `first` to before `end`. An empty run stands before its `end`. */
export interface Run {
	readonly first: number;
	readonly end: number;
}

/** The deleted lines of a hunk. */
export function baseRun(hunk: Hunk): Run {
	return run(hunk.baseStart, hunk.baseLines);
}

/** The added lines of a hunk. */
export function headRun(hunk: Hunk): Run {
	return run(hunk.headStart, hunk.headLines);
}

/** With a count of 0 git gives the line before: the run is empty and stands after it. */
function run(start: number, lines: number): Run {
	return lines === 0 ? { first: start + 1, end: start + 1 } : { first: start, end: start + lines };
}

function shifted(line: number, hunks: readonly Hunk[], from: (hunk: Hunk) => Run, to: (hunk: Hunk) => Run): number | undefined {
	let offset = 0;
	for (const hunk of hunks) {
		const here = from(hunk);
		if (line < here.first) break;
		if (line < here.end) return undefined;
		offset = to(hunk).end - here.end;
	}
	return line + offset;
}
