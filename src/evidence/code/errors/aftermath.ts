import { ts } from '../../../parse/typescript/compiler.ts';
import type { CodeContext } from '../context.ts';
import { loggerUse } from '../logging/loggers.ts';

/**
 * Is the failure told after the handler: the try leaves on success, and what follows throws or logs? Also a retry loop that
 * throws when it gives up.
 */
export function toldAfterwards(clause: ts.Node, context: CodeContext): boolean {
	if (!ts.isCatchClause(clause)) return false;
	const attempt = clause.parent;
	for (let node: ts.Node = attempt; !ts.isSourceFile(node) && !ts.isFunctionLike(node); node = node.parent) {
		const loops = ts.isIterationStatement(node, false);
		if ((node === attempt && leaves(attempt.tryBlock)) || (loops && leaves(attempt.tryBlock))) {
			if (followers(node).some((statement) => tells(statement, context))) return true;
		}
	}
	return false;
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
