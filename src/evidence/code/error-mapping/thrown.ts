import { ts } from '../../../parse/typescript/compiler.ts';
import { callsIn } from '../errors/calls.ts';
import { evaluate } from '../value/evaluate.ts';
import { type Frame, alternatives } from '../value/value.ts';

/** How deep calls are followed, and how many functions are looked into for one handler. */
const MAX_DEPTH = 2;
const MAX_FUNCTIONS = 24;
const PLAIN = /^(?:Error|TypeError|RangeError|EvalError|SyntaxError|ReferenceError|URIError|AggregateError|AssertionError|DOMException)$/;

/** Classes of errors of the repository, or of its frameworks, that a piece of code is seen to throw. */
export function thrownBy(tried: ts.Node, frame: Frame): string[] {
	const found = new Set<string>();
	const seen = new Set<ts.Node>();
	collect(tried, frame, 0, found, seen);
	return [...found].sort();
}

function collect(root: ts.Node, frame: Frame, depth: number, found: Set<string>, seen: Set<ts.Node>): void {
	noteThrows(root, found);
	if (depth >= MAX_DEPTH) return;
	for (const call of callsIn(root)) {
		if (seen.size >= MAX_FUNCTIONS || !ts.isCallExpression(call)) continue;
		for (const value of alternatives(evaluate(call.expression, frame))) {
			if (value.kind !== 'function' || value.node.body === undefined || seen.has(value.node)) continue;
			seen.add(value.node);
			collect(value.node.body, value.frame, depth + 1, found, seen);
		}
	}
}

/** `throw new NotFound(…)` outside of functions that run later, and outside of a try that catches it. */
function noteThrows(root: ts.Node, found: Set<string>): void {
	const visit = (node: ts.Node): void => {
		if (node !== root && ts.isFunctionLike(node)) return;
		if (ts.isTryStatement(node) && node.catchClause !== undefined && node.tryBlock !== root) {
			visit(node.catchClause);
			return;
		}
		const name = ts.isThrowStatement(node) ? className(node.expression) : undefined;
		if (name !== undefined && !PLAIN.test(name)) found.add(name);
		ts.forEachChild(node, visit);
	};
	visit(root);
}

/** The class of what is thrown anew. */
export function className(thrown: ts.Expression): string | undefined {
	if (!ts.isNewExpression(thrown)) return undefined;
	const callee = thrown.expression;
	return ts.isIdentifier(callee) ? callee.text : ts.isPropertyAccessExpression(callee) ? callee.name.text : undefined;
}
