import type { Edit } from '../parse/parsed.ts';

/** What an edit makes of a file, as a person reads it: the first line that is new, or the lines that go. */
export type EditedLines =
	| {
			readonly kind: 'written';
			/** Line at head on which the edit begins to say something. */
			readonly line: number;
			/** The line as the edit leaves it, and where in it the new text begins. */
			readonly text: string;
			readonly start: number;
			/** New lines below it. */
			readonly more: number;
	  }
	| { readonly kind: 'deleted'; readonly first: number; readonly last: number };

interface Row {
	readonly line: number;
	readonly text: string;
}

/** Applies an edit to its lines of source; where they are not at hand, its text stands alone. */
export function editedLines(edit: Edit, sourceLine: (line: number) => string | undefined): EditedLines {
	const first = sourceLine(edit.startLine);
	const last = sourceLine(edit.endLine);
	const prefix = (first ?? '').slice(0, edit.startColumn - 1);
	const rows = (prefix + edit.text + (last ?? '').slice(edit.endColumn - 1)).split(/\r?\n/).map((text, index): Row => ({ line: edit.startLine + index, text }));
	const kept = rows.length === 1 && edit.endLine === edit.startLine ? rows : withoutTheOld(rows, first, last);
	const shown = kept.findIndex(({ text }) => text.trim() !== '');
	const row = kept[shown];
	if (row === undefined) return { kind: 'deleted', ...goneLines(edit, first, rows) };
	const start = row.line === edit.startLine ? prefix.length : 0;
	return { kind: 'written', line: row.line, text: row.text, start, more: kept.slice(shown + 1).filter(({ text }) => text.trim() !== '').length };
}

/** Without the rows that stood there before: an insertion below a line at most puts a comma after it. */
function withoutTheOld(rows: readonly Row[], first: string | undefined, last: string | undefined): readonly Row[] {
	const rest = isOld(rows[0], first) ? rows.slice(1) : rows;
	return isOld(rest.at(-1), last) ? rest.slice(0, -1) : rest;
}

function isOld(row: Row | undefined, before: string | undefined): boolean {
	if (row === undefined || before === undefined) return false;
	const text = row.text.trimEnd();
	return text === before.trimEnd() || text === `${before.trimEnd()},`;
}

function goneLines({ startLine, endLine }: Edit, first: string | undefined, rows: readonly Row[]): { readonly first: number; readonly last: number } {
	if (endLine === startLine) return { first: startLine, last: endLine };
	// The edit reaches from the end of a line that stays, or to the beginning of one.
	return isOld(rows[0], first) ? { first: startLine + 1, last: endLine } : { first: startLine, last: endLine - 1 };
}
