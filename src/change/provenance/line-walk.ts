import type { ChangedFile, CommitSha, ObjectId, RepoPath } from '../change.ts';
import type { Commit } from '../commit.ts';
import { emptyTree, type Repository } from '../repository.ts';
import { merged, type Segment, splitByHunks } from './segments.ts';
import { readTreeDiffs, type TreeDiff, type TreePair } from './tree-diffs.ts';

/** Lines by the path that they stand in, in some version of the tree. */
export type LinesByPath = ReadonlyMap<RepoPath, readonly Segment[]>;

/** Where the added lines of head come from. */
export interface WalkedLines {
	/** What each commit brought of them, by path in that commit. */
	readonly brought: ReadonlyMap<CommitSha, LinesByPath>;
	/** All of them that stood in the version of a commit, whoever brought them. */
	readonly stood: ReadonlyMap<CommitSha, LinesByPath>;
	/** False when some lines were lost on the way: a parent that is not here, a step that cannot be compared. */
	readonly complete: boolean;
}

export interface History {
	/** The commits of the change, any order. */
	readonly commits: ReadonlyMap<CommitSha, Commit>;
	/** Trees of commits outside that are parents of some inside, as far as they are known. */
	readonly outside: ReadonlyMap<CommitSha, ObjectId>;
	/** Where the walk begins; absent when there is none. */
	readonly tip?: CommitSha;
	/** Head's tree. It is that of the tip but for an index or a work tree. */
	readonly head: ObjectId;
}

/** More lines than anybody reads. */
const MOST_LINES = 500_000;

/**
 * Follows the added lines of head back to the commits that brought them, as `git blame` does: a line goes to the first parent that
 * has it, so that a merge has brought only what no parent had. `undefined` where history is more than the limits allow.
 */
export async function walkLines(repository: Repository, history: History, files: Promise<readonly ChangedFile[]>): Promise<WalkedLines | undefined> {
	const steps = stepsOf(history, emptyTree(repository.objectFormat));
	const single = steps.filter(({ merge }) => !merge);
	// History is compared while the change itself still is.
	const [read, diffs] = await Promise.all([files, readTreeDiffs(repository, single.map(({ trees }) => trees))]);
	const added = addedLines(read);
	if (history.tip === undefined || diffs === undefined || sum(added) > MOST_LINES) return undefined;
	const all = await withMerges(repository, steps, new Map(single.map((step, index) => [step, diffs[index] ?? NOTHING])), [...added.keys()]);
	return all === undefined ? undefined : follow(history, added, steps, all);
}

/** The lines that the change added, where they stand at head. */
export function addedLines(files: readonly ChangedFile[]): Map<RepoPath, readonly Segment[]> {
	return new Map(files.flatMap(({ after, hunks }): (readonly [RepoPath, readonly Segment[]])[] => {
		if (after === undefined || hunks === 'unknown') return [];
		const segments = hunks.filter(({ headLines }) => headLines > 0).map(({ headStart, headLines }) => ({ path: after.path, line: headStart, head: headStart, count: headLines }));
		return segments.length === 0 ? [] : [[after.path, segments]];
	}));
}

function sum(lines: LinesByPath): number {
	return [...lines.values()].flat().reduce((total, { count }) => total + count, 0);
}

/** From a version to an earlier one. `from` is absent for what was not committed yet. */
interface Step {
	readonly from?: CommitSha;
	/** Absent at a root, and where the step leaves the change. */
	readonly to?: CommitSha;
	readonly trees: TreePair;
	readonly merge: boolean;
}

function stepsOf({ commits, outside, tip, head }: History, empty: ObjectId): readonly Step[] {
	const tipTree = tip === undefined ? undefined : (commits.get(tip)?.tree ?? outside.get(tip));
	const first: Step[] = tip === undefined || tipTree === undefined || tipTree === head ? [] : [{ to: tip, trees: [tipTree, head], merge: false }];
	return [...first, ...[...commits].flatMap(([from, { parents, tree }]): Step[] => {
		if (parents.length === 0) return [{ from, trees: [empty, tree], merge: false }];
		return parents.flatMap((to) => {
			const before = commits.get(to)?.tree ?? outside.get(to);
			return before === undefined ? [] : [{ from, to, trees: [before, tree], merge: parents.length > 1 }];
		});
	})];
}

