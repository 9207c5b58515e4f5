import type { PositionEntry } from '../../file-evidence.ts';

/** A comment of a file; lines and columns count from 1. `ownLine`: nothing but white space stands before it. */
export interface HclComment {
	readonly line: number;
	readonly endLine: number;
	readonly column: number;
	readonly text: string;
	readonly ownLine: boolean;
}

export interface HclFile {
	readonly document: unknown;
	readonly positions: readonly PositionEntry[];
	readonly comments: readonly HclComment[];
}

export interface HclProblem {
	readonly file: string;
	readonly line: number;
	readonly column: number;
	readonly message: string;
	readonly severity: string;
}

/** What evaluating the files of one directory gave, by repository path. */
export interface HclModule {
	readonly files: Readonly<Record<string, HclFile>>;
	readonly problems: readonly HclProblem[];
}

/** What evaluates a module. */
export interface HclTool {
	evaluate(request: { readonly files: Readonly<Record<string, string>> }): HclModule;
}
