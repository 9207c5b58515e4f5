import type { PositionEntry } from '../../evidence/file-evidence.ts';
import { pointerOf } from '../../evidence/infra/positions.ts';
import type { Edit } from '../../parse/parsed.ts';
import { lineText, offsetAt, rangeBetween, type SourceText } from '../../parse/text.ts';
import type { DocumentFix } from '../document-editor.ts';
import { renderHcl } from './render.ts';

type Path = readonly (string | number)[];

const NAME = /^[A-Za-z_][\w-]*$/;
const ATTRIBUTE = /^("?)([A-Za-z_][\w-]*)\1\s*=\s*/;
/** What stands for itself: to replace it changes nothing else. */
const LITERAL = /^(?:true|false|null|-?[0-9][\w.]*|"(?:[^"\\$%\n]|\\.)*"|\[\s*\]|\{\s*\})$/;

/**
 * Gives an attribute of a block a value: its own place if it is there, else a new line in the block, aligned as the lines around.
 * `params.path` leads to the attribute from the root (default: the finding's place), or names one of the block at the finding's
 * place; `params.value` is any JSON value. Replacing an expression is not safe: something else may be meant by it. HCL only.
 */
export function setAttribute({ source, document, at, params }: DocumentFix): readonly Edit[] {
	const text = renderHcl(params['value']);
	const path = targetOf(at, params['path']);
	const name = path?.at(-1);
	if (text === undefined || path === undefined || typeof name !== 'string' || !NAME.test(name) || source.path.endsWith('.json')) return [];
	const own = document.positions.find(([pointer]) => pointer === pointerOf(path));
	if (own !== undefined) return replaced(source, own, text);
	const block = pointerOf(path.slice(0, -1));
	return inserted(source, document.positions.filter(([pointer]) => pointer === block || pointer.startsWith(`${block}/`)), block, name, text);
}

function targetOf(at: Path, path: unknown): Path | undefined {
	if (path === undefined) return at;
	if (typeof path === 'string') return [...at.slice(0, at.findLastIndex((part) => typeof part === 'number') + 1), path];
	return Array.isArray(path) && path.every((part) => typeof part === 'string' || typeof part === 'number') ? path : undefined;
}

function replaced(source: SourceText, [, startLine, startColumn, endLine, endColumn, file]: PositionEntry, text: string): readonly Edit[] {
	if (file !== undefined) return [];
	const start = offsetAt(source, startLine, startColumn);
	const end = offsetAt(source, endLine, endColumn);
	const whole = source.text.slice(start, end);
	const name = ATTRIBUTE.exec(whole)?.[0];
	// A heredoc ends with its line: what follows would be drawn up to it.
	if (name === undefined || whole.includes('\n') || whole.slice(name.length) === text) return [];
	return [{ path: source.path, ...rangeBetween(source, start + name.length, end), text, safe: LITERAL.test(whole.slice(name.length)) }];
}

function inserted(source: SourceText, entries: readonly PositionEntry[], block: string, name: string, text: string): readonly Edit[] {
	const whole = entries.find(([pointer]) => pointer === block);
	if (whole === undefined || whole[5] !== undefined || !/^\/.*\/[0-9]+$/s.test(block)) return [];
	const lineEnd = source.text.includes('\r\n') ? '\r\n' : '\n';
	const attributes = linesOf(source, entries, block);
	const last = attributes.at(-1);
	if (last !== undefined) {
		const line = last.indent + name.padEnd(last.nameWidth) + ` = ${text}`;
		return [insertion(source, last.line, lineText(source, last.line).length + 1, lineEnd + line)];
	}
	return intoEmpty(source, whole, `${name} = ${text}`, lineEnd);
}

interface AttributeLine {
	readonly line: number;
	readonly indent: string;
	/** Columns that names take before the space and the `=`. */
	readonly nameWidth: number;
}

/** The block's own attributes that stand on one line, each alone on it, in their order. */
function linesOf(source: SourceText, entries: readonly PositionEntry[], block: string): AttributeLine[] {
	return entries
		.filter(([pointer, start, , end, , file]) => file === undefined && start === end && !pointer.slice(block.length + 1).includes('/') && pointer !== block)
		.toSorted((a, b) => a[1] - b[1])
		.flatMap(([, line]) => {
			const found = /^(\s*)("?[A-Za-z_][\w-]*"?\s*?) ?=/.exec(lineText(source, line));
			return found?.[1] === undefined || found[2] === undefined ? [] : [{ line, indent: found[1], nameWidth: found[2].length }];
		});
}

/** A block without such an attribute: behind the brace that opens it. */
function intoEmpty(source: SourceText, [, startLine, startColumn, endLine, endColumn]: PositionEntry, attribute: string, lineEnd: string): readonly Edit[] {
	const start = offsetAt(source, startLine, startColumn);
	const text = source.text.slice(start, offsetAt(source, endLine, endColumn));
	const header = /^[^\n{"]*(?:"[^"\n]*"[^\n{"]*)*\{/.exec(text)?.[0];
	if (header === undefined) return [];
	const indent = /^\s*/.exec(lineText(source, startLine))?.[0] ?? '';
	const brace = start + header.length;
	const rest = text.slice(header.length);
	if (/^\s*\}$/.test(rest)) return [{ path: source.path, ...rangeBetween(source, brace, brace + rest.length - 1), text: `${lineEnd}${indent}  ${attribute}${lineEnd}${indent}`, safe: true }];
	if (!/^[ \t\r]*(?:#.*|\/\/.*)?\n/.test(rest)) return [];
	return [insertion(source, startLine, lineText(source, startLine).length + 1, `${lineEnd}${indent}  ${attribute}`)];
}

function insertion(source: SourceText, line: number, column: number, text: string): Edit {
	return { path: source.path, startLine: line, startColumn: column, endLine: line, endColumn: column, text, safe: true };
}
