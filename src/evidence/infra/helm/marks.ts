import { actionKind, type TemplatePart, templateParts } from './template-text.ts';

/** A line of a chart's file; the file as its number among the chart's templates. */
export interface TemplateLine {
	readonly file: number;
	readonly line: number;
}

/**
 * Marks in the rendered text of which template line each line is: comments of YAML, with a word in them that nobody who wrote the chart
 * can know.
 */
export class Marks {
	readonly #word: string;
	readonly #pattern: RegExp;

	/** `word`: some letters and digits, new for each run. */
	constructor(word: string) {
		this.#word = word;
		this.#pattern = new RegExp(` #${word}f([0-9]+)l([0-9]+);`, 'g');
	}

	/**
	 * The template with a mark at the end of each line that gives a line of output. What runs over into the next line, ends a stream or
	 * is a comment gets none; in a named template only what looks like an entry does, since others are names and conditions.
	 */
	mark(text: string, file: number): string {
		const parts = templateParts(text);
		const edits = [...lineEnds(text, parts).map((end) => ({ at: end.at, text: this.#of(file, end.line) })), ...this.#blocks(text, parts, file)];
		let marked = '';
		let at = 0;
		for (const edit of edits.toSorted((a, b) => a.at - b.at)) {
			marked += text.slice(at, edit.at) + edit.text;
			at = edit.at;
		}
		return marked + text.slice(at);
	}

	/** A line of output without its marks, and the template lines it came from, the innermost first. */
	read(line: string): { readonly text: string; readonly from: readonly TemplateLine[] } {
		const from = [...line.matchAll(this.#pattern)].map(([, file, number]) => ({ file: Number(file), line: Number(number) }));
		return { text: from.length === 0 ? line : line.replace(this.#pattern, ''), from };
	}

	#of(file: number, line: number): string {
		return ` #${this.#word}f${file}l${line};`;
	}

	/** An action that writes several lines marks them all: `toYaml .Values.x | nindent 8`. */
	#blocks(text: string, parts: readonly TemplatePart[], file: number): { readonly at: number; readonly text: string }[] {
		let line = 1;
		let counted = 0;
		return parts.flatMap((part) => {
			if (part.kind !== 'action' || actionKind(part.code) !== 'output' || !writesLines(part.code)) return [];
			line += newlines(text, counted, part.start);
			counted = part.start;
			const closing = /\s*-?\}\}$/.exec(text.slice(part.start, part.end))?.[0].length ?? 2;
			return [{ at: part.end - closing, text: ` | replace "\\n" "${this.#of(file, line)}\\n"` }];
		});
	}
}

/** Does a pipeline end in something that gives text of several lines? */
function writesLines(code: string): boolean {
	const last = code.slice(lastPipe(code) + 1).trim();
	return /^(?:nindent|indent|toYaml|include|tpl|trim)\b/.test(last);
}

/** The last `|` that stands in no string and no brackets. */
function lastPipe(code: string): number {
	let depth = 0;
	let last = -1;
	for (const { 0: token, index } of code.matchAll(/"(?:[^"\\]|\\.)*"|`[^`]*`|[()|]/g)) {
		if (token === '(') depth++;
		else if (token === ')') depth--;
		else if (token === '|' && depth === 0) last = index;
	}
	return last;
}

function newlines(text: string, from: number, to: number): number {
	let count = 0;
	for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++;
	return count;
}

interface LineEnd {
	readonly at: number;
	readonly line: number;
}

/** The ends of the lines that may carry a mark. */
function lineEnds(text: string, parts: readonly TemplatePart[]): LineEnd[] {
	const ends: LineEnd[] = [];
	const state = { line: 1, start: 0, writes: false, depth: [] as string[], trimmed: false };
	for (const part of parts) {
		if (part.kind === 'action') {
			const kind = actionKind(part.code);
			if (kind === 'output' || kind === 'template') state.writes = true;
			if (kind === 'if' || kind === 'with' || kind === 'range' || kind === 'define' || kind === 'block') state.depth.push(kind);
			if (kind === 'end') state.depth.pop();
			for (let at = text.indexOf('\n', part.start); at >= 0 && at < part.end; at = text.indexOf('\n', at + 1)) nextLine(state, at);
			state.trimmed = part.trimsAfter;
			continue;
		}
		for (let at = text.indexOf('\n', part.start); at >= 0 && at < part.end; at = text.indexOf('\n', at + 1)) {
			const literal = text.slice(Math.max(part.start, state.start), at);
			if (mayCarry(text.slice(state.start, at), literal, state)) ends.push({ at: text[at - 1] === '\r' ? at - 1 : at, line: state.line });
			nextLine(state, at);
			state.trimmed = false;
		}
		const rest = text.slice(Math.max(part.start, state.start), part.end);
		if (rest.trim() !== '') {
			state.writes = true;
			state.trimmed = false;
		}
	}
	const last = text.slice(state.start);
	if (last.trim() !== '' && mayCarry(last, parts.at(-1)?.kind === 'text' ? last : '', state)) ends.push({ at: text.length, line: state.line });
	return ends;
}

interface LineState {
	line: number;
	start: number;
	/** Something was written on the line already. */
	writes: boolean;
	depth: string[];
	/** The white space that follows, the line's end with it, is taken away. */
	trimmed: boolean;
}

function nextLine(state: LineState, at: number): void {
	state.line++;
	state.start = at + 1;
	state.writes = false;
}

const ENTRY = /^\s*(?:- |-$|"?[\w{][^#]*:(?:\s|$))/;

function mayCarry(line: string, literal: string, { writes, depth, trimmed }: LineState): boolean {
	if (!writes && literal.trim() === '') return false;
	if (trimmed && literal.trim() === '') return false;
	if (/^\s*#|^(?:---|\.\.\.)(?:\s|$)|\\\s*$/.test(line)) return false;
	return !depth.includes('define') || (ENTRY.test(line) && !/,\s*$/.test(line));
}
