import { ts } from '../../../parse/typescript/compiler.ts';
import type { Deadline } from '../../facts.ts';
import { handsBack } from '../handling/inert.ts';
import { enclosingFunction } from '../subject.ts';
import type { Frame } from '../value/value.ts';
import { calleeName, callsByName } from './call-index.ts';
import { breaksCircuit, decoratedWithTimeout, executesUnderTimeout } from './policies.ts';

/** `withTimeout(...)`, `pTimeout(...)`, `raceWithDeadline(...)`; not the timers, and nothing that handles a timeout afterwards. */
const BOUNDING = /time_?out|deadline|time_?box|time_?limit|raceWith/i;
const NOT_BOUNDING = /^(?:set|clear|on|handle|is|get|log|record|extend|reset)[A-Z_]?\w*(?:timeout|deadline)|error|exception|^it$|^describe$/i;

/** A bound from what stands around the call: a race against a timer, a timeout wrapper, a chained `.timeout()`. */
export function enclosingDeadline(call: ts.CallExpression, chained: readonly string[], frame: Frame): Deadline | undefined {
	const end = chainEnd(call);
	if (chainMethods(call).some((name) => chained.includes(name)) || pipedTimeout(call)) return { state: 'literal', reason: 'chained' };
	if (heldVariable(end, chained)) return { state: 'literal', reason: 'chained' };
	if (insideBounding(call, frame) || decoratedWithTimeout(call)) return { state: 'literal', reason: 'wrapper' };
	return racedLater(end, frame) || everyCallerBounds(call, frame) ? { state: 'literal', reason: 'wrapper' } : undefined;
}

/** The last call of a chain that starts here: `a()` of `a().b().c()` gives the whole. */
export function chainEnd(call: ts.CallExpression): ts.Expression {
	let end: ts.Expression = call;
	for (;;) {
		const { parent } = end;
		if (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent)) end = parent;
		else if (ts.isPropertyAccessExpression(parent) && parent.expression === end && ts.isCallExpression(parent.parent) && parent.parent.expression === parent) end = parent.parent;
		else return end;
	}
}

/** Names of the methods chained to a call. */
export function chainMethods(call: ts.CallExpression): string[] {
	return chainLinks(call).map((link) => calleeName(link) ?? '');
}

function chainLinks(call: ts.CallExpression): ts.CallExpression[] {
	const links: ts.CallExpression[] = [];
	let end: ts.Expression = call;
	for (;;) {
		const { parent } = end;
		if (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent)) end = parent;
		else if (ts.isPropertyAccessExpression(parent) && parent.expression === end && ts.isCallExpression(parent.parent) && parent.parent.expression === parent) {
			end = parent.parent;
			links.push(parent.parent);
		} else return links;
	}
}

/** rxjs: `.pipe(timeout(5000))`. */
function pipedTimeout(call: ts.CallExpression): boolean {
	return chainLinks(call).some((link) => calleeName(link) === 'pipe' && link.arguments.some((argument) => ts.isCallExpression(argument) && (calleeName(argument) ?? '').startsWith('timeout')));
}

/** `const req = http.request(...); req.setTimeout(...)`. */
function heldVariable(end: ts.Expression, chained: readonly string[]): boolean {
	const name = chained.length === 0 ? undefined : variableOf(end);
	if (name === undefined) return false;
	const scope = enclosingFunction(end) ?? end.getSourceFile();
	return chained.some((method) => new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}\\.(?:${method}\\(|on\\(\\s*['"]timeout)`).test(scope.getText()));
}

function variableOf(expression: ts.Expression): string | undefined {
	let holder = expression.parent;
	while (ts.isAwaitExpression(holder) || ts.isParenthesizedExpression(holder) || ts.isAsExpression(holder)) holder = holder.parent;
	if (ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name)) return holder.name.text;
	return ts.isBinaryExpression(holder) && ts.isIdentifier(holder.left) ? holder.left.text : undefined;
}

/** Is the call, or a function literal around it, an argument of something that bounds it? */
function insideBounding(node: ts.Node, frame: Frame): boolean {
	for (let inner: ts.Node = node; !ts.isSourceFile(inner); inner = inner.parent) {
		const { parent } = inner;
		if (ts.isCallExpression(parent) && parent.expression !== inner && bounds(parent, inner, frame)) return true;
		if (ts.isNewExpression(parent) && parent.expression !== inner && breaksCircuit(parent, frame)) return true;
		// A named function is called elsewhere: what stands around its declaration says nothing.
		if (ts.isFunctionDeclaration(inner) || ts.isClassLike(inner)) return false;
	}
	return false;
}

function bounds(call: ts.CallExpression, argument: ts.Node, frame: Frame): boolean {
	const name = calleeName(call) ?? '';
	if (name === 'race') return racesTimer(call, argument);
	return (BOUNDING.test(name) && !NOT_BOUNDING.test(name) && !handsBack(call.expression, frame)) || executesUnderTimeout(call, frame);
}

/** A race ends early only when another runner is a timer; what it is may be written elsewhere, so any other runner counts. */
function racesTimer(race: ts.CallExpression, argument: ts.Node): boolean {
	return ts.isArrayLiteralExpression(argument) ? argument.elements.length > 1 : race.arguments.length > 0;
}

/** `const response = fetch(url); await Promise.race([response, timer])`. */
function racedLater(end: ts.Expression, frame: Frame): boolean {
	const holder = end.parent;
	if (!ts.isVariableDeclaration(holder) || !ts.isIdentifier(holder.name)) return false;
	const name = holder.name.text;
	const scope = enclosingFunction(end) ?? end.getSourceFile();
	let found = false;
	const visit = (node: ts.Node): void => {
		if (found) return;
		if (ts.isIdentifier(node) && node.text === name && node !== holder.name) found = insideBounding(node, frame);
		ts.forEachChild(node, visit);
	};
	visit(scope);
	return found;
}

/** A named function whose every call in the file stands inside a timeout wrapper: `withTimeout(load(), 1000)`. */
function everyCallerBounds(call: ts.CallExpression, frame: Frame): boolean {
	const around = enclosingFunction(call);
	const name = around === undefined ? undefined : nameOf(around);
	if (name === undefined) return false;
	const callers = callsByName(call.getSourceFile()).get(name) ?? [];
	if (callers.length > 0) return callers.every((caller) => insideBounding(caller, frame));
	return new RegExp(`CircuitBreaker\\(\\s*(?:this\\.)?${name.replaceAll('$', '\\$')}\\b`).test(call.getSourceFile().text);
}

function nameOf(node: ts.FunctionLikeDeclaration): string | undefined {
	if (node.name !== undefined && ts.isIdentifier(node.name)) return node.name.text;
	const { parent } = node;
	return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name.text : undefined;
}
