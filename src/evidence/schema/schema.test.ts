import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';
import { describe, expect, it } from 'vitest';

interface Schema {
	readonly $ref?: string;
	readonly type?: string | readonly string[];
	readonly enum?: readonly string[];
	readonly items?: Schema;
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly required?: readonly string[];
	readonly additionalProperties?: boolean;
	readonly definitions?: Readonly<Record<string, Schema>>;
}

const FACTS = join(import.meta.dirname, '../facts.ts');
const program = ts.createProgram([FACTS], { strict: true, noEmit: true, exactOptionalPropertyTypes: true, allowImportingTsExtensions: true });
const checker = program.getTypeChecker();

/** The shape of a type, in the words of a schema: what a policy author relies on. */
function shapeOfType(type: ts.Type): unknown {
	if (type.isUnion()) {
		const texts = type.types.flatMap((member) => (member.isStringLiteral() ? [member.value] : []));
		return texts.length === type.types.length ? { enum: texts.toSorted() } : checker.typeToString(type);
	}
	if (type.isStringLiteral()) return { enum: [type.value] };
	if ((type.flags & ts.TypeFlags.Object) === 0) return checker.typeToString(type);
	const element = checker.isArrayType(type) ? checker.getIndexTypeOfType(type, ts.IndexKind.Number) : undefined;
	if (element !== undefined) return { items: shapeOfType(element) };
	if (checker.getIndexInfosOfType(type).length > 0) return 'open';
	return Object.fromEntries(checker.getPropertiesOfType(type).map((property) => [nameOf(property), shapeOfType(valueType(property))]));
}

/** Without the `undefined` that a `?` brings. */
function valueType(property: ts.Symbol): ts.Type {
	const type = checker.getTypeOfSymbol(property);
	return (property.flags & ts.SymbolFlags.Optional) === 0 ? type : checker.getNonNullableType(type);
}

function nameOf(property: ts.Symbol): string {
	return (property.flags & ts.SymbolFlags.Optional) === 0 ? property.name : `${property.name}?`;
}

function shapeOfSchema(schema: Schema, root: Schema): unknown {
	if (schema.$ref !== undefined) return shapeOfSchema(root.definitions?.[schema.$ref.replace('#/definitions/', '')] ?? {}, root);
	if (schema.enum !== undefined) return { enum: schema.enum.toSorted() };
	if (schema.items !== undefined) return { items: shapeOfSchema(schema.items, root) };
	if (schema.type !== 'object') return schema.type === 'integer' ? 'number' : schema.type;
	if (schema.properties === undefined) return 'open';
	expect(schema.additionalProperties, 'a misspelt fact must not compile').toBe(false);
	return Object.fromEntries(
		Object.entries(schema.properties).map(([name, property]) => [schema.required?.includes(name) === true ? name : `${name}?`, shapeOfSchema(property, root)]),
	);
}

describe('code.json', () => {
	it('describes the facts as they are typed', () => {
		const file = program.getSourceFile(FACTS);
		const declaration = file?.statements.find((statement) => ts.isInterfaceDeclaration(statement) && statement.name.text === 'CodeEvidence');
		if (declaration === undefined) throw new Error('CodeEvidence is not in facts.ts');
		const schema = JSON.parse(readFileSync(join(import.meta.dirname, 'code.json'), 'utf8')) as Schema;
		expect(shapeOfSchema(schema, schema)).toEqual(shapeOfType(checker.getTypeAtLocation(declaration)));
	});
});
