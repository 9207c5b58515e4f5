import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { loggerUse } from '../logging/loggers.ts';
import { evaluate } from '../value/evaluate.ts';
import { reactionKind } from './calls.ts';
import type { CatchSite } from './sites.ts';

/**
 * Is the failure told elsewhere? After the handler: the try leaves on success, and what follows throws or logs; also a retry
 * loop that throws when it gives up. Or by the promise itself, which others hold too. Or by what was called.
 */
export function toldElsewhere(site: CatchSite, context: CodeContext): boolean {
	if (site.kind === 'method') return isGuarded(site.tried) || tellsItself(site.tried, context);
	if (!ts.isCatchClause(site.node)) return false;
	const attempt = site.node.parent;
	for (let node: ts.Node = attempt; !ts.isSourceFile(node) && !ts.isFunctionLike(node); node = node.parent) {
		const loops = ts.isIterationStatement(node, false);
		if ((node === attempt && leaves(attempt.tryBlock)) || (loops && leaves(attempt.tryBlock))) {
			if (followers(node).some((statement) => tells(statement, context))) return true;
		}
	}
	return false;
}

/** `pending.catch(() => {})` as a statement of its own: a guard against an unhandled rejection of a promise that is awaited elsewhere. */
function isGuarded(receiver: ts.Node): boolean {
	const call = receiver.parent.parent;
	const promise = withoutFinally(receiver);
	const held = ts.isIdentifier(promise) || ts.isPropertyAccessExpression(promise);
	return held && (ts.isExpressionStatement(call.parent) || ts.isVoidExpression(call.parent));
}

/** `pending.finally(…)` is the same promise as far as its failure goes. */
function withoutFinally(node: ts.Node): ts.Node {
	const inner = ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'finally';
	return inner ? withoutFinally(node.expression.expression) : node;
}

/** Does the called function of the repository log or record its own failures? */
function tellsItself(receiver: ts.Node, context: CodeContext): boolean {
	if (!ts.isCallExpression(receiver)) return false;
	const callee = evaluate(receiver.expression, context.frame);
	if (callee.kind !== 'function' || callee.node.body === undefined) return false;
	const inner = { ...context, frame: callee.frame };
	let found = false;
	const visit = (node: ts.Node, inCatch: boolean): void => {
		if (found) return;
		if (inCatch && (loggerUse(node, inner) !== undefined || (ts.isCallExpression(node) && reactionKind(node) === 'record'))) found = true;
		else ts.forEachChild(node, (child) => visit(child, inCatch || ts.isCatchClause(node)));
	};
	visit(callee.node.body, false);
	return found;
}

/** Does the block end by returning, breaking or throwing? */
function leaves(block: ts.Block): boolean {
	let found = false;
	const visit = (node: ts.Node): void => {
		if (found || ts.isFunctionLike(node)) return;
		if (ts.isReturnStatement(node) || ts.isBreakStatement(node)) found = true;
		else ts.forEachChild(node, visit);
	};
	visit(block);
	return found;
}

function followers(node: ts.Node): readonly ts.Statement[] {
	const { parent } = node;
	if (!ts.isBlock(parent) && !ts.isSourceFile(parent) && !ts.isCaseOrDefaultClause(parent)) return [];
	const statements: readonly ts.Statement[] = parent.statements;
	return statements.slice(statements.findIndex((statement) => statement === node) + 1);
}

function tells(statement: ts.Statement, context: CodeContext): boolean {
	let found = false;
	const visit = (node: ts.Node): void => {
		if (found || ts.isFunctionLike(node)) return;
		const use = loggerUse(node, context);
		if (ts.isThrowStatement(node) || (use !== undefined && /^(?:warn|warning|error|fatal)$/.test(use.level))) found = true;
		else ts.forEachChild(node, visit);
	};
	visit(statement);
	return found;
}
