import { ts } from '../../../parse/typescript/compiler.ts';
import { evaluate } from '../value/evaluate.ts';
import { type Frame, alternatives } from '../value/value.ts';
import { bare, chainOf, isCaught } from './chains.ts';
import type { FunctionValue } from './resolve.ts';
import { lastName } from '../last-name.ts';

/** Calls followed into to see whether a failure of theirs comes out. */
const MAX_STEPS = 3;

/** By the calls that were left to follow. */
const known = Array.from({ length: MAX_STEPS + 1 }, () => new WeakMap<ts.Node, boolean>());

/** Can a promise of this function fail: by something that it waits for or throws, outside of any `try` that keeps the failure? */
export function canFail({ node, frame }: FunctionValue, steps = MAX_STEPS): boolean {
	const { body } = node;
	if (body === undefined) return true;
	const kept = known[steps]?.get(node);
	if (kept !== undefined) return kept;
	// Until it is known, so that recursion ends.
	known[steps]?.set(node, false);
	const found = ts.isBlock(body) ? fails(body, frame, steps) : expressionFails(body, frame, steps);
	known[steps]?.set(node, found);
	return found;
}

function fails(root: ts.Node, frame: Frame, steps: number): boolean {
	const pending: ts.Node[] = [root];
	for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
		if (ts.isFunctionLike(node) || ts.isClassLike(node)) continue;
		if (nodeFails(node, frame, steps)) return true;
		// What a clause keeps does not come out; what the clause itself does may.
		if (ts.isTryStatement(node) && node.catchClause !== undefined) pending.push(node.catchClause.block, ...(node.finallyBlock === undefined ? [] : [node.finallyBlock]));
		else ts.forEachChild(node, (child) => {
			pending.push(child);
		});
	}
	return false;
}

function nodeFails(node: ts.Node, frame: Frame, steps: number): boolean {
	if (ts.isThrowStatement(node)) return true;
	if (ts.isForOfStatement(node)) return node.awaitModifier !== undefined;
	if (ts.isAwaitExpression(node)) return expressionFails(node.expression, frame, steps);
	return ts.isReturnStatement(node) && node.expression !== undefined && isCall(node.expression) && !isAnswer(node.expression) && expressionFails(node.expression, frame, steps);
}

/** `return res.status(404).json(…)` and `return next(error)`: returned to leave the handler, not as a promise. */
function isAnswer(expression: ts.Expression): boolean {
	let node = bare(expression);
	if (!ts.isCallExpression(node)) return false;
	while (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node)) node = node.expression;
	return ts.isIdentifier(node) && /^_?(?:res|response|reply|next)$/.test(node.text);
}

function isCall(expression: ts.Expression): boolean {
	return ts.isCallExpression(bare(expression)) || ts.isAwaitExpression(bare(expression));
}

/** Waiting for these cannot fail, or no more than the process. */
const CANNOT_FAIL = /^(?:sleep|delay|wait|setTimeout|setImmediate|allSettled|nextTick|pause|tick)$/i;

/** Can waiting for this expression fail? */
function expressionFails(expression: ts.Expression, frame: Frame, steps: number): boolean {
	const node = bare(expression);
	if (ts.isAwaitExpression(node)) return expressionFails(node.expression, frame, steps);
	if (ts.isConditionalExpression(node)) return expressionFails(node.whenTrue, frame, steps) || expressionFails(node.whenFalse, frame, steps);
	const chain = chainOf(node);
	if (chain === undefined) return !isSafeValue(node);
	if (isCaught(chain)) return false;
	const { call } = chain;
	if (!ts.isCallExpression(call)) return true;
	const callee = bare(call.expression);
	const name = lastName(callee);
	if (CANNOT_FAIL.test(name)) return false;
	if (steps === 0) return true;
	const values = alternatives(evaluate(callee, frame));
	return !values.every((value) => value.kind === 'function') || values.some((value) => value.kind === 'function' && canFail(value, steps - 1));
}

/** A `new Promise` around a timer is a pause; a literal is its own value. */
function isSafeValue(node: ts.Expression): boolean {
	if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Promise') return /setTimeout|setImmediate/.test(node.getText());
	return ts.isLiteralExpression(node) || node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword || node.kind === ts.SyntaxKind.NullKeyword;
}
