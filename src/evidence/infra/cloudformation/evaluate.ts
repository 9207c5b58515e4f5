import type { Range } from '../../../parse/parsed.ts';
import { limit } from '../../../parse/limits.ts';
import type { Json } from '../../../parse/yaml/compose.ts';
import type { PositionEntry } from '../../file-evidence.ts';
import { joined, pickedFrom, splitText, substituted } from './texts.ts';
import { ABSENT, either, isObject, type JsonObject, record, unknown, type Value } from './values.ts';
import { pointerStep } from '../../../parse/json-pointer.ts';

/** Longer texts are not put together: one default used ten thousand times would fill the memory. */
const LONGEST_DEFAULT = 10_000;

/** A value of the template, and the pointer to where it is written. */
interface Written {
	readonly value: Json;
	readonly pointer: string;
}

type Call = (argument: Json, from: string, to: string, inList: boolean) => Value;

/**
 * Evaluates what a template writes with functions, as far as it is known before a deployment, and keeps where each part is written.
 * What a parameter has for a default counts as known, unless it is kept from sight (`NoEcho`) or read from elsewhere.
 */
export class Evaluator {
	readonly #parameters: JsonObject;
	readonly #mappings: JsonObject;
	readonly #written: ReadonlyMap<string, Range>;
	readonly #positions = new Map<string, Range>();
	#left = limit('nodes');

	constructor(template: JsonObject, written: ReadonlyMap<string, Range>) {
		this.#parameters = section(template, 'Parameters');
		this.#mappings = section(template, 'Mappings');
		this.#written = written;
	}

	positions(): PositionEntry[] {
		return [...this.#positions].map(([pointer, range]): PositionEntry => [pointer, range.startLine, range.startColumn, range.endLine, range.endColumn]);
	}

	/** Says that what stands at `to` in the document is written at `from`. */
	place(from: string, to: string): void {
		const range = this.#written.get(from);
		if (range !== undefined) this.#positions.set(to, range);
	}

	/** The value at `from` as it will be; its parts have their place at `to`. */
	evaluate(value: Json, from: string, to: string, inList = false): Value {
		if (--this.#left < 0) return unknown('${…}');
		this.place(from, to);
		if (Array.isArray(value)) return this.#list(value.map((item: Json, index) => ({ value: item, pointer: `${from}/${index}` })), to);
		if (!isObject(value)) return value;
		const [[name, argument] = ['', null], ...others] = Object.entries(value);
		if (others.length === 0 && isFunction(name)) return this.#call(name, argument, from + pointerStep(name), { to, inList });
		const known = record(Object.entries(value).map(([key, part]) => [key, this.evaluate(part, from + pointerStep(key), to + pointerStep(key))]));
		// A macro may add anything to what stands beside it.
		return Object.hasOwn(value, 'Fn::Transform') ? { ...known, ...unknown('${Fn::Transform}') } : known;
	}

	/** Two values of one property: maps are merged, lists come one after the other, else the second counts. */
	merge(first: Written | undefined, second: Written | undefined, to: string): Value {
		if (first === undefined) return second === undefined ? ABSENT : this.evaluate(second.value, second.pointer, to);
		if (second === undefined) return this.evaluate(first.value, first.pointer, to);
		if (Array.isArray(first.value) && Array.isArray(second.value)) {
			this.place(second.pointer, to);
			return this.#list([...items(first), ...items(second)], to);
		}
		if (!isPlain(first.value) || !isPlain(second.value)) return this.evaluate(second.value, second.pointer, to);
		const keys = [...new Set([...Object.keys(first.value), ...Object.keys(second.value)])];
		this.place(second.pointer, to);
		return record(keys.map((key) => [key, this.merge(entry(first, key), entry(second, key), to + pointerStep(key))]));
	}

	/** What is not there takes no place in a list. */
	#list(written: readonly Written[], to: string): Json[] {
		const values: Json[] = [];
		for (const { value, pointer } of written) {
			const item = this.evaluate(value, pointer, `${to}/${values.length}`, true);
			if (item !== ABSENT) values.push(item);
		}
		return values;
	}

	#call(name: string, argument: Json, from: string, { to, inList }: { readonly to: string; readonly inList: boolean }): Value {
		const known = this.#functions[name];
		const value = known === undefined ? unknown(`\${${name}}`) : known(argument, from, to, inList);
		// A property begins at its key, whichever side a condition takes.
		if (!inList) this.place(from.slice(0, from.lastIndexOf('/')), to);
		return value;
	}

