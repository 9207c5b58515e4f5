/**
 * Hidden markers by which a later run knows what an earlier one wrote.
 *
 * A marker counts only on the first line of a comment, and only when the comment was written by our own login. Anybody who
 * may comment can write our marker, and a marker that was believed would hide a finding or have us edit nothing at all. The
 * first line is always ours: a renderer puts text of the pull request after it and never before.
 */

/** Who the token is, as comments name their author. */
export interface Identity {
	readonly login: string;
}

/** The author of a comment as the API gives it; deleted accounts are null. */
export interface Author {
	readonly login: string;
	readonly type: string;
}

/** True when the comment's author is the token's own identity. Users and bots are told apart: `name` cannot stand for `name[bot]`. */
export function isOurs(author: Author | null, identity: Identity): boolean {
	if (author === null) return false;
	const bot = identity.login.endsWith('[bot]');
	return author.login.toLowerCase() === identity.login.toLowerCase() && (author.type === 'Bot') === bot;
}

const INSTANCE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/u;
export const DEFAULT_INSTANCE = 'default';

/** True for a name that may stand in a marker. Two workflows on one pull request use two names and leave each other alone. */
export function isInstance(name: string): boolean {
	return INSTANCE.test(name) && !name.includes('--');
}

/** What the first line of a comment tells about the finding it is on. */
export interface FindingMark {
	readonly fingerprint: string;
	/** The same for every finding of this rule about this subject. Absent in comments of earlier versions. */
	readonly key?: string;
	/** The file was new in the pull request: renamed by a later push, it gives its findings other fingerprints. */
	readonly inNewFile: boolean;
}

/** Why a comment says that its finding is gone. `moved`: the finding stands under another fingerprint. */
export type ClosedState = 'fixed' | 'waived' | 'suppressed' | 'moved';
/** What we did to a thread whose finding is gone. What a person did is theirs. */
export type Hidden = 'resolved' | 'minimised' | 'no';

/** Marks the comment of one finding. */
export function findingMarker({ fingerprint, key, inNewFile }: FindingMark, instance: string): string {
	const about = key === undefined ? '' : ` key=${key}${inNewFile ? ' new' : ''}`;
	const suffix = instance === DEFAULT_INSTANCE ? '' : ` instance=${instance}`;
	return `<!-- groundwire:finding:${fingerprint}${about}${suffix} -->`;
}

/** Marks the summary of one instance. */
export function summaryMarker(instance: string): string {
	return `<!-- groundwire:summary:${instance} -->`;
}

/** Follows the finding marker on a comment whose finding is gone. */
export function closedMarker(state: ClosedState, hidden: Hidden = 'no'): string {
	return `<!-- groundwire:closed:${state}${hidden === 'no' ? '' : ` ${hidden}`} -->`;
}

const FINDING = /^<!-- groundwire:finding:([A-Za-z0-9:._]{4,128})(?: key=([0-9a-f]{12})( new)?)?(?: instance=([A-Za-z0-9._-]{1,64}))? -->$/u;
const CLOSED = /^<!-- groundwire:closed:(fixed|waived|suppressed|moved)(?: (resolved|minimised))? -->$/u;

export interface ReadMark extends FindingMark {
	/** Absent while the finding stands. */
	readonly closed?: { readonly state: ClosedState; readonly hidden: Hidden };
}

/** What the first lines of a comment say, or undefined when it carries no finding marker of this instance. */
export function readFindingMarker(body: string, instance: string): ReadMark | undefined {
	const [first = '', second = ''] = body.split(/\r?\n/u, 2);
	const match = FINDING.exec(first);
	if (match === null || (match[4] ?? DEFAULT_INSTANCE) !== instance) return undefined;
	const [, fingerprint = '', key, isNew] = match;
	const closed = CLOSED.exec(second);
	return {
		fingerprint,
		inNewFile: isNew !== undefined,
		...(key === undefined ? {} : { key }),
		...(closed === null ? {} : { closed: { state: closed[1] as ClosedState, hidden: (closed[2] ?? 'no') as Hidden } }),
	};
}

/** True for a summary of this instance. */
export function isSummary(body: string, instance: string): boolean {
	return body.split(/\r?\n/u, 1)[0] === summaryMarker(instance);
}

/** What the summary remembers for the next run: the change it is about, and which findings got a comment there. */
export interface SummaryMemory {
	readonly head: string;
	/** The commit that head was compared with. */
	readonly base?: string;
	readonly posted: ReadonlySet<string>;
}

const MEMORY = /^<!-- groundwire:head:([0-9a-f]{40}|[0-9a-f]{64})(?: base:([0-9a-f]{40}|[0-9a-f]{64}))?(?: posted:((?: ?[A-Za-z0-9:._]{4,128})*))? -->$/u;

/** Follows the summary marker. */
export function memoryMarker({ head, base, posted }: SummaryMemory): string {
	return `<!-- groundwire:head:${head}${base === undefined ? '' : ` base:${base}`}${posted.size > 0 ? ` posted:${[...posted].sort().join(' ')}` : ''} -->`;
}

/** The commit that a summary is about and what was posted there; undefined in summaries of earlier versions. */
export function readMemory(summary: string): SummaryMemory | undefined {
	const match = MEMORY.exec(summary.split(/\r?\n/u, 2)[1] ?? '');
	if (match === null) return undefined;
	return { head: match[1] ?? '', ...(match[2] === undefined ? {} : { base: match[2] }), posted: new Set((match[3] ?? '').split(' ').filter((entry) => entry !== '')) };
}
