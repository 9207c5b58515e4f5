import type { Hunk } from './change.ts';
import { failure } from './git.ts';
import { PatchReader, type SectionHunks } from './patch-reader.ts';
import { type RawEntry, RawReader } from './raw-diff.ts';
import type { Repository } from './repository.ts';

const NUL = 0;
/** Half of what a whole change may take. */
const TIMEOUT_MS = 60_000;

export interface Diff {
	readonly entries: readonly RawEntry[];
	/** The hunks of each entry; without `--patch` all are empty, and say nothing. */
	readonly sections: readonly SectionHunks[];
}

/** Runs one `git diff-tree --raw -z` with or without `--patch` and reads its answer as it streams in. */
export async function runDiff(repository: Repository, args: readonly string[]): Promise<Diff> {
	const { child, ended } = repository.objects.start(args, { timeoutMs: TIMEOUT_MS });
	child.stdin.end();
	const reader = new DiffReader();
	let broken: unknown;
	child.stdout.on('data', (chunk: Buffer) => {
		try {
			if (broken === undefined) reader.push(chunk);
		} catch (error) {
			broken = error;
		}
	});
	const { code, stderr } = await ended;
	if (code !== 0) throw failure(args, code, stderr);
	if (broken !== undefined) throw broken;
	return reader.finish(args.includes('--patch'));
}

/** The raw section, an empty field, the patches. */
class DiffReader {
	readonly #raw = new RawReader();
	readonly #patch = new PatchReader();
	#isRaw = true;
	#partial: Buffer = Buffer.alloc(0);

	push(chunk: Buffer): void {
		let at = 0;
		while (this.#isRaw && at < chunk.length) {
			const end = chunk.indexOf(NUL, at);
			const piece = chunk.subarray(at, end < 0 ? chunk.length : end);
			const field = Buffer.concat([this.#partial, piece]);
			this.#partial = end < 0 ? field : Buffer.alloc(0);
			if (end >= 0) this.#isRaw = this.#raw.take(field);
			at = end < 0 ? chunk.length : end + 1;
		}
		if (at < chunk.length) this.#patch.push(chunk.subarray(at));
	}

	finish(hasPatches: boolean): Diff {
		const sections = this.#patch.finish();
		const { entries } = this.#raw;
		// A changed type is written as a deletion and an addition.
		const counts = entries.map(({ status }) => (status === 'type-changed' ? 2 : 1));
		const expected = counts.reduce((total, count) => total + count, 0);
		if (!this.#raw.complete || (hasPatches && expected !== sections.length)) throw new Error(`git wrote ${sections.length} patches for ${entries.length} files`);
		let next = 0;
		return { entries, sections: counts.map((count) => joined(sections.slice(next, (next += count)))) };
	}
}

/** The hunks of a file whose type changed: all of base goes, all of head comes. */
function joined(sections: readonly SectionHunks[]): SectionHunks {
	const [first, second] = sections;
	if (second === undefined) return first ?? 'unknown';
	if (first === undefined || first === 'unknown' || second === 'unknown') return 'unknown';
	const baseLines = sum(first, ({ baseLines: lines }) => lines);
	const headLines = sum(second, ({ headLines: lines }) => lines);
	return [{ baseStart: Math.min(1, baseLines), baseLines, headStart: Math.min(1, headLines), headLines }];
}

function sum(hunks: readonly Hunk[], count: (hunk: Hunk) => number): number {
	return hunks.reduce((total, hunk) => total + count(hunk), 0);
}

