import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { unwrapped } from '../handling/site.ts';
import { staticName } from '../value/object-shape.ts';
import { type Described, type Shape, shapeOf, textsOf } from './field.ts';

/** The shape of an object literal that is a JSON Schema of an object; undefined for anything else. */
export function jsonSchemaShape(node: ts.Expression, context: CodeContext): Shape | undefined {
	const literal = unwrapped(node);
	if (!ts.isObjectLiteralExpression(literal) || textAt(literal, 'type') !== 'object') return undefined;
	const properties = memberOf(literal, 'properties');
	if (properties === undefined || !ts.isObjectLiteralExpression(properties)) return undefined;
	const combined = ['allOf', 'anyOf', 'oneOf', '$ref'].some((name) => memberOf(literal, name) !== undefined);
	const shape = shapeOf(properties, (value, name) => described(value, isRequired(value, name)), context);
	// A list of required names that is put together elsewhere says nothing here.
	const required = memberOf(literal, 'required');
	const readable = required === undefined || (ts.isArrayLiteralExpression(required) && required.elements.every((element) => ts.isStringLiteralLike(element)));
	return { ...shape, complete: shape.complete && readable && !combined && !literal.properties.some((property) => ts.isSpreadAssignment(property)) };
}

function described(node: ts.Expression, required: boolean): Described {
	if (!ts.isObjectLiteralExpression(node)) return { type: 'unknown', required, values: [], open: false };
	const type = textAt(node, 'type') ?? 'unknown';
	const inside = type === 'object' ? memberOf(node, 'properties') : undefined;
	const values = textsOf(memberOf(node, 'enum'));
	return { type: values.length > 0 ? 'enum' : type, required, values, ...(inside !== undefined && ts.isObjectLiteralExpression(inside) && { inside }) };
}

/** Is a property named in the `required` beside its `properties`? */
function isRequired(value: ts.Expression, name: string): boolean {
	const properties = ts.findAncestor(value, ts.isObjectLiteralExpression);
	const own = properties === value ? ts.findAncestor(value.parent, ts.isObjectLiteralExpression) : properties;
	const schema = own === undefined ? undefined : ts.findAncestor(own.parent, ts.isObjectLiteralExpression);
	return schema !== undefined && textsOf(memberOf(schema, 'required')).includes(name);
}

function memberOf(literal: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
	const property = literal.properties.find((candidate) => candidate.name !== undefined && staticName(candidate.name) === name);
	return property !== undefined && ts.isPropertyAssignment(property) ? unwrapped(property.initializer) : undefined;
}

function textAt(literal: ts.ObjectLiteralExpression, name: string): string | undefined {
	const value = memberOf(literal, name);
	return value !== undefined && ts.isStringLiteralLike(value) ? value.text : undefined;
}
