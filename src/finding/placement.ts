import { causeOf } from './cause.ts';
import type { Finding } from './finding.ts';
import { heaviestFirst } from './weight.ts';

/** Where the remarks of a change stand, by number. */
export interface CommentCount {
	/** The most that the config allows. */
	readonly limit: number;
	/** Remarks on their lines. */
	readonly inline: number;
	/** Remarks in the summary alone, whatever the reason. */
	readonly summary: number;
	/** Of these, the ones that would stand on their lines if there were room. */
	readonly overLimit: number;
}

export interface PlacementRules {
	readonly limit: number;
	readonly blocks: (finding: Finding) => boolean;
}

export interface Placed {
	readonly findings: readonly Finding[];
	readonly comments: CommentCount;
}

/**
 * Decides which remarks of a change stand on their lines. Several rules about code that object to one line have one cause, as have
 * kindred rules about a line of something configured: the heaviest speaks for all, and the others stand `beside` it. Of what is left,
 * the heaviest up to the limit. No finding is lost: what has no comment stands in the summary, counts and blocks.
 */
export function placeFindings(findings: readonly Finding[], { limit, blocks }: PlacementRules): Placed {
	const wanted = findings.filter((finding) => isOfTheChange(finding) && finding.placement === 'inline').sort(heaviestFirst(blocks));
	const speaker = new Map<string, Finding>();
	const beside = new Map<Finding, string>();
	const alone: Finding[] = [];
	for (const finding of wanted) {
		const place = placeOf(finding);
		const first = speaker.get(place);
		if (first !== undefined) {
			beside.set(finding, first.fingerprint);
			continue;
		}
		speaker.set(place, finding);
		alone.push(finding);
	}
	const inline = new Set(alone.slice(0, limit));
	const placed = findings.map((finding) => (inline.has(finding) || !isOfTheChange(finding) ? finding : inSummary(finding, beside.get(finding))));
	return { findings: placed, comments: { limit, inline: inline.size, summary: findings.filter(isOfTheChange).length - inline.size, overLimit: alone.length - inline.size } };
}

function inSummary(finding: Finding, beside: string | undefined): Finding {
	return { ...finding, placement: 'summary', ...(beside !== undefined && { beside }) };
}

/** Suppressed and waived findings have no comment; existing ones are not the change's. */
function isOfTheChange({ state }: Finding): boolean {
	return state === 'introduced' || state === 'removed' || state === 'pending';
}

/** Manifests are other than code: what is missing of one container has many causes, so there only rules of one cause share a comment. */
function placeOf({ category, rule, location: { path, side, startLine } }: Finding): string {
	return JSON.stringify([path, side, startLine, category.startsWith('code/') ? 'code' : causeOf(rule)]);
}
