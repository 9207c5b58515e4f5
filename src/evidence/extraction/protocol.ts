import type { ObjectId, RepoPath, Side } from '../../change/change.ts';
import type { Edit } from '../../parse/parsed.ts';
import type { FileEvidence } from '../file-evidence.ts';
import type { ProfileCorrection } from '../facts/profile-correction.ts';
import type { PackageProfile } from '../facts/package-profile.ts';

/**
 * What passes between the process that reads git and the child that parses.
 * Frames are a 32-bit big-endian length and that many bytes of UTF-8 JSON.
 * stdin: jobs; stdout: results; descriptor 3: the child asks for an object; descriptor 4: the parent answers.
 */
export interface Session {
	/** Root tree of each side; absent where the side is empty. */
	readonly trees: { readonly base?: ObjectId; readonly head?: ObjectId };
	/** The code files of the change on each side: who calls whom is looked for among them. */
	readonly changed: { readonly base: readonly string[]; readonly head: readonly string[] };
	/** Paths at base of renamed files, by path at head. */
	readonly renames: Readonly<Record<string, string>>;
	/** What the config of base puts right in what is learnt of the packages. */
	readonly profile?: readonly ProfileCorrection[];
	/** Paths of the tools that the child loads when it first needs them. */
	readonly tools: { readonly hcl: string };
}

export interface ExtractJob {
	readonly type: 'extract';
	readonly id: number;
	readonly side: Side;
	readonly path: RepoPath;
	readonly blob: ObjectId;
	/** Documents of no known platform are evidence, too: a team's policy wants to see them. */
	readonly generic?: boolean;
}

/** The Terraform module of a directory: its files are evaluated together. */
export interface ModuleJob {
	readonly type: 'module';
	readonly id: number;
	readonly side: Side;
	readonly directory: string;
	/** The files on which it is said when nothing of the module could be read: those that the change touches. */
	readonly paths: readonly RepoPath[];
}

/** Edits for a finding of a file that was extracted before, at head. */
export interface FixJob {
	readonly type: 'fix';
	readonly id: number;
	readonly path: RepoPath;
	readonly blob: ObjectId;
	/** A code fact's handle, or the path into document `document`. */
	readonly at: string | readonly (string | number)[];
	readonly document?: number;
	readonly fix: { readonly name: string; readonly params?: Readonly<Record<string, unknown>> };
}

/** What the packages of base already do, each with the line that shows it. */
export interface ProfileJob {
	readonly type: 'profile';
	readonly id: number;
	/** A directory: the packages in and below it, and the one it belongs to when there are none. */
	readonly directory: string;
}

export type Job = ExtractJob | ModuleJob | FixJob | ProfileJob;

export type JobResult =
	| { readonly type: 'started'; readonly id: number }
	| { readonly type: 'extracted'; readonly id: number; readonly evidence: FileEvidence }
	| { readonly type: 'module'; readonly id: number; readonly files: readonly FileEvidence[] }
	| { readonly type: 'profile'; readonly id: number; readonly packages: readonly PackageProfile[] }
	| { readonly type: 'fixed'; readonly id: number; readonly edits: readonly Edit[] }
	/** A bug of ours, contained: the file is reported as not analysed (`crashed`). */
	| { readonly type: 'failed'; readonly id: number; readonly detail: string };
