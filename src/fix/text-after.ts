import type { Edit } from '../parse/parsed.ts';
import { offsetAt, type SourceText } from '../parse/text.ts';

/** A file's text with edits carried out. They must not overlap. */
export function textAfter(source: SourceText, edits: readonly Edit[]): string {
	const lastFirst = edits.toSorted((a, b) => b.startLine - a.startLine || b.startColumn - a.startColumn);
	return lastFirst.reduce((text, edit) => text.slice(0, offsetAt(source, edit.startLine, edit.startColumn)) + edit.text + text.slice(offsetAt(source, edit.endLine, edit.endColumn)), source.text);
}
