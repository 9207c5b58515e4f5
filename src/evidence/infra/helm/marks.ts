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
		// Long texts, and nothing that is judged.
		if (isDefinition(text)) return text;
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
			const action = text.slice(part.start, part.end);
			const opening = /^\{\{(?:-\s)?\s*/.exec(action)?.[0].length ?? 2;
			const closing = /\s*-?\}\}$/.exec(action)?.[0].length ?? 2;
			return [
				{ at: part.start + opening, text: `regexReplaceAll \`(?m)^(${WHOLE_LINE}(?: #${this.#word}\\w+;)*)$\` (` },
				{ at: part.end - closing, text: `) "\${1}${this.#of(file, line)}"` },
			];
		});
	}
}

/**
 * A line of which it is plain that no text goes on below: a comment there would end it. A key, a key or an item with one word, or with
 * something in quotes; RE2.
 */
const ONE_VALUE = String.raw`(?:[^ \t\n"'|>#]\S*|"[^"\n]*"|'[^'\n]*')`;
const WHOLE_LINE = String.raw`[ \t]*(?:(?:- )*["']?[\w./$-]+["']?:(?: (?:[|>][-+]?|${ONE_VALUE}))?|- ${ONE_VALUE}|\{\}|\[\])`;

/** Is a template one of the definitions of custom resources, which have thousands of lines? */
export function isDefinition(text: string): boolean {
	return /^kind: CustomResourceDefinition\b/m.test(text);
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
			if (mayCarry(text.slice(state.start, at), literal, lineAfter(text, at), state)) ends.push({ at: text[at - 1] === '\r' ? at - 1 : at, line: state.line });
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
	if (last.trim() !== '' && mayCarry(last, parts.at(-1)?.kind === 'text' ? last : '', '', state)) ends.push({ at: text.length, line: state.line });
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

const ENTRY = /^\s*(?:-(?:\s|$)|["']?[\w./$-][^\s:]*["']?\s*:(?:\s|$))/;
const COMMENT_OR_MARKER = /^\s*#|^(?:---|\.\.\.)(?:\s|$)|\\\s*$/;

function mayCarry(line: string, literal: string, next: string, { writes, depth, trimmed }: LineState): boolean {
	if (literal.trim() === '' && (!writes || trimmed)) return false;
	if (COMMENT_OR_MARKER.test(line) || isContinued(line, next)) return false;
	if (depth.includes('define')) return ENTRY.test(line) && !/,\s*$/.test(line);
	return ENTRY.test(line) || line.includes('{{');
}

/** Does a text go on below, of which a comment would be no part? */
function isContinued(line: string, next: string): boolean {
	const deeper = next.length - next.trimStart().length > line.length - line.trimStart().length;
	return deeper && !ENTRY.test(next) && !/^\s*(?:\{\{|#|$)/.test(next) && !/(?::|[|>][+-]?[0-9]?)\s*$/.test(line);
}

/** The next line that is not empty. */
function lineAfter(text: string, at: number): string {
	return /\n(?:[^\S\n]*\n)*([^\n]*\S[^\n]*)/y.exec(text.slice(at, at + 2_000))?.[1] ?? '';
}
