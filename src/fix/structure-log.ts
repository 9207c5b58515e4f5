import { contextAt } from '../evidence/code/context-at.ts';
import { loggerUse } from '../evidence/code/logging/loggers.ts';
import { structured } from '../evidence/code/logging/structure.ts';
import type { Edit } from '../parse/parsed.ts';
import { asRepoPath } from '../parse/source-tree.ts';
import { rangeBetween, sourceText } from '../parse/text.ts';
import { ts } from '../parse/typescript/compiler.ts';
import type { CodeFix } from './code-editors.ts';

/**
 * Writes a log call anew with its values as fields, through a logger that the file already has at hand. Safe while the text of
 * the message stays: somebody may search for it.
 */
export function structureLog({ module, node }: CodeFix): readonly Edit[] {
	const call = callAt(node);
	const context = contextAt(module);
	const use = call === undefined ? undefined : loggerUse(call, context);
	const better = call === undefined || use === undefined ? undefined : structured(call, use, context);
	if (call === undefined || better === undefined) return [];
	const path = asRepoPath(module.path);
	const range = rangeBetween(sourceText(path, module.sourceFile.text), call.getStart(module.sourceFile), call.end);
	return [{ path, ...range, text: `${better.callee}(${better.arguments.join(', ')})`, safe: better.sameText }];
}

/** A statement without a semicolon has the range of its call. */
function callAt(node: ts.Node): ts.CallExpression | undefined {
	if (ts.isCallExpression(node)) return node;
	return ts.isExpressionStatement(node) && ts.isCallExpression(node.expression) ? node.expression : undefined;
}
