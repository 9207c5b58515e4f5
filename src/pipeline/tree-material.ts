import type { ChangedFile, ObjectId, RepoPath } from '../change/change.ts';
import type { Environment } from '../change/git.ts';
import { parseTree } from '../change/tree-entries.ts';
import { openCheck } from './check-material.ts';
import { type Material, rootOf } from './material.ts';

/** The tree of HEAD as it stands, as a change in which every file was added: like a scan, but of what is committed, by its paths in the repository. */
export async function openTree(repo: string, environment: Environment): Promise<Material> {
	const material = await openCheck({ repo, base: 'HEAD', head: 'HEAD', facts: {}, environment });
	try {
		const { change } = material;
		// No commit is its base: rules about what is new have nothing to ask of a tree.
		return { ...material, scanned: true, change: { ...change, base: { tree: change.base.tree }, files: await filesBelow(material, rootOf(material, 'head'), '') } };
	} catch (error) {
		await material.close();
		throw error;
	}
}

async function filesBelow(material: Material, tree: ObjectId, prefix: string): Promise<ChangedFile[]> {
	const answer = await material.object(tree);
	if (typeof answer === 'string' || answer.type !== 'tree') return [];
	const files: ChangedFile[] = [];
	for (const [name, { kind, id }] of parseTree(answer.bytes, tree.length / 2)) {
		const path = `${prefix}${name}` as RepoPath;
		if (kind === 'directory') files.push(...(await filesBelow(material, id, `${path}/`)));
		else files.push({ status: 'added', after: { path, kind, blob: id }, hunks: 'unknown' });
	}
	return files;
}
