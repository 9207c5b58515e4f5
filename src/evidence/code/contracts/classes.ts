import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { staticName } from '../value/object-shape.ts';
import type { Field, Shape } from './field.ts';

const MARKS = /^(?:Is[A-Z]\w*|ApiProperty\w*|Field|Prop|ValidateNested|Min|Max|MinLength|MaxLength|Matches|Expose|Type)$/;
const KINDS: ReadonlyMap<ts.SyntaxKind, string> = new Map([
	[ts.SyntaxKind.StringKeyword, 'string'],
	[ts.SyntaxKind.NumberKeyword, 'number'],
	[ts.SyntaxKind.BooleanKeyword, 'boolean'],
]);

/** The shape of a class whose members carry decorators of class-validator, OpenAPI or GraphQL; undefined for any other. */
export function classShape(node: ts.ClassDeclaration, context: CodeContext): Shape | undefined {
	const members = node.members.filter(ts.isPropertyDeclaration);
	if (!members.some((member) => markedOf(member).length > 0)) return undefined;
	return { fields: members.flatMap((member) => fieldOf(member, context)), complete: node.heritageClauses === undefined };
}

function fieldOf(member: ts.PropertyDeclaration, context: CodeContext): Field[] {
	const name = staticName(member.name);
	const marks = markedOf(member);
	if (name === undefined || marks.length === 0) return [];
	const optional = member.questionToken !== undefined || member.initializer !== undefined || marks.some((mark) => mark === 'IsOptional' || mark === 'ApiPropertyOptional') || /required:\s*false|nullable:\s*true/.test(member.getText());
	return [{ at: context.places.at(member.name), name, type: typeOf(member.type), required: !optional, values: [] }];
}

function markedOf(member: ts.PropertyDeclaration): string[] {
	return (ts.getDecorators(member) ?? []).flatMap(({ expression }) => {
		const callee = ts.isCallExpression(expression) ? expression.expression : expression;
		return ts.isIdentifier(callee) && MARKS.test(callee.text) ? [callee.text] : [];
	});
}

function typeOf(type: ts.TypeNode | undefined): string {
	if (type === undefined) return 'unknown';
	if (ts.isArrayTypeNode(type)) return 'array';
	return KINDS.get(type.kind) ?? (ts.isTypeReferenceNode(type) ? type.typeName.getText() : 'unknown');
}
