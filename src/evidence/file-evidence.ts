import type { RepoPath } from '../change/change.ts';
import type { NotAnalysed, Range } from '../parse/parsed.ts';
import type { CodeEvidence, Handle } from './facts.ts';

/** `groundwire-ignore <rule> -- <reason>` in a comment. It speaks for its own line and the line below. */
export interface Suppression {
	readonly line: number;
	/** The line that the comment is about: its own when code stands before it, else the next line with code. */
	readonly target: number;
	/** The last line that it is about, where the target begins a block: it speaks for the whole block. */
	readonly until?: number;
	readonly rule: string;
	readonly reason: string;
}

/**
 * One place of a document: its path from the root, written as a JSON pointer, and where it stands. `file` is set where that is
 * another file: a statement of a Terraform policy may stand in a data block elsewhere in the module.
 */
export type PositionEntry = readonly [pointer: string, startLine: number, startColumn: number, endLine: number, endColumn: number, file?: string];

/** One document of a file, as Rego authors expect it, with a position index kept outside. */
export interface DocumentEvidence {
	/** Ordinal in the file, from 0; broken documents keep theirs. */
	readonly index: number;
	/** `kubernetes`, `terraform`, … (`PLATFORMS`): which policies see it. */
	readonly platform: string;
	/** The directory of what it is judged with, where that is not its file's own: a chart's, a kustomization's. */
	readonly workspace?: string;
	/** Other workspaces in which it is the same: calls of a Terraform module with the same values. */
	readonly also?: readonly string[];
	/** `Deployment/shop/web`: the default subject. Of Terraform the file's name: there the subject follows from a finding's place. */
	readonly name: string;
	readonly document: unknown;
	readonly positions: readonly PositionEntry[];
}

interface Extracted {
	readonly path: RepoPath;
	readonly suppressions: readonly Suppression[];
	/** Parts of the file that could not be read. */
	readonly notAnalysed: readonly NotAnalysed[];
}

export interface CodeFileEvidence extends Extracted {
	readonly kind: 'code';
	readonly code: CodeEvidence;
	readonly positions: Readonly<Record<Handle, Range>>;
}

export interface DocumentFileEvidence extends Extracted {
	readonly kind: 'documents';
	readonly documents: readonly DocumentEvidence[];
}

/** Nothing of the file could be read; `notAnalysed` says why. */
export interface UnreadFile extends Extracted {
	readonly kind: 'unread';
}

export type FileEvidence = CodeFileEvidence | DocumentFileEvidence | UnreadFile;
