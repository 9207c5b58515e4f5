import { ts } from '../../parse/typescript/compiler.ts';

/** The name by which an expression ends: `client` and `this.http.client` are both called `client`; anything else has none (empty). */
export function lastName(node: ts.Expression): string {
	if (ts.isPropertyAccessExpression(node)) return node.name.text;
	return ts.isIdentifier(node) ? node.text : '';
}
