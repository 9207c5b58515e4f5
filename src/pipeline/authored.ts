import { addedRanges, type LineClaim, lineClaims } from '../change/provenance/line-claims.ts';
import type { Change } from '../change/change.ts';
import type { DocumentEvidence, DocumentFileEvidence, FileEvidence } from '../evidence/file-evidence.ts';
import type { AuthoredPlace } from '../policy/policy.ts';

/** Who claims what the change added of a file's facts, or of one of its documents. */
export type AuthoredAt = (file: FileEvidence, document?: DocumentEvidence) => readonly AuthoredPlace[];

/** More places than this are told of the document as a whole. */
const MOST_PLACES = 10_000;

/** A change that nobody claims has no such places: what it added says nothing more. */
export function authoredAt(change: Change): AuthoredAt {
	const { marks, attributed = [] } = change.provenance;
	if (marks.every(({ kind }) => kind === 'automation' || kind === 'mention')) return () => [];
	const added = addedRanges(change.files);
	const known = new Map<string, readonly LineClaim[]>();
	const claimsOf = (path: string): readonly LineClaim[] => {
		const claims = known.get(path) ?? lineClaims(added.get(path) ?? [], attributed.filter((entry) => entry.path === path));
		known.set(path, claims);
		return claims;
	};
	return (file, document) => {
		if (file.kind === 'code') return Object.entries(file.positions).flatMap(([at, { startLine, endLine }]) => placesOf(at, startLine, endLine, claimsOf(file.path)));
		return file.kind === 'documents' && document !== undefined ? documentPlaces(file, document, claimsOf) : [];
	};
}

/** The innermost places of a document: what stands around them follows from the pointer. */
function documentPlaces({ path }: DocumentFileEvidence, { positions }: DocumentEvidence, claimsOf: (path: string) => readonly LineClaim[]): readonly AuthoredPlace[] {
	const touched = positions.flatMap(([at, startLine, , endLine, , other]) => placesOf(at, startLine, endLine, claimsOf(other ?? path)));
	const around = new Set(touched.flatMap(({ at }) => parentsOf(at)));
	const innermost = touched.filter(({ at }) => !around.has(at));
	return innermost.length <= MOST_PLACES ? innermost : placesOf('', 1, Infinity, claimsOf(path));
}

function parentsOf(pointer: string): string[] {
	const parents: string[] = [];
	for (let slash = pointer.lastIndexOf('/'); slash >= 0; slash = slash === 0 ? -1 : pointer.lastIndexOf('/', slash - 1)) parents.push(pointer.slice(0, slash));
	return parents;
}

/** Those who claim lines between two, each once. */
function placesOf(at: string, startLine: number, endLine: number, claims: readonly LineClaim[]): AuthoredPlace[] {
	const places = new Map<string, AuthoredPlace>();
	for (let index = firstFrom(claims, startLine); index < claims.length; index++) {
		const { first = 0, last = 0, by } = claims[index] ?? {};
		if (by === undefined || first > endLine) break;
		const lines = Math.min(last, endLine) - Math.max(first, startLine) + 1;
		const key = `${by.kind} ${by.tool} ${by.strength}`;
		places.set(key, { at, ...by, lines: lines + (places.get(key)?.lines ?? 0) });
	}
	return [...places.values()];
}

/** The first claim that ends on the line or after it. */
function firstFrom(claims: readonly LineClaim[], line: number): number {
	let [low, high] = [0, claims.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((claims[middle]?.last ?? line) < line) low = middle + 1;
		else high = middle;
	}
	return low;
}
