import type { FileVersion, Side } from '../change/change.ts';
import type { ExtractionClient } from '../evidence/extraction/client.ts';
import type { ModuleJob } from '../evidence/extraction/protocol.ts';
import type { DocumentEvidence } from '../evidence/file-evidence.ts';
import type { RootModule } from '../evidence/infra/terraform/calls.ts';
import { isModuleInput } from '../evidence/infra/terraform/paths.ts';
import { directoryOf } from '../parse/source-tree.ts';
import { mergedFiles, type SideFile } from './merged-files.ts';

export interface ModuleFile extends SideFile {
	/** The change touched neither the file nor any value in it: both sides have the same document. */
	readonly same: boolean;
}

/**
 * The evidence of every file of each Terraform module that the change touches, on each of these sides. A module that others of the tree
 * call is seen with the values of each call, and a change of the caller is one of what it calls.
 */
export async function gatherModules(changed: readonly { readonly file: FileVersion }[], client: ExtractionClient, sides: readonly Side[]): Promise<ModuleFile[]> {
	const paths = [...new Set(changed.map(({ file }) => file.path).filter((path) => isModuleInput(path)))];
	if (paths.length === 0) return [];
	const touched = new Set<string>(paths);
	const files = concerned(mergedFiles(await evaluated(paths, client, sides)), touched, sides);
	const seen = Map.groupBy(files.filter(({ evidence }) => evidence.kind === 'documents' && !touched.has(evidence.path)), ({ evidence }) => evidence.path);
	const same = new Set([...seen.values()].filter(areSame).map(([first]) => first?.evidence.path));
	return files.map((file) => ({ ...file, same: same.has(file.evidence.path) }));
}

function areSame([one, other]: readonly SideFile[]): boolean {
	return one?.evidence.kind === 'documents' && other?.evidence.kind === 'documents' && documentsText(one.evidence.documents) === documentsText(other.evidence.documents);
}

function documentsText(documents: readonly DocumentEvidence[]): string {
	return JSON.stringify(documents.map(({ document }) => document));
}

/** First the modules that nobody calls, with all that they lead to; then those that were called with nothing, as `count = 0` does, by themselves. */
async function evaluated(paths: readonly FileVersion['path'][], client: ExtractionClient, sides: readonly Side[]): Promise<SideFile[]> {
	const directories = [...new Set(paths.map(directoryOf))];
	const asked = await client.roots(sides.map((side, id) => ({ type: 'roots', id, side, directories })));
	const roots = sides.flatMap((side, id) => rootsFor(asked.get(id) ?? [], directories).map((root) => ({ side, ...root })));
	const found = await ask(roots, paths, client);
	const reached = new Set(found.map(({ side, evidence }) => `${side} ${directoryOf(evidence.path)}`));
	const alone = sides.flatMap((side) => directories.filter((directory) => !reached.has(`${side} ${directory}`)).map((directory) => ({ side, directory, members: [directory] })));
	const evaluatedBefore = new Set(roots.map(({ side, directory }) => `${side} ${directory}`));
	return [...found, ...(await ask(alone.filter(({ side, directory }) => !evaluatedBefore.has(`${side} ${directory}`)), paths, client))];
}

/** Where the callers could not be told, each directory is looked at by itself. */
function rootsFor(roots: readonly RootModule[], directories: readonly string[]): readonly RootModule[] {
	return roots.length > 0 ? roots : directories.map((directory) => ({ directory, members: [directory] }));
}

async function ask(roots: readonly (RootModule & { readonly side: Side })[], paths: readonly FileVersion['path'][], client: ExtractionClient): Promise<SideFile[]> {
	const jobs = roots.map(({ side, directory, members }, id): ModuleJob => ({ type: 'module', id, side, directory, paths: paths.filter((path) => members.includes(directoryOf(path))) }));
	const results = await client.modules(jobs);
	return jobs.flatMap(({ id, side }) => (results.get(id) ?? []).map((evidence) => ({ side, evidence })));
}

/** Without the calls of which the change touched neither a file nor a value: there is nothing new in them. A scan has one side, and sees all. */
function concerned(files: readonly SideFile[], touched: ReadonlySet<string>, sides: readonly Side[]): readonly SideFile[] {
	if (sides.length < 2) return files;
	const texts = { base: workspaceTexts(files, 'base'), head: workspaceTexts(files, 'head') };
	const stays = (path: string, document: DocumentEvidence): boolean => {
		const workspace = document.workspace ?? directoryOf(path);
		return texts.base.get(workspace) !== texts.head.get(workspace);
	};
	const workspacesTouched = new Set(files.flatMap(({ evidence }) => (evidence.kind === 'documents' && touched.has(evidence.path) ? evidence.documents.map(({ workspace }) => workspace ?? directoryOf(evidence.path)) : [])));
	const directoriesTouched = new Set([...touched].map(directoryOf));
	return files.flatMap(({ side, evidence }): SideFile[] => {
		if (evidence.kind !== 'documents') return [{ side, evidence }];
		const documents = evidence.documents.filter((document) => stays(evidence.path, document) || workspacesTouched.has(document.workspace ?? directoryOf(evidence.path)));
		if (documents.length === 0 && !directoriesTouched.has(directoryOf(evidence.path))) return [];
		return [{ side, evidence: { ...evidence, documents } }];
	});
}

function workspaceTexts(files: readonly SideFile[], side: Side): ReadonlyMap<string, string> {
	const texts = new Map<string, string>();
	for (const { side: of, evidence } of files) {
		if (of !== side || evidence.kind !== 'documents') continue;
		for (const { workspace, document } of evidence.documents) {
			const key = workspace ?? directoryOf(evidence.path);
			texts.set(key, `${texts.get(key) ?? ''}${evidence.path}${JSON.stringify(document)}`);
		}
	}
	return texts;
}
