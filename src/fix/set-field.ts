import { pointerOf } from '../evidence/infra/positions.ts';
import type { Edit } from '../parse/parsed.ts';
import { lineText, offsetAt } from '../parse/text.ts';
import { renderYaml } from '../parse/yaml/render.ts';
import { blockMapping } from './block-mapping.ts';
import type { DocumentFix } from './document-editor.ts';

const SCALAR = /^["']?[\w.-]+["']?[ \t]*:[ \t]*([^\s#'"{[&*!|>]\S*|"[^"\\\n]*"|'[^'\n]*')$/;

/**
 * Gives a field of a YAML document the value `params.value`: in place of a scalar, or below the nearest mapping that is there,
 * with the mappings between. Block style only. Safe only where the policy says so (`params.safe`): most settings that harden a
 * container stop one that relied on their absence.
 */
export function setField(fix: DocumentFix): readonly Edit[] {
	const { document, at, params } = fix;
	if (params['value'] === undefined || at.length === 0) return [];
	const pointer = pointerOf(at);
	const exists = document.positions.some(([place]) => place === pointer);
	return exists ? replaced(fix, pointer) : added(fix);
}

function replaced({ source, document, params }: DocumentFix, pointer: string): readonly Edit[] {
	const entry = document.positions.find(([place]) => place === pointer);
	if (entry === undefined || entry[5] !== undefined) return [];
	const [, startLine, startColumn, endLine, endColumn] = entry;
	const text = source.text.slice(offsetAt(source, startLine, startColumn), offsetAt(source, endLine, endColumn));
	const value = SCALAR.exec(text)?.[1];
	if (value === undefined || startLine !== endLine) return [];
	return [{ path: source.path, startLine, startColumn: endColumn - value.length, endLine, endColumn, text: inline(params['value']), safe: params['safe'] === true }];
}

function added({ source, document, at, params }: DocumentFix): readonly Edit[] {
	const depth = nearestDepth(document.positions.map(([place]) => place), at);
	const parent = depth === undefined ? undefined : blockMapping(source, document.positions, at.slice(0, depth));
	const after = parent?.keys.at(-1);
	const missing = at.slice(depth);
	if (parent === undefined || after === undefined || missing.some((part) => typeof part === 'number')) return [];
	const value = missing.reduceRight<unknown>((inner, part) => ({ [part]: inner }), params['value']);
	const indent = ' '.repeat(parent.column - 1);
	const lineEnd = source.text.includes('\r\n') ? '\r\n' : '\n';
	const text = renderYaml(value, parent.step).map((line) => lineEnd + indent + line).join('');
	const column = lineText(source, after.endLine).length + 1;
	return [{ path: source.path, startLine: after.endLine, startColumn: column, endLine: after.endLine, endColumn: column, text, safe: params['safe'] === true }];
}

/** How much of the path is there. */
function nearestDepth(places: readonly string[], at: DocumentFix['at']): number | undefined {
	const known = new Set(places);
	return at.map((_, index) => at.length - 1 - index).find((depth) => known.has(pointerOf(at.slice(0, depth))));
}

function inline(value: unknown): string {
	return renderYaml(value, 2).join(' ');
}
