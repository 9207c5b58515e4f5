import { ts } from '../../../parse/typescript/compiler.ts';
import type { Value } from '../value/value.ts';

/** Is this a parameter, or a member of one, whose written type has none of these properties, so that a caller cannot hand one in? */
export function excludes(value: Value, names: readonly string[]): boolean {
	const type = typeOf(value);
	const known = type === undefined ? undefined : propertiesOf(type, 0);
	return known !== undefined && !names.some((name) => known.has(name));
}

function typeOf(value: Value): ts.TypeNode | undefined {
	switch (value.kind) {
		case 'parameter':
			return value.node.type;
		case 'typed':
			return value.parameter?.type;
		case 'member': {
			const owner = typeOf(value.of);
			return owner === undefined ? undefined : propertiesOf(owner, 0)?.get(value.name);
		}
		default:
			return undefined;
	}
}

type Properties = ReadonlyMap<string, ts.TypeNode | undefined>;

const NONE: Properties = new Map();

/** The properties of a type that is written out in this file, of all parts of a union; undefined when there may be others. */
function propertiesOf(type: ts.TypeNode, depth: number): Properties | undefined {
	if (depth > 4) return undefined;
	if (ts.isTypeLiteralNode(type)) return membersOf(type.members);
	if (ts.isIntersectionTypeNode(type) || ts.isUnionTypeNode(type)) return joined(type.types, depth);
	if (ts.isParenthesizedTypeNode(type)) return propertiesOf(type.type, depth + 1);
	if (type.kind === ts.SyntaxKind.UndefinedKeyword || (ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword)) return NONE;
	return ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? declaredProperties(type, type.typeName.text, depth) : undefined;
}

function declaredProperties(type: ts.TypeNode, name: string, depth: number): Properties | undefined {
	if (name === 'Record') return undefined;
	const declaration = type.getSourceFile().statements.find((statement) => (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) && statement.name.text === name);
	if (declaration === undefined) return undefined;
	if (ts.isTypeAliasDeclaration(declaration)) return propertiesOf(declaration.type, depth + 1);
	return ts.isInterfaceDeclaration(declaration) && declaration.heritageClauses === undefined ? membersOf(declaration.members) : undefined;
}

function joined(types: readonly ts.TypeNode[], depth: number): Properties | undefined {
	const all = new Map<string, ts.TypeNode | undefined>();
	for (const type of types) {
		const properties = propertiesOf(type, depth + 1);
		if (properties === undefined) return undefined;
		// A property of several parts has no single type here.
		for (const [name, inner] of properties) all.set(name, all.has(name) ? undefined : inner);
	}
	return all;
}

function membersOf(members: readonly ts.TypeElement[]): Properties | undefined {
	const properties = new Map<string, ts.TypeNode | undefined>();
	for (const member of members) {
		// An index signature allows anything.
		if (member.name === undefined || !(ts.isIdentifier(member.name) || ts.isStringLiteral(member.name))) return undefined;
		properties.set(member.name.text, ts.isPropertySignature(member) ? member.type : undefined);
	}
	return properties;
}
