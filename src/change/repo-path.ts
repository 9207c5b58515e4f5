import type { RepoPath } from './change.ts';

/** Marks an escaped byte of a name. A name that holds this character itself has it escaped, too: no two names look alike. */
const MARK = '\u{FFFD}';
const SLASH = 0x2f;

/**
 * A path inside the repository, or `undefined` for what is none: empty, absolute, with `.`, `..` or empty segments, with NUL.
 * A backslash is a letter like any other: git separates by `/` alone.
 */
export function repoPath(text: string): RepoPath | undefined {
	return text.includes('\0') || text.split('/').some(isUnusable) ? undefined : (text as RepoPath);
}

/**
 * The path that git's bytes stand for. Total and one to one: a segment that is no UTF-8, or that is no name (`..`, `.`, empty;
 * git forbids them, a hostile tree may hold them), is kept with its odd bytes as the mark, `%` and two hexadecimal digits.
 */
export function decodePath(bytes: Uint8Array): RepoPath {
	const segments: string[] = [];
	for (let start = 0; start <= bytes.length; ) {
		const slash = bytes.indexOf(SLASH, start);
		const end = slash < 0 ? bytes.length : slash;
		segments.push(decodeName(bytes.subarray(start, end)));
		start = end + 1;
	}
	return segments.join('/') as RepoPath;
}

function decodeName(bytes: Uint8Array): string {
	const text = strictUtf8(bytes);
	if (text === undefined || text.includes(MARK) || text.includes('\0')) return [...bytes].map((byte) => (byte === 0 || byte > 0x7e ? escaped(byte) : String.fromCharCode(byte))).join('');
	if (!isUnusable(text)) return text;
	return text === '' ? MARK : [...bytes].map(escaped).join('');
}

function isUnusable(segment: string): boolean {
	return segment === '' || segment === '.' || segment === '..';
}

function strictUtf8(bytes: Uint8Array): string | undefined {
	try {
		// Without `ignoreBOM` a name that begins with U+FEFF would lose it.
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		return undefined;
	}
}

function escaped(byte: number): string {
	return `${MARK}%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
