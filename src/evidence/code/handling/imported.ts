import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';

/** The module that a name was imported from, as it is written there; for `Hapi.server` that of `Hapi`. Nothing is resolved or parsed. */
export function importedFrom(expression: ts.Expression): string | undefined {
	let root = expression;
	while (ts.isPropertyAccessExpression(root) || ts.isCallExpression(root)) root = root.expression;
	if (!ts.isIdentifier(root)) return undefined;
	const declaration = declarationOf(root.text, root);
	if (declaration === undefined) return undefined;
	if (ts.isVariableDeclaration(declaration) || ts.isBindingElement(declaration)) return requiredBy(declaration);
	const statement = ts.findAncestor(declaration, ts.isImportDeclaration);
	return statement !== undefined && ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier.text : undefined;
}

/** `const x = require('x')`, `const { y } = require('x')`, `require('x').y`. */
function requiredBy(declaration: ts.VariableDeclaration | ts.BindingElement): string | undefined {
	const holder = ts.findAncestor(declaration, ts.isVariableDeclaration);
	let value = holder?.initializer;
	while (value !== undefined && ts.isPropertyAccessExpression(value)) value = value.expression;
	if (value === undefined || !ts.isCallExpression(value) || !ts.isIdentifier(value.expression) || value.expression.text !== 'require') return undefined;
	const [argument] = value.arguments;
	return argument !== undefined && ts.isStringLiteralLike(argument) ? argument.text : undefined;
}
