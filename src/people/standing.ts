import { mayAct, type Permission } from '../config/people.ts';
import type { Finding } from '../finding/finding.ts';
import type { Report } from '../report/report.ts';
import { failsOn, type FailOn } from '../verdict/exit-code.ts';
import type { Approval, PeopleFacts } from '../verdict/people.ts';
import { asksForSomething, isNew } from '../verdict/requirements.ts';
import { isPerson, type Writer } from './actor.ts';
import { readCommands } from './command.ts';
import { sha256, type Entry } from './entry.ts';

/** Entries that could change this report, and sentences about those that no longer can. */
export interface Candidates {
	readonly entries: readonly Entry[];
	readonly refused: readonly string[];
}

/** Each costs a few requests; a pull request with more decisions than this that still matter is not one that people decide about. */
const MOST = 40;

export interface Asked {
	readonly pull: number;
	/** The commits that approvals have to be about. Without a base it is not compared: a merge queue puts the change on another one. */
	readonly base?: string | null | undefined;
	readonly head: string | null;
	readonly report: Report;
	/** `YYYY-MM-DD`, UTC. */
	readonly today: string;
}

/** Picks from the log what is about this pull request and could still hold. Pure: nobody has been asked. */
export function candidates(log: readonly Entry[], asked: Asked): Candidates {
	const { pull, report } = asked;
	const mine = log.filter((entry) => entry.pull === pull);
	const revoked = new Set(mine.filter(({ action }) => action === 'revoke').map(({ comment }) => comment.id));
	const first = new Map<string, Entry>();
	for (const entry of mine.filter(({ action }) => action !== 'revoke')) {
		const key = `${entry.comment.id}:${entry.comment.line}`;
		if (!first.has(key)) first.set(key, entry);
	}
	const open = new Map(report.findings.filter(isNew).map((finding) => [finding.fingerprint, finding]));
	const refused: string[] = [];
	const entries = [...first.values()].filter((entry) => {
		const why = matters(entry, report, open) ? lapsed(entry, open, revoked, asked) : '';
		if (why !== undefined && why !== '') refused.push(`${spoken(entry)}: ${why}`);
		return why === undefined;
	});
	const late = entries.length - MOST;
	if (late > 0) refused.push(`${late} more ${late === 1 ? 'decision was' : 'decisions were'} not looked at: at most ${MOST}, the newest, are`);
	return { entries: entries.slice(-MOST), refused };
}

type Open = ReadonlyMap<string, Finding>;

function covered(entry: Entry, open: Open): readonly Finding[] {
	return Object.keys(entry.digests ?? {}).flatMap((fingerprint) => open.get(fingerprint) ?? []);
}

function matters(entry: Entry, report: Report, open: Open): boolean {
	if (entry.action === 'waive') return covered(entry, open).length > 0;
	return (report.people?.required.length ?? 0) > 0 || [...open.values()].some(({ state }) => state === 'pending');
}

/** Why an entry is over by what it says itself; undefined where it may hold. */
function lapsed(entry: Entry, open: Open, revoked: ReadonlySet<number>, { base, head, today }: Asked): string | undefined {
	if (revoked.has(entry.comment.id)) return 'void, because its comment was edited or deleted';
	if (entry.action === 'approve' && entry.head === head && base !== undefined && entry.base !== base) return 'void, because the change starts from another commit now';
	if (entry.action === 'approve') return entry.head === head ? undefined : 'void, because the head has moved since';
	if ((entry.until ?? '') < today) return `it ended on ${entry.until ?? ''}`;
	const same = covered(entry, open).some(({ fingerprint, digest }) => digest !== undefined && entry.digests?.[fingerprint] === digest);
	return same ? undefined : 'void, because the file, or what is said of it, has changed since';
}

/** "The waiver of `3f9a1c0000000000` by `ada`". */
export function spoken({ action, actor, digests = {}, rule, head }: Entry): string {
	if (action === 'approve') return `The approval of \`${head.slice(0, 12)}\` by \`${actor.login}\``;
	return `The waiver of \`${rule ?? Object.keys(digests)[0] ?? ''}\` by \`${actor.login}\``;
}

