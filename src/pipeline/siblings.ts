import type { RepoPath, Side } from '../change/change.ts';
import type { ExtractionClient } from '../evidence/extraction/client.ts';
import type { ExtractJob } from '../evidence/extraction/protocol.ts';
import type { FileEvidence } from '../evidence/file-evidence.ts';
import { mayHoldDocuments } from '../evidence/infra/paths.ts';
import { isModuleInput } from '../evidence/infra/terraform/paths.ts';
import { limit } from '../parse/limits.ts';
import { asRepoPath, directoryOf } from '../parse/source-tree.ts';
import type { Wishes } from './gather.ts';
import { type Material, directoryAt } from './material.ts';

type Sides = Readonly<Record<Side, ReadonlyMap<RepoPath, FileEvidence>>>;

/**
 * The unchanged files beside changed documents of these platforms: what a rule about a workspace sees with them. A Terraform module
 * is whole already. What cannot be read of them is left out, since the change did not touch it, unless it is not in this clone: then
 * nobody knows.
 */
export async function gatherSiblings(changed: Sides, { workspaces, isGeneric }: Wishes, material: Material, client: ExtractionClient): Promise<Record<Side, Map<RepoPath, FileEvidence>>> {
	const directories = new Set([...changed.base.values(), ...changed.head.values()].filter((file) => holdsOneOf(file, workspaces)).map(({ path }) => directoryOf(path)));
	const found = { base: new Map<RepoPath, FileEvidence>(), head: new Map<RepoPath, FileEvidence>() };
	const wanted: Omit<ExtractJob, 'id'>[] = [];
	for (const directory of directories) {
		for (const side of ['base', 'head'] as const) wanted.push(...(await unchanged(directory, side, changed[side], material)));
	}
	const jobs = wanted.map((job, id): ExtractJob => ({ ...job, id, ...(isGeneric(job.path) && { generic: true }) }));
	const results = await client.extract(jobs);
	for (const { id, side, path } of jobs) {
		const evidence = results.get(id);
		if (evidence?.kind === 'documents' || evidence?.notAnalysed.some(({ reason }) => reason === 'missing-object') === true) found[side].set(path, evidence);
	}
	return found;
}

function holdsOneOf(file: FileEvidence, platforms: ReadonlySet<string>): boolean {
	return file.kind === 'documents' && file.documents.some(({ platform }) => platform !== 'terraform' && platforms.has(platform));
}

async function unchanged(directory: string, side: Side, changed: Sides[Side], material: Material): Promise<Omit<ExtractJob, 'id'>[]> {
	const prefix = directory === '' ? '' : `${directory}/`;
	const entries = [...(await directoryAt(material, side, directory))].map(([name, entry]) => ({ path: asRepoPath(prefix + name), ...entry }));
	return entries
		.filter(({ path, kind }) => (kind === 'file' || kind === 'executable') && mayHoldDocuments(path) && !isModuleInput(path) && !changed.has(path))
		.slice(0, limit('moduleFiles'))
		.map(({ path, id }) => ({ type: 'extract', side, path, blob: id }));
}
