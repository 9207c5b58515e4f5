import { ts } from '../../../parse/typescript/compiler.ts';
import type { PromiseUse } from '../../facts/concurrency.ts';
import { deeper, evaluate } from '../value/evaluate.ts';
import { returnedExpressions } from '../value/returns.ts';
import { type Frame, type FunctionNode, type Value, alternatives } from '../value/value.ts';
import { bare, chainOf, isAsync } from './chains.ts';
import { libraryCall } from './libraries.ts';
import { isPromise, signatureOf } from './types.ts';

export type FunctionValue = Extract<Value, { readonly kind: 'function' }>;

/** A call that is known to give a promise. */
export interface PromiseCall {
	readonly promise: Exclude<PromiseUse['promise'], 'chained' | 'unknown'>;
	/** The function of the repository that is called, when its body is in sight. */
	readonly callee?: FunctionValue;
	/** What a library's interface says it does. */
	readonly does?: 'io' | 'database';
}

/** Names whose calls are no work of a repository: logs, collections, answers; they are not followed. */
const NO_PROMISE = /^(?:log|trace|debug|info|warn|error|fatal|verbose|silly|push|unshift|pop|shift|splice|sort|reverse|concat|append|forEach|map|filter|reduce|includes|has|clear|bind|call|apply|toString|assign|freeze|emit|on|off|once|addListener|removeListener|removeAllListeners|next|resolve|reject|setTimeout|clearTimeout|setInterval|clearInterval|setImmediate|nextTick|unref|ref|setHeader|header|status|json|setAttribute|setAttributes|addEvent|recordException|setStatus|require|super|describe|it|test|expect|abort|cors|use)$/;

/** How a call is known to give a promise; undefined when it is not known to. */
export function promiseCall(call: ts.CallExpression | ts.TaggedTemplateExpression, frame: Frame): PromiseCall | undefined {
	const library = libraryCall(call, frame);
	if (library !== undefined) return library;
	if (!ts.isCallExpression(call)) return undefined;
	const callee = bare(call.expression);
	if (!mayBePromise(callee)) return undefined;
	const values = alternatives(evaluate(callee, frame));
	const functions = values.filter((value) => value.kind === 'function');
	const [first] = functions;
	if (first !== undefined) return functions.length === values.length && functions.every((value) => givesPromise(value, 3)) ? { promise: 'async', callee: first } : undefined;
	return declaredCall(callee, frame);
}

/** By its name alone: most calls are not worth following. */
function mayBePromise(callee: ts.Expression): boolean {
	if (ts.isIdentifier(callee)) return !NO_PROMISE.test(callee.text);
	if (!ts.isPropertyAccessExpression(callee) || NO_PROMISE.test(callee.name.text)) return false;
	return !(ts.isIdentifier(callee.expression) && /^(?:console|log|logger|Object|Array|JSON|Math|Reflect|expect|process|res|reply)$/.test(callee.expression.text));
}

function declaredCall(callee: ts.Expression, frame: Frame): PromiseCall | undefined {
	const signature = signatureOf(callee, frame.module);
	if (signature === undefined) return undefined;
	const { node, module } = signature;
	if (hasBody(node)) {
		const value: FunctionValue = { kind: 'function', node, frame: { module, depth: frame.depth + 1 } };
		return givesPromise(value, 3) ? { promise: 'async', callee: value } : undefined;
	}
	return node.type !== undefined && isPromise(node.type) ? { promise: 'declared' } : undefined;
}

function hasBody(node: ts.SignatureDeclaration): node is FunctionNode {
	return 'body' in node && node.body !== undefined;
}

const promises = new WeakMap<FunctionNode, boolean>();

/** Does a function give a promise: it is `async`, says so, or hands back one on a path without being async? */
function givesPromise(value: FunctionValue, steps: number): boolean {
	const known = promises.get(value.node);
	if (known !== undefined) return known;
	if (isAsync(value.node)) return !isGenerator(value.node);
	if (value.node.type !== undefined) return isPromise(value.node.type);
	// Until it is known, so that recursion ends.
	promises.set(value.node, false);
	const found = steps > 0 && returnedExpressions(value.node).some((expression) => isPromiseExpression(expression, value.frame, steps));
	if (steps === 3) promises.set(value.node, found);
	else promises.delete(value.node);
	return found;
}

function isGenerator(node: FunctionNode): boolean {
	return 'asteriskToken' in node && node.asteriskToken !== undefined;
}

function isPromiseExpression(expression: ts.Expression, frame: Frame, steps: number): boolean {
	const node = bare(expression);
	if (ts.isNewExpression(node)) return ts.isIdentifier(node.expression) && node.expression.text === 'Promise';
	const chain = chainOf(node);
	if (chain === undefined) return false;
	if (chain.links.length > 0) return true;
	const { call } = chain;
	if (!ts.isCallExpression(call)) return libraryCall(call, frame) !== undefined;
	const callee = bare(call.expression);
	if (ts.isPropertyAccessExpression(callee) && ts.isIdentifier(callee.expression) && callee.expression.text === 'Promise') return true;
	if (libraryCall(call, frame) !== undefined) return true;
	if (!mayBePromise(callee)) return false;
	return alternatives(evaluate(callee, deeper(frame))).some((value) => value.kind === 'function' && givesPromise(value, steps - 1));
}
