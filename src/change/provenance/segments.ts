import type { Hunk, RepoPath } from '../change.ts';

/** A run of lines: where it stands in some version of a file, and where those lines stand at head. */
export interface Segment {
	/** Path at head. */
	readonly path: RepoPath;
	/** First line in that version. */
	readonly line: number;
	/** First line at head. */
	readonly head: number;
	readonly count: number;
}

export interface Split {
	/** Lines that the step brought, by their lines after it. */
	readonly brought: readonly Segment[];
	/** Lines that were there before, by their lines before it. */
	readonly older: readonly Segment[];
}

/** Parts the lines of a version into those that a step brought and those that it found. `hunks` are the step's, in order. */
export function splitByHunks(segments: readonly Segment[], hunks: readonly Hunk[]): Split {
	const brought: Segment[] = [];
	const older: Segment[] = [];
	let next = 0;
	/** What base lines are ahead of head lines by, after the hunks so far. */
	let ahead = 0;
	let at = 0;
	for (const segment of segments) {
		// Two files of head may come from one: then the same lines are asked for twice.
		if (segment.line < at) [next, ahead] = [0, 0];
		at = segment.line + segment.count;
		for (let rest = segment; rest.count > 0; ) {
			let hunk = hunks[next];
			while (hunk !== undefined && endOf(hunk) < rest.line) {
				ahead += hunk.baseLines - hunk.headLines;
				hunk = hunks[++next];
			}
			const isInside = hunk !== undefined && hunk.headLines > 0 && hunk.headStart <= rest.line;
			const until = hunk === undefined ? Infinity : isInside ? endOf(hunk) : hunk.headLines === 0 ? hunk.headStart : hunk.headStart - 1;
			const count = Math.min(rest.count, until - rest.line + 1);
			if (isInside) brought.push({ ...rest, count });
			else older.push({ ...rest, line: rest.line + ahead, count });
			rest = { ...rest, line: rest.line + count, head: rest.head + count, count: rest.count - count };
		}
	}
	return { brought, older };
}

/** The last line after the step that the hunk holds, or stands behind. */
function endOf({ headStart, headLines }: Hunk): number {
	return headLines === 0 ? headStart : headStart + headLines - 1;
}

/** In order of their lines, those that adjoin in both versions as one. */
export function merged(segments: readonly Segment[]): readonly Segment[] {
	const sorted = segments.toSorted((a, b) => a.line - b.line || a.head - b.head);
	const whole: Segment[] = [];
	for (const segment of sorted) {
		const last = whole.at(-1);
		if (last !== undefined && last.path === segment.path && last.line + last.count === segment.line && last.head + last.count === segment.head) whole[whole.length - 1] = { ...last, count: last.count + segment.count };
		else whole.push(segment);
	}
	return whole;
}
