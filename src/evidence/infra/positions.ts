import type { Range } from '../../parse/parsed.ts';
import type { DocumentEvidence, PositionEntry } from '../file-evidence.ts';
import { addressAt, headerAt } from './terraform/address.ts';
import { pointerStep } from '../../parse/json-pointer.ts';

type Path = readonly (string | number)[];

/** Where a remark stands. `file`: in another file than the document's own. */
export interface Place {
	readonly range: Range;
	readonly file?: string;
}

/** The place on which a remark about a path of a document stands: its own, or that of its nearest parent that exists. */
export function placeAt({ platform, positions }: DocumentEvidence, path: Path): Place {
	const file = nearestEntry(positions, path)?.[5];
	return { range: platform === 'terraform' ? resolveInBlock(positions, path) : resolveAt(positions, path), ...(file !== undefined && { file }) };
}

/** The default subject of a remark about a path of a document. */
export function subjectAt({ platform, name }: DocumentEvidence, path: Path): string {
	return (platform === 'terraform' ? addressAt(path) : undefined) ?? name;
}

/** What is missing from a block is said on its header. */
function resolveInBlock(positions: readonly PositionEntry[], path: Path): Range {
	const range = resolveAt(positions, path);
	const entry = nearestEntry(positions, path);
	const header = entry === undefined || entry[3] === entry[1] ? undefined : headerAt(partsOf(entry[0]));
	return header === undefined ? range : { ...range, endColumn: Math.max(range.endColumn, range.startColumn + header.length) };
}

/**
 * The range on which a remark about `path` stands: the value's own, or that of its nearest parent that exists.
 * A value of several lines is narrowed to its first one: what is missing from a container is said on the container's
 * `- name:` line, not on all its forty.
 */
export function resolveAt(positions: readonly PositionEntry[], path: Path): Range {
	const nearest = nearestEntry(positions, path);
	if (nearest === undefined) return { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
	const [, startLine, startColumn, endLine, endColumn] = nearest;
	if (startLine === endLine) return { startLine, startColumn, endLine, endColumn };
	return { startLine, startColumn, endLine: startLine, endColumn: firstLineEnd(positions, nearest) };
}

/** The entry of a path or of its nearest parent. */
export function nearestEntry(positions: readonly PositionEntry[], path: Path): PositionEntry | undefined {
	const { byPointer } = indexOf(positions);
	for (const pointer of pointersTo(path).toReversed()) {
		const entry = byPointer.get(pointer);
		if (entry !== undefined) return entry;
	}
	return undefined;
}

interface PositionIndex {
	/** Of several entries of one pointer the last counts. */
	readonly byPointer: ReadonlyMap<string, PositionEntry>;
	readonly byStartLine: ReadonlyMap<number, readonly PositionEntry[]>;
}

/** A document of thousands of resources is asked once a finding: each index is made once. */
const indexes = new WeakMap<readonly PositionEntry[], PositionIndex>();

function indexOf(positions: readonly PositionEntry[]): PositionIndex {
	const known = indexes.get(positions);
	if (known !== undefined) return known;
	const index = { byPointer: new Map(positions.map((entry) => [entry[0], entry])), byStartLine: Map.groupBy(positions, ([, startLine]) => startLine) };
	indexes.set(positions, index);
	return index;
}

/** A path as a JSON pointer (RFC 6901). */
export function pointerOf(path: Path): string {
	return path.map(pointerStep).join('');
}

/** The value to which a JSON pointer leads; undefined where there is none. */
export function valueAt(document: unknown, pointer: string): unknown {
	return partsOf(pointer).reduce<unknown>((value, part) => (typeof value === 'object' && value !== null ? (value as Readonly<Record<string | number, unknown>>)[part] : undefined), document);
}

/** The path of a JSON pointer; what looks like an index becomes a number. */
function partsOf(pointer: string): Path {
	return pointer.split('/').slice(1).map((part) => (/^[0-9]+$/.test(part) ? Number(part) : unescapedPart(part)));
}

function unescapedPart(part: string): string {
	return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

function pointersTo(path: Path): string[] {
	return Array.from({ length: path.length + 1 }, (_, depth) => pointerOf(path.slice(0, depth)));
}

/** Where an entry's first line ends: behind what of it stands there, or behind its key when the value begins below. */
function firstLineEnd(positions: readonly PositionEntry[], [pointer, startLine, startColumn, , , file]: PositionEntry): number {
	const key = unescapedPart(pointer.slice(pointer.lastIndexOf('/') + 1));
	let end = startColumn + Math.max(1, key.length);
	for (const [below, , column, lastLine, lastColumn, otherFile] of indexOf(positions).byStartLine.get(startLine) ?? []) {
		if (otherFile !== file || !below.startsWith(`${pointer}/`)) continue;
		end = Math.max(end, lastLine === startLine ? lastColumn : column + 1);
	}
	return end;
}
