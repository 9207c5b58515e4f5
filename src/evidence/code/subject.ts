import { ts } from '../../parse/typescript/compiler.ts';
import { staticName } from './value/object-shape.ts';

/**
 * The function that a node stands in, as a reader names it: `Payments.charge`, `createApp.handler`, `fields.orders.resolve` with
 * the keys of the objects around it; `<module>` at top level.
 */
export function subjectOf(node: ts.Node): string {
	const names: string[] = [];
	for (let inner: ts.Node | undefined = node.parent; inner !== undefined; inner = inner.parent) {
		const name = nameOf(inner) ?? (names.length > 0 ? keyOf(inner) : undefined);
		// Broken code has functions whose name is missing: the compiler calls them by nothing.
		if (name !== undefined) names.unshift(name === '' ? '[unnamed]' : name);
	}
	return names.length === 0 ? '<module>' : names.join('.');
}

/** The function around a node that runs it; undefined at top level. */
export function enclosingFunction(node: ts.Node): ts.FunctionLikeDeclaration | undefined {
	return ts.findAncestor(node.parent, (ancestor): ancestor is ts.FunctionLikeDeclaration => ts.isFunctionLike(ancestor) && 'body' in ancestor);
}

function nameOf(node: ts.Node): string | undefined {
	if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return node.name?.text ?? 'default';
	if (ts.isConstructorDeclaration(node)) return 'constructor';
	if (ts.isMethodDeclaration(node) || ts.isAccessor(node)) return memberName(node.name);
	if (ts.isFunctionExpression(node) || ts.isArrowFunction(node) || ts.isClassExpression(node)) return expressionName(node);
	return undefined;
}

/** The key of an object that holds functions: a table of them has many a `resolve`. */
function keyOf(node: ts.Node): string | undefined {
	return ts.isPropertyAssignment(node) && ts.isObjectLiteralExpression(node.initializer) ? memberName(node.name) : undefined;
}

/** A function or class expression takes the name of what it is assigned to; a callback has none. */
function expressionName(node: ts.FunctionExpression | ts.ArrowFunction | ts.ClassExpression): string | undefined {
	const holder = node.parent;
	if (ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name)) return holder.name.text;
	if (ts.isPropertyAssignment(holder) || ts.isPropertyDeclaration(holder)) return memberName(holder.name);
	if (ts.isBinaryExpression(holder) && ts.isPropertyAccessExpression(holder.left)) return holder.left.name.text;
	return node.name?.text;
}

function memberName(name: ts.PropertyName): string {
	return ts.isPrivateIdentifier(name) ? name.text : (staticName(name) ?? '[computed]');
}
