import { pointerOf } from '../evidence/infra/positions.ts';
import type { Edit } from '../parse/parsed.ts';
import { offsetAt } from '../parse/text.ts';
import type { DocumentFix } from './document-editor.ts';

const ENTRY = /^["']?privileged["']?\s*:\s*([A-Za-z]+)$/;

/** Turns `privileged: true` into `false`. Never safe: what needed a device or a capability stops working. */
export function dropPrivileged({ source, document, at }: DocumentFix): readonly Edit[] {
	const pointer = pointerOf(at);
	const entry = document.positions.find(([place]) => place === pointer);
	if (entry === undefined) return [];
	const [, startLine, startColumn, endLine, endColumn] = entry;
	const text = source.text.slice(offsetAt(source, startLine, startColumn), offsetAt(source, endLine, endColumn));
	const value = ENTRY.exec(text)?.[1];
	if (value === undefined) return [];
	return [{ path: source.path, startLine: endLine, startColumn: endColumn - value.length, endLine, endColumn, text: 'false', safe: false }];
}
