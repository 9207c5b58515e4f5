import type { Change, RepoPath, Side } from '../change/change.ts';
import type { DocumentEvidence, DocumentFileEvidence, FileEvidence } from '../evidence/file-evidence.ts';
import { directoryOf } from '../parse/source-tree.ts';
import type { Evidence } from './gather.ts';
import { previousPaths } from './previous-paths.ts';

/** One document of a workspace, with the file that it stands in. */
export interface WorkspaceDocument {
	readonly file: DocumentFileEvidence;
	readonly document: DocumentEvidence;
	/** The same document at base. */
	readonly before?: DocumentEvidence;
}

/** All documents of one platform in one directory, chart or kustomization, in the order of their paths: what a rule about a workspace sees. */
export interface Workspace {
	readonly side: Side;
	readonly platform: string;
	readonly directory: string;
	readonly documents: readonly WorkspaceDocument[];
	/** The same directory at base; absent where there was none. */
	readonly before?: Workspace;
}

/** `input` of a rule about a workspace. */
export interface WorkspaceInput {
	readonly documents: readonly { readonly path: string; readonly platform: string; readonly name: string; readonly document: unknown }[];
}

export function workspaceInput({ documents }: Workspace): WorkspaceInput {
	return { documents: documents.map(({ file, document: { platform, name, document } }) => ({ path: file.path, platform, name, document })) };
}

/** The workspaces of both sides, those of head with what they were at base, through the renames of files. */
export function workspacesOf(evidence: Evidence, change: Change): Workspace[] {
	const base = sideOf('base', evidence);
	const previous = previousPaths(change);
	const head = sideOf('head', evidence).map((workspace): Workspace => {
		const before = earlierWorkspace(workspace, base, previous);
		return before === undefined ? workspace : { ...workspace, documents: withBefore(workspace, before, previous), before };
	});
	return [...base, ...head];
}

function sideOf(side: Side, evidence: Evidence): Workspace[] {
	const files = [...evidence[side].values(), ...evidence.siblings[side].values()].filter(isDocuments).toSorted((a, b) => (a.path < b.path ? -1 : 1));
	const documents = files.flatMap((file) => file.documents.map((document): WorkspaceDocument => ({ file, document })));
	return [...Map.groupBy(documents, (entry) => `${entry.document.platform} ${directoryOfWorkspace(entry)}`).values()].flatMap((group) => {
		const [first] = group;
		return first === undefined ? [] : [{ side, platform: first.document.platform, directory: directoryOfWorkspace(first), documents: group }];
	});
}

function directoryOfWorkspace({ file, document }: WorkspaceDocument): string {
	return document.workspace ?? directoryOf(file.path);
}

function isDocuments(file: FileEvidence): file is DocumentFileEvidence {
	return file.kind === 'documents';
}

/** The directory itself where base has it, else the one from which most of its files came. */
function earlierWorkspace({ platform, directory, documents }: Workspace, base: readonly Workspace[], previous: ReadonlyMap<RepoPath, RepoPath>): Workspace | undefined {
	const at = (wanted: string): Workspace | undefined => base.find((other) => other.platform === platform && (other.directory === wanted || other.documents.some(({ document }) => document.also?.includes(wanted) === true)));
	const sources = Map.groupBy(documents.flatMap(({ file }) => previous.get(file.path) ?? []), directoryOf);
	const likely = [...sources].toSorted(([, a], [, b]) => b.length - a.length).map(([source]) => source);
	// What is called at head may have stood for itself at base.
	const [own] = documents;
	if (own?.document.workspace !== undefined) likely.push(directoryOf(own.file.path));
	return [directory, ...likely].map(at).find((workspace) => workspace !== undefined);
}

function withBefore({ documents }: Workspace, before: Workspace, previous: ReadonlyMap<RepoPath, RepoPath>): WorkspaceDocument[] {
	return documents.map((entry) => {
		const earlier = earlierDocument(entry.document, before.documents.find(({ file }) => file.path === (previous.get(entry.file.path) ?? entry.file.path))?.file);
		return earlier === undefined ? entry : { ...entry, before: earlier };
	});
}

/**
 * The same document in the file's evidence of base: by name, since documents move inside a file. A file of Terraform is one document a
 * call of its module: that of the same call, else that of the module by itself, or of its only call.
 */
export function earlierDocument({ platform, name, index, workspace }: DocumentEvidence, before: FileEvidence | undefined): DocumentEvidence | undefined {
	if (before?.kind !== 'documents') return undefined;
	if (platform === 'terraform') {
		const all = before.documents.filter((document) => document.platform === platform);
		const called = all.find((document) => document.workspace === workspace || (workspace !== undefined && document.also?.includes(workspace) === true));
		return called ?? all.find((document) => document.workspace === undefined) ?? (workspace === undefined && all.length === 1 ? all[0] : undefined);
	}
	const all = before.documents.filter((document) => document.name === name && document.platform === platform);
	const built = all.filter((document) => document.workspace === workspace);
	const named = built.length > 0 ? built : all;
	return named.find((document) => document.index === index) ?? named[0];
}