/** What was found out about an entry now. */
export interface Evidence {
	/** The comment as it stands; absent when it is gone. */
	readonly comment?: { readonly body: string; readonly createdAt: string; readonly edited: boolean; readonly writer: Writer } | undefined;
	readonly permission: Permission;
	readonly isAuthor: boolean;
	/** Why it cannot be told who wrote the change, where that is so. */
	readonly authorsUnknown?: string | undefined;
}

/** Why an entry has no effect now; undefined where it holds. The log is believed in nothing that the comment does not say as well. */
export function objection(entry: Entry, { comment, permission, isAuthor, authorsUnknown }: Evidence, report: Report, failOn?: FailOn): string | undefined {
	const { people } = report;
	if (people === undefined) return 'void, because the check did not say who may decide';
	if (comment === undefined) return 'void, because its comment was deleted';
	if (comment.edited || sha256(comment.body) !== entry.comment.bodySha256) return 'void, because its comment was edited';
	if (comment.writer.id !== entry.actor.id || !isPerson(comment.writer) || !saysSo(entry, comment)) return 'void, because its comment does not say it';
	const needed = people.rules[entry.action === 'approve' ? 'approve' : 'waive'];
	if (!mayAct(permission, needed)) return `void, because it needs the permission \`${needed}\` and \`${entry.actor.login}\` has \`${permission}\` now`;
	if (authorsUnknown !== undefined) return `void, because ${authorsUnknown}`;
	if (!isAuthor) return undefined;
	if (entry.action === 'approve') return 'void, because nobody who wrote a part of a change approves it';
	const open = new Map(report.findings.filter(isNew).map((finding) => [finding.fingerprint, finding]));
	return covered(entry, open).some(standsInTheWay(report, failOn)) ? 'void, because nobody who wrote a part of a change waives what blocks it' : undefined;
}

/** Does the finding keep the change from being merged: by the verdict, by what the config asks for, or by what fails the run? */
export function standsInTheWay({ verdict, people }: Pick<Report, 'verdict' | 'people'>, failOn: FailOn | undefined): (finding: Finding) => boolean {
	const blocking = new Set(verdict.reasons.flatMap(({ fingerprint }) => fingerprint ?? []));
	const asks = asksForSomething({ blocking, required: people?.required ?? [] });
	const fails = failsOn(verdict, failOn);
	return (finding) => asks(finding) || fails(finding);
}

/** Whoever may push can write a line of the log, and nobody can write a comment in the name of somebody else. */
function saysSo(entry: Entry, { body, createdAt }: { readonly body: string; readonly createdAt: string }): boolean {
	const order = readCommands(body, new Date(createdAt)).find(({ line }) => line === entry.comment.line)?.order;
	if (order?.kind === 'approve') return entry.action === 'approve';
	if (order?.kind !== 'waive' || entry.action !== 'waive' || order.until !== entry.until || order.reason !== entry.reason) return false;
	const fingerprints = Object.keys(entry.digests ?? {});
	const id = order.target.replace(/^gw:/u, '').toLowerCase();
	return entry.rule === undefined ? fingerprints.length === 1 && fingerprints[0]?.startsWith(id) === true : entry.rule === order.target;
}

/** A waiver in force, from an entry that holds, by the name that the person has now. */
export function waiverOf(entry: Entry, by: string, permission: Permission): PeopleFacts['waivers'][number] | undefined {
	const { digests, until, reason, rule, head, comment } = entry;
	const [fingerprint] = Object.keys(digests ?? {});
	if (digests === undefined || until === undefined || reason === undefined || fingerprint === undefined) return undefined;
	return { ...(rule === undefined ? { fingerprint } : { rule }), digests, until, reason, by, head, comment: comment.id, permission };
}

/** An approval in force, from an entry that holds. */
export function approvalOf({ head }: Entry, by: string, permission: Permission, teams: readonly string[]): Approval {
	return { by, permission, head, teams, how: 'command' };
}
