import type { PositionEntry } from '../evidence/file-evidence.ts';
import { pointerOf } from '../evidence/infra/positions.ts';
import type { Edit } from '../parse/parsed.ts';
import { lineText, offsetAt } from '../parse/text.ts';
import { blockMapping } from './block-mapping.ts';
import type { DocumentFix } from './document-editor.ts';

/**
 * Moves an expression of a step's shell script into the step's `env` as `params.name`, and reads the variable there. `at` leads to
 * the expression (`…/run/$expression/0`). Not where the shell would not read it: inside of single quotes or a quoted here-document.
 */
export function moveToEnv({ source, document, at, params }: DocumentFix): readonly Edit[] {
	const name = params['name'];
	const step = at.slice(0, -3);
	const entryAt = (path: readonly (string | number)[]): PositionEntry | undefined => document.positions.find(([place]) => place === pointerOf(path));
	const expression = entryAt(at);
	const run = entryAt(at.slice(0, -2));
	const mapping = blockMapping(source, document.positions, step);
	if (typeof name !== 'string' || !/^[A-Z_][A-Z0-9_]*$/.test(name) || expression === undefined || run === undefined || mapping === undefined) return [];
	const [, startLine, startColumn, endLine, endColumn] = expression;
	const written = source.text.slice(offsetAt(source, startLine, startColumn), offsetAt(source, endLine, endColumn));
	const variable = readOf(name, lineText(source, startLine).slice(0, startColumn - 1));
	const header = lineText(source, run[1]).slice(run[2] - 1);
	// A script on the line of its key, in quotes of YAML, would need other quotes.
	if (startLine !== endLine || variable === undefined || !/^run:\s*[|>]|^run:\s*[^\s"'|>]/.test(header) || /<<-?\s*["'\\]/.test(source.text.slice(offsetAt(source, run[1], run[2]), offsetAt(source, startLine, startColumn)))) return [];
	if (startLine === run[1] && variable.startsWith('"') && header.slice(4).trim().startsWith('$')) return [];
	const replaced: Edit = { path: source.path, startLine, startColumn, endLine, endColumn, text: variable, safe: false };
	const declared = declaration({ source, document, at, params }, mapping, run, `${name}: ${written}`);
	return declared === undefined ? [] : [declared, replaced];
}

/** How the variable is read at a place of a line; undefined inside of single quotes. */
function readOf(name: string, before: string): string | undefined {
	let quote = '';
	for (let at = 0; at < before.length; at++) {
		const character = before.charAt(at);
		if (character === '\\' && quote !== "'") at++;
		else if (quote === '' && (character === '"' || character === "'")) quote = character;
		else if (character === quote) quote = '';
	}
	if (quote === "'") return undefined;
	return quote === '"' ? `\${${name}}` : `"\${${name}}"`;
}

/** The variable goes below the others of the step's `env`, or into an `env` above its `run`. */
function declaration({ source, document, at }: DocumentFix, mapping: { readonly column: number; readonly step: number }, run: PositionEntry, entry: string): Edit | undefined {
	const lineEnd = source.text.includes('\r\n') ? '\r\n' : '\n';
	const path = [...at.slice(0, -3), 'env'];
	const exists = document.positions.some(([place]) => place === pointerOf(path));
	if (!exists) {
		const indent = ' '.repeat(mapping.column - 1);
		const text = `env:${lineEnd}${indent}${' '.repeat(mapping.step)}${entry}${lineEnd}${indent}`;
		return { path: source.path, startLine: run[1], startColumn: run[2], endLine: run[1], endColumn: run[2], text, safe: false };
	}
	const env = blockMapping(source, document.positions, path);
	const last = env?.keys.at(-1);
	if (env === undefined || last === undefined || env.keys.some(({ key }) => entry.startsWith(`${key}:`))) return undefined;
	const column = lineText(source, last.endLine).length + 1;
	return { path: source.path, startLine: last.endLine, startColumn: column, endLine: last.endLine, endColumn: column, text: `${lineEnd}${' '.repeat(env.column - 1)}${entry}`, safe: false };
}
