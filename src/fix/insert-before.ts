import { pointerOf } from '../evidence/infra/positions.ts';
import type { Edit } from '../parse/parsed.ts';
import { lineText } from '../parse/text.ts';
import { renderYaml } from '../parse/yaml/render.ts';
import { blockMapping } from './block-mapping.ts';
import type { DocumentFix } from './document-editor.ts';

/**
 * Puts the field to which `at` leads, with the value `params.value`, above a sibling of it: the first of `params.before` that is there,
 * and above the comments that belong to it. Block style only. Safe only where the policy says so (`params.safe`).
 */
export function insertBefore({ source, document, at, params }: DocumentFix): readonly Edit[] {
	const key = at.at(-1);
	const before = namesOf(params['before']);
	const parent = blockMapping(source, document.positions, at.slice(0, -1));
	if (params['value'] === undefined || typeof key !== 'string' || parent === undefined || parent.keys.some((known) => known.key === key)) return [];
	const sibling = before.find((name) => parent.keys.some((known) => known.key === name));
	const entry = sibling === undefined ? undefined : document.positions.find(([place]) => place === pointerOf([...at.slice(0, -1), sibling]));
	if (entry === undefined || entry[2] !== parent.column) return [];
	const indent = ' '.repeat(parent.column - 1);
	// The first key of a list's item stands behind its dash.
	if (lineText(source, entry[1]).slice(0, parent.column - 1).trim() !== '') return [];
	const startLine = aboveComments(entry[1], (line) => lineText(source, line), indent);
	const lineEnd = source.text.includes('\r\n') ? '\r\n' : '\n';
	const text = renderYaml({ [key]: params['value'] }, parent.step).map((line) => indent + line + lineEnd).join('');
	return [{ path: source.path, startLine, startColumn: 1, endLine: startLine, endColumn: 1, text, safe: params['safe'] === true }];
}

function namesOf(value: unknown): string[] {
	return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];
}

function aboveComments(line: number, textOf: (line: number) => string, indent: string): number {
	let first = line;
	while (first > 1 && textOf(first - 1).startsWith(`${indent}#`)) first--;
	return first;
}
