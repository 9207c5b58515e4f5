import type { CodeContext } from '../evidence/code/context.ts';
import { contextAt } from '../evidence/code/context-at.ts';
import { type CatchSite, catchSite } from '../evidence/code/errors/sites.ts';
import { tryingText } from '../evidence/code/errors/trying.ts';
import { quoted } from '../evidence/code/logging/quotes.ts';
import { type LoggerAtHand, loggerAtHand } from '../evidence/code/logging/structure.ts';
import { subjectOf } from '../evidence/code/subject.ts';
import type { Edit } from '../parse/parsed.ts';
import { asRepoPath } from '../parse/source-tree.ts';
import { rangeBetween, sourceText } from '../parse/text.ts';
import { ts } from '../parse/typescript/compiler.ts';
import type { CodeFix } from './code-editors.ts';

/** Logs the error of an empty handler, through a logger that the file already has at hand. */
export function logError({ module, node }: CodeFix): readonly Edit[] {
	const context = contextAt(module);
	const site = siteAt(node, context);
	const logger = site === undefined ? undefined : loggerAtHand(site.body, context);
	if (site === undefined || logger === undefined || !ts.isBlock(site.body) || site.body.statements.length > 0) return [];
	const edit = ts.isCatchClause(site.node) ? clauseEdit(site.node, site, logger, context) : callbackEdit(site, logger, context);
	return edit === undefined ? [] : [edit];
}

function siteAt(node: ts.Node, context: CodeContext): CatchSite | undefined {
	if (ts.isCatchClause(node)) return catchSite(node, context);
	return ts.isCallExpression(node.parent) ? catchSite(node.parent, context) : undefined;
}

/** From the clause's binding to the end of its block; what the block holds, a comment at most, stays. */
function clauseEdit(clause: ts.CatchClause, site: CatchSite, logger: LoggerAtHand, context: CodeContext): Edit | undefined {
	const { sourceFile } = context.module;
	const name = nameFor(site.error);
	const line = logLine(logger, name, site, context);
	if (line === undefined || site.destructured) return undefined;
	const { text } = sourceFile;
	const indent = indentAt(text, clause.getStart(sourceFile));
	const inside = text.slice(clause.block.getStart(sourceFile) + 1, clause.block.end - 1).trim();
	const kept = inside === '' ? '' : `\n${indent}${unitOf(text)}${inside}`;
	return editOf(context, clause.getStart(sourceFile), clause.end, `catch (${name}) {${kept}\n${indent}${unitOf(text)}${line};\n${indent}}`);
}

/** `.catch(() => {})` becomes `.catch((error) => logger.error(…))`. */
function callbackEdit(site: CatchSite, logger: LoggerAtHand, context: CodeContext): Edit | undefined {
	const { node } = site;
	const { sourceFile } = context.module;
	if (!ts.isArrowFunction(node) || node.parameters.length > 1 || site.destructured || (ts.getModifiers(node) ?? []).length > 0) return undefined;
	if (/\/[/*]/.test(site.body.getText(sourceFile))) return undefined;
	const name = nameFor(site.error);
	const line = logLine(logger, name, site, context);
	return line === undefined ? undefined : editOf(context, node.getStart(sourceFile), node.end, `(${name}) => ${line}`);
}

/** A name that says it is not used is one no longer. */
function nameFor(error: ts.Identifier | undefined): string {
	return error === undefined || error.text.startsWith('_') ? 'error' : error.text;
}

function logLine(logger: LoggerAtHand, name: string, site: CatchSite, context: CodeContext): string | undefined {
	const { sourceFile } = context.module;
	const tried = tryingText(site.tried, sourceFile);
	const subject = subjectOf(site.node);
	const what = /^[\w$.]+$/.test(tried) ? tried : subject === '<module>' ? undefined : subject;
	const message = quoted(what === undefined ? 'failed' : `${what} failed`, sourceFile);
	if (message === undefined) return undefined;
	const field = logger.order === 'first' ? `{ err: ${name} }` : name === 'error' ? '{ error }' : `{ error: ${name} }`;
	return `${logger.name}.error(${logger.order === 'first' ? `${field}, ${message}` : `${message}, ${field}`})`;
}

function editOf(context: CodeContext, start: number, end: number, text: string): Edit {
	const path = asRepoPath(context.module.path);
	const source = sourceText(path, context.module.sourceFile.text);
	const lineEnd = source.text.includes('\r\n') ? '\r\n' : '\n';
	return { path, ...rangeBetween(source, start, end), text: text.replaceAll('\n', lineEnd), safe: true };
}

function indentAt(text: string, offset: number): string {
	return /^[\t ]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0] ?? '';
}

/** By what the file's first indented line is indented. */
function unitOf(text: string): string {
	return /^(?:\t| {2,8})(?=[^\s*])/m.exec(text)?.[0] ?? '\t';
}
