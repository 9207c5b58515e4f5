import { contextAt } from '../evidence/code/context-at.ts';
import { loggerUse } from '../evidence/code/logging/loggers.ts';
import { passable } from '../evidence/code/logging/pass-error.ts';
import type { Edit } from '../parse/parsed.ts';
import { asRepoPath } from '../parse/source-tree.ts';
import { rangeBetween, sourceText } from '../parse/text.ts';
import { ts } from '../parse/typescript/compiler.ts';
import type { CodeFix } from './code-editors.ts';

/** Hands a log call the error itself, in the place where its logger takes it. Safe while every other field stays. */
export function passError({ module, node }: CodeFix): readonly Edit[] {
	const call = ts.isCallExpression(node) ? node : ts.isExpressionStatement(node) && ts.isCallExpression(node.expression) ? node.expression : undefined;
	const context = contextAt(module);
	const use = call === undefined ? undefined : loggerUse(call, context);
	const better = call === undefined || use === undefined ? undefined : passable(call, use, context);
	const first = call?.arguments[0];
	const last = call?.arguments.at(-1);
	if (better === undefined || first === undefined || last === undefined) return [];
	const path = asRepoPath(module.path);
	const range = rangeBetween(sourceText(path, module.sourceFile.text), first.getStart(module.sourceFile), last.end);
	return [{ path, ...range, text: better.arguments.join(', '), safe: better.sameText }];
}
