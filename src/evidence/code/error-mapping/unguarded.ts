import { ts } from '../../../parse/typescript/compiler.ts';
import type { UnguardedCall } from '../../facts/logging.ts';
import type { CodeContext } from '../context.ts';
import { tryingText } from '../errors/trying.ts';
import { subjectOf } from '../subject.ts';

/** The most of them that one file may hold. */
const MAX = 400;

/** The `unguardedCalls` of a file: what is waited for where no handler of its own function takes a failure. */
export function unguardedCalls(context: CodeContext): UnguardedCall[] {
	const found: UnguardedCall[] = [];
	for (const node of context.nodesOf(ts.isAwaitExpression)) {
		if (found.length >= MAX) break;
		if (!ts.isCallExpression(node.expression) || isGuarded(node)) continue;
		const name = tryingText(node.expression, context.module.sourceFile);
		if (name !== '') found.push({ at: context.places.at(node), subject: subjectOf(node), name });
	}
	return found;
}

function isGuarded(node: ts.AwaitExpression): boolean {
	if (/\.(?:catch|allSettled)\(/.test(node.expression.getText())) return true;
	for (let inner: ts.Node = node; !ts.isSourceFile(inner.parent); inner = inner.parent) {
		if (ts.isFunctionLike(inner)) return false;
		if (ts.isTryStatement(inner.parent) && inner.parent.tryBlock === inner && inner.parent.catchClause !== undefined) return true;
	}
	return false;
}
