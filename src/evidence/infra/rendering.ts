import type { ObjectId, RepoPath } from '../../change/change.ts';
import type { NotAnalysed } from '../../parse/parsed.ts';
import type { FileEvidence } from '../file-evidence.ts';

/** The programs that make manifests of other files. */
export type Renderer = 'helm' | 'kustomize';

/** A chart or a kustomization: its directory from the root of the tree. */
export interface RenderRoot {
	readonly renderer: Renderer;
	readonly directory: string;
}

/** A file that the program is to find: a blob as it is, or a text of our own. */
export interface RenderFile {
	/** Below the folder in which the program runs. */
	readonly path: string;
	readonly content: { readonly blob: ObjectId } | { readonly text: string };
}

/** What one run of the program is asked for. Nothing of it is a free argument: the process that makes plans reads what others wrote. */
export type RenderCommand =
	| { readonly renderer: 'helm'; readonly chart: string; readonly release: string; readonly values: readonly string[] }
	| { readonly renderer: 'kustomize'; readonly directory: string };

/** What to write down and to run for a root of one side. */
export interface RenderPlan {
	readonly root: RenderRoot;
	readonly command: RenderCommand;
	readonly files: readonly RenderFile[];
	/** The same files, some of them with marks that tell in the output which line came from where: run a second time beside the first. */
	readonly marked?: readonly RenderFile[];
	/** The file that a record about the whole root names. */
	readonly about: RepoPath;
	/** Files that are no objects of their own, whether or not anything is rendered: patches. */
	readonly parts: readonly RepoPath[];
}

/** How a run ended. */
export interface RenderOutput {
	readonly ended: 'well' | 'failed' | 'timeout' | 'too-large';
	readonly stdout: string;
	readonly stderr: string;
}

/** What a root's rendering says, or what to leave out and try again. */
export interface Rendered {
	readonly files: readonly FileEvidence[];
	/** Files that were judged as part of what was rendered, and are nothing to be judged as they stand. */
	readonly covered: readonly RepoPath[];
	readonly notAnalysed: readonly NotAnalysed[];
	/** Files of the root without which it may succeed. */
	readonly retryWithout?: readonly string[];
	/** Files that the marks broke. What is known without them stands in `files` already. */
	readonly retryUnmarked?: readonly string[];
}

/** A root that cannot be rendered: why, and nothing more. */
export interface Refused {
	readonly root: RenderRoot;
	readonly refused: readonly NotAnalysed[];
}
