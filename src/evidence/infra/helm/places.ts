import { isDeepStrictEqual } from 'node:util';

import { lineText } from '../../../parse/text.ts';
import type { Json } from '../../../parse/yaml/compose.ts';
import type { YamlDocument } from '../../../parse/yaml/parse.ts';
import type { PositionEntry } from '../../file-evidence.ts';
import { pointerOf, valueAt } from '../positions.ts';
import type { ChartTemplate } from './chart.ts';
import type { TemplateLine } from './marks.ts';
import type { RenderedLine } from './output.ts';
import type { TemplateReferences, ValueReference } from './references.ts';
import { type ChartValues, entryOfValue, type SetValue } from './values.ts';

/** What is known of the templates of a chart, by their number. */
export interface KnownTemplate extends ChartTemplate {
	readonly references: TemplateReferences;
}

type Path = readonly (string | number)[];

/** How far above a place the value that holds it is looked for. */
const MOST_LEVELS = 12;
/** A remark on an object as a whole stands here: what is missing of it is mended in its template, whatever value names it. */
const OBJECT_NAME = '/metadata/name';
const TAG_LIKE = /(?:^|[a-z])(?:tag|digest|version|sha)$/i;

/** Puts the parts of rendered documents on the lines of the chart's own files. */
export class ChartPlaces {
	readonly #templates: readonly KnownTemplate[];
	readonly #values: ChartValues;

	constructor(templates: readonly KnownTemplate[], values: ChartValues) {
		this.#templates = templates;
		this.#values = values;
	}

	/** The positions of a rendered document, whose lines are those of `lines`; `own` is the template's path, which entries leave out. */
	positions(document: YamlDocument, lines: readonly RenderedLine[], own: string): PositionEntry[] {
		const origins = filled(lines);
		const placed = [...document.positions].flatMap(([pointer, range]) => {
			const path = pathOf(pointer);
			const last = range.endLine > range.startLine ? range.startLine : undefined;
			const from = [origins[range.startLine - 1] ?? [], last === undefined ? [] : (origins[last] ?? [])];
			return this.#entry(document.value, pointer, path, from);
		});
		const entries = [...placed, ...this.#absent(document, lines)];
		return entries.map((entry) => (entry[5] === own ? [entry[0], entry[1], entry[2], entry[3], entry[4]] : entry));
	}

	#entry(document: Json, pointer: string, path: Path, from: readonly (readonly TemplateLine[])[]): PositionEntry[] {
		for (const line of from.flat()) {
			const set = path.length === 0 || pointer === OBJECT_NAME ? undefined : this.#setBy(document, path, this.#templates[line.file]?.references.written.get(line.line) ?? []);
			const entry = set === undefined ? undefined : entryOfValue(pointer, set);
			if (entry !== undefined) return [entry];
		}
		const [first] = from[0] ?? [];
		return first === undefined ? [] : this.#lineEntry(pointer, first);
	}

	#lineEntry(pointer: string, { file, line }: TemplateLine): PositionEntry[] {
		const template = this.#templates[file];
		if (template === undefined) return [];
		const text = lineText(template.source, line);
		const start = text.length - text.trimStart().length + 1;
		return [[pointer, line, start, line, Math.max(start + 1, text.trimEnd().length + 1), template.source.path]];
	}

	/** The value that was written at a path, or around it: told by being the same. */
	#setBy(document: Json, path: Path, references: readonly ValueReference[]): SetValue | undefined {
		const whole = valueAt(document, pointerOf(path));
		const sets = references.flatMap((reference) => this.#values.findAll(reference, [], namesOf(document)));
		for (const set of sets) {
			const written = scalarText(set.value);
			if (written !== undefined && written === scalarText(whole)) return set;
			const below = belowOf(document, path, set.value);
			if (below !== undefined) return { ...set, path: [...set.path, ...below] };
		}
		return typeof whole === 'string' ? partOf(whole, sets) : undefined;
	}

	/** Entries that are not there because a value leaves them out: they stand on the line of that value. */
	#absent(document: YamlDocument, lines: readonly RenderedLine[]): PositionEntry[] {
		const rendered = new Map<number, Map<number, number[]>>();
		for (const [index, { from }] of lines.entries()) {
			for (const { file, line } of from) {
				const byLine = rendered.get(file) ?? new Map<number, number[]>();
				rendered.set(file, byLine.set(line, [...(byLine.get(line) ?? []), index + 1]));
			}
		}
		return [...rendered].flatMap(([file, byLine]) => this.#absentIn(this.#templates[file], byLine, document));
	}

	#absentIn(template: KnownTemplate | undefined, byLine: ReadonlyMap<number, readonly number[]>, document: YamlDocument): PositionEntry[] {
		const blocks = template?.references.blocks.toSorted((a, b) => a.first - b.first || b.last - a.last) ?? [];
		let outside = 0;
		return blocks.flatMap(({ first, last, references }) => {
			if (template === undefined || first < outside) return [];
			for (let line = first; line <= last; line++) if (byLine.has(line)) return [];
			outside = last;
			const set = references.flatMap((reference) => this.#values.findAll(reference, [], namesOf(document.value))).find(({ value }) => isEmpty(value));
			return set === undefined ? [] : keysIn(template, first, last).flatMap(({ key, column }) => this.#absentKey(template, byLine, document, { key, column, first }, set));
		});
	}

	#absentKey(template: KnownTemplate, byLine: ReadonlyMap<number, readonly number[]>, document: YamlDocument, { key, column, first }: { readonly key: string; readonly column: number; readonly first: number }, set: SetValue): PositionEntry[] {
		for (let line = first - 1; line > 0; line--) {
			const rows = byLine.get(line);
			const [, spaces = '', dash = ''] = /^(\s*)((?:- +)*)/.exec(lineText(template.source, line)) ?? [];
			if (rows === undefined || spaces.length > column) continue;
			const isItem = dash !== '' && spaces.length + dash.length === column;
			if (!isItem && spaces.length + dash.length >= column) continue;
			return rows.flatMap((row) => {
				const parent = parentAt(document, row, isItem);
				const pointer = parent === undefined ? undefined : `${parent}${pointerOf([key])}`;
				const entry = pointer === undefined || document.positions.has(pointer) ? undefined : entryOfValue(pointer, set);
				return entry === undefined ? [] : [entry];
			});
		}
		return [];
	}
}

