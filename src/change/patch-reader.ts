import type { Hunk } from './change.ts';

/** The hunks of one `diff --git` section; `unknown` for a binary one. */
export type SectionHunks = readonly Hunk[] | 'unknown';

const NEWLINE = 0x0a;
const MINUS = 0x2d;
const PLUS = 0x2b;
const BACKSLASH = 0x5c;
const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/u;

interface Counter {
	left: number;
	next: number;
}

/**
 * Reads `git diff` patches as they stream in. Lines of files are counted by the hunk's header and never looked at beyond their
 * first byte, so no content can pass for a header. Context lines part a git hunk into our zero-context hunks.
 */
export class PatchReader {
	readonly sections: SectionHunks[] = [];
	readonly #other: (line: string) => void;
	#hunks: Hunk[] = [];
	/** The start of a header line that has not ended yet. */
	#partial: Buffer = Buffer.alloc(0);
	#inLine = false;
	/** Lines of the hunk that are still to come, and the next line's number, on each side. */
	#base: Counter = { left: 0, next: 0 };
	#head: Counter = { left: 0, next: 0 };
	/** The run of changed lines that is being read. */
	#run: { baseNext: number; headNext: number; baseLines: number; headLines: number } | undefined;

	/** `other` hears the lines that stand between hunks and are no header of this reader. */
	constructor(other: (line: string) => void = () => undefined) {
		this.#other = other;
	}

	/** Takes the next bytes of the patch. */
	push(chunk: Buffer): void {
		for (let at = 0; at < chunk.length; ) {
			if (this.#inLine || this.#isInHunk()) at = this.#bodyLine(chunk, at);
			else at = this.#headerLine(chunk, at);
		}
	}

	/** The sections in git's order. Throws when the patch breaks off. */
	finish(): readonly SectionHunks[] {
		if (this.#isInHunk() || this.#inLine || this.#partial.length > 0) throw new Error('the patch breaks off');
		this.#endRun();
		return this.sections;
	}

	#isInHunk(): boolean {
		return this.#base.left > 0 || this.#head.left > 0;
	}

	/** One line of a file, which may come in several pieces. */
	#bodyLine(chunk: Buffer, at: number): number {
		if (!this.#inLine) this.#count(chunk[at]);
		const end = chunk.indexOf(NEWLINE, at);
		this.#inLine = end < 0;
		return end < 0 ? chunk.length : end + 1;
	}

	#count(first: number | undefined): void {
		// "\ No newline at end of file" is no line of either side.
		if (first === BACKSLASH) return;
		if (first === MINUS) this.#changed('base');
		else if (first === PLUS) this.#changed('head');
		else this.#context();
	}

	#changed(side: 'base' | 'head'): void {
		this.#run ??= { baseNext: this.#base.next, headNext: this.#head.next, baseLines: 0, headLines: 0 };
		this.#run[`${side}Lines`] += 1;
		advance(side === 'base' ? this.#base : this.#head);
	}

	#context(): void {
		this.#endRun();
		advance(this.#base);
		advance(this.#head);
	}

	#endRun(): void {
		if (this.#run === undefined) return;
		const { baseNext, headNext, baseLines, headLines } = this.#run;
		// As git writes it without context: a side with no lines is named by the line before.
		this.#hunks.push({ baseStart: baseLines === 0 ? baseNext - 1 : baseNext, baseLines, headStart: headLines === 0 ? headNext - 1 : headNext, headLines });
		this.#run = undefined;
	}

	#headerLine(chunk: Buffer, at: number): number {
		const end = chunk.indexOf(NEWLINE, at);
		const piece = chunk.subarray(at, end < 0 ? chunk.length : end);
		const line = this.#partial.length > 0 ? Buffer.concat([this.#partial, piece]) : piece;
		this.#partial = end < 0 ? Buffer.from(line) : Buffer.alloc(0);
		if (end >= 0) this.#header(line.toString('latin1'));
		return end < 0 ? chunk.length : end + 1;
	}

	#header(line: string): void {
		if (line.startsWith('diff --git ')) this.#startSection();
		else if (line.startsWith('@@ ')) this.#startHunk(line);
		else if (line.startsWith('Binary files ')) this.sections[this.sections.length - 1] = 'unknown';
		else this.#other(line);
	}

	#startSection(): void {
		this.#endRun();
		this.#hunks = [];
		this.sections.push(this.#hunks);
	}

	#startHunk(line: string): void {
		this.#endRun();
		const match = HUNK.exec(line);
		if (match === null) throw new Error('git wrote a hunk header that is not understood');
		this.#base = counter(match[1], match[2]);
		this.#head = counter(match[3], match[4]);
	}
}

function advance(side: Counter): void {
	side.left -= 1;
	side.next += 1;
}

function counter(start: string | undefined, lines: string | undefined): Counter {
	const left = lines === undefined ? 1 : Number(lines);
	return { left, next: left === 0 ? Number(start) + 1 : Number(start) };
}
