/** A path inside the repository: `/`-separated, relative, never `..`, never empty. Made only by `repoPath`. */
export type RepoPath = string & { readonly __brand: 'RepoPath' };
/** A full object id of a commit (40 or 64 hexadecimal digits). */
export type CommitSha = string & { readonly __brand: 'CommitSha' };
/** A full object id of a blob, tree or commit. */
export type ObjectId = string & { readonly __brand: 'ObjectId' };

/** Which side of the change: `base` is before, `head` is after. */
export type Side = 'base' | 'head';

/** One side of a change. `commit` is absent where there is none (the empty base of a first commit, an index, a work tree). */
export interface Revision {
	readonly commit?: CommitSha;
	readonly tree: ObjectId;
}

/** git's file modes, by what they mean to us. */
export type EntryKind = 'file' | 'executable' | 'symlink' | 'submodule';

export interface FileVersion {
	readonly path: RepoPath;
	readonly kind: EntryKind;
	readonly blob: ObjectId;
}

/** Lines count from 1; a count of 0 means that nothing stands on that side, and `start` is the line before (as in git). */
export interface Hunk {
	readonly baseStart: number;
	readonly baseLines: number;
	readonly headStart: number;
	readonly headLines: number;
}

export type FileStatus = 'added' | 'modified' | 'deleted' | 'renamed' | 'copied' | 'type-changed';

export interface ChangedFile {
	readonly status: FileStatus;
	/** Absent for an added file. */
	readonly before?: FileVersion;
	/** Absent for a deleted file. */
	readonly after?: FileVersion;
	/** Zero-context hunks, or `unknown` where there is no patch (binary, too large): unknown is never unchanged. */
	readonly hunks: readonly Hunk[] | 'unknown';
}

/** How a mark of authorship reached the change (chaoss/disclosure, deslag: agent and assist are different things). */
export type ProvenanceKind = 'agent' | 'session' | 'assist' | 'disclosed' | 'mention' | 'automation';

export interface ProvenanceMark {
	/** Which detector saw it, for example `co-author` or `branch-prefix`. */
	readonly signal: string;
	readonly place: 'author' | 'committer' | 'trailer' | 'footer' | 'branch' | 'pull-request-body' | 'pull-request-author' | 'note' | 'trace';
	/** What was seen, in our own words for it: a trailer's key, a known address, a marker. Never text of the pull request. */
	readonly evidence?: string;
	readonly tool: string;
	readonly model?: string;
	readonly kind: ProvenanceKind;
	readonly strength: 'strong' | 'weak';
	/** The commit that carries the mark. */
	readonly commit?: CommitSha;
}

/** Lines of head that somebody or something claims to have written. */
export interface AttributedLines {
	readonly path: RepoPath;
	/** Inclusive ranges of lines at head that the change added, from 1, sorted. */
	readonly ranges: readonly (readonly [first: number, last: number])[];
	readonly tool: string;
	readonly model?: string;
	readonly kind: ProvenanceKind;
	readonly strength: 'strong' | 'weak';
	/** What says so: `git-ai`, `agent-trace`, or the signal of a mark on the commit that brought the lines. */
	readonly signal: string;
}

/** How many of the added lines are known to come from where. "At least": a line that nobody claims is unknown, not a person's. */
export interface LineCount {
	readonly added: number;
	readonly byTool: readonly { readonly tool: string; readonly kind: ProvenanceKind; readonly lines: number }[];
	readonly unknown: number;
}

/** Evidence of authorship, never a boolean. Absence of marks proves nothing. */
export interface Provenance {
	readonly marks: readonly ProvenanceMark[];
	/** False when not all commits of the change could be read. */
	readonly complete: boolean;
	readonly commits: number;
	/** Line by line, as far as it is known. Absent where it was not looked for (a scan). */
	readonly attributed?: readonly AttributedLines[];
	readonly lines?: LineCount;
}

/** What a pull request did. */
export interface Change {
	readonly base: Revision;
	readonly head: Revision;
	readonly files: readonly ChangedFile[];
	readonly provenance: Provenance;
}

/** What is known of the pull request beyond its commits. All of it is hostile text. */
export interface PullRequestFacts {
	readonly headRef?: string;
	readonly authorLogin?: string;
	readonly body?: string;
}
