import { ts } from '../../../parse/typescript/compiler.ts';

/** A callee without its arguments: `this.mailer.send`, `db().where().update`; empty where it has no name. */
export function calledName(node: ts.Expression): string {
	if (ts.isIdentifier(node)) return node.text;
	if (node.kind === ts.SyntaxKind.ThisKeyword) return 'this';
	if (node.kind === ts.SyntaxKind.SuperKeyword) return 'super';
	if (ts.isPropertyAccessExpression(node)) return joined(calledName(node.expression), node.name.text);
	if (ts.isElementAccessExpression(node)) return joined(calledName(node.expression), '[]');
	if (ts.isCallExpression(node)) return `${calledName(node.expression)}()`;
	if (ts.isNewExpression(node)) return `new ${calledName(node.expression)}()`;
	if (ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node)) return calledName(node.expression);
	return '';
}

function joined(owner: string, name: string): string {
	return owner === '' ? `….${name}` : `${owner}.${name}`;
}

/** A call with what is chained to its promise taken off. */
export interface Chain {
	readonly call: ts.CallExpression | ts.TaggedTemplateExpression;
	/** `then`, `catch` and `finally` in the order in which they are called. */
	readonly links: readonly ts.CallExpression[];
}

const LINKS = new Set(['then', 'catch', 'finally']);

/** `send(mail).then(log).catch(report)` is the call of `send` and two links. */
export function chainOf(node: ts.Expression): Chain | undefined {
	const links: ts.CallExpression[] = [];
	let inner = bare(node);
	while (ts.isCallExpression(inner) && ts.isPropertyAccessExpression(inner.expression) && LINKS.has(inner.expression.name.text) && inner.arguments.length > 0) {
		links.unshift(inner);
		inner = bare(inner.expression.expression);
	}
	return ts.isCallExpression(inner) || ts.isTaggedTemplateExpression(inner) ? { call: inner, links } : undefined;
}

/** Does a chain deal with a failure: `.catch(…)`, or `.then` with a second function? */
export function isCaught({ links }: Chain): boolean {
	return links.some((link) => linkName(link) === 'catch' || (linkName(link) === 'then' && link.arguments.length > 1));
}

function linkName(link: ts.CallExpression): string {
	return ts.isPropertyAccessExpression(link.expression) ? link.expression.name.text : '';
}

/** An expression without parentheses and casts. */
export function bare(node: ts.Expression): ts.Expression {
	return ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node) || ts.isSatisfiesExpression(node) ? bare(node.expression) : node;
}

/** The expression at the beginning of a chain of members and calls: `db` of `db.insert(a).values(b)`. */
export function rootOf(node: ts.Expression): ts.Expression {
	let inner = bare(node);
	while (ts.isPropertyAccessExpression(inner) || ts.isCallExpression(inner) || ts.isElementAccessExpression(inner)) {
		if (ts.isPropertyAccessExpression(inner) && inner.expression.kind === ts.SyntaxKind.ThisKeyword) return inner;
		inner = bare(inner.expression);
	}
	return inner;
}

/** Is a function `async`? */
export function isAsync(node: ts.Node): boolean {
	return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
}
