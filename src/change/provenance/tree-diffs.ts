import type { ObjectId, RepoPath } from '../change.ts';
import { PatchReader, type SectionHunks } from '../patch-reader.ts';
import { parseRawLine, type RawEntry } from '../raw-diff.ts';
import type { Repository } from '../repository.ts';

/** What one step of history did to a file: its path before it, if it had one, and what became of its lines. */
export interface FileStep {
	readonly before?: RepoPath;
	readonly hunks: SectionHunks;
}

/** By path after the step. A path that is not here is untouched. */
export type TreeDiff = ReadonlyMap<RepoPath, FileStep>;

/** A step to be compared: two trees. */
export type TreePair = readonly [before: ObjectId, after: ObjectId];

/** Past these the history of a change is not worth its time. */
const MOST_BYTES = 67_108_864;
const MOST_SECTIONS = 100_000;
const TIMEOUT_MS = 20_000;
/** The command line must hold the paths. */
const MOST_PATHS = 1_000;

/** The same comparison as that of base and head (diff.ts), in text: its lines are told apart while they stream in. */
const ARGS = ['diff-tree', '--stdin', '-r', '--raw', '--patch', '-l1000', '--no-ext-diff', '--no-textconv', '--no-color', '--ignore-submodules=none', '--find-renames=50%', '--unified=1', '--inter-hunk-context=0', '--full-index', '--diff-algorithm=myers', '--indent-heuristic', '--submodule=short'];
const PAIR = /^[\da-f]{40,64} [\da-f]{40,64}$/u;

/**
 * Compares pairs of trees by one git process; `paths` narrows it where the trees differ in much else. Answers in the order of the
 * pairs; `undefined` where that is more than the limits allow, or git cannot read an object.
 */
export async function readTreeDiffs(repository: Repository, pairs: readonly TreePair[], paths: readonly string[] = []): Promise<readonly TreeDiff[] | undefined> {
	if (pairs.length === 0) return [];
	const narrowed = paths.length > 0 && paths.length <= MOST_PATHS;
	const args = narrowed ? ['--literal-pathspecs', ...ARGS, '--', ...paths] : ARGS;
	const { child, ended } = repository.objects.start(args, { timeoutMs: TIMEOUT_MS });
	const reader = new TreeDiffReader();
	let bytes = 0;
	let isWhole = true;
	const give = (): void => {
		isWhole = false;
		child.kill('SIGKILL');
	};
	child.stdout.on('data', (chunk: Buffer) => {
		bytes += chunk.length;
		if (!isWhole) return;
		if (bytes > MOST_BYTES || !reader.push(chunk)) give();
	});
	child.stdin.end(pairs.map(([before, after]) => `${before} ${after}\n`).join(''));
	const { code } = await ended;
	const diffs = code === 0 && isWhole ? reader.finish() : undefined;
	return diffs?.length === pairs.length ? diffs : undefined;
}

/** What stands between hunks: the two trees, the raw entries, the patches' own headers. */
class TreeDiffReader {
	readonly #entries: RawEntry[][] = [];
	readonly #patch = new PatchReader((line) => this.#line(line));

	/** False when it has read more than enough. */
	push(chunk: Buffer): boolean {
		try {
			this.#patch.push(chunk);
			return this.#patch.sections.length <= MOST_SECTIONS;
		} catch {
			return false;
		}
	}

	#line(line: string): void {
		if (line.startsWith(':')) this.#entries.at(-1)?.push(parseRawLine(line));
		else if (PAIR.test(line)) this.#entries.push([]);
	}

	finish(): readonly TreeDiff[] | undefined {
		const sections = this.#patch.finish();
		let next = 0;
		const diffs = this.#entries.map((entries) => new Map(entries.flatMap((entry) => {
			// A changed type is written as a deletion and an addition: all its lines are new.
			const own = sections.slice(next, (next += entry.status === 'type-changed' ? 2 : 1));
			return stepOf(entry, own.at(-1) ?? 'unknown');
		})));
		return next === sections.length ? diffs : undefined;
	}
}

function stepOf({ status, before, after }: RawEntry, hunks: SectionHunks): (readonly [RepoPath, FileStep])[] {
	if (after === undefined) return [];
	return [[after.path, { hunks, ...(before !== undefined && status !== 'type-changed' && { before: before.path }) }]];
}
