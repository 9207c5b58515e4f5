import type { SourceText } from '../../parse/text.ts';
import type { Json } from '../../parse/yaml/compose.ts';
import type { YamlDocument } from '../../parse/yaml/parse.ts';
import type { Dialect } from '../../parse/yaml/scalars.ts';
import type { DocumentFileEvidence, PositionEntry, UnreadFile } from '../file-evidence.ts';
import type { Platform } from './platforms.ts';

/** One object of a document, as a policy sees it, and where its parts stand in the file. */
export interface FormatObject {
	/** The default subject of a finding: `Deployment/shop/web`. */
	readonly name: string;
	readonly object: Json;
	readonly positions: readonly PositionEntry[];
}

/** What is written in YAML or JSON. */
export interface YamlFormat {
	readonly kind: 'yaml';
	readonly platform: Platform;
	/** How scalars and tags are read. Of several formats that claim a file the first one decides. */
	readonly dialect: Dialect;
	/** Could the file be one of these, by its path and a glance at its text? Called for every YAML and JSON file: it has to be cheap. */
	claims(source: SourceText): boolean;
	/** What of one document is of this format; nothing where it is something else. */
	objects(document: YamlDocument, source: SourceText): readonly FormatObject[];
}

/** What has a syntax of its own. */
export interface TextFormat {
	readonly kind: 'text';
	readonly platform: Platform;
	/** By its path alone. */
	claims(source: SourceText): boolean;
	read(source: SourceText): DocumentFileEvidence | UnreadFile;
}

/** The positions of a whole document. */
export function entriesOf({ positions }: YamlDocument): PositionEntry[] {
	return [...positions].map(([pointer, range]): PositionEntry => [pointer, range.startLine, range.startColumn, range.endLine, range.endColumn]);
}
