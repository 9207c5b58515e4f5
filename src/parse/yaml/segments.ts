/** The text of one document, with its directives and markers, as offsets into the stream. */
export interface Segment {
	readonly start: number;
	readonly end: number;
}

const LINE_END = /\r\n|\n|\r/g;
const MARKER = /^(?:---|\.\.\.)(?=[ \t]|$)/;
const BLANK_OR_COMMENT = /^[ \t]*(?:#|$)/;

/**
 * Cuts a stream into documents, so that a broken one does not take the others with it. YAML ends a document at `---` or
 * `...` at the start of a line wherever that line stands, even inside a quoted string or a block scalar (YAML 1.2.2, 9.1.2).
 * A part that holds only comments is no document, unless a `---` opened it.
 */
export function splitDocuments(text: string): Segment[] {
	const segments: Segment[] = [];
	let open = { start: 0, marked: false, content: false };
	const close = (end: number) => {
		if (open.marked || open.content) segments.push({ start: open.start, end });
	};
	for (const { start, end } of lines(text)) {
		const line = text.slice(start, end);
		const marker = MARKER.exec(line)?.[0];
		if (marker === '---') {
			// Directives and comments above the marker belong to the document that it opens.
			if (open.marked || (open.content && !startsWithDirective(text, open.start))) {
				close(start);
				open = { start, marked: true, content: false };
			} else open = { start: open.start, marked: true, content: false };
		} else if (marker === '...') {
			close(end);
			open = { start: end, marked: false, content: false };
		} else if (!open.content && !BLANK_OR_COMMENT.test(line)) open.content = true;
	}
	close(text.length);
	return segments;
}

function* lines(text: string): Generator<Segment> {
	let start = 0;
	for (const end of text.matchAll(LINE_END)) {
		yield { start, end: end.index };
		start = end.index + end[0].length;
	}
	yield { start, end: text.length };
}

/** Is the first line that says something a `%` directive? */
function startsWithDirective(text: string, from: number): boolean {
	for (const { start, end } of lines(text.slice(from))) {
		const line = text.slice(from + start, from + end);
		if (!BLANK_OR_COMMENT.test(line)) return line.startsWith('%');
	}
	return false;
}
