import type { CommitSha } from '../../change/change.ts';
import { mayAct } from '../../config/people.ts';
import type { Approval } from '../../verdict/people.ts';
import type { Client } from '../client.ts';
import type { PullRef } from '../read.ts';
import { type Rights, rightsIn } from './rights.ts';

/** Approving reviews that were found to hold, and what was said without effect. */
export interface ReadApprovals {
	readonly approvals: readonly Approval[];
	/** One sentence each. Logins in them are hostile text. */
	readonly refused: readonly string[];
}

export interface ApprovalsWanted {
	/** The commit that is judged. */
	readonly head: CommitSha;
	/** Slugs of the teams that something is required of. */
	readonly teams: readonly string[];
	/** Who wrote the change: their reviews are not looked at. */
	readonly authors: readonly string[];
	/** Rights that were looked up already. */
	readonly rights?: Rights;
}

/** People whose rights are looked up for one run, and questions about teams: a crowd of strangers must not use up the rate limit. */
const MOST_PEOPLE = 30;
const MOST_TEAM_QUESTIONS = 60;

/**
 * Who approves the head by a review. Of each person the last word counts that decides something: an approval, a request for changes, or
 * a review that was dismissed since. Rights are those of now. A server that fails is an error; a refusal means that nobody was seen.
 */
export async function readApprovals(client: Client, pull: PullRef, { head, teams, authors, rights = rightsIn(client, pull) }: ApprovalsWanted): Promise<ReadApprovals> {
	const { owner, repo, number } = pull;
	const reviews = await client.paginate(client.rest.pulls.listReviews, { owner, repo, pull_number: number, per_page: 100 });
	const last = lastWords(reviews);
	const { able, refused } = sorted(last, head, authors);
	const asked = able.slice(0, MOST_PEOPLE);
	if (asked.length < able.length) refused.push(`Of ${able.length} people who approve, the rights of ${asked.length} were looked up: members and collaborators first.`);
	const approvals: Approval[] = [];
	const seen = new TeamQuestions(rights, teams);
	for (const { login } of asked) {
		const permission = await rights.permissionOf(login);
		// Nobody below has a say, whatever the config asks for.
		if (!mayAct(permission, 'write')) refused.push(`The approval of \`${login}\` does not count: they have the permission \`${permission}\`.`);
		else approvals.push({ by: login, permission, head, teams: await seen.teamsOf(login), how: 'review' });
	}
	return { approvals, refused: [...refused, ...seen.troubles()] };
}

interface ListedReview {
	readonly user?: { readonly login: string; readonly type: string } | null;
	readonly state: string;
	readonly commit_id?: string | null;
	readonly author_association?: string;
}

interface LastWord {
	readonly login: string;
	readonly isBot: boolean;
	readonly state: string;
	readonly commit: string;
	readonly belongs: boolean;
}

const DECISIVE: ReadonlySet<string> = new Set(['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED']);
const OWN: ReadonlySet<string> = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

/** GitHub lists reviews from the oldest to the newest. Accounts that are gone have no name, and no say. */
function lastWords(reviews: readonly ListedReview[]): readonly LastWord[] {
	const last = new Map<string, LastWord>();
	for (const { user, state, commit_id, author_association } of reviews) {
		if (user === null || user === undefined || !DECISIVE.has(state)) continue;
		const isBot = user.type !== 'User' || user.login.toLowerCase().endsWith('[bot]');
		last.set(user.login.toLowerCase(), { login: user.login, isBot, state, commit: commit_id ?? '', belongs: OWN.has(author_association ?? '') });
	}
	return [...last.values()];
}

/** Approvals that may count, those of the repository's own people first, and why the others do not. */
function sorted(last: readonly LastWord[], head: CommitSha, authors: readonly string[]): { readonly able: readonly LastWord[]; readonly refused: string[] } {
	const known = new Set(authors.map((author) => author.toLowerCase()));
	const able: LastWord[] = [];
	const refused: string[] = [];
	for (const word of last.filter(({ state }) => state === 'APPROVED')) {
		const { login, isBot, commit } = word;
		if (isBot) refused.push(`The approval of \`${login}\` does not count: it is a bot.`);
		else if (known.has(login.toLowerCase())) refused.push(`The approval of \`${login}\` does not count: they wrote the change, or a part of it.`);
		else if (commit !== head) refused.push(`The approval of \`${login}\` is of an earlier commit, \`${commit.slice(0, 12)}\`: the change has moved on since.`);
		else able.push(word);
	}
	return { able: [...able.filter(({ belongs }) => belongs), ...able.filter(({ belongs }) => !belongs)], refused: refused.slice(0, MOST_PEOPLE) };
}

/** Asks for the teams of people, within bounds, and remembers what could not be answered. */
class TeamQuestions {
	readonly #rights: Rights;
	readonly #teams: readonly string[];
	readonly #hidden = new Set<string>();
	#asked = 0;
	#cut = false;

	constructor(rights: Rights, teams: readonly string[]) {
		this.#rights = rights;
		this.#teams = [...new Set(teams)];
	}

	async teamsOf(login: string): Promise<readonly string[]> {
		const found: string[] = [];
		for (const team of this.#teams) {
			if (this.#hidden.has(team)) continue;
			this.#cut ||= this.#asked >= MOST_TEAM_QUESTIONS;
			if (this.#cut) break;
			this.#asked++;
			const member = await this.#rights.isMember(team, login);
			if (member === 'hidden') this.#hidden.add(team);
			else if (member) found.push(team);
		}
		return found;
	}

	troubles(): readonly string[] {
		const hidden = [...this.#hidden].map((team) => `The token may not see who is in team \`${team}\`, so no approval counts for it: use the token of an App with \`members: read\`.`);
		return this.#cut ? [...hidden, `Only ${MOST_TEAM_QUESTIONS} memberships of teams were looked up.`] : hidden;
	}
}
