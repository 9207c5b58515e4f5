import { canonical, readEntry, sha256, type Draft, type Entry } from './entry.ts';

/** Where the log is kept in the repository, and in which file of its commits. */
export const LOG_REF = 'refs/groundwire/audit';
export const LOG_FILE = 'log.jsonl';

/** The log as far as it holds, and the first line that does not. */
export interface Log {
	readonly entries: readonly Entry[];
	readonly broken?: { readonly line: number; readonly why: string };
}

const FIRST = '0'.repeat(64);

/** Reads a log and verifies it: every line canonical, numbered without a gap, and naming the line before it. */
export function readLog(text: string): Log {
	const entries: Entry[] = [];
	let previous = FIRST;
	const lines = text.split('\n');
	for (const [index, line] of lines.slice(0, -1).entries()) {
		const entry = readEntry(line);
		const why = typeof entry === 'string' ? entry : linkError(entry, index + 1, previous);
		if (typeof entry === 'string' || why !== undefined) return { entries, broken: { line: index + 1, why: why ?? '' } };
		entries.push(entry);
		previous = sha256(line);
	}
	if (lines.at(-1) !== '') return { entries, broken: { line: lines.length, why: 'it has no line end' } };
	return { entries };
}

function linkError(entry: Entry, sequence: number, previous: string): string | undefined {
	if (entry.sequence !== sequence) return `its sequence is ${entry.sequence}, and ${sequence} was expected`;
	return entry.previous === previous ? undefined : 'it does not name the line before it: a line was changed, taken out or put in';
}

/** Has this line of this comment been written down already, for this action? */
export function isRecorded(entries: readonly Entry[], draft: Draft): boolean {
	const { action, comment } = draft;
	return entries.some((entry) => entry.action === action && entry.comment.id === comment.id && entry.comment.line === comment.line);
}

/** The log with a draft at its end. The log must have been found whole. */
export function appended(text: string, draft: Draft): string {
	const lines = text.split('\n').slice(0, -1);
	const last = lines.at(-1);
	const entry: Entry = { ...draft, sequence: lines.length + 1, previous: last === undefined ? FIRST : sha256(last) };
	return `${text}${canonical(entry)}\n`;
}
