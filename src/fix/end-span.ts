import { enclosable } from '../evidence/code/span-flow/enclosable.ts';
import { nodeAt } from '../evidence/code/places.ts';
import type { Edit } from '../parse/parsed.ts';
import { asRepoPath } from '../parse/source-tree.ts';
import { rangeBetween, sourceText } from '../parse/text.ts';
import { ts } from '../parse/typescript/compiler.ts';
import type { CodeFix } from './code-editors.ts';

/** Puts what follows the making of a span into `try`, and its end into `finally`. */
export function endSpan({ module, params }: CodeFix): readonly Edit[] {
	const { sourceFile } = module;
	const callee = typeof params['span'] === 'string' ? nodeAt(sourceFile, params['span']) : undefined;
	const call = callee === undefined ? undefined : ts.findAncestor(callee, ts.isCallExpression);
	const found = call === undefined ? undefined : enclosable(call);
	const [first] = found?.wrapped ?? [];
	const last = found?.wrapped.at(-1);
	if (found === undefined || first === undefined || last === undefined) return [];
	const { text } = sourceFile;
	const from = lineStart(text, first.getFullStart() === first.getStart(sourceFile) ? first.getStart(sourceFile) : startWithComments(text, first));
	const until = lineEnd(text, Math.max(last.end, found.end?.end ?? 0));
	const indent = /^[\t ]*/.exec(text.slice(lineStart(text, first.getStart(sourceFile))))?.[0] ?? '';
	// Everything on lines of its own, or nothing.
	if (text.slice(from, first.getStart(sourceFile)).trim() !== '' && !isComment(text.slice(from, first.getStart(sourceFile)))) return [];
	const unit = /^(?:\t| {2,8})(?=[^\s*])/m.exec(text)?.[0] ?? '\t';
	const newLine = text.includes('\r\n') ? '\r\n' : '\n';
	const body = found.end === undefined ? text.slice(from, until) : withoutLine(text, from, until, found.end, sourceFile);
	if (body === undefined) return [];
	const inner = body.split(newLine).map((line) => (line.trim() === '' ? line : `${unit}${line}`)).join(newLine);
	const written = [`${indent}try {`, inner.replace(/\s+$/, ''), `${indent}} finally {`, `${indent}${unit}${found.name}.end();`, `${indent}}`].join(newLine);
	const path = asRepoPath(module.path);
	return [{ path, ...rangeBetween(sourceText(path, text), from, until), text: written, safe: found.exact }];
}

/** The text without the line of the statement that moves; undefined where it shares its line. */
function withoutLine(text: string, from: number, until: number, end: ts.Statement, sourceFile: ts.SourceFile): string | undefined {
	const start = lineStart(text, end.getStart(sourceFile));
	const stop = lineEnd(text, end.end);
	if (text.slice(start, stop).trim() !== end.getText(sourceFile)) return undefined;
	return text.slice(from, Math.max(from, start)) + text.slice(Math.min(stop + 1, until), until);
}

function startWithComments(text: string, node: ts.Node): number {
	const [comment] = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
	return comment?.pos ?? node.getStart();
}

function isComment(text: string): boolean {
	return /^\s*(?:\/\/|\/\*)/.test(text);
}

function lineStart(text: string, at: number): number {
	return text.lastIndexOf('\n', at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
	const found = text.indexOf('\n', at);
	const end = found === -1 ? text.length : found;
	return text[end - 1] === '\r' ? end - 1 : end;
}
