import type { AttributedLines, ChangedFile, ProvenanceKind } from '../change.ts';

/** Lines of head that the change added, and who claims them. */
export interface LineClaim {
	readonly first: number;
	readonly last: number;
	readonly by: { readonly kind: ProvenanceKind | 'unknown'; readonly tool?: string; readonly strength?: 'strong' | 'weak' };
}

type Range = readonly [first: number, last: number];

/** What the change added, by path at head. */
export function addedRanges(files: readonly ChangedFile[]): ReadonlyMap<string, readonly Range[]> {
	return new Map(files.flatMap(({ after, hunks }): (readonly [string, Range[]])[] => {
		if (after === undefined || hunks === 'unknown') return [];
		return [[after.path, hunks.flatMap(({ headStart, headLines }): Range[] => (headLines === 0 ? [] : [[headStart, headStart + headLines - 1]]))]];
	}));
}

/** The added lines of one file in order: those that somebody claims, and the rest. */
export function lineClaims(added: readonly Range[], attributed: readonly AttributedLines[]): readonly LineClaim[] {
	const claimed = attributed.flatMap(({ ranges, kind, tool, strength }) => ranges.map(([first, last]): LineClaim => ({ first, last, by: { kind, tool, strength } }))).sort((a, b) => a.first - b.first);
	const all: LineClaim[] = [];
	let next = 0;
	for (const [start, end] of added) {
		let line = start;
		for (let claim = claimed[next]; claim !== undefined && claim.first <= end; claim = claimed[++next]) {
			if (claim.first > line) all.push({ first: line, last: claim.first - 1, by: { kind: 'unknown' } });
			all.push(claim);
			line = claim.last + 1;
		}
		if (line <= end) all.push({ first: line, last: end, by: { kind: 'unknown' } });
	}
	return all;
}
