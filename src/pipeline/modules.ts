import type { FileVersion, Side } from '../change/change.ts';
import type { ExtractionClient } from '../evidence/extraction/client.ts';
import type { ModuleJob } from '../evidence/extraction/protocol.ts';
import type { FileEvidence } from '../evidence/file-evidence.ts';
import { isModuleInput } from '../evidence/infra/terraform/paths.ts';
import { directoryOf } from '../parse/source-tree.ts';

export interface ModuleFile {
	readonly side: Side;
	readonly evidence: FileEvidence;
}

/** The evidence of every file of each Terraform module that the change touches, on each of these sides. */
export async function gatherModules(changed: readonly { readonly file: FileVersion }[], client: ExtractionClient, sides: readonly Side[]): Promise<ModuleFile[]> {
	const paths = [...new Set(changed.map(({ file }) => file.path).filter((path) => isModuleInput(path)))];
	const directories = [...Map.groupBy(paths, directoryOf)].flatMap(([directory, touched]) => sides.map((side) => ({ side, directory, paths: touched })));
	const jobs = directories.map((module, id): ModuleJob => ({ type: 'module', id, ...module }));
	const results = await client.modules(jobs);
	return jobs.flatMap(({ id, side }) => (results.get(id) ?? []).map((evidence) => ({ side, evidence })));
}
