import { ts } from '../../../parse/typescript/compiler.ts';

const MAX_LENGTH = 80;

/** A callee without arguments and line breaks: `this.store.save`, `client.from().insert`. */
export function dottedName(node: ts.Expression): string {
	return nameOf(node).slice(0, MAX_LENGTH);
}

function nameOf(node: ts.Expression): string {
	if (ts.isIdentifier(node)) return node.text;
	if (node.kind === ts.SyntaxKind.ThisKeyword) return 'this';
	if (node.kind === ts.SyntaxKind.SuperKeyword) return 'super';
	if (ts.isPropertyAccessExpression(node)) return `${nameOf(node.expression)}.${node.name.text}`;
	if (ts.isElementAccessExpression(node)) return `${nameOf(node.expression)}[]`;
	if (ts.isCallExpression(node) || ts.isNewExpression(node)) return `${nameOf(node.expression)}()`;
	if (ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node)) return nameOf(node.expression);
	return '…';
}
