import type { DiffSide, Finding } from '../finding/finding.ts';
import { maskedLine } from '../policy/secrets.ts';
import { hidesSomething } from '../report/markdown-escape.ts';
import type { DiffFile, PatchHunk, Row } from './patch.ts';

/** A line, or lines of one hunk, that GitHub takes a comment on. */
export interface LineAnchor {
	readonly kind: 'line';
	readonly path: string;
	readonly side: DiffSide;
	readonly line: number;
	readonly startLine?: number;
	/** The comment stands beside the finding's own line, which the diff does not show. */
	readonly elsewhere: boolean;
	/** New text for exactly the commented lines. */
	readonly suggestion?: string;
}

export type Anchor = LineAnchor | { readonly kind: 'file'; readonly path: string } | { readonly kind: 'summary' };

/** Longer ranges are commented on their first line: a comment stands below the last one, far from what it speaks of. */
const MOST_LINES = 20;

/** A suggestion of more characters than this is no longer a small fix. */
const LONGEST = 8000;

/** Where a finding's comment stands: its own lines, else the nearest line of a hunk, else the file, else the summary. */
export function anchor(finding: Finding, files: readonly DiffFile[]): Anchor {
	const { path, side } = finding.location;
	const file = files.find((entry) => entry.path === path) ?? files.find((entry) => side === 'LEFT' && entry.previousPath === path);
	if (file === undefined) return { kind: 'summary' };
	if (file.hunks === 'unknown' || file.hunks.length === 0) return { kind: 'file', path: file.path };
	return onOwnLines(finding, file.path, file.hunks) ?? nearest(finding, file.path, file.hunks);
}

function onOwnLines(finding: Finding, path: string, hunks: readonly PatchHunk[]): LineAnchor | undefined {
	const { side, startLine, endLine } = finding.location;
	const hunk = hunks.find((rows) => rows.some((row) => at(row, side) === startLine));
	if (hunk === undefined) return undefined;
	const suggested = side === 'RIGHT' ? suggestion(finding, hunk) : undefined;
	if (suggested !== undefined) return { kind: 'line', path, side, ...lines(suggested.first, suggested.last), elsewhere: false, suggestion: suggested.text };
	const range = endLine > startLine && endLine - startLine < MOST_LINES && has(hunk, side, endLine);
	if (range && (side === 'RIGHT' || onlyDeleted(hunk, startLine, endLine))) return { kind: 'line', path, side, ...lines(startLine, endLine), elsewhere: false };
	return { kind: 'line', path, ...single(hunk, side, startLine), elsewhere: false };
}

/** A row that both sides have is addressed on the right, where GitHub's own page shows it. */
function single(hunk: PatchHunk, side: DiffSide, line: number): { readonly side: DiffSide; readonly line: number } {
	const row = hunk.find((entry) => at(entry, side) === line);
	if (side === 'LEFT' && row?.right !== undefined) return { side: 'RIGHT', line: row.right };
	return { side, line };
}

function onlyDeleted(hunk: PatchHunk, first: number, last: number): boolean {
	const rows = hunk.filter((row) => row.left !== undefined && row.left >= first && row.left <= last);
	return rows.length === last - first + 1 && rows.every((row) => row.right === undefined);
}

/** GitHub rejects a range whose start is not before its end. */
function lines(first: number, last: number): { readonly line: number; readonly startLine?: number } {
	return first < last ? { line: last, startLine: first } : { line: last };
}

function at(row: Row, side: DiffSide): number | undefined {
	return side === 'LEFT' ? row.left : row.right;
}

function has(hunk: PatchHunk, side: DiffSide, line: number): boolean {
	return hunk.some((row) => at(row, side) === line);
}

function nearest(finding: Finding, path: string, hunks: readonly PatchHunk[]): LineAnchor {
	const { side, startLine } = finding.location;
	const candidates = hunks.flat().map((row) => ({ row, away: distance(row, side, startLine) }));
	const best = candidates.reduce((a, b) => (b.away < a.away ? b : a));
	const { row } = best;
	// What head shows is still there to be mended, so a row that both sides have is addressed on the right.
	const place = row.right === undefined ? { side: 'LEFT' as const, line: row.left ?? 1 } : { side: 'RIGHT' as const, line: row.right };
	return { kind: 'line', path, ...place, elsewhere: true };
}

function distance(row: Row, side: DiffSide, line: number): number {
	const own = at(row, side);
	return own === undefined ? Number.POSITIVE_INFINITY : Math.abs(own - line);
}

interface Suggested {
	readonly first: number;
	readonly last: number;
	readonly text: string;
}

/**
 * The finding's edits as new text for whole lines of head, when every edit is safe and all of them, with the finding's first
 * line, lie in this hunk. A part of a fix is never offered: an import without its use breaks the build.
 */
function suggestion(finding: Finding, hunk: PatchHunk): Suggested | undefined {
	const { path, startLine } = finding.location;
	const { edits } = finding;
	if (edits.length === 0 || edits.some((edit) => !edit.safe || edit.path !== path || hidesSomething(edit.text.replaceAll('\n', '')))) return undefined;
	const first = Math.min(startLine, ...edits.map((edit) => edit.startLine));
	const last = Math.max(startLine, ...edits.map((edit) => edit.endLine));
	if (last - first >= MOST_LINES) return undefined;
	const source = hunk.filter((row) => row.right !== undefined && row.right >= first && row.right <= last).map((row) => row.text.replace(/\r$/u, ''));
	if (source.length !== last - first + 1 || source.some((line) => hidesSomething(line) || maskedLine(line) !== line)) return undefined;
	const text = applied(source, first, edits);
	if (text === undefined || text.length > LONGEST || text === source.join('\n')) return undefined;
	return { first, last, text };
}

/** Applies edits from the last to the first, so that earlier positions stay true. Edits that overlap give nothing. */
function applied(source: readonly string[], first: number, edits: Finding['edits']): string | undefined {
	const starts = source.map((_, index) => source.slice(0, index).reduce((sum, line) => sum + line.length + 1, 0));
	const offset = (line: number, column: number): number => (starts[line - first] ?? Number.NaN) + column - 1;
	let text = source.join('\n');
	let limit = text.length;
	const cuts = edits.map((edit) => ({ from: offset(edit.startLine, edit.startColumn), to: offset(edit.endLine, edit.endColumn), text: edit.text }));
	for (const cut of cuts.sort((a, b) => b.from - a.from || b.to - a.to)) {
		if (!(cut.from <= cut.to && cut.to <= limit)) return undefined;
		text = text.slice(0, cut.from) + cut.text.replaceAll('\r\n', '\n') + text.slice(cut.to);
		limit = cut.from;
	}
	return text;
}
