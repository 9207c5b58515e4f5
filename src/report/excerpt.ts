import type { DiffSide, Location } from '../finding/finding.ts';
import { visible } from './markdown-escape.ts';

/** Gives a line of source without its line break; `undefined` where there is none. */
export type SourceLine = (path: string, side: DiffSide, line: number) => string | undefined;

/** A line of source as a terminal shows it. */
export interface ShownLine {
	readonly text: string;
	/** Where the marked part begins and how long it is, in columns of the terminal. */
	readonly caretStart: number;
	readonly caretLength: number;
}

const TAB = 4;
const WIDE = /^[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]$/u;
const NO_WIDTH = /^[\p{Mn}\p{Me}]$/u;

interface Cell {
	/** Offset in UTF-16 units. */
	readonly offset: number;
	readonly text: string;
	readonly width: number;
}

/** The part of a line that a location marks, in UTF-16 units: to the end of the line where it goes on, the whole line where it is empty. */
export function markedPart(line: string, location: Location): { readonly start: number; readonly end: number } {
	const indent = line.length - line.trimStart().length;
	const start = Math.min(location.startColumn - 1, line.length);
	const end = location.endLine > location.startLine ? line.trimEnd().length : Math.min(location.endColumn - 1, line.length);
	return end > start ? { start, end } : { start: Math.min(indent, line.length), end: line.trimEnd().length };
}

/**
 * Makes a line safe and even: tabs become spaces, what cannot be seen (controls, ANSI, bidi marks) is written out, and a line that is
 * wider than `width` is cut around the marked part.
 */
export function shownLine(line: string, mark: { readonly start: number; readonly end: number }, width: number): ShownLine {
	const all = cells(line);
	const markStart = columnsBefore(all, mark.start);
	const from = markStart > width * 0.75 ? firstCellFrom(all, markStart - Math.floor(width / 2)) : 0;
	const to = firstCellFrom(all, columns(all.slice(0, from)) + width);
	const shown = all.slice(from, to);
	const lead = from > 0 ? '…' : '';
	const offset = columns(all.slice(0, from)) - lead.length;
	const caretEnd = Math.min(columnsBefore(all, mark.end), columns(all.slice(0, to)));
	return {
		text: lead + shown.map((cell) => cell.text).join('') + (to < all.length ? '…' : ''),
		caretStart: markStart - offset,
		caretLength: Math.max(1, caretEnd - markStart),
	};
}

function cells(line: string): Cell[] {
	const made: Cell[] = [];
	let offset = 0;
	let column = 0;
	for (const character of line) {
		const text = character === '\t' ? ' '.repeat(TAB - (column % TAB)) : visible(character);
		const width = text === character ? widthOf(character) : text.length;
		made.push({ offset, text, width });
		offset += character.length;
		column += width;
	}
	return made;
}

function widthOf(character: string): number {
	if (NO_WIDTH.test(character)) return 0;
	return WIDE.test(character) ? 2 : 1;
}

function columns(part: readonly Cell[]): number {
	return part.reduce((sum, cell) => sum + cell.width, 0);
}

function columnsBefore(all: readonly Cell[], offset: number): number {
	return columns(all.filter((cell) => cell.offset < offset));
}

/** Index of the first cell that begins at or after a column. */
function firstCellFrom(all: readonly Cell[], column: number): number {
	let at = 0;
	for (const [index, cell] of all.entries()) {
		if (at >= column) return index;
		at += cell.width;
	}
	return all.length;
}
