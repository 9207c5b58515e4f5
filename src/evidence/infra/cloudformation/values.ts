import type { Json } from '../../../parse/yaml/compose.ts';

export type JsonObject = { readonly [key: string]: Json };

/** What `AWS::NoValue` stands for: the property is not there. */
export const ABSENT = Symbol('absent');

export type Value = Json | typeof ABSENT;

export function isObject(value: Value | undefined): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value that only a deployment knows, in the words of `Fn::Sub`: `${Bucket.Arn}/*`. */
export function unknown(text: string): JsonObject {
	return { $unknown: text };
}

/** What stands for an unknown value in a text; undefined for a value that is known. */
export function unknownText(value: Value): string | undefined {
	const text = isObject(value) ? value['$unknown'] : undefined;
	return typeof text === 'string' ? text : undefined;
}

/** What a condition chooses from. Known is what both sides have in common; the rest is unknown, with what it may be beside it. */
export function either(condition: string, yes: Value, no: Value): Value {
	if (yes === ABSENT && no === ABSENT) return ABSENT;
	if (yes !== ABSENT && no !== ABSENT && JSON.stringify(yes) === JSON.stringify(no)) return yes;
	if (isObject(yes) && isObject(no) && unknownText(yes) === undefined && unknownText(no) === undefined) return common(condition, yes, no);
	const alternatives = [yes, no].filter((value): value is Json => value !== ABSENT);
	return { $unknown: `\${${condition}}`, alternatives };
}

function common(condition: string, yes: JsonObject, no: JsonObject): JsonObject {
	const keys = [...new Set([...Object.keys(yes), ...Object.keys(no)])];
	return record(keys.map((key) => [key, either(condition, own(yes, key), own(no, key))]));
}

function own(object: JsonObject, key: string): Value {
	return Object.hasOwn(object, key) ? (object[key] ?? null) : ABSENT;
}

/** An object of those entries that are there; `__proto__` is a key as any other. */
export function record(entries: readonly (readonly [string, Value])[]): JsonObject {
	return Object.fromEntries(entries.flatMap(([key, value]) => (value === ABSENT ? [] : [[key, value] as const])));
}
