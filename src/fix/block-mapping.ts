import type { PositionEntry } from '../evidence/file-evidence.ts';
import { pointerOf } from '../evidence/infra/positions.ts';
import { lineText, type SourceText } from '../parse/text.ts';

const DEFAULT_STEP = 2;
/** A key whose value stands on the lines below it. */
const MEMBER = /^[\w.-]+\s*:\s*(?:#.*)?$/;

/** A mapping in block style, as an editor needs it to add a key. */
export interface BlockMapping {
	/** Where its keys begin. */
	readonly column: number;
	/** Spaces by which the file indents a nested mapping. */
	readonly step: number;
	/** Its own keys in their order; those that a merge key brings are none of its own. */
	readonly keys: readonly { readonly key: string; readonly endLine: number }[];
}

/** A mapping whose keys stand one below the other; undefined for flow style, for an alias, and for what is not there. */
export function blockMapping(source: SourceText, positions: readonly PositionEntry[], path: readonly (string | number)[]): BlockMapping | undefined {
	const pointer = pointerOf(path);
	const whole = positions.find(([place]) => place === pointer);
	if (whole === undefined) return undefined;
	const [, startLine, startColumn] = whole;
	const isMember = typeof path.at(-1) === 'string';
	const text = lineText(source, startLine).slice(startColumn - 1);
	if (isMember ? !MEMBER.test(text) : /^[{*&!?"']/.test(text)) return undefined;
	const below = positions.filter(([place]) => place.startsWith(`${pointer}/`));
	const column = isMember ? below[0]?.[2] : startColumn;
	if (column === undefined) return undefined;
	const keys = below.flatMap(([place, , start, endLine]) => {
		const key = place.slice(pointer.length + 1);
		return start === column && !key.includes('/') ? [{ key, endLine }] : [];
	});
	return { column, step: stepBelow(below, pointer, column), keys: keys.toSorted((a, b) => a.endLine - b.endLine) };
}

/** Taken from the first mapping that stands below its key; a list or a flow collection tells nothing. */
function stepBelow(below: readonly PositionEntry[], pointer: string, column: number): number {
	const keyLines = new Map(below.map(([place, line]) => [place, line] as const));
	const nested = below.find(([place, line, start]) => {
		const [key, name, ...deeper] = place.slice(pointer.length + 1).split('/');
		const ofKey = deeper.length === 0 && name !== undefined && !/^[0-9]+$/.test(name);
		return ofKey && start > column && line > (keyLines.get(`${pointer}/${key}`) ?? line);
	});
	return nested === undefined ? DEFAULT_STEP : nested[2] - column;
}
