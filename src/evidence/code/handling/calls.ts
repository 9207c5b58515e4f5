import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { evaluate } from '../value/evaluate.ts';
import { alternatives } from '../value/value.ts';
import type { Work } from './site.ts';

/** All nodes inside a function, nested functions included. */
export function* nodesIn(root: ts.Node): Generator<ts.Node> {
	const pending: ts.Node[] = [root];
	for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
		yield node;
		const children: ts.Node[] = [];
		ts.forEachChild(node, (child) => {
			children.push(child);
		});
		pending.push(...children.toReversed());
	}
}

/** The functions of the same file that a function calls, by name or on `this`. */
export function calledHere(fn: ts.Node, context: CodeContext): ts.Node[] {
	const found: ts.Node[] = [];
	for (const node of nodesIn(fn)) {
		if (!ts.isCallExpression(node)) continue;
		const callee = node.expression;
		const near = ts.isIdentifier(callee) || (ts.isPropertyAccessExpression(callee) && callee.expression.kind === ts.SyntaxKind.ThisKeyword);
		if (!near) continue;
		for (const value of alternatives(evaluate(callee, context.frame))) {
			if (value.kind === 'function' && value.node.getSourceFile() === context.module.sourceFile) found.push(value.node);
		}
	}
	return found;
}

/** `async () => main(argv)` does nothing of its own: the work is in `main`. Followed twice at the most. */
export function innermost(work: Work, steps = 2): Work {
	const { body } = work.node;
	if (steps === 0 || body === undefined) return work;
	const only = ts.isBlock(body) ? (body.statements.length === 1 ? body.statements[0] : undefined) : body;
	const expression = only === undefined ? undefined : ts.isExpressionStatement(only) || ts.isReturnStatement(only) ? only.expression : ts.isExpression(only) ? only : undefined;
	const call = expression === undefined ? undefined : awaited(expression);
	if (call === undefined || !ts.isCallExpression(call)) return work;
	const [callee] = alternatives(evaluate(call.expression, work.frame)).filter((value) => value.kind === 'function');
	return callee === undefined ? work : innermost(callee, steps - 1);
}

function awaited(node: ts.Expression): ts.Expression {
	return ts.isAwaitExpression(node) || ts.isVoidExpression(node) || ts.isParenthesizedExpression(node) ? awaited(node.expression) : node;
}
