import { ts } from '../../../src/parse/typescript/compiler.ts';
import { all, around, calleeText, type Mutator, statementOf, withoutStatement } from '../mutator.ts';

const WAITS = /^(?:\w+\.)*(?:sleep|delay|wait|setTimeout|pause|backoff|timeout)(?:Ms|For|Promise)?$/i;

/** A loop that tries again no longer waits in between. */
export const mutator: Mutator = {
	rule: 'unsafe-retry',
	hint: /\b(?:retr|attempt)/i,
	sites: (source) =>
		all(source, ts.isAwaitExpression).flatMap((wait) => {
			const statement = statementOf(wait.expression);
			const loop = around(wait, isLoop);
			if (statement === undefined || loop === undefined || !isWait(source, wait.expression)) return [];
			const tries = all(loop.statement, ts.isTryStatement);
			const waits = all(loop.statement, ts.isAwaitExpression).filter(({ expression }) => isWait(source, expression));
			if (tries.length === 0 || waits.length !== 1 || !/retr|attempt/i.test(loop.getText(source))) return [];
			return [{ at: loop.getStart(source), edits: [withoutStatement(source, statement)], anywhere: true }];
		}),
};

function isLoop(node: ts.Node): node is ts.ForStatement | ts.WhileStatement | ts.DoStatement {
	return ts.isForStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node);
}

function isWait(source: ts.SourceFile, expression: ts.Expression): boolean {
	if (ts.isCallExpression(expression)) return WAITS.test(calleeText(source, expression));
	return ts.isNewExpression(expression) && /^newPromise\W.*setTimeout\(/.test(expression.getText(source).replace(/\s+/g, ''));
}
