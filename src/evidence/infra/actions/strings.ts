import type { Range } from '../../../parse/parsed.ts';
import { offsetAt, rangeBetween, type SourceText } from '../../../parse/text.ts';
import type { Json } from '../../../parse/yaml/compose.ts';
import type { YamlDocument } from '../../../parse/yaml/parse.ts';
import type { PositionEntry } from '../../file-evidence.ts';
import { pointerOf } from '../positions.ts';

export type Path = readonly (string | number)[];

/** A text of the document, and where it is written. */
export interface PlacedString {
	readonly path: Path;
	readonly text: string;
	/** Undefined where it came by an alias: its expressions and lines then have no places of their own. */
	readonly written?: Written;
}

interface Written {
	readonly source: SourceText;
	/** Offsets of the entry, its key included. */
	readonly start: number;
	readonly end: number;
}

/** A document has at most as many texts as nodes, which the reader limits; of each only the first so many expressions count. */
const MOST_EXPRESSIONS = 500;
/** How much of a folded line is searched for. */
const LONGEST_PART = 200;
const MOST_PARTS = 40;
/** One that is never closed ends where the next begins: however many there are, each character is read once. */
const EXPRESSION = /\$\{\{((?:'[^']*'|(?!\}\}|\$\{\{)[^'])*)\}\}/g;

/** All texts of a document, keys left out. */
export function stringsOf({ value, positions }: YamlDocument, source: SourceText): PlacedString[] {
	const found: PlacedString[] = [];
	const visit = (node: Json, path: Path): void => {
		if (typeof node === 'string') {
			const range = positions.get(pointerOf(path));
			found.push({ path, text: node, ...(range !== undefined && { written: writtenAt(source, range) }) });
		} else if (Array.isArray(node)) node.forEach((item: Json, index) => visit(item, [...path, index]));
		else if (typeof node === 'object' && node !== null) for (const [key, item] of Object.entries(node)) visit(item, [...path, key]);
	};
	visit(value, []);
	return found;
}

function writtenAt(source: SourceText, { startLine, startColumn, endLine, endColumn }: Range): Written {
	return { source, start: offsetAt(source, startLine, startColumn), end: offsetAt(source, endLine, endColumn) };
}

interface FencedExpression {
	/** What stands between the braces. */
	readonly text: string;
	readonly at: Path;
	readonly position?: PositionEntry;
	/** Whether the text has anything else. */
	readonly alone: boolean;
}

/** The expressions of a text. The n-th of the text is the n-th that is written: `at` leads to its own lines. */
export function expressionsIn(string: PlacedString): FencedExpression[] {
	if (!string.text.includes('${{')) return [];
	const matches = [...string.text.matchAll(EXPRESSION)].slice(0, MOST_EXPRESSIONS);
	const written = string.written === undefined ? [] : writtenExpressions(string.written).slice(-matches.length);
	return matches.map(([whole, text = ''], index) => {
		const at = [...string.path, '$expression', index];
		const place = written[index];
		const position = place === undefined || string.written === undefined ? undefined : positionOf(string.written.source, at, place);
		return { text: text.trim(), at, alone: whole === string.text, ...(position !== undefined && { position }) };
	});
}

function writtenExpressions({ source, start, end }: Written): { start: number; end: number }[] {
	const text = source.text.slice(start, end);
	return [...text.matchAll(EXPRESSION)].map((match) => ({ start: start + match.index, end: start + match.index + match[0].length }));
}

function positionOf(source: SourceText, at: Path, { start, end }: { readonly start: number; readonly end: number }): PositionEntry {
	const { startLine, startColumn, endLine, endColumn } = rangeBetween(source, start, end);
	return [pointerOf(at), startLine, startColumn, endLine, endColumn];
}

/**
 * Where each line of a text is written: undefined for those that cannot be told. A block keeps its lines; what is folded or quoted
 * over several lines is found by its words.
 */
export function lineOffsets({ text, written }: PlacedString): readonly (number | undefined)[] {
	if (written === undefined) return [];
	const { source, start, end } = written;
	const inside = source.text.slice(start, end);
	let at = 0;
	return text.split('\n').map((line) => {
		const words = line.trim();
		if (words === '') return undefined;
		const whole = inside.indexOf(words, at);
		const found = whole >= 0 ? whole : firstPart(inside, at, words);
		if (found === undefined) return undefined;
		at = found + 1;
		return start + found;
	});
}

/** A folded line is written in several: its first words lead to it. */
function firstPart(written: string, from: number, line: string): number | undefined {
	const words = line.slice(0, LONGEST_PART);
	for (let length = words.length, tries = 0; length > 0 && tries < MOST_PARTS; length = words.lastIndexOf(' ', length - 1), tries++) {
		const at = written.indexOf(words.slice(0, length), from);
		if (at >= 0) return at;
	}
	return undefined;
}

/** The entry of a text's line, from its first word to its end. */
export function linePosition(string: PlacedString, offsets: readonly (number | undefined)[], index: number): PositionEntry | undefined {
	const offset = offsets[index];
	if (offset === undefined || string.written === undefined) return undefined;
	const { source } = string.written;
	const lineEnd = source.text.indexOf('\n', offset);
	return positionOf(source, [...string.path, '$line', index], { start: offset, end: lineEnd < 0 ? source.text.length : lineEnd });
}
