import { ts } from '../../../parse/typescript/compiler.ts';
import type { Value } from '../value/value.ts';

/** Is this a parameter whose written type has none of these properties, so that a caller cannot hand one in? */
export function excludes(value: Value, names: readonly string[]): boolean {
	const parameter = value.kind === 'parameter' ? value.node : value.kind === 'typed' ? value.parameter : undefined;
	if (parameter?.type === undefined) return false;
	const known = propertiesOf(parameter.type, 0);
	return known !== undefined && !names.some((name) => known.has(name));
}

/** The properties of a type that is written out in this file; undefined when there may be others. */
function propertiesOf(type: ts.TypeNode, depth: number): Set<string> | undefined {
	if (depth > 4) return undefined;
	if (ts.isTypeLiteralNode(type)) return memberNames(type.members);
	if (ts.isIntersectionTypeNode(type)) return joined(type.types, depth);
	if (ts.isParenthesizedTypeNode(type)) return propertiesOf(type.type, depth + 1);
	if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
	const name = type.typeName.text;
	if (name === 'Record') return undefined;
	const declaration = type.getSourceFile().statements.find((statement) => (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) && statement.name.text === name);
	if (declaration === undefined) return undefined;
	if (ts.isTypeAliasDeclaration(declaration)) return propertiesOf(declaration.type, depth + 1);
	return ts.isInterfaceDeclaration(declaration) && declaration.heritageClauses === undefined ? memberNames(declaration.members) : undefined;
}

function joined(types: readonly ts.TypeNode[], depth: number): Set<string> | undefined {
	const all = new Set<string>();
	for (const type of types) {
		const names = propertiesOf(type, depth + 1);
		if (names === undefined) return undefined;
		for (const name of names) all.add(name);
	}
	return all;
}

function memberNames(members: readonly ts.TypeElement[]): Set<string> | undefined {
	const names = new Set<string>();
	for (const member of members) {
		// An index signature allows anything.
		if (member.name === undefined || !(ts.isIdentifier(member.name) || ts.isStringLiteral(member.name))) return undefined;
		names.add(member.name.text);
	}
	return names;
}
