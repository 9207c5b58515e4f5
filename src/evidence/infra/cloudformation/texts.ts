import type { Json } from '../../../parse/yaml/compose.ts';
import { ABSENT, unknown, unknownText, type Value } from './values.ts';

/** Past this a text says nothing more, and thousands of them would fill the memory. */
const LONGEST = 100_000;

/** `Fn::Sub` over what is known: the rest stays as it is written. */
export function substituted(text: string, variable: (name: string) => Json | undefined): Value {
	let known = true;
	const replaced = text.replace(/\$\{([^}]*)\}/g, (whole, inside: string) => {
		if (inside.startsWith('!')) return `\${${inside.slice(1)}}`;
		const part = partOf(variable(inside.trim()));
		if (part === undefined || part.unknown) known = false;
		return part?.text ?? whole;
	});
	return known && replaced.length <= LONGEST ? replaced : unknown(replaced.slice(0, LONGEST));
}

/** `Fn::Join` over what is known, in the words of `Fn::Sub`. */
export function joined([delimiter, list]: readonly Json[]): Value {
	if (typeof delimiter !== 'string' || !Array.isArray(list)) return unknown('${Fn::Join}');
	const parts = list.map(partOf);
	const text = parts.map((part) => part?.text ?? '${?}').join(delimiter);
	return parts.every((part) => part !== undefined && !part.unknown) && text.length <= LONGEST ? text : unknown(text.slice(0, LONGEST));
}

export function pickedFrom([index, list]: readonly Json[]): Value {
	const picked = Array.isArray(list) && (typeof index === 'number' || typeof index === 'string') ? (list as readonly Json[])[Number(index)] : undefined;
	return picked ?? unknown('${Fn::Select}');
}

export function splitText([delimiter, text]: readonly Json[]): Value {
	if (typeof delimiter !== 'string' || delimiter === '' || typeof text !== 'string') return unknown('${Fn::Split}');
	return text.split(delimiter);
}

interface Part {
	readonly text: string;
	readonly unknown: boolean;
}

function partOf(value: Value | undefined): Part | undefined {
	if (value === undefined || value === ABSENT || value === null) return undefined;
	if (typeof value !== 'object') return { text: String(value), unknown: false };
	const text = unknownText(value);
	return text === undefined ? undefined : { text, unknown: true };
}
