import { ConfigurationError } from '../config/configuration-error.ts';
import type { CommitSha, ObjectId, Revision } from './change.ts';
import { readCommit } from './commit.ts';
import { emptyTree, type Repository } from './repository.ts';
import { writeIndexTree, writeWorkTree } from './snapshot.ts';

export interface ChangeRequest {
	/** Taken as it is given; without it the merge base with the default branch. */
	readonly base?: string | undefined;
	/** HEAD without it. */
	readonly head?: string | undefined;
	/** Head is the index. */
	readonly staged?: boolean | undefined;
	/** Head is the work tree, with files that are not ignored. */
	readonly worktree?: boolean | undefined;
}

export interface ResolvedChange {
	readonly base: Revision;
	readonly head: Revision;
}

/** Branches that a change is usually made for, in the order they are tried. */
const DEFAULT_BRANCHES = ['refs/remotes/origin/HEAD', 'refs/remotes/origin/main', 'refs/remotes/origin/master', 'refs/heads/main', 'refs/heads/master'];
const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u;

/**
 * Finds the two sides of a change. A default base is the merge base of head with the default branch, or head's first parent
 * where head is on that branch; for the index and the work tree it is HEAD; for a first commit the empty tree.
 * A revision that cannot be found is a `ConfigurationError` that says what to fetch.
 */
export async function resolveChange(repository: Repository, request: ChangeRequest = {}): Promise<ResolvedChange> {
	const { base, head, staged = false, worktree = false } = request;
	if (staged || worktree) {
		if (head !== undefined || (staged && worktree)) throw new ConfigurationError('head is named twice', { remedy: 'Give one of --head, --staged and --worktree.' });
		const tree = await (staged ? writeIndexTree(repository) : writeWorkTree(repository));
		return { base: base === undefined ? await headOrNothing(repository) : await resolveRevision(repository, base), head: { tree } };
	}
	const end = await resolveRevision(repository, head ?? 'HEAD');
	return { base: base === undefined ? await defaultBase(repository, end) : await resolveRevision(repository, base), head: end };
}

/** A name or id that a person gave. */
async function resolveRevision(repository: Repository, name: string): Promise<Revision> {
	if (name === '' || name.startsWith('-') || /[\0\n]/u.test(name)) throw new ConfigurationError(`\`${name}\` is no name of a revision`, { remedy: 'Name a branch, a tag or a commit.' });
	const commit = await findObject(repository, `${name}^{commit}`);
	if (commit !== undefined) return revision(repository, commit as CommitSha);
	const tree = await findObject(repository, `${name}^{tree}`);
	if (tree !== undefined) return { tree: tree as ObjectId };
	throw notFound(repository, name);
}

async function findObject(repository: Repository, expression: string): Promise<string | undefined> {
	const { code, stdout } = await repository.refs.run(['rev-parse', '--verify', '--quiet', '--end-of-options', expression], { accept: [1, 128] });
	return code === 0 ? stdout.toString('latin1').trim() : undefined;
}

async function revision(repository: Repository, id: CommitSha): Promise<Revision> {
	const tree = await findObject(repository, `${id}^{tree}`);
	if (tree === undefined) throw notFound(repository, id);
	return { commit: id, tree: tree as ObjectId };
}

function notFound({ shallow }: Repository, name: string): ConfigurationError {
	if (FULL_ID.test(name)) return new ConfigurationError(`commit ${name} is not in this ${shallow ? 'shallow ' : ''}clone`, { remedy: `Fetch it: git fetch --depth=1 origin ${name}` });
	const remedy = shallow ? 'The clone is shallow. Fetch the rest: git fetch --unshallow' : 'Name a branch, a tag or a commit that the repository has; `git fetch` brings those of the remote.';
	return new ConfigurationError(`there is no revision \`${name}\` in this repository`, { remedy });
}

/** HEAD, or the empty tree before the first commit. */
async function headOrNothing(repository: Repository): Promise<Revision> {
	const commit = await findObject(repository, 'HEAD^{commit}');
	return commit === undefined ? { tree: emptyTree(repository.objectFormat) } : revision(repository, commit as CommitSha);
}

async function defaultBase(repository: Repository, { commit: head }: Revision): Promise<Revision> {
	if (head === undefined) throw new ConfigurationError('head is a tree, which has no history', { remedy: 'Give --base.' });
	const branch = await defaultBranch(repository);
	const shared = branch === undefined ? head : await mergeBase(repository, branch, head);
	return shared === head ? firstParent(repository, head) : revision(repository, shared);
}

async function defaultBranch(repository: Repository): Promise<{ readonly name: string; readonly commit: CommitSha } | undefined> {
	for (const name of DEFAULT_BRANCHES) {
		const commit = await findObject(repository, `${name}^{commit}`);
		if (commit !== undefined) return { name: name.replace(/^refs\/(?:remotes|heads)\//u, ''), commit: commit as CommitSha };
	}
	return undefined;
}

async function mergeBase(repository: Repository, branch: { readonly name: string; readonly commit: CommitSha }, head: CommitSha): Promise<CommitSha> {
	const { stdout } = await repository.objects.run(['merge-base', branch.commit, head], { accept: [1] });
	const found = stdout.toString('latin1').trim();
	if (found !== '') return found as CommitSha;
	const remedy = repository.shallow ? 'The clone is shallow. Fetch the rest with `git fetch --unshallow`, or give --base.' : 'Give --base.';
	throw new ConfigurationError(`head and ${branch.name} have no commit in common`, { remedy });
}

/** What a commit, a merge included, changed on the branch it stands on. */
async function firstParent(repository: Repository, head: CommitSha): Promise<Revision> {
	const commit = await readCommit(repository, head);
	if (commit === undefined) throw new ConfigurationError(`commit ${head} is too large to be read`, { remedy: 'Give --base.' });
	const [parent] = commit.parents;
	if (parent === undefined) return { tree: emptyTree(repository.objectFormat) };
	// A shallow clone may have the parent though git does not follow it.
	const tree = await findObject(repository, `${parent}^{tree}`);
	if (tree !== undefined) return { commit: parent, tree: tree as ObjectId };
	throw new ConfigurationError(`the parent of ${head} is not in this clone`, { remedy: `Fetch it: git fetch --depth=1 origin ${parent} (or git fetch --unshallow)` });
}