/** The pointer of the mapping that begins on a line: an item of a list, or what a key holds. */
function parentAt(document: YamlDocument, row: number, isItem: boolean): string | undefined {
	const here = [...document.positions].filter(([pointer, { startLine }]) => startLine === row && isMapping(valueAt(document.value, pointer)));
	const pointers = here.map(([pointer]) => pointer).filter((pointer) => /\/[0-9]+$/.test(pointer) === isItem);
	return pointers.at(-1);
}

function isMapping(value: unknown): boolean {
	return value === null || (typeof value === 'object' && !Array.isArray(value));
}

/** The outermost keys that a block of a template would write. */
function keysIn({ source }: KnownTemplate, first: number, last: number): { readonly key: string; readonly column: number }[] {
	const found: { key: string; column: number }[] = [];
	for (let line = first; line <= last; line++) {
		const text = lineText(source, line).replace(/\{\{-?\s*(?:if|with|else|end)\b.*?\}\}/g, (action) => (line === first || line === last ? ' '.repeat(0) : action));
		const [, spaces, key] = /^(\s*)([\w.-]+):(?:\s|$)/.exec(text) ?? [];
		if (spaces !== undefined && key !== undefined) found.push({ key, column: spaces.length });
	}
	const least = Math.min(...found.map(({ column }) => column));
	return found.filter(({ column }) => column === least);
}

/** Lines without a mark came from where the line above came from. */
function filled(lines: readonly RenderedLine[]): (readonly TemplateLine[])[] {
	let known: readonly TemplateLine[] = lines.find(({ from }) => from.length > 0)?.from ?? [];
	return lines.map(({ from }) => {
		if (from.length > 0) known = from;
		return known;
	});
}

/** The keys from a value to a path inside it, when the value was written there or merged or appended around it. */
function belowOf(document: Json, path: Path, value: Json): Path | undefined {
	if (value === null || typeof value !== 'object') return undefined;
	for (let depth = path.length; depth >= Math.max(0, path.length - MOST_LEVELS); depth--) {
		const here = valueAt(document, pointerOf(path.slice(0, depth)));
		const rest = path.slice(depth);
		if (isDeepStrictEqual(here, value)) return rest;
		const [next, ...further] = rest;
		if (next === undefined || typeof here !== 'object' || here === null) continue;
		const part = valueAt(here, pointerOf([next]));
		if (Array.isArray(value) && Array.isArray(here)) {
			const index = value.findIndex((item: Json) => isDeepStrictEqual(item, part));
			if (index >= 0) return [index, ...further];
		} else if (!Array.isArray(value) && typeof next === 'string' && Object.hasOwn(value, next) && isDeepStrictEqual(valueAt(value, pointerOf([next])), part)) return rest;
	}
	return undefined;
}

/** A text made of several values: of an image it is the tag that is looked at. */
function partOf(text: string, sets: readonly SetValue[]): SetValue | undefined {
	const parts = sets.filter(({ value }) => isPartOf(text, scalarText(value)));
	return parts.find(({ path }) => TAG_LIKE.test(String(path.at(-1)))) ?? parts.findLast(({ value }) => scalarText(value) !== '');
}

/** What the element of a collection that gave this object may be called. */
function namesOf(document: Json): readonly string[] {
	const name = valueAt(document, '/metadata/name');
	return typeof name === 'string' ? [name.toLowerCase()] : [];
}

function isPartOf(text: string, part: string | undefined): boolean {
	return part !== undefined && text.includes(part);
}

/** A scalar as a template writes it; nothing for a collection. */
function scalarText(value: unknown): string | undefined {
	if (value === null) return '';
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function isEmpty(value: Json): boolean {
	return value === null || value === false || value === '' || value === 0 || (typeof value === 'object' && Object.keys(value).length === 0);
}

function pathOf(pointer: string): Path {
	return pointer.split('/').slice(1).map((part) => (/^(?:0|[1-9][0-9]*)$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
}
