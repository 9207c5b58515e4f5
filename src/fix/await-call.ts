import { mayWait } from '../evidence/code/promises/uses.ts';
import type { Edit } from '../parse/parsed.ts';
import { asRepoPath } from '../parse/source-tree.ts';
import { rangeBetween, sourceText } from '../parse/text.ts';
import { ts } from '../parse/typescript/compiler.ts';
import type { CodeFix } from './code-editors.ts';

/**
 * Waits for a call whose promise is dropped: `await ` before a statement, `(await …)` around a condition. Only in an async function:
 * anywhere else its callers would have to change.
 */
export function awaitCall({ module, node }: CodeFix): readonly Edit[] {
	const whole = wholeOf(node);
	if (whole === undefined || !mayWait(whole)) return [];
	const { sourceFile } = module;
	const path = asRepoPath(module.path);
	const source = sourceText(path, sourceFile.text);
	const start = whole.getStart(sourceFile);
	if (ts.isExpressionStatement(whole.parent)) return [{ path, ...rangeBetween(source, start, start), text: 'await ', safe: true }];
	return [{ path, ...rangeBetween(source, start, whole.end), text: `(await ${whole.getText(sourceFile)})`, safe: true }];
}

/** The call whose callee a fact points at, with what is chained to it. */
function wholeOf(node: ts.Node): ts.Expression | undefined {
	let end: ts.Node = node;
	while (isLink(end)) end = end.parent;
	return ts.isCallExpression(end) || ts.isTaggedTemplateExpression(end) ? end : undefined;
}

function isLink(node: ts.Node): boolean {
	const { parent } = node;
	return (ts.isCallExpression(parent) || ts.isPropertyAccessExpression(parent)) && parent.expression === node || (ts.isTaggedTemplateExpression(parent) && parent.tag === node);
}
