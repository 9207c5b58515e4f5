import type { DocumentEvidence } from '../evidence/file-evidence.ts';
import type { Edit } from '../parse/parsed.ts';
import type { SourceText } from '../parse/text.ts';

/** What an editor of documents gets: the file at head, the document, and the place and settings that the policy named. */
export interface DocumentFix {
	readonly source: SourceText;
	readonly document: DocumentEvidence;
	readonly at: readonly (string | number)[];
	readonly params: Readonly<Record<string, unknown>>;
}

/** Edits that carry out a fix; none where the text is not of a form that the editor is sure about. */
export type DocumentEditor = (fix: DocumentFix) => readonly Edit[];
