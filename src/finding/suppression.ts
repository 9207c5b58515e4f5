import type { RepoPath } from '../change/change.ts';
import type { Suppression } from '../evidence/file-evidence.ts';
import type { FindingState } from './finding.ts';
import type { LineMap, LineMaps } from './line-map.ts';
import type { Located } from './pair.ts';

/** The suppressions of one side, by path on that side. */
export type Suppressions = ReadonlyMap<RepoPath, readonly Suppression[]>;

export interface Suppressed {
	readonly state: FindingState;
	/** The reason that was given, for `suppressed` and `pending`. */
	readonly reason?: string;
}

/**
 * The state of a finding once suppressions in the code have been heard. One that stood at base, about the same unchanged line, is
 * honoured (`suppressed`). One that the change added, moved or edited is `pending` and blocks like the finding: a pull request
 * cannot grant itself an exception. A suppression without a reason does not count.
 */
export function suppressionOf(
	finding: Located,
	state: FindingState,
	suppressions: { readonly base: Suppressions; readonly head: Suppressions },
	lineMaps: LineMaps,
): Suppressed {
	const line = finding.range.startLine;
	const matching = (suppressions.head.get(finding.path) ?? []).filter((candidate) => candidate.rule === finding.rule && speaksOf(candidate, line));
	const [first] = matching;
	if (first === undefined) return { state };
	const lines = lineMaps(finding.path);
	const before = lines.basePath === undefined ? [] : (suppressions.base.get(lines.basePath) ?? []);
	const honoured = matching.find((candidate) => before.some((old) => old.rule === candidate.rule && stoodBefore(old, candidate, line, lines)));
	if (honoured !== undefined) return { state: 'suppressed', reason: honoured.reason };
	// What was there before does not block; a comment that silences it is no reason to start.
	return state === 'existing' ? { state } : { state: 'pending', reason: first.reason };
}

/** The same unchanged comment, about the same unchanged line: code that slipped in below it inherits nothing. */
function stoodBefore(old: Suppression, candidate: Suppression, line: number, lines: LineMap): boolean {
	const lineBefore = lines.baseLineOf(line);
	return lines.headLineOf(old.line) === candidate.line && lineBefore !== undefined && speaksOf(old, lineBefore);
}

function speaksOf({ line, target, until = target, reason }: Suppression, about: number): boolean {
	return reason.trim() !== '' && (about === line || about === line + 1 || (about >= target && about <= until));
}
