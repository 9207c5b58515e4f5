import { ts } from '../../../parse/typescript/compiler.ts';
import type { Contract } from '../../facts/configuration.ts';
import type { CodeContext } from '../context.ts';
import { unwrapped } from '../handling/site.ts';
import { staticName } from '../value/object-shape.ts';

export type Field = Contract['fields'][number];

/** What a schema lets through. */
export interface Shape {
	readonly fields: readonly Field[];
	readonly complete: boolean;
}

/** One dialect of schemas: what a field's expression says of it, and the object inside it whose fields are its own. */
export interface Described {
	readonly type: string;
	readonly required: boolean;
	readonly values: readonly string[];
	readonly inside?: ts.ObjectLiteralExpression;
	/** Something of it cannot be read: what is inside is left open. */
	readonly open?: boolean;
}

const MAX_DEPTH = 4;
const MAX_FIELDS = 150;

/** The fields of an object of schemas, with those of the objects inside. */
export function shapeOf(literal: ts.ObjectLiteralExpression, describe: (value: ts.Expression, name: string) => Described, context: CodeContext, prefix = ''): Shape {
	const fields: Field[] = [];
	let complete = true;
	for (const property of literal.properties) {
		const name = property.name === undefined ? undefined : staticName(property.name);
		if (name === undefined || ts.isSpreadAssignment(property) || fields.length >= MAX_FIELDS) {
			complete = false;
			continue;
		}
		const described = ts.isPropertyAssignment(property) ? describe(unwrapped(property.initializer), name) : UNREAD;
		fields.push({ at: context.places.at(property), name: prefix + name, type: described.type, required: described.required, values: described.values });
		if (described.open === true) complete = false;
		if (described.inside === undefined || prefix.split('.').length > MAX_DEPTH) continue;
		const inner = shapeOf(described.inside, describe, context, `${prefix}${name}.`);
		fields.push(...inner.fields);
		complete &&= inner.complete;
	}
	return { fields, complete };
}

/** A field that is named and no more. */
export const UNREAD: Described = { type: 'unknown', required: false, values: [] };

/** The texts of a list: the values of an enum. */
export function textsOf(node: ts.Node | undefined): string[] {
	if (node === undefined || !ts.isArrayLiteralExpression(node)) return [];
	const texts = node.elements.filter((element) => ts.isStringLiteralLike(element));
	return texts.length === node.elements.length ? texts.map(({ text }) => text) : [];
}
