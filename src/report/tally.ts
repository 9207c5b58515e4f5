import type { Finding } from '../finding/finding.ts';
import { isNew } from '../verdict/decide.ts';
import { isMet } from '../verdict/people.ts';
import type { Report } from './report.ts';

/** How many new findings are in the way, and how. Each counts once, by the gravest. */
export interface Tally {
	readonly blocks: number;
	/** Findings that people have to agree to, and as many times the change as a whole. */
	readonly waits: number;
	readonly looks: number;
}

/** Counts what a reader has to act on. */
export function tally({ verdict: { reasons }, people, findings }: Pick<Report, 'verdict' | 'people' | 'findings'>): Tally {
	const named = (kinds: readonly string[]): ReadonlySet<string> => new Set(reasons.flatMap(({ kind, fingerprint }) => (kinds.includes(kind) && fingerprint !== undefined ? [fingerprint] : [])));
	const [blocking, waiting] = [named(['blocking-finding', 'pending-suppression']), named(['approval-missing'])];
	const open = findings.filter(isNew);
	const isBlocking = ({ fingerprint }: Finding): boolean => blocking.has(fingerprint);
	const isWaiting = (finding: Finding): boolean => !isBlocking(finding) && waiting.has(finding.fingerprint);
	const [blocks, waits] = [open.filter(isBlocking).length, open.filter(isWaiting).length];
	const ofChange = (people?.required ?? []).filter((requirement) => requirement.fingerprints.length === 0 && !isMet(requirement)).length;
	return { blocks, waits: waits + ofChange, looks: open.length - blocks - waits };
}
