import type { RepoPath } from '../change/change.ts';
import { limit } from './limits.ts';
import type { NotAnalysed, NotAnalysedReason, Parsed, Range } from './parsed.ts';

/** A decoded file. Offsets are UTF-16 units into `text`, which has no byte order mark. */
export interface SourceText {
	readonly path: RepoPath;
	readonly text: string;
	/** Offset of each line's first character. Only LF ends a line, as in git: a CR stays on its line, U+2028 is a character. */
	readonly lineStarts: readonly number[];
}

/** A place in a text, both counted from 1; columns in UTF-16 units. */
export interface Position {
	readonly line: number;
	readonly column: number;
}

/** git-lfs/docs/spec.md: a pointer file begins with this line and is shorter than 1024 bytes. */
const LFS_MARK = 'version https://git-lfs.github.com/spec/';
const LFS_BYTES = 1024;

/** Decodes the bytes of a file, or says why it cannot be read: size, binary, pointer, encoding, line length. */
export function decodeText(path: RepoPath, bytes: Uint8Array): Parsed<SourceText> {
	const refuse = (reason: NotAnalysedReason, detail: string) => ({ ok: false, notAnalysed: { path, reason, detail } }) as const;
	if (bytes.length > limit('fileBytes')) return refuse('too-large', `${bytes.length} bytes; the limit is ${limit('fileBytes')}`);
	const wide = wideEncoding(bytes);
	if (wide !== undefined) return refuse('encoding', `${wide}; only UTF-8 is read`);
	const zero = bytes.indexOf(0);
	if (zero >= 0) return refuse('binary', `a NUL byte at offset ${zero}`);
	const text = decodeUtf8(bytes);
	if (text === undefined) return refuse('encoding', 'not valid UTF-8');
	if (bytes.length < LFS_BYTES && text.startsWith(LFS_MARK)) return refuse('lfs-pointer', 'the content is in Git LFS, not in the repository');
	const source = sourceText(path, text);
	const notAnalysed = longLine(source);
	return notAnalysed === undefined ? { ok: true, value: source } : { ok: false, notAnalysed };
}

/** A text that is at hand already: generated, or an edited copy. Not checked against any limit. */
export function sourceText(path: RepoPath, text: string): SourceText {
	const lineStarts = [0];
	for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
	return { path, text, lineStarts };
}

/** Line and column of an offset; offsets outside the text are taken to its ends. */
export function positionAt(source: SourceText, offset: number): Position {
	const at = Math.max(0, Math.min(offset, source.text.length));
	let low = 0;
	let high = source.lineStarts.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if (lineStart(source, middle + 1) <= at) low = middle;
		else high = middle - 1;
	}
	return { line: low + 1, column: at - lineStart(source, low + 1) + 1 };
}

/** The offset of a line and column; the inverse of `positionAt`. */
export function offsetAt(source: SourceText, line: number, column: number): number {
	return lineStart(source, line) + column - 1;
}

/** The range between two offsets, the second exclusive. */
export function rangeBetween(source: SourceText, start: number, end: number): Range {
	const from = positionAt(source, start);
	const to = positionAt(source, end);
	return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

/** A line without its line feed (and without a CR before it); empty past the end. */
export function lineText(source: SourceText, line: number): string {
	return source.text.slice(lineStart(source, line), lineEnd(source, line)).replace(/\r$/, '');
}

function lineStart(source: SourceText, line: number): number {
	return source.lineStarts[line - 1] ?? source.text.length;
}

function lineEnd(source: SourceText, line: number): number {
	const next = source.lineStarts[line];
	return next === undefined ? source.text.length : next - 1;
}

/** UTF-16 and UTF-32 by their marks; without one they hold NUL bytes and count as binary. */
function wideEncoding(bytes: Uint8Array): string | undefined {
	const [a, b, c, d] = bytes;
	if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'UTF-32' : 'UTF-16';
	if (a === 0xfe && b === 0xff) return 'UTF-16';
	return a === 0 && b === 0 && c === 0xfe && d === 0xff ? 'UTF-32' : undefined;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return undefined;
	}
}

function longLine(source: SourceText): NotAnalysed | undefined {
	const most = limit('lineLength');
	for (let line = 1; line <= source.lineStarts.length; line++) {
		const length = lineEnd(source, line) - lineStart(source, line);
		if (length > most) return { path: source.path, reason: 'line-too-long', detail: `line ${line} has ${length} characters; the limit is ${most}` };
	}
	return undefined;
}
