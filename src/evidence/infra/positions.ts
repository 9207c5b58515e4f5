import type { Range } from '../../parse/parsed.ts';
import type { PositionEntry } from '../file-evidence.ts';

/**
 * The range on which a remark about `path` stands: the value's own, or that of its nearest parent that exists.
 * A value of several lines is narrowed to its first one: what is missing from a container is said on the container's
 * `- name:` line, not on all its forty.
 */
export function resolveAt(positions: readonly PositionEntry[], path: readonly (string | number)[]): Range {
	const nearest = nearestEntry(positions, path);
	if (nearest === undefined) return { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
	const [, startLine, startColumn, endLine, endColumn] = nearest;
	if (startLine === endLine) return { startLine, startColumn, endLine, endColumn };
	return { startLine, startColumn, endLine: startLine, endColumn: firstLineEnd(positions, nearest) };
}

/** The entry of a path or of its nearest parent. */
export function nearestEntry(positions: readonly PositionEntry[], path: readonly (string | number)[]): PositionEntry | undefined {
	const depths = new Map(pointersTo(path).map((pointer, depth) => [pointer, depth] as const));
	let best: { entry: PositionEntry; depth: number } | undefined;
	for (const entry of positions) {
		const depth = depths.get(entry[0]);
		if (depth !== undefined && depth >= (best?.depth ?? 0)) best = { entry, depth };
	}
	return best?.entry;
}

/** A path as a JSON pointer (RFC 6901). */
export function pointerOf(path: readonly (string | number)[]): string {
	return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function pointersTo(path: readonly (string | number)[]): string[] {
	return Array.from({ length: path.length + 1 }, (_, depth) => pointerOf(path.slice(0, depth)));
}

/** Where an entry's first line ends: behind what of it stands there, or behind its key when the value begins below. */
function firstLineEnd(positions: readonly PositionEntry[], [pointer, startLine, startColumn]: PositionEntry): number {
	const key = pointer.slice(pointer.lastIndexOf('/') + 1).replaceAll('~1', '/').replaceAll('~0', '~');
	let end = startColumn + Math.max(1, key.length);
	for (const [below, line, column, lastLine, lastColumn] of positions) {
		if (line !== startLine || !below.startsWith(`${pointer}/`)) continue;
		end = Math.max(end, lastLine === startLine ? lastColumn : column + 1);
	}
	return end;
}
