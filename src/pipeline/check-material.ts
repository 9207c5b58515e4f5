import type { Change, ObjectId, PullRequestFacts } from '../change/change.ts';
import type { Environment } from '../change/git.ts';
import { readChange } from '../change/change-reader.ts';
import { type ObjectStore, openObjectStore } from '../change/object-store.ts';
import { type Repository, openRepository } from '../change/repository.ts';
import { resolveChange } from '../change/revisions.ts';
import { limit } from '../parse/limits.ts';
import type { ObjectAnswer } from '../parse/source-tree.ts';
import { blobBytes, type Material } from './material.ts';

export interface CheckRevisions {
	readonly repo: string;
	readonly base?: string;
	readonly head?: string;
	readonly staged?: boolean;
	readonly worktree?: boolean;
	readonly facts: PullRequestFacts;
	readonly environment: Environment;
}

/** A folder of some 100,000 entries; past it the tree counts as absent. */
const TREE_BYTES = 8_388_608;

/** Opens a change of a repository: bare or not, by commits, the index or the work tree. */
export async function openCheck(options: CheckRevisions): Promise<Material> {
	const repository = await openRepository(options.repo, options.environment);
	try {
		const change = await readChange(repository, await resolveChange(repository, options), options.facts);
		return material(repository, change);
	} catch (error) {
		await repository.close();
		throw error;
	}
}

function material(repository: Repository, change: Change): Material {
	const store = openObjectStore(repository);
	return {
		change,
		scanned: false,
		prefix: '',
		object: (id) => readObject(store, id),
		raw: async (id, maxBytes) => blobBytes(await store.read(id, maxBytes)),
		close: async () => {
			await store.close();
			await repository.close();
		},
	};
}

/** An object for those who parse it: blobs up to the limit, trees up to theirs. */
export async function readObject(store: ObjectStore, id: ObjectId): Promise<ObjectAnswer> {
	const info = await store.info(id);
	if (info === 'missing') return 'missing';
	const found = await store.read(id, info.type === 'tree' ? TREE_BYTES : limit('fileBytes'));
	if (typeof found === 'string') return found;
	return found.type === 'blob' || found.type === 'tree' ? { type: found.type, bytes: found.bytes } : 'missing';
}
