import type { RepoPath } from '../change/change.ts';

/** Why a file, or part of it, was not analysed. */
export type NotAnalysedReason =
	| 'too-large'
	| 'line-too-long'
	| 'too-deep'
	| 'too-many-nodes'
	| 'too-many-aliases'
	| 'syntax'
	| 'encoding'
	| 'binary'
	| 'lfs-pointer'
	| 'symlink'
	| 'submodule'
	| 'missing-object'
	| 'missing-tool'
	| 'timeout'
	| 'crashed'
	| 'policy'
	| 'no-patch';

/** What could not be read, and why. A change with such an entry is never called clean without saying so. */
export interface NotAnalysed {
	readonly path: RepoPath;
	readonly reason: NotAnalysedReason;
	/** One line for a person: figures, positions (`12:3`), the limit that was met. Never source text. */
	readonly detail: string;
	/** `partial`: the rest of the file was analysed. */
	readonly partial?: boolean;
}

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly notAnalysed: NotAnalysed };

/** A place in a file. Lines and columns count from 1, columns in UTF-16 units; `endColumn` is exclusive. */
export interface Range {
	readonly startLine: number;
	readonly startColumn: number;
	readonly endLine: number;
	readonly endColumn: number;
}

/** A replacement of source text at head; `safe` when it keeps the meaning but for the guardrail it adds. */
export interface Edit extends Range {
	readonly path: RepoPath;
	readonly text: string;
	readonly safe: boolean;
}
