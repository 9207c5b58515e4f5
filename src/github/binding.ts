import { createHash } from 'node:crypto';
import type { Finding } from '../finding/finding.ts';
import { readFindingMarker, type Identity, type ReadMark } from './markers.ts';
import type { OwnReviewComment, PullState } from './read.ts';

/** A comment of ours on a finding. */
export interface OwnComment {
	readonly mark: ReadMark;
	readonly comment: OwnReviewComment;
}

/** Which comment is which finding's. */
export interface Binding {
	/** The one comment of a finding of the report, by fingerprint. */
	readonly of: ReadonlyMap<string, OwnComment>;
	/** Comments whose finding the report has not. `moved`: their file was renamed, and several remarks could be theirs. */
	readonly loose: readonly (OwnComment & { readonly moved: boolean })[];
	/** Comments that say once more what an older one says, as after two runs at the same time. */
	readonly duplicates: readonly OwnComment[];
}

/** The same for every finding of this rule about this subject, wherever it stands. */
export function keyOf({ rule, subject }: Finding): string {
	return createHash('sha256').update(JSON.stringify([rule, subject]), 'utf8').digest('hex').slice(0, 12);
}

/**
 * Finds each finding its comment: by fingerprint; where a later push gave it another fingerprint (a file that the pull request brings
 * was renamed, or is no longer taken for a renamed one), by rule and subject, when the file of the comment is gone or the same
 * and exactly one comment fits exactly one finding. In doubt there is a new comment, and the old one says so.
 */
export function bind(findings: readonly Finding[], pull: PullState, instance: string): Binding {
	const of = new Map<string, OwnComment>();
	const [loose, duplicates]: [OwnComment[], OwnComment[]] = [[], []];
	const present = new Set(findings.map(({ fingerprint }) => fingerprint));
	for (const own of ownComments(pull, instance)) {
		const { fingerprint, closed } = own.mark;
		if (!present.has(fingerprint)) loose.push(own);
		else if (!of.has(fingerprint)) of.set(fingerprint, own);
		else if (closed === undefined && !own.comment.answered) duplicates.push(own);
	}
	const waiting = findings.filter((finding) => isOpen(finding) && !of.has(finding.fingerprint));
	const fitting = loose.map((own) => ({ own, candidates: waiting.filter((finding) => fits(own, finding, pull)) }));
	const claims = (finding: Finding): number => fitting.filter(({ candidates }) => candidates.includes(finding)).length;
	const left: (OwnComment & { moved: boolean })[] = [];
	for (const { own, candidates } of fitting) {
		const [only, ...others] = candidates;
		if (only !== undefined && others.length === 0 && claims(only) === 1) of.set(only.fingerprint, own);
		else left.push({ ...own, moved: only !== undefined });
	}
	return { of, loose: left, duplicates };
}

/** Open ones first, then those that somebody answered, then the oldest: the first of a fingerprint is its comment. */
function ownComments(pull: PullState, instance: string): readonly OwnComment[] {
	const own = pull.reviewComments.flatMap((comment) => {
		const mark = readFindingMarker(comment.body, instance);
		return mark === undefined ? [] : [{ mark, comment }];
	});
	const rank = ({ mark, comment }: OwnComment): number => (mark.closed === undefined ? 0 : 2) + (comment.answered ? 0 : 1);
	return own.sort((a, b) => rank(a) - rank(b) || a.comment.id - b.comment.id);
}

function isOpen({ state }: Finding): boolean {
	return state === 'introduced' || state === 'removed' || state === 'pending';
}

/** The file of the comment is no more and this one is as new, or it is this one and git takes it for new now and did not, or the reverse. */
function fits({ mark, comment }: OwnComment, finding: Finding, { files, filesComplete }: PullState): boolean {
	if (mark.closed !== undefined || mark.key !== keyOf(finding)) return false;
	const { path } = finding.location;
	const isNew = files.some((file) => file.path === path && file.status === 'added');
	if (comment.path === path) return mark.inNewFile !== isNew;
	const isThere = files.some((file) => file.path === comment.path && file.status !== 'removed');
	return mark.inNewFile && isNew && filesComplete && !isThere;
}

/** How somebody other than us closed a thread. */
export type ClosedByPerson = 'resolved' | 'answered' | 'hidden';

/**
 * How a person closed the thread, or undefined where it is still ours. `gone`: its finding no longer stands, so that a thread which
 * was resolved or minimised as we do it is our own work, left half done.
 */
export function closedByPerson(own: OwnComment, us: Identity, gone: boolean): ClosedByPerson | undefined {
	if (own.comment.answered) return 'answered';
	if (isResolvedByPerson(own, us, gone)) return 'resolved';
	return isHiddenByPerson(own, gone) ? 'hidden' : undefined;
}

function isResolvedByPerson({ mark, comment: { thread } }: OwnComment, us: Identity, gone: boolean): boolean {
	if (thread?.resolved !== true) return false;
	if (thread.resolvedBy !== null && !isSame(thread.resolvedBy, us)) return true;
	// A person's token leaves open whether it was the person or a run of ours.
	return mark.closed?.hidden !== 'resolved' && !gone && !isBot(us);
}

function isHiddenByPerson({ mark, comment: { thread } }: OwnComment, gone: boolean): boolean {
	if (thread?.minimised !== true || mark.closed?.hidden === 'minimised') return false;
	return !(gone && thread.minimisedAs === 'resolved');
}

const BOT = '[bot]';

function isBot({ login }: Identity): boolean {
	return login.endsWith(BOT);
}

/** GraphQL names a bot without its suffix. */
export function isSame(login: string, us: Identity): boolean {
	return bare(login) === bare(us.login);
}

function bare(login: string): string {
	return (login.endsWith(BOT) ? login.slice(0, -BOT.length) : login).toLowerCase();
}
