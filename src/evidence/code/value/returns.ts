import { ts } from '../../../parse/typescript/compiler.ts';
import { evaluate } from './evaluate.ts';
import { type Bound, either, type Frame, type FunctionNode, type Value } from './value.ts';

type FunctionValue = Extract<Value, { readonly kind: 'function' }>;

/** What a call of a repository's function returns, with its arguments bound to the parameters. */
export function returnedValue(callee: FunctionValue, callArguments: readonly ts.Expression[], caller: Frame): Value | undefined {
	const frame = enter(callee, callArguments, caller);
	const returned = returnedExpressions(callee.node).map((expression) => evaluate(expression, frame));
	return returned.length === 0 ? undefined : either(returned);
}

/** The frame inside a function that was called with these arguments. */
export function enter(callee: FunctionValue, callArguments: readonly ts.Expression[], caller: Frame): Frame {
	const bindings = new Map<ts.ParameterDeclaration, Bound>(callee.frame.bindings ?? []);
	const omitted = new Set<ts.ParameterDeclaration>(callee.frame.omitted ?? []);
	const spread = callArguments.some((argument) => ts.isSpreadElement(argument));
	for (const [index, parameter] of spread ? [] : callee.node.parameters.entries()) {
		const argument = callArguments[index];
		if (parameter.dotDotDotToken !== undefined) break;
		if (argument !== undefined) bindings.set(parameter, { expression: argument, frame: caller });
		else if (parameter.initializer !== undefined) bindings.set(parameter, { expression: parameter.initializer, frame: callee.frame });
		else omitted.add(parameter);
	}
	return { module: callee.frame.module, bindings, omitted, depth: caller.depth + 1 };
}

/** The expressions that a function returns, not those of functions inside it. */
export function returnedExpressions(node: FunctionNode): ts.Expression[] {
	const body = node.body;
	if (body === undefined) return [];
	if (!ts.isBlock(body)) return [body];
	const found: ts.Expression[] = [];
	const visit = (inner: ts.Node): void => {
		if (ts.isFunctionLike(inner) || ts.isClassLike(inner)) return;
		if (ts.isReturnStatement(inner)) {
			if (inner.expression !== undefined) found.push(inner.expression);
			return;
		}
		ts.forEachChild(inner, visit);
	};
	visit(body);
	return found;
}
