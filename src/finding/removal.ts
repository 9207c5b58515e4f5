import type { Hunk, RepoPath } from '../change/change.ts';
import type { Range } from '../parse/parsed.ts';
import type { Location } from './finding.ts';
import { baseRun, headRun, type LineMap } from './line-map.ts';

interface Standing {
	readonly path: RepoPath;
	readonly range: Range;
	/** Where the guardrail itself stood at base, when that is known: the remark stands there if the change deleted it. */
	readonly was?: Range;
	/** A deletion elsewhere in the file has nothing to do with it. */
	readonly selfContained?: boolean;
}

/** A finding that head has and base has not: did the change add it, or did it take a guardrail away? */
export function whatBecame(finding: Standing, lines: LineMap | undefined): { readonly state: 'introduced' | 'removed'; readonly location: Location } {
	const lost = lines === undefined || finding.was === undefined ? undefined : deletedPart(finding.was, lines);
	if (lost !== undefined) return { state: 'removed', location: { path: finding.path, side: 'LEFT', ...lost } };
	const deletion = lines === undefined ? undefined : causingDeletion(finding, lines);
	if (deletion === undefined || lines?.basePath === undefined) {
		return { state: 'introduced', location: { path: finding.path, side: 'RIGHT', ...finding.range } };
	}
	// GitHub names a line of the LEFT side by the path at head; the JSON report does the same.
	return { state: 'removed', location: { path: finding.path, side: 'LEFT', startLine: deletion, startColumn: 1, endLine: deletion, endColumn: 1 } };
}

/**
 * The first run of lines of a base range that the change deleted; undefined when all of them still stand. It need not begin with
 * the range: where like lines follow, git may say that the first ones stayed.
 */
function deletedPart(was: Range, lines: LineMap): Range | undefined {
	if (lines.basePath === undefined || lines.hunks === 'unknown') return undefined;
	const isDeleted = (line: number): boolean => line <= was.endLine && lines.headLineOf(line) === undefined;
	let first = was.startLine;
	while (first <= was.endLine && !isDeleted(first)) first += 1;
	if (first > was.endLine) return undefined;
	let last = first;
	while (isDeleted(last + 1)) last += 1;
	return { startLine: first, startColumn: first === was.startLine ? was.startColumn : 1, endLine: last, endColumn: last === was.endLine ? was.endColumn : 1 };
}

/**
 * The base line whose deletion took the guardrail away. A finding is put down to a deletion when its own lines stood there before:
 * none of them was added, or its first line was not and some hunk inside it only deletes.
 */
function causingDeletion({ range, selfContained = false }: Standing, lines: LineMap): number | undefined {
	if (lines.hunks === 'unknown' || lines.basePath === undefined) return undefined;
	const start = lines.baseLineOf(range.startLine);
	if (start === undefined) return undefined;
	const inside = lines.hunks.filter((hunk) => touches(hunk, range));
	const deleting = inside.filter((hunk) => hunk.headLines === 0);
	const [first] = deleting;
	if (first !== undefined) return first.baseStart;
	if (inside.some((hunk) => hunk.headLines > 0)) return undefined;
	return selfContained ? undefined : nearestDeleted(start, lines.baseLineOf(range.endLine) ?? start, lines.hunks);
}

function touches(hunk: Hunk, range: Range): boolean {
	const { first, end } = headRun(hunk);
	// A block whose last lines were deleted ends just above them.
	if (first === end) return first > range.startLine && first <= range.endLine + 1;
	return first <= range.endLine && end > range.startLine;
}

/** The deleted line nearest to the base lines `start` to `end`: a setting of an instance far above its use, for example. */
function nearestDeleted(start: number, end: number, hunks: readonly Hunk[]): number | undefined {
	const distance = (line: number): number => Math.max(start - line, line - end, 0);
	return hunks
		.filter((hunk) => hunk.baseLines > 0)
		.map((hunk) => (baseRun(hunk).end <= start ? baseRun(hunk).end - 1 : baseRun(hunk).first))
		.toSorted((a, b) => distance(a) - distance(b) || a - b)[0];
}
