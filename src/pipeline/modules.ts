import type { FileVersion, Side } from '../change/change.ts';
import type { ExtractionClient } from '../evidence/extraction/client.ts';
import type { ModuleJob } from '../evidence/extraction/protocol.ts';
import type { DocumentFileEvidence, FileEvidence } from '../evidence/file-evidence.ts';
import { isModuleInput } from '../evidence/infra/terraform/paths.ts';
import { directoryOf } from '../parse/source-tree.ts';

export interface ModuleFile {
	readonly side: Side;
	readonly evidence: FileEvidence;
	/** The change touched neither the file nor any value in it: both sides have the same document. */
	readonly same: boolean;
}

/** The evidence of every file of each Terraform module that the change touches, on each of these sides. */
export async function gatherModules(changed: readonly { readonly file: FileVersion }[], client: ExtractionClient, sides: readonly Side[]): Promise<ModuleFile[]> {
	const files = await evaluated(changed, client, sides);
	const touched = new Set<string>(changed.map(({ file }) => file.path));
	const seen = Map.groupBy(files.filter(({ evidence }) => evidence.kind === 'documents' && !touched.has(evidence.path)), ({ evidence }) => evidence.path);
	const same = new Set([...seen.values()].filter(areSame).map(([first]) => first?.evidence.path));
	return files.map((file) => ({ ...file, same: same.has(file.evidence.path) }));
}

type SideFile = Omit<ModuleFile, 'same'>;

function areSame([one, other]: readonly SideFile[]): boolean {
	return one?.evidence.kind === 'documents' && other?.evidence.kind === 'documents' && documentsText(one.evidence) === documentsText(other.evidence);
}

function documentsText({ documents }: DocumentFileEvidence): string {
	return JSON.stringify(documents.map(({ document }) => document));
}

async function evaluated(changed: readonly { readonly file: FileVersion }[], client: ExtractionClient, sides: readonly Side[]): Promise<SideFile[]> {
	const paths = [...new Set(changed.map(({ file }) => file.path).filter((path) => isModuleInput(path)))];
	const directories = [...Map.groupBy(paths, directoryOf)].flatMap(([directory, touched]) => sides.map((side) => ({ side, directory, paths: touched })));
	const jobs = directories.map((module, id): ModuleJob => ({ type: 'module', id, ...module }));
	const results = await client.modules(jobs);
	return jobs.flatMap(({ id, side }) => (results.get(id) ?? []).map((evidence) => ({ side, evidence })));
}
