import type { CommitSha } from '../../change/change.ts';
import { mayAct, type PeopleRules, type Permission } from '../../config/people.ts';
import { isAmong, isPerson } from '../../people/actor.ts';
import type { Actor } from '../../people/entry.ts';
import type { Approval } from '../../verdict/people.ts';
import type { Client } from '../client.ts';
import type { PullRef } from '../read.ts';
import type { Authors } from './lookup.ts';

/** Approving reviews that were found to hold, and what was said without effect. */
export interface ReadApprovals {
	readonly approvals: readonly Approval[];
	/** One sentence each. The logins in them are hostile text. */
	readonly refused: readonly string[];
}

/** Where rights are looked up; `Lookup` is one. */
interface Rights {
	permission(actor: Actor): Promise<Permission>;
	teams(login: string, slugs: readonly string[]): Promise<readonly string[]>;
	/** Teams whose members the token may not see, as far as they were asked for. */
	readonly hiddenTeams: ReadonlySet<string>;
}

export interface ApprovalsWanted {
	/** The commit that is judged. */
	readonly head: CommitSha;
	/** Slugs of the teams that something is required of. */
	readonly teams: readonly string[];
	readonly rules: PeopleRules;
	readonly authors: Authors;
	readonly rights: Rights;
}

/** People whose rights are looked up for one run, and questions about teams: a crowd of strangers must not use up the rate limit. */
const MOST_PEOPLE = 30;
const MOST_QUESTIONS = 60;

/**
 * Who approves the head by a review. Of each person the last word counts that decides something: an approval, a request for changes, or
 * a review that was dismissed since. Rights are those of now. A server that fails is an error; a refusal means that nobody was seen.
 */
export async function readApprovals(client: Client, { owner, repo, number }: PullRef, wanted: ApprovalsWanted): Promise<ReadApprovals> {
	const reviews = await client.paginate(client.rest.pulls.listReviews, { owner, repo, pull_number: number, per_page: 100 });
	const { able, refused } = sorted(lastWords(reviews), wanted);
	const teams = [...new Set(wanted.teams)].sort();
	const most = Math.min(MOST_PEOPLE, Math.floor(MOST_QUESTIONS / Math.max(1, teams.length)));
	const approvals: Approval[] = [];
	for (const { person } of able.slice(0, most)) {
		const permission = await wanted.rights.permission(person);
		if (counts(permission, wanted.rules)) approvals.push({ by: person.login, permission, head: wanted.head, teams: await wanted.rights.teams(person.login, teams), how: 'review' });
		else refused.push(`${spoken(person)}: void, because it needs the permission \`${wanted.rules.approve}\` and they have \`${permission}\``);
	}
	const late = able.length - most;
	if (late > 0) refused.push(`${late} more approving ${late === 1 ? 'review was' : 'reviews were'} not looked at: at most ${most} are, those of members and collaborators first`);
	return { approvals, refused: [...refused, ...hidden(teams, wanted.rights)] };
}

/** An approval says something where one is needed, or where the change brings a suppression of its own. */
function counts(permission: Permission, { approve, waive }: PeopleRules): boolean {
	return mayAct(permission, approve) || mayAct(permission, waive);
}

interface ListedReview {
	readonly user?: { readonly login: string; readonly id: number; readonly type: string } | null;
	readonly state: string;
	readonly commit_id?: string | null;
	readonly author_association?: string;
}

interface LastWord {
	readonly person: Actor & { readonly type: string };
	readonly state: string;
	readonly commit: string;
	readonly belongs: boolean;
}

const DECISIVE: ReadonlySet<string> = new Set(['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED']);
const OWN: ReadonlySet<string> = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

/** GitHub lists reviews from the oldest to the newest. Accounts that are gone have no name, and no say. */
function lastWords(reviews: readonly ListedReview[]): readonly LastWord[] {
	const last = new Map<number, LastWord>();
	for (const { user, state, commit_id, author_association } of reviews) {
		if (user === null || user === undefined || !DECISIVE.has(state)) continue;
		const { login, id, type } = user;
		last.set(id, { person: { login, id, type }, state, commit: commit_id ?? '', belongs: OWN.has(author_association ?? '') });
	}
	return [...last.values()];
}

/** Approvals that may count, those of the repository's own people first, and why the others do not. */
function sorted(last: readonly LastWord[], { head, authors }: ApprovalsWanted): { readonly able: readonly LastWord[]; readonly refused: string[] } {
	const able: LastWord[] = [];
	const refused: string[] = [];
	for (const word of last.filter(({ state }) => state === 'APPROVED')) {
		const why = objection(word, head, authors);
		if (why === undefined) able.push(word);
		else refused.push(`${spoken(word.person)}: void, because ${why}`);
	}
	return { able: [...able.filter(({ belongs }) => belongs), ...able.filter(({ belongs }) => !belongs)], refused: refused.slice(0, MOST_PEOPLE) };
}

function objection({ person, commit }: LastWord, head: CommitSha, { people, unknown }: Authors): string | undefined {
	if (!isPerson({ ...person, viaApp: false })) return 'only people decide';
	if (commit !== head) return `it is of the commit \`${commit.slice(0, 12)}\`, and the head has moved since`;
	if (unknown !== undefined) return unknown;
	return isAmong(person, people) ? 'nobody who wrote a part of a change approves it' : undefined;
}

function spoken({ login }: Actor): string {
	return `The approving review of \`${login}\``;
}

function hidden(teams: readonly string[], { hiddenTeams }: Rights): readonly string[] {
	return teams.filter((team) => hiddenTeams.has(team)).map((team) => `Nobody counts for the team \`${team}\`: the token may not see its members. An App's token with \`members: read\` may`);
}