const NOTHING: TreeDiff = new Map();

/** A merge differs from one side in all that the other did: there only the paths are compared that the rest of the change names. */
async function withMerges(repository: Repository, steps: readonly Step[], single: ReadonlyMap<Step, TreeDiff>, paths: readonly RepoPath[]): Promise<ReadonlyMap<Step, TreeDiff> | undefined> {
	const merges = steps.filter(({ merge }) => merge);
	const named = new Set([...paths, ...[...single.values()].flatMap((diff) => [...diff].flatMap(([path, { before }]) => (before === undefined ? [path] : [path, before])))]);
	const diffs = await readTreeDiffs(repository, merges.map(({ trees }) => trees), [...named]);
	return diffs === undefined ? undefined : new Map([...single, ...merges.map((step, index) => [step, diffs[index] ?? NOTHING] as const)]);
}

function follow({ commits, tip }: History, added: LinesByPath, steps: readonly Step[], diffs: ReadonlyMap<Step, TreeDiff>): WalkedLines {
	const bySource = Map.groupBy(steps, ({ from }) => from);
	const pending = new Map<CommitSha, Map<RepoPath, Segment[]>>();
	const [brought, stood] = [new Map<CommitSha, LinesByPath>(), new Map<CommitSha, LinesByPath>()];
	let complete = true;
	const hand = (to: CommitSha | undefined, lines: LinesByPath): void => {
		if (to === undefined || !commits.has(to)) return;
		const waiting = pending.get(to) ?? new Map<RepoPath, Segment[]>();
		for (const [path, segments] of lines) waiting.set(path, [...(waiting.get(path) ?? []), ...segments]);
		pending.set(to, waiting);
	};
	const [uncommitted] = bySource.get(undefined) ?? [];
	hand(tip, uncommitted === undefined ? added : pass(added, diffs.get(uncommitted)).older);
	for (const id of childrenFirst(commits)) {
		const here: LinesByPath = new Map([...(pending.get(id) ?? [])].map(([path, segments]) => [path, merged(segments)]));
		pending.delete(id);
		if (here.size === 0) continue;
		stood.set(id, here);
		let rest = here;
		const own = bySource.get(id) ?? [];
		for (const step of own) {
			const passed = pass(rest, diffs.get(step));
			hand(step.to, passed.older);
			rest = passed.brought;
			complete &&= !passed.lost;
		}
		// Without one of its parents nobody knows what of the rest it brought.
		if (own.length < Math.max(1, commits.get(id)?.parents.length ?? 0)) complete = false;
		else brought.set(id, rest);
	}
	return { brought, stood, complete };
}

/** One step back: what it brought, by the paths after it, and what it found, by those before. */
function pass(lines: LinesByPath, diff: TreeDiff | undefined): { readonly brought: LinesByPath; readonly older: LinesByPath; readonly lost: boolean } {
	const [brought, older] = [new Map<RepoPath, readonly Segment[]>(), new Map<RepoPath, readonly Segment[]>()];
	let lost = false;
	for (const [path, segments] of lines) {
		const step = diff?.get(path);
		if (step === undefined) older.set(path, segments);
		else if (step.before === undefined) brought.set(path, segments);
		else if (step.hunks === 'unknown') lost = true;
		else {
			const split = splitByHunks(segments, step.hunks);
			if (split.brought.length > 0) brought.set(path, split.brought);
			if (split.older.length > 0) older.set(step.before, [...(older.get(step.before) ?? []), ...split.older]);
		}
	}
	return { brought, older, lost };
}

/** Every commit before its parents. */
function childrenFirst(commits: ReadonlyMap<CommitSha, Commit>): readonly CommitSha[] {
	const children = new Map<CommitSha, number>();
	for (const { parents } of commits.values()) for (const parent of new Set(parents)) children.set(parent, (children.get(parent) ?? 0) + 1);
	const ready = [...commits.keys()].filter((id) => !children.has(id));
	for (const id of ready) {
		for (const parent of new Set(commits.get(id)?.parents)) {
			const left = (children.get(parent) ?? 1) - 1;
			children.set(parent, left);
			if (left === 0 && commits.has(parent)) ready.push(parent);
		}
	}
	return ready;
}
