import { contextAt } from '../evidence/code/context-at.ts';
import { statementOf } from '../evidence/code/emitters/holders.ts';
import { quoted } from '../evidence/code/logging/quotes.ts';
import { loggerAtHand } from '../evidence/code/logging/structure.ts';
import type { Edit } from '../parse/parsed.ts';
import { asRepoPath } from '../parse/source-tree.ts';
import { rangeBetween, sourceText } from '../parse/text.ts';
import { ts } from '../parse/typescript/compiler.ts';
import type { CodeFix } from './code-editors.ts';

/** Adds `name.on('error', …)` behind the statement that makes an emitter, with the logger that the file writes to. */
export function listenForErrors({ module, node }: CodeFix): readonly Edit[] {
	const making = ts.isCallExpression(node.parent) || ts.isNewExpression(node.parent) ? node.parent : undefined;
	const statement = making === undefined ? undefined : statementOf(making);
	const name = statement === undefined ? undefined : nameIn(statement);
	if (making === undefined || statement === undefined || name === undefined || !/^(?:this\.#?)?[\w$]+$/.test(name)) return [];
	const context = contextAt(module);
	const logger = loggerAtHand(making, context);
	const event = quoted('error', module.sourceFile);
	const message = quoted(`${name.replace(/^this\.#?/, '')} failed`, module.sourceFile);
	if (logger === undefined || event === undefined || message === undefined) return [];
	const fields = logger.order === 'first' ? `{ err: error }, ${message}` : `${message}, { error }`;
	const { text } = module.sourceFile;
	const semicolon = text[statement.end - 1] === ';' ? ';' : '';
	const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
	const line = `${lineEnd}${indentAt(text, statement.getStart(module.sourceFile))}${name}.on(${event}, (error) => ${logger.name}.error(${fields}))${semicolon}`;
	const path = asRepoPath(module.path);
	return [{ path, ...rangeBetween(sourceText(path, text), statement.end, statement.end), text: line, safe: true }];
}

function indentAt(text: string, offset: number): string {
	return /^[\t ]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0] ?? '';
}

/** What the statement calls it. */
function nameIn(statement: ts.Statement): string | undefined {
	if (ts.isVariableStatement(statement)) return statement.declarationList.declarations[0]?.name.getText();
	return ts.isExpressionStatement(statement) && ts.isBinaryExpression(statement.expression) ? statement.expression.left.getText() : undefined;
}
