import type { CommitSha } from '../../change/change.ts';
import { isAmong } from '../../people/actor.ts';
import { LOG_REF, type Log } from '../../people/chain.ts';
import type { Entry } from '../../people/entry.ts';
import { approvalOf, candidates, objection, spoken, waiverOf } from '../../people/standing.ts';
import type { Report } from '../../report/report.ts';
import type { FailOn } from '../../verdict/exit-code.ts';
import type { Approval, PeopleFacts } from '../../verdict/people.ts';
import { isNew } from '../../verdict/requirements.ts';
import type { Client } from '../client.ts';
import type { PullRef } from '../read.ts';
import { readApprovals, type ReadApprovals } from './approvals.ts';
import { readStoredLog } from './log-ref.ts';
import { readAuthors, readComment, type Authors } from './lookup.ts';
import { rightsIn, type Rights } from './rights.ts';

export interface Hearing {
	readonly pull: PullRef;
	/** The report of the check: nobody has been heard. */
	readonly report: Report;
	/** The commit that approvals have to be about, where it is not the report's own: a merge queue makes a commit of its own. */
	readonly head?: CommitSha | undefined;
	readonly now: Date;
	readonly failOn?: FailOn | undefined;
}

/** Everything that people have said of the pull request and that holds now. Nothing is asked where nothing depends on anybody. */
export async function hearPeople(client: Client, hearing: Hearing): Promise<PeopleFacts> {
	const { pull, report, now } = hearing;
	const head = hearing.head ?? report.change.head;
	const required = report.people?.required ?? [];
	const open = report.findings.filter(isNew);
	if (report.people === undefined || (open.length === 0 && required.length === 0)) return { authors: [], waivers: [], approvals: [], refused: [] };
	const log = await readStoredLog(client, pull);
	const found = log.broken === undefined ? candidates(log.entries, { pull: pull.number, head, ...(hearing.head === undefined && { base: report.change.base }), report, today: now.toISOString().slice(0, 10) }) : { entries: [], refused: [distrusted(log.broken)] };
	const needsApprovals = required.length > 0 || open.some(({ state }) => state === 'pending');
	if (found.entries.length === 0 && !needsApprovals) return { authors: [], waivers: [], approvals: [], refused: found.refused };
	const room: Room = { client, hearing, authors: await readAuthors(client, pull, head), rights: rightsIn(client, pull) };
	const reviews = needsApprovals ? await byReview(room) : { approvals: [], refused: [], objecting: [] };
	const granted = await weighed(found.entries, room, reviews.objecting);
	return {
		authors: room.authors.people.map(({ login }) => login),
		waivers: granted.waivers,
		approvals: [...reviews.approvals, ...granted.approvals].map((approval) => ({ ...approval, head: report.change.head ?? approval.head })),
		refused: [...found.refused, ...granted.refused, ...reviews.refused],
	};
}

interface Room {
	readonly client: Client;
	readonly hearing: Hearing;
	readonly authors: Authors;
	readonly rights: Rights;
}

function distrusted({ line, why }: NonNullable<Log['broken']>): string {
	return `The log \`${LOG_REF}\` is broken at line ${line} (${why}): nothing in it counts until somebody has looked at it with \`groundwire audit\``;
}

/** Each decision against what GitHub says of it now. */
async function weighed(entries: readonly Entry[], room: Room, objecting: ReadApprovals['objecting']): Promise<Omit<PeopleFacts, 'authors'>> {
	const waivers: PeopleFacts['waivers'][number][] = [];
	const approvals: Approval[] = [];
	const refused: string[] = [];
	const { client, hearing: { pull, report, failOn }, authors, rights } = room;
	for (const entry of entries) {
		const comment = await readComment(client, pull, entry.comment.id);
		// The number is of the person who decided; the name is the one they have now.
		const login = comment?.writer.login ?? entry.actor.login;
		const permission = comment === undefined ? 'none' : await rights.permissionOf(login);
		const why = objection(entry, { comment, permission, isAuthor: isAmong({ login, id: entry.actor.id }, authors.people), authorsUnknown: authors.unknown }, report, failOn) ?? objectedSince(entry, comment?.createdAt ?? '', objecting.filter((other) => other.login === login));
		if (why !== undefined) refused.push(`${spoken(entry)}: ${why}`);
		else if (entry.action === 'approve') approvals.push(approvalOf(entry, login, permission, await teamsOf(login, room)));
		else waivers.push(...[waiverOf(entry, login, permission) ?? []].flat());
	}
	return { waivers, approvals, refused };
}

/** Of what a person says the last word counts, in whatever way they say it. */
function objectedSince({ action }: Entry, said: string, words: ReadApprovals['objecting']): string | undefined {
	return action === 'approve' && words.some(({ at }) => !(Date.parse(at) < Date.parse(said))) ? 'void, because they ask for changes in a review since' : undefined;
}

async function teamsOf(login: string, { hearing: { report }, rights }: Room): Promise<readonly string[]> {
	const found: string[] = [];
	for (const team of requiredTeams(report)) if ((await rights.isMember(team, login)) === true) found.push(team);
	return found;
}

function requiredTeams({ people }: Report): readonly string[] {
	return [...new Set((people?.required ?? []).flatMap(({ team }) => team ?? []))].sort();
}

async function byReview({ client, hearing, authors, rights }: Room): Promise<ReadApprovals> {
	const { pull, report } = hearing;
	const head = hearing.head ?? report.change.head;
	if (authors.unknown !== undefined) return { approvals: [], objecting: [], refused: [`No approving review counts: ${authors.unknown}`] };
	return head === null ? { approvals: [], objecting: [], refused: [] } : readApprovals(client, pull, { head, teams: requiredTeams(report), authors: authors.people.map(({ login }) => login), rights });
}
