import type { Change, ObjectId, RepoPath, Side } from '../change/change.ts';
import type { LocatedObjection } from './locating.ts';
import { type Material, blobLines } from './material.ts';

/** Adds to each objection the source it is about, so that code which moved can be told from new code. */
export async function withTexts(located: readonly LocatedObjection[], material: Material): Promise<LocatedObjection[]> {
	const texts = new Map<string, readonly string[]>();
	const blobs = { base: blobsOf(material.change, 'before'), head: blobsOf(material.change, 'after') };
	const linesOf = async (side: Side, path: RepoPath): Promise<readonly string[]> => {
		const key = `${side} ${path}`;
		const known = texts.get(key);
		if (known !== undefined) return known;
		const blob = blobs[side].get(path);
		const lines = (blob === undefined ? undefined : await blobLines(material, blob)) ?? [];
		texts.set(key, lines);
		return lines;
	};
	const told: LocatedObjection[] = [];
	for (const entry of located) told.push({ ...entry, text: textOf(entry, await linesOf(entry.objection.side, entry.path)) });
	return told;
}

function blobsOf(change: Change, version: 'before' | 'after'): ReadonlyMap<RepoPath, ObjectId> {
	return new Map(change.files.flatMap((file) => (file[version] === undefined ? [] : [[file[version].path, file[version].blob]])));
}

function textOf({ range }: LocatedObjection, lines: readonly string[]): string {
	const part = lines.slice(range.startLine - 1, range.endLine);
	const last = part.length - 1;
	return part
		.map((line, index) => line.slice(index === 0 ? range.startColumn - 1 : 0, index === last ? range.endColumn - 1 : undefined))
		.join(' ')
		.replace(/\s+/g, ' ')
		.trim();
}
