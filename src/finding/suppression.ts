import type { RepoPath } from '../change/change.ts';
import type { Suppression } from '../evidence/file-evidence.ts';
import type { FindingState } from './finding.ts';
import type { LineMap, LineMaps } from './line-map.ts';
import type { Located } from './pair.ts';

/** The suppressions of one side, by path on that side. */
export type Suppressions = ReadonlyMap<RepoPath, readonly Suppression[]>;

/**
 * Does what a comment excused at base stand somewhere else now? Then the comment excuses nothing that is new: by git's account the line
 * below it may be an old one, and yet hold a copy of the old code.
 */
export type IsElsewhere = (finding: Located, old: Suppression, basePath: RepoPath) => boolean;

/** `base` are the findings of base that head still has, `head` those of head that were there before. */
export function elsewhere(base: readonly Located[], head: readonly Located[]): IsElsewhere {
	return ({ rule, path, range }, old, basePath) =>
		base.some((known) => known.rule === rule && known.path === basePath && speaksOf(old, known.range.startLine)) &&
		!head.some((known) => known.rule === rule && known.path === path && known.range.startLine === range.startLine);
}

export interface Suppressed {
	readonly state: FindingState;
	/** The reason that was given, for `suppressed` and `pending`. */
	readonly reason?: string;
	/** It was there before, and the change took away the comment that excused it for this reason. */
	readonly uncovered?: true;
}

/**
 * The state of a finding once suppressions in the code have been heard. One that stood at base, about the same unchanged line, is
 * honoured (`suppressed`). One that the change added, moved or edited is `pending` and blocks like the finding: a pull request
 * cannot grant itself an exception. A suppression without a reason does not count.
 */
export function suppressionOf(
	finding: Located,
	state: FindingState,
	suppressions: { readonly base: Suppressions; readonly head: Suppressions; readonly isElsewhere?: IsElsewhere },
	lineMaps: LineMaps,
): Suppressed {
	const line = finding.range.startLine;
	const matching = (suppressions.head.get(finding.path) ?? []).filter((candidate) => candidate.rule === finding.rule && speaksOf(candidate, line));
	const [first] = matching;
	const lines = lineMaps(finding.path);
	const before = lines.basePath === undefined ? [] : (suppressions.base.get(lines.basePath) ?? []);
	if (first === undefined) return state === 'existing' ? uncovered(finding, before, lines) : { state };
	const isElsewhere = (old: Suppression): boolean => state !== 'existing' && lines.basePath !== undefined && suppressions.isElsewhere?.(finding, old, lines.basePath) === true;
	const honoured = matching.find((candidate) => before.some((old) => old.rule === candidate.rule && stoodBefore(old, candidate, line, lines) && !isElsewhere(old)));
	if (honoured !== undefined) return { state: 'suppressed', reason: honoured.reason };
	// What was there before does not block; a comment that silences it is no reason to start.
	return state === 'existing' ? { state } : { state: 'pending', reason: first.reason };
}

/** What was there before blocks nobody, but it is told that the comment which excused it is gone. */
function uncovered({ rule, range }: Located, before: readonly Suppression[], lines: LineMap): Suppressed {
	const lineBefore = lines.baseLineOf(range.startLine);
	const gone = before.find((old) => old.rule === rule && lineBefore !== undefined && speaksOf(old, lineBefore));
	return gone === undefined ? { state: 'existing' } : { state: 'existing', reason: gone.reason, uncovered: true };
}

/** The same unchanged comment, about the same unchanged line: code that slipped in below it inherits nothing. */
function stoodBefore(old: Suppression, candidate: Suppression, line: number, lines: LineMap): boolean {
	const lineBefore = lines.baseLineOf(line);
	return lines.headLineOf(old.line) === candidate.line && lineBefore !== undefined && speaksOf(old, lineBefore);
}

/** Is the comment about this line? One without a reason is about none. */
export function speaksOf({ line, target, until = target, reason }: Suppression, about: number): boolean {
	return reason.trim() !== '' && (about === line || about === line + 1 || (about >= target && about <= until));
}
