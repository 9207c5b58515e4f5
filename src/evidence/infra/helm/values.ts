import type { PositionEntry } from '../../file-evidence.ts';
import { pointerOf, valueAt } from '../positions.ts';
import type { Json } from '../../../parse/yaml/compose.ts';
import type { SourceText } from '../../../parse/text.ts';
import type { YamlDocument } from '../../../parse/yaml/parse.ts';
import type { ValueReference } from './references.ts';

/** A file of values that helm is given, of a chart or of one around it. */
export interface ValuesFile {
	readonly path: string;
	/** The keys under which charts around it name the chart; none for the chart that is rendered. */
	readonly chart: readonly string[];
	readonly document: YamlDocument;
	readonly source: SourceText;
}

/** A value and the place where it is set. */
export interface SetValue {
	readonly value: Json;
	readonly path: readonly (string | number)[];
	readonly file: ValuesFile;
}

type Path = readonly (string | number)[];

const MOST_ELEMENTS = 20;

/** The values of a chart and of those below it; of two files that set the same the outer chart's wins, and the later one. */
export class ChartValues {
	readonly #files: readonly ValuesFile[];

	/** In the order of precedence, the strongest first. */
	constructor(files: readonly ValuesFile[]) {
		this.#files = files;
	}

	/** Where a reference's value is set; undefined where no file sets it. `names`: what an element that is not known may be called. */
	find(reference: ValueReference, below: Path = [], names: readonly string[] = []): SetValue | undefined {
		return this.findAll(reference, below, names)[0];
	}

	/** The same for each element that may be meant; nothing but the first file that sets one counts. */
	findAll({ chart, path }: ValueReference, below: Path, names: readonly string[]): SetValue[] {
		const wanted = [...path, ...below];
		for (const file of this.#files) {
			if (file.chart.length > chart.length) continue;
			const full = path[0] === 'global' ? wanted : [...chart.slice(file.chart.length), ...wanted];
			const found = expanded(file.document.value, full, names).flatMap((one) => {
				const value = valueAt(file.document.value, pointerOf(one));
				return value === undefined ? [] : [{ value: value as Json, path: one, file }];
			});
			if (found.length > 0) return found;
		}
		return [];
	}
}

/** A path with each element that `*` may stand for: of a list all, of a mapping those of these names. */
function expanded(document: Json, path: Path, names: readonly string[]): Path[] {
	const star = path.indexOf('*');
	if (star < 0) return [path];
	const before = path.slice(0, star);
	const around = valueAt(document, pointerOf(before));
	if (typeof around !== 'object' || around === null) return [];
	const keys = Array.isArray(around) ? around.slice(0, MOST_ELEMENTS).map((_, index) => index) : Object.keys(around).filter((key) => names.some((name) => name === key.toLowerCase() || name.endsWith(`-${key.toLowerCase()}`)));
	return keys.flatMap((key) => expanded(document, [...before, key, ...path.slice(star + 1)], names));
}

/** The entry that places a pointer of a rendered document on the line where its value is set. */
export function entryOfValue(pointer: string, { path, file }: SetValue): PositionEntry | undefined {
	const range = file.document.positions.get(pointerOf(path));
	if (range === undefined) return undefined;
	const { startLine, startColumn, endLine, endColumn } = range;
	const last = path.at(-1);
	// Of a value of several lines its first one: the key.
	const end = startLine === endLine ? endColumn : startColumn + (typeof last === 'string' ? last.length : 1);
	return [pointer, startLine, startColumn, startLine, end, file.path];
}
