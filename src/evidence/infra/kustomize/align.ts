import { isDeepStrictEqual } from 'node:util';

import type { Json } from '../../../parse/yaml/compose.ts';

type Path = readonly (string | number)[];

/** What tells the items of a list apart, as strategic merge does for the lists of pods and services. */
const KEYS = ['name', 'containerPort', 'mountPath', 'port', 'devicePath', 'topologyKey', 'ip', 'uid', 'key'];

/** The path in `other` of what stands at a path in `document`: items of lists are found by what names them, else by being equal. */
export function alignedPath(document: Json, other: Json, path: Path): Path | undefined {
	let here: Json | undefined = document;
	let there: Json | undefined = other;
	const found: (string | number)[] = [];
	for (const [depth, part] of path.entries()) {
		const next: string | number | undefined = Array.isArray(here) && Array.isArray(there) ? itemLike(here, there, Number(part), depth === path.length - 1) : part;
		here = childOf(here, part);
		there = next === undefined ? undefined : childOf(there, next);
		if (next === undefined || there === undefined) return undefined;
		found.push(next);
	}
	return found;
}

function childOf(value: Json | undefined, key: string | number): Json | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	return Array.isArray(value) ? value[Number(key)] : Object.hasOwn(value, key) ? (value as { readonly [key: string]: Json })[key] : undefined;
}

function itemLike(here: readonly Json[], there: readonly Json[], index: number, isLast: boolean): number | undefined {
	const item = here[index];
	const key = KEYS.find((name) => childOf(item, name) !== undefined);
	if (key !== undefined) {
		const named = there.findIndex((candidate) => isDeepStrictEqual(childOf(candidate, key), childOf(item, key)));
		return named < 0 ? undefined : named;
	}
	const equal = there.findIndex((candidate) => isDeepStrictEqual(candidate, item));
	if (equal >= 0) return equal;
	// Items without names: in the same order, where there are as many.
	return there.length === here.length && (!isLast || typeof item === 'object') ? index : undefined;
}
