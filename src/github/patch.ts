/** One row of a hunk: a context row has both numbers, a deleted one only `left`, an added one only `right`. */
export interface Row {
	readonly left?: number;
	readonly right?: number;
	readonly text: string;
}

export type PatchHunk = readonly Row[];

/** A file of the pull request's diff as GitHub lists it. Without a patch no line of it takes a comment. */
export interface DiffFile {
	readonly path: string;
	readonly previousPath?: string;
	readonly status: string;
	readonly hunks: readonly PatchHunk[] | 'unknown';
}

const HEADER = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/u;

/** Reads the `patch` of a file as the pull request's files API gives it. */
export function parsePatch(patch: string): readonly PatchHunk[] {
	const hunks: Row[][] = [];
	let left = 0;
	let right = 0;
	for (const line of patch.split('\n')) {
		const header = HEADER.exec(line);
		if (header !== null) {
			left = Number(header[1]);
			right = Number(header[2]);
			hunks.push([]);
			continue;
		}
		const text = line.slice(1);
		const rows = hunks.at(-1);
		if (rows === undefined) continue;
		if (line.startsWith('+')) rows.push({ right: right++, text });
		else if (line.startsWith('-')) rows.push({ left: left++, text });
		else if (line.startsWith(' ')) rows.push({ left: left++, right: right++, text });
	}
	return hunks.filter((rows) => rows.length > 0);
}
