import { ts } from '../../../parse/typescript/compiler.ts';
import { chainEnd } from './enclosing.ts';

/** Does someone wait for this call: `await`, `return`, a value kept for later, or a promise that only its callback settles? */
export function isAwaited(call: ts.CallExpression): boolean {
	let end = chainEnd(call);
	while (ts.isParenthesizedExpression(end.parent) || ts.isAsExpression(end.parent) || ts.isNonNullExpression(end.parent)) end = end.parent;
	if (ts.isVoidExpression(end.parent)) return false;
	return ts.isExpressionStatement(end.parent) ? settlesPromise(call) : true;
}

/** `new Promise((resolve, reject) => { client.get(key, (error, data) => resolve(data)) })`. */
function settlesPromise(call: ts.CallExpression): boolean {
	const executor = ts.findAncestor(call.parent, (node): node is ts.ArrowFunction | ts.FunctionExpression => ts.isArrowFunction(node) || ts.isFunctionExpression(node));
	if (executor === undefined || !ts.isNewExpression(executor.parent) || executor.parent.expression.getText() !== 'Promise') return false;
	const settlers = executor.parameters.map((parameter) => parameter.name).filter((name) => ts.isIdentifier(name)).map(({ text }) => text);
	return call.arguments.some((argument) => settlers.some((name) => new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}\\b`).test(argument.getText())));
}
