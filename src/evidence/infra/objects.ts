import type { Json } from '../../parse/yaml/compose.ts';

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };

/** Is it an object, and no list? */
export function isObject(value: Json | undefined): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
