import { didYouMean } from './nearest.ts';
import type { KeyPath } from './positions.ts';
import type { SchemaNode } from './schema.ts';
import { isRecord } from '../parse/json-values.ts';

/** The first thing in a value that its schema does not allow. */
export interface Violation {
	readonly path: KeyPath;
	/** Is the key wrong, or what it holds? */
	readonly at: 'key' | 'value';
	readonly message: string;
	readonly remedy?: string;
}

/** Checks a value against the config schema, depth first in the order of the file. */
export function violationOf(value: unknown, schema: SchemaNode, path: KeyPath): Violation | undefined {
	const node = alternative(value, schema);
	const wrong = (message: string): Violation => ({ path, at: 'value', message: `${name(path)} ${message}` });
	if (node.const !== undefined && value !== node.const) return wrong(`must be ${JSON.stringify(node.const)}`);
	if (node.type !== undefined && !fits(value, node.type)) return wrong(`must be ${expected(schema)}, not ${shown(value)}`);
	if (node.enum !== undefined && !(typeof value === 'string' && node.enum.includes(value))) {
		return wrong(`must be ${node.enum.join(', ')}, not ${shown(value)}.${didYouMean(String(value), node.enum)}`);
	}
	if (node.minLength !== undefined && typeof value === 'string' && value.length < node.minLength) return wrong('must not be empty');
	if (node.pattern !== undefined && typeof value === 'string' && !new RegExp(node.pattern).test(value)) return wrong(`must be ${node.patternHint ?? node.pattern}`);
	if (isOutside(value, node)) return wrong(`must be from ${node.minimum} to ${node.maximum}, not ${shown(value)}`);
	if (Array.isArray(value)) return first(value.entries(), ([index, item]) => node.items && violationOf(item, node.items, [...path, index]));
	return isRecord(value) && node.type === 'object' ? objectViolation(value, node, path) : undefined;
}

function isOutside(value: unknown, { minimum = -Infinity, maximum = Infinity }: SchemaNode): boolean {
	return typeof value === 'number' && (value < minimum || value > maximum);
}

function objectViolation(value: Readonly<Record<string, unknown>>, node: SchemaNode, path: KeyPath): Violation | undefined {
	const properties = node.properties ?? {};
	const wrong = first(Object.entries(value), ([key, child]) => {
		const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
		if (known !== undefined) return violationOf(child, known, [...path, key]);
		if (typeof node.additionalProperties === 'object') return violationOf(child, node.additionalProperties, [...path, key]);
		if (node.additionalProperties === true) return undefined;
		const message = `unknown key \`${key}\`${path.length > 0 ? ` in ${name(path)}` : ''}.${didYouMean(key, Object.keys(properties))}`;
		return { path: [...path, key], at: 'key', message };
	});
	if (wrong !== undefined) return wrong;
	const dependent = Object.entries(node.dependencies ?? {}).flatMap(([key, others]) => (Object.hasOwn(value, key) ? others : []));
	const missing = [...(node.required ?? []), ...dependent].find((key) => !Object.hasOwn(value, key));
	if (missing === undefined) return undefined;
	return { path, at: 'value', message: `${name(path)} needs the key \`${missing}\``, remedy: requiredRemedy(missing, properties[missing]) };
}

function requiredRemedy(key: string, node: SchemaNode | undefined): string {
	return node?.const === undefined ? `Add \`${key}\`.` : `Write \`${key}: ${JSON.stringify(node.const)}\` at the top.`;
}

/** Of several forms, the one of the value's own type; else the first, whose complaint names them all. */
function alternative(value: unknown, node: SchemaNode): SchemaNode {
	if (node.anyOf === undefined) return node;
	return node.anyOf.find(({ type }) => type !== undefined && fits(value, type)) ?? node.anyOf[0] ?? node;
}

function expected(node: SchemaNode): string {
	if (node.anyOf !== undefined) return node.anyOf.map(expected).join(', or ');
	if (node.enum !== undefined) return node.enum.join(', ');
	if (node.type === 'array') return 'a list';
	if (node.type === 'boolean') return 'true or false';
	if (node.type === 'integer') return 'a whole number';
	return node.type === 'object' ? 'a mapping' : 'a text';
}

function fits(value: unknown, type: NonNullable<SchemaNode['type']>): boolean {
	return type === 'integer' ? Number.isSafeInteger(value) : typeOf(value) === type;
}

function typeOf(value: unknown): string {
	if (Array.isArray(value)) return 'array';
	return value === null ? 'null' : typeof value;
}

function shown(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (isRecord(value)) return 'a mapping';
	if (value === null || value === undefined) return 'nothing';
	return typeof value === 'string' ? `\`${value}\`` : JSON.stringify(value);
}

function name(path: KeyPath): string {
	if (path.length === 0) return 'the config';
	return `\`${path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('')}\``;
}

function first<T>(items: Iterable<T>, check: (item: T) => Violation | undefined): Violation | undefined {
	for (const item of items) {
		const violation = check(item);
		if (violation !== undefined) return violation;
	}
	return undefined;
}
