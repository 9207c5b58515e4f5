import { ts } from '../../../parse/typescript/compiler.ts';
import { declarationOf } from '../../../parse/typescript/scope.ts';
import type { CodeContext } from '../context.ts';

const MAX_STEPS = 4;

/** Does a node run when its file is loaded: at top level, in a callback or immediately called function there, or in a function that is called there? */
export function runsWhenLoaded(node: ts.Node, context: CodeContext, steps = MAX_STEPS): boolean {
	for (let inner = node.parent; inner !== undefined && !ts.isSourceFile(inner); inner = inner.parent) {
		if (ts.isClassLike(inner)) return false;
		if (!ts.isFunctionLike(inner) || isInline(inner)) continue;
		const name = nameOf(inner);
		return name !== undefined && steps > 0 && callsOf(name, inner, context).some((call) => runsWhenLoaded(call, context, steps - 1));
	}
	return true;
}

/** A function that the code around it calls or hands to somebody at once. */
function isInline(node: ts.Node): boolean {
	if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return false;
	let outer: ts.Node = node;
	while (ts.isParenthesizedExpression(outer.parent)) outer = outer.parent;
	return ts.isCallExpression(outer.parent) || ts.isNewExpression(outer.parent);
}

function nameOf(node: ts.Node): ts.Identifier | undefined {
	if (ts.isFunctionDeclaration(node)) return node.name;
	const holder = node.parent;
	return (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) && ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name) ? holder.name : undefined;
}

/** Calls of a function by its name, and places where it is handed on to be called: `cluster({ worker: start })`. */
function callsOf(name: ts.Identifier, fn: ts.Node, context: CodeContext): ts.Node[] {
	const declaration = ts.isFunctionDeclaration(fn) ? fn : fn.parent;
	return context.nodesOf(ts.isIdentifier).filter((use) => {
		if (use.text !== name.text || use === name || isWithin(use, fn) || ts.isExportSpecifier(use.parent) || ts.isExportAssignment(use.parent)) return false;
		if (ts.isPropertyAccessExpression(use.parent) && use.parent.name === use) return false;
		return declarationOf(use.text, use) === declaration;
	});
}

function isWithin(node: ts.Node, outer: ts.Node): boolean {
	return ts.findAncestor(node, (ancestor) => ancestor === outer) !== undefined;
}