	readonly #functions: Readonly<Record<string, Call | undefined>> = {
		Ref: (name) => this.#reference(name),
		'Fn::GetAtt': (argument) => unknown(`\${${(Array.isArray(argument) ? argument : [argument]).map(String).join('.')}}`),
		'Fn::Sub': (argument) => this.#substitute(argument),
		'Fn::Join': (argument) => joined(this.#arguments(argument)),
		'Fn::Select': (argument) => pickedFrom(this.#arguments(argument)),
		'Fn::Split': (argument) => splitText(this.#arguments(argument)),
		'Fn::FindInMap': (argument) => this.#mapped(this.#arguments(argument)),
		// Its readers want the text, not its encoding.
		'Fn::Base64': (argument, from, to) => this.evaluate(argument, from, to),
		'Fn::ImportValue': () => unknown('${Fn::ImportValue}'),
		'Fn::If': (argument, from, to, inList) => this.#choice(argument, from, to, inList),
	};

	/** Arguments have no places: a remark stands on the value that they make. */
	#arguments(argument: Json): readonly Json[] {
		const value = this.evaluate(argument, '?', '?');
		return Array.isArray(value) ? value : [];
	}

	#reference(name: Json): Value {
		if (name === 'AWS::NoValue') return ABSENT;
		if (typeof name !== 'string') return unknown('${?}');
		return this.#default(name) ?? unknown(`\${${name}}`);
	}

	#default(name: string): Json | undefined {
		const parameter = Object.hasOwn(this.#parameters, name) ? this.#parameters[name] : undefined;
		const value = isObject(parameter) ? parameter['Default'] : undefined;
		if (!isObject(parameter) || value === undefined || textOf(value).length > LONGEST_DEFAULT) return undefined;
		const type = textOf(parameter['Type'] ?? 'String');
		if (type.startsWith('AWS::SSM::') || parameter['NoEcho'] === true || parameter['NoEcho'] === 'true') return undefined;
		return /^(?:CommaDelimitedList|List<.*>)$/.test(type) && typeof value === 'string' ? value.split(',').map((part) => part.trim()) : value;
	}

	#substitute(argument: Json): Value {
		const [text, given] = Array.isArray(argument) ? argument : [argument];
		const variables = this.evaluate(given ?? {}, '?', '?');
		if (typeof text !== 'string') return unknown('${Fn::Sub}');
		return substituted(text, (name) => (isObject(variables) && Object.hasOwn(variables, name) ? variables[name] : this.#default(name)));
	}

	#mapped([map, ...keys]: readonly Json[]): Value {
		let value: Json | undefined = typeof map === 'string' ? this.#mappings[map] : undefined;
		for (const key of keys.slice(0, 2)) value = isObject(value) && typeof key !== 'object' && Object.hasOwn(value, String(key)) ? value[String(key)] : undefined;
		return value === undefined ? unknown(`\${Fn::FindInMap ${textOf(map ?? '?')}}`) : this.evaluate(value, '?', '?');
	}

	/** An entry of a list that one side leaves out is there as a resource with a condition is: sometimes. */
	#choice(argument: Json, from: string, to: string, inList: boolean): Value {
		if (!Array.isArray(argument) || argument.length !== 3) return unknown('${Fn::If}');
		const [condition, yes, no]: readonly Json[] = argument;
		const otherwise = this.evaluate(no ?? null, `${from}/2`, to, inList);
		const chosen = this.evaluate(yes ?? null, `${from}/1`, to, inList);
		if (inList && (chosen === ABSENT || otherwise === ABSENT)) return chosen === ABSENT ? otherwise : chosen;
		return either(textOf(condition ?? '?'), chosen, otherwise);
	}
}

/** A section of the template; an empty one where it is something else. */
export function section(template: JsonObject, name: string): JsonObject {
	const value = template[name];
	return isObject(value) ? value : {};
}

function textOf(value: Json): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}

function isFunction(name: string): boolean {
	return name === 'Ref' || name.startsWith('Fn::');
}

function isPlain(value: Json): value is JsonObject {
	return isObject(value) && !Object.keys(value).some(isFunction);
}

function items({ value, pointer }: Written): Written[] {
	return Array.isArray(value) ? value.map((item: Json, index) => ({ value: item, pointer: `${pointer}/${index}` })) : [];
}

function entry({ value, pointer }: Written, key: string): Written | undefined {
	const part = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
	return part === undefined ? undefined : { value: part, pointer: pointer + pointerStep(key) };
}
