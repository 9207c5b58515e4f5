import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import { triedCall } from './trying.ts';

/** How often `const { load } = context` is followed. */
const MAX_STEPS = 4;

/**
 * Did the caller hand in the function that was tried, as a parameter or as a part of one? Whoever made it may tell its failures
 * itself: a loader that a gateway gives to its resolvers. The elements that a callback is given by `map` are none of this.
 */
export function isHandedIn(tried: ts.Node): boolean {
	const callee = triedCall(tried)?.expression;
	return callee !== undefined && ts.isIdentifier(callee) && comesFromCaller(callee, MAX_STEPS);
}

function comesFromCaller(name: ts.Identifier, steps: number): boolean {
	const declaration = declarationOf(name.text, name);
	if (declaration === undefined || steps === 0) return false;
	const root = ts.isBindingElement(declaration) ? ts.walkUpBindingElementsAndPatterns(declaration) : declaration;
	if (ts.isParameter(root)) return !ts.isCallExpression(root.parent.parent);
	// A new name for what came in: `const { load } = context`, `const load = context.load`.
	if (!ts.isVariableDeclaration(root) || root.initializer === undefined) return false;
	const source = rootName(root.initializer);
	return source !== undefined && comesFromCaller(source, steps - 1);
}

function rootName(node: ts.Expression): ts.Identifier | undefined {
	if (ts.isIdentifier(node)) return node;
	return ts.isPropertyAccessExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node) || ts.isParenthesizedExpression(node) ? rootName(node.expression) : undefined;
}
