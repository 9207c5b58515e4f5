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

/** Marks the comment of one finding. */
export function findingMarker(fingerprint: string, instance: string): string {
	const suffix = instance === DEFAULT_INSTANCE ? '' : ` instance=${instance}`;
	return `<!-- groundwire:finding:${fingerprint}${suffix} -->`;
}

/** Marks the summary of one instance. */
export function summaryMarker(instance: string): string {
	return `<!-- groundwire:summary:${instance} -->`;
}

/** Follows the finding marker on a comment whose finding is gone. */
export function closedMarker(state: 'fixed' | 'waived' | 'suppressed'): string {
	return `<!-- groundwire:closed:${state} -->`;
}

const FINDING = /^<!-- groundwire:finding:([A-Za-z0-9:._]{4,128})(?: instance=([A-Za-z0-9._-]{1,64}))? -->$/u;
const CLOSED = /^<!-- groundwire:closed:(?:fixed|waived|suppressed) -->$/u;

/** What the first lines of a comment say, or undefined when it carries no finding marker of this instance. */
export function readFindingMarker(body: string, instance: string): { readonly fingerprint: string; readonly closed: boolean } | undefined {
	const [first = '', second = ''] = body.split(/\r?\n/u, 2);
	const match = FINDING.exec(first);
	if (match === null || (match[2] ?? DEFAULT_INSTANCE) !== instance) return undefined;
	return { fingerprint: match[1] ?? '', closed: CLOSED.test(second) };
}

/** True for a summary of this instance. */
export function isSummary(body: string, instance: string): boolean {
	return body.split(/\r?\n/u, 1)[0] === summaryMarker(instance);
}
