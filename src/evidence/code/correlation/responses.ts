import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { nodesIn } from '../handling/calls.ts';
import { calleeName } from '../handling/site.ts';
import type { Found } from './handovers.ts';
import { isIdName } from './names.ts';

const SETTERS = new Set(['set', 'setHeader', 'header', 'append']);
const ANSWER = /^(?:res|response|reply|c|ctx)\b/;

/** Middleware that makes or reads the id of a request: does the caller get it back? */
export function responses(context: CodeContext): Found[] {
	return context.nodes.flatMap((node) => (isMiddleware(node) ? (answer(node) ?? []) : []));
}

function isMiddleware(node: ts.Node): node is ts.FunctionLikeDeclaration {
	if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return false;
	return node.parameters.length >= 2 && node.parameters.some((parameter) => ts.isIdentifier(parameter.name) && /^(?:next|done)$/.test(parameter.name.text));
}

function answer(middleware: ts.FunctionLikeDeclaration): Found | undefined {
	let made: ts.Node | undefined;
	let set: ts.Node | undefined;
	const ids: string[] = [];
	for (const node of nodesIn(middleware)) {
		if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && isIdName(node.name.text)) made ??= node;
		if (!ts.isCallExpression(node) || !SETTERS.has(calleeName(node) ?? '') || !ANSWER.test(node.expression.getText())) continue;
		const header = headerName(node);
		if (header === undefined) continue;
		set ??= node;
		ids.push(header);
	}
	const node = made ?? set;
	return node === undefined ? undefined : { kind: 'response', name: 'response', node, state: ids.length > 0 ? 'passed' : 'absent', ids };
}

/** `res.setHeader('X-Request-Id', id)`; `c.set('requestId', id)` keeps a variable and tells the caller nothing. */
function headerName(node: ts.CallExpression): string | undefined {
	const [name] = node.arguments;
	if (name === undefined || node.arguments.length < 2) return undefined;
	const text = ts.isStringLiteralLike(name) ? name.text : name.getText();
	const isVariable = calleeName(node) === 'set' && /^(?:c|ctx)\.set$/.test(node.expression.getText()) && !text.includes('-') && ts.isStringLiteralLike(name);
	return isIdName(text) && !isVariable ? text : undefined;
}
