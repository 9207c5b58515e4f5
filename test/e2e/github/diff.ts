import type { GitRepository } from './git-repository.ts';

export interface DiffEntry {
	readonly filename: string;
	readonly previous_filename?: string;
	readonly sha: string;
	readonly status: 'added' | 'removed' | 'modified' | 'renamed';
	readonly additions: number;
	readonly deletions: number;
	readonly changes: number;
	readonly patch?: string;
}

const STATUS: Readonly<Record<string, DiffEntry['status']>> = { A: 'added', D: 'removed', M: 'modified', R: 'renamed', T: 'modified' };

const remembered = new Map<string, readonly DiffEntry[]>();

/** The files of a change, as git tells them. */
export function diffFiles(repository: GitRepository, base: string, head: string): readonly DiffEntry[] {
	const key = `${repository.bare} ${base} ${head}`;
	const known = remembered.get(key) ?? readFiles(repository, base, head);
	remembered.set(key, known);
	return known;
}

function readFiles(repository: GitRepository, base: string, head: string): readonly DiffEntry[] {
	const raw = repository.served('diff', '--raw', '-z', '--abbrev=40', '-M', base, head).split('\0');
	const patches = repository.served('diff', '-M', base, head).split(/^(?=diff --git )/mu);
	const entries: DiffEntry[] = [];
	for (let index = 0; index + 1 < raw.length; ) {
		const [, , before = '', after = '', letter = ''] = (raw[index] ?? '').split(' ');
		const paths = raw.slice(index + 1, index + (letter.startsWith('R') ? 3 : 2));
		index += 1 + paths.length;
		const filename = paths.at(-1) ?? '';
		const status = STATUS[letter.charAt(0)] ?? 'modified';
		const previous = status === 'renamed' ? { previous_filename: paths[0] ?? '' } : {};
		entries.push({ filename, ...previous, sha: /^0+$/u.test(after) ? before : after, status, ...patchOf(patches[entries.length] ?? '') });
	}
	return entries;
}

const MOST_FILES = 3000;
const MOST_LINES = 20_000;

/** What the API tells of a change: 3,000 files at most, and past some 20,000 lines of patch in one answer neither patches nor counts. */
export function asListed(files: readonly DiffEntry[], pageSize: number): readonly DiffEntry[] {
	let left = 0;
	return files.slice(0, MOST_FILES).map((file, index) => {
		if (index % pageSize === 0) left = MOST_LINES;
		left -= file.changes;
		if (left >= 0) return file;
		const { patch: _, ...rest } = file;
		return { ...rest, additions: 0, deletions: 0, changes: 0 };
	});
}

function patchOf(text: string): Pick<DiffEntry, 'additions' | 'deletions' | 'changes' | 'patch'> {
	const start = text.indexOf('\n@@ ');
	const lines = start < 0 ? [] : text.slice(start + 1).replace(/\n$/u, '').split('\n');
	const [additions = 0, deletions = 0] = ['+', '-'].map((sign) => lines.filter((line) => line.startsWith(sign)).length);
	return { additions, deletions, changes: additions + deletions, ...(lines.length > 0 ? { patch: lines.join('\n') } : {}) };
}

/** Which hunk of the file shows this line on this side; undefined when none does. */
export function hunkOf(file: DiffEntry, side: 'LEFT' | 'RIGHT', line: number): number | undefined {
	const found = [...(file.patch ?? '').matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gmu)].findIndex((match) => {
		const [start, length] = side === 'LEFT' ? [match[1], match[2]] : [match[3], match[4]];
		return line >= Number(start) && line < Number(start) + Number(length ?? 1);
	});
	return found < 0 ? undefined : found;
}

/** Where a line of an older commit stands in a newer one; undefined when it was changed or removed. */
export function followLine(repository: GitRepository, path: string, from: string, to: string, line: number): number | undefined {
	let shift = 0;
	for (const match of changes(repository, path, from, to).matchAll(/^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/gmu)) {
		const [start, removed, added] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)];
		if (removed > 0 && line >= start && line < start + removed) return undefined;
		if (line >= start + (removed === 0 ? 1 : removed)) shift += added - removed;
	}
	return line + shift;
}

const followed = new Map<string, string>();

function changes(repository: GitRepository, path: string, from: string, to: string): string {
	const key = `${repository.bare} ${from} ${to} ${path}`;
	const known = followed.get(key) ?? repository.served('diff', '-U0', from, to, '--', path);
	followed.set(key, known);
	return known;
}
