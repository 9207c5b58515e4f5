import { ts } from '../../../parse/typescript/compiler.ts';
import type { Retry } from '../../facts.ts';
import type { CodeContext } from '../context.ts';
import { nodesIn } from '../handling/calls.ts';
import { calleeName } from '../outbound/call-index.ts';
import { evaluate } from '../value/evaluate.ts';
import { type FunctionNode, alternatives } from '../value/value.ts';
import { waitingIn, waitingOf } from './waiting.ts';

/** A connection that is made anew when it was lost. */
export interface Reconnect extends Pick<Retry, 'backoff' | 'jitter' | 'library'> {
	/** Where it is decided: the function that is called when the connection is lost. */
	readonly node: ts.Node;
	/** What is called to connect. */
	readonly around: string;
}

const LOST = /^(?:close|end|error|disconnect|disconnected|exit)$/;
const HANDLER = /^on(?:close|error|end|disconnect)$/;
const CONNECTS = /^(?:_|#)?(?:(?:re)?(?:connect|subscribe|establish|initiali[sz]e|init|open|start|listen|setup|enable|create)\w*|restart\w*|scheduleReconnect\w*|attemptReconnect\w*)$/i;
const RECONNECTS = /reconnect|resubscribe|reopen/i;
const MAX_FUNCTIONS = 6;

/** Handlers of a lost connection in a file, with how it comes back. */
export function reconnectsIn(context: CodeContext): Reconnect[] {
	const { text } = context.module.sourceFile;
	if (!/EventSource|WebSocket|reconnect|socket|connection|\.connect\(/i.test(text)) return [];
	const found = new Map<ts.Node, Reconnect>();
	for (const node of context.nodes) {
		const handler = handlerOf(node);
		const reconnect = handler === undefined ? undefined : reconnectAfter(handler, context);
		if (reconnect !== undefined && !found.has(reconnect.node)) found.set(reconnect.node, reconnect);
	}
	return [...found.values()];
}

/** What is called when a connection is lost: `socket.on('close', …)`, `source.onerror = …`, `addEventListener('error', …)`. */
function handlerOf(node: ts.Node): { readonly handler: ts.Expression; readonly on: string } | undefined {
	if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isPropertyAccessExpression(node.left) && HANDLER.test(node.left.name.text)) {
		return { handler: node.right, on: node.left.expression.getText() };
	}
	if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression) || !/^(?:on|once|addEventListener|addListener)$/.test(node.expression.name.text)) return undefined;
	const [event, handler] = node.arguments;
	if (event === undefined || handler === undefined || !ts.isStringLiteralLike(event) || !LOST.test(event.text)) return undefined;
	return { handler, on: node.expression.expression.getText() };
}

function reconnectAfter({ handler, on }: { readonly handler: ts.Expression; readonly on: string }, context: CodeContext): Reconnect | undefined {
	const [first] = functionsOf(handler, context);
	if (first === undefined) return undefined;
	const functions = reached(first, context);
	// Signing in anew is no reconnect on a schedule.
	if (functions.some((fn) => /\b401\b|unauthorized/i.test(fn.getText()))) return undefined;
	for (const fn of functions) {
		const again = connecting(fn, context);
		if (again !== undefined) return { ...again, library: '', node: placeOf(fn) };
	}
	// The runtime connects an event source again by itself, always after the same time.
	if (!/EventSource/.test(context.module.sourceFile.text) || !/source|src|sse|stream|\bes$/i.test(on)) return undefined;
	const last = functions.at(-1) ?? first;
	return { backoff: 'fixed', jitter: 'absent', library: 'EventSource', around: 'EventSource', node: placeOf(functions.length > 1 ? (functions[1] ?? last) : first) };
}

function placeOf(fn: FunctionNode): ts.Node {
	if (fn.name !== undefined) return fn.name;
	return ts.isVariableDeclaration(fn.parent) ? fn.parent.name : fn;
}

function functionsOf(node: ts.Expression, context: CodeContext): FunctionNode[] {
	return alternatives(evaluate(node, context.frame)).flatMap((value) => (value.kind === 'function' && value.node.getSourceFile() === context.module.sourceFile ? [value.node] : []));
}

/** The handler and the functions of the file that it calls, as many as matter. */
function reached(first: FunctionNode, context: CodeContext): FunctionNode[] {
	const found: FunctionNode[] = [first];
	for (const fn of found) {
		for (const node of nodesIn(fn)) {
			if (found.length >= MAX_FUNCTIONS) return found;
			if (!ts.isCallExpression(node) || !(ts.isIdentifier(node.expression) || isOwn(node.expression))) continue;
			for (const called of functionsOf(node.expression, context)) if (!found.includes(called) && !isInside(node, called)) found.push(called);
		}
	}
	return found;
}

function isOwn(callee: ts.Expression): boolean {
	return ts.isPropertyAccessExpression(callee) && callee.expression.kind === ts.SyntaxKind.ThisKeyword;
}

function isInside(node: ts.Node, ancestor: ts.Node): boolean {
	return ts.findAncestor(node, (inner) => inner === ancestor) !== undefined;
}

/** A call that connects again, at once or after a timer. */
function connecting(fn: FunctionNode, context: CodeContext): Pick<Reconnect, 'backoff' | 'jitter' | 'around'> | undefined {
	for (const node of nodesIn(fn)) {
		if (!ts.isCallExpression(node)) continue;
		const name = calleeName(node) ?? '';
		if (name === 'setTimeout') {
			const [later, length] = node.arguments;
			const called = later === undefined ? undefined : connectsIn(later, fn, context);
			if (called !== undefined && length !== undefined) return { around: called, ...waitingOf(length, fn, context.frame) };
		} else if (isConnect(node, fn, context) && ts.findAncestor(node, (inner) => inner !== node && ts.isCallExpression(inner) && calleeName(inner) === 'setTimeout') === undefined) {
			return { around: name, ...waitingIn(fn, context.frame) };
		}
	}
	return undefined;
}

function connectsIn(later: ts.Expression, fn: FunctionNode, context: CodeContext): string | undefined {
	if (ts.isIdentifier(later) || ts.isPropertyAccessExpression(later)) {
		const name = ts.isIdentifier(later) ? later.text : later.name.text;
		return RECONNECTS.test(name) || isFunctionAround(later, fn, context) ? name : undefined;
	}
	for (const node of nodesIn(later)) if (ts.isCallExpression(node) && isConnect(node, fn, context)) return calleeName(node);
	return undefined;
}

/** `reconnect()`, or a function by such a name that sets this very handler up. */
function isConnect(call: ts.CallExpression, fn: FunctionNode, context: CodeContext): boolean {
	const name = calleeName(call) ?? '';
	if (!CONNECTS.test(name) && !RECONNECTS.test(name)) return false;
	if (RECONNECTS.test(name) && !/schedule|attempt/i.test(name)) return !functionsOf(call.expression, context).some((called) => /setTimeout|sleep|delay|backoff/i.test(called.getText()));
	return isFunctionAround(call.expression, fn, context);
}

/** Does this name mean a function in which the handler is set up, directly or through a function that it calls? */
function isFunctionAround(name: ts.Expression, fn: FunctionNode, context: CodeContext): boolean {
	return functionsOf(name, context).some((called) => isInside(fn, called) || /\.on(?:close|error|end|disconnect)\s*=|\.(?:on|once|addEventListener)\(\s*['"](?:close|error|end|disconnect)/.test(called.getText()));
}
