import type { ObjectId, RepoPath, Side } from '../../change/change.ts';
import type { Edit } from '../../parse/parsed.ts';
import type { FileEvidence } from '../file-evidence.ts';
import type { RootModule } from '../infra/terraform/calls.ts';
import type { Refused, Rendered, RenderOutput, RenderPlan, RenderRoot } from '../infra/rendering.ts';
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

/** The Terraform module of a directory: its files are evaluated together, with those of the modules that it calls. */
export interface ModuleJob {
	readonly type: 'module';
	readonly id: number;
	readonly side: Side;
	readonly directory: string;
	/** The files on which it is said when nothing of the module could be read: those that the change touches. */
	readonly paths: readonly RepoPath[];
}

/** Which Terraform modules have to be evaluated so that those of these directories are judged with the values of their callers. */
export interface RootsJob {
	readonly type: 'roots';
	readonly id: number;
	readonly side: Side;
	readonly directories: readonly string[];
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

/** Which charts and kustomizations files of a side belong to. */
export interface ScopeJob {
	readonly type: 'scope';
	readonly id: number;
	readonly side: Side;
	readonly paths: readonly string[];
	/** All files of the tree are named: nothing else has to be looked for. */
	readonly whole: boolean;
}

/** How a chart or a kustomization of one side is to be rendered. */
export interface PlanJob {
	readonly type: 'plan';
	readonly id: number;
	readonly side: Side;
	readonly root: RenderRoot;
	/** Marks lines in what is rendered; nobody who wrote the files knows it. */
	readonly word: string;
	/** Further files of values, from the chart's directory. */
	readonly values: readonly string[];
	/** Files to leave out. */
	readonly without: readonly string[];
	/** Files in which no line is marked: the marks broke what they render to. */
	readonly unmarked: readonly string[];
}

/** What the program wrote; the rest as it was in the plan's job. */
export interface RenderedJob extends Omit<PlanJob, 'type'> {
	readonly type: 'rendered';
	readonly plain: RenderOutput;
	readonly marked?: RenderOutput;
}

export type Job = ExtractJob | RootsJob | ModuleJob | FixJob | ProfileJob | ScopeJob | PlanJob | RenderedJob;

export type JobResult =
	| { readonly type: 'started'; readonly id: number }
	| { readonly type: 'extracted'; readonly id: number; readonly evidence: FileEvidence }
	| { readonly type: 'roots'; readonly id: number; readonly roots: readonly RootModule[] }
	| { readonly type: 'module'; readonly id: number; readonly files: readonly FileEvidence[] }
	| { readonly type: 'profile'; readonly id: number; readonly packages: readonly PackageProfile[] }
	| { readonly type: 'scope'; readonly id: number; readonly roots: readonly RenderRoot[] }
	/** Without a plan the root is rendered as a part of others only. */
	| { readonly type: 'planned'; readonly id: number; readonly plan?: RenderPlan | Refused }
	| { readonly type: 'rendered'; readonly id: number; readonly rendered: Rendered }
	| { readonly type: 'fixed'; readonly id: number; readonly edits: readonly Edit[] }
	/** A bug of ours, contained: the file is reported as not analysed (`crashed`). */
	| { readonly type: 'failed'; readonly id: number; readonly detail: string };
