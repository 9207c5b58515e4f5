import type { CommitSha } from '../../change/change.ts';
import { mayAct } from '../../config/people.ts';
import type { Approval } from '../../verdict/people.ts';
import type { Client } from '../client.ts';
import type { PullRef } from '../read.ts';
import { baseChangedAt } from './base-changes.ts';
import { type Rights, rightsIn } from './rights.ts';

/** Approving reviews that were found to hold, and what was said without effect. */
export interface ReadApprovals {
	readonly approvals: readonly Approval[];
	/** One sentence each. The logins in them are hostile text. */
	readonly refused: readonly string[];
	/** Whose last review asks for changes, and when it was submitted (ISO 8601). */
	readonly objecting: readonly { readonly login: string; readonly at: string }[];
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
const MOST_QUESTIONS = 60;

/**
 * Who approves the head by a review. Of each person the last word counts that decides something: an approval, a request for changes, or
 * a review that was dismissed since. Rights are those of now. A server that fails is an error; a refusal means that nobody was seen.
 */
export async function readApprovals(client: Client, pull: PullRef, { head, teams, authors, rights = rightsIn(client, pull) }: ApprovalsWanted): Promise<ReadApprovals> {
	const { owner, repo, number } = pull;
	const reviews = await client.paginate(client.rest.pulls.listReviews, { owner, repo, pull_number: number, per_page: 100 });
	const words = lastWords(reviews);
	// Without an approval there is nothing that another base could make void.
	const changed = words.some(({ state }) => state === 'APPROVED') ? await baseChangedAt(client, pull) : 'never';
	const { able, refused } = sorted(words, { head, changed, authors: new Set(authors.map((author) => author.toLowerCase())) });
	const slugs = [...new Set(teams)].sort();
	const most = Math.min(MOST_PEOPLE, Math.floor(MOST_QUESTIONS / Math.max(1, slugs.length)));
	const hidden = new Set<string>();
	const approvals: Approval[] = [];
	for (const { login } of able.slice(0, most)) {
		const permission = await rights.permissionOf(login);
		// Nobody below has a say, whatever the config asks for.
		if (mayAct(permission, 'write')) approvals.push({ by: login, permission, head, teams: await teamsOf(login, slugs, rights, hidden), how: 'review' });
		else refused.push(`${spoken(login)}: void, because they have the permission \`${permission}\` only`);
	}
	const objecting = words.filter(({ state }) => state === 'CHANGES_REQUESTED').map(({ login, at }) => ({ login, at }));
	return { approvals, objecting, refused: [...[...hidden].sort().map(unseen), ...late(able.length, most), ...refused] };
}

function late(able: number, most: number): readonly string[] {
	const count = able - most;
	return count <= 0 ? [] : [`${count} more approving ${count === 1 ? 'review was' : 'reviews were'} not looked at: at most ${most} are, those of members and collaborators first`];
}

async function teamsOf(login: string, slugs: readonly string[], rights: Rights, hidden: Set<string>): Promise<readonly string[]> {
	const found: string[] = [];
	for (const slug of slugs.filter((team) => !hidden.has(team))) {
		const member = await rights.isMember(slug, login);
		if (member === 'hidden') hidden.add(slug);
		else if (member) found.push(slug);
	}
	return found;
}

/** Why nobody counts for a team. */
export function unseen(team: string): string {
	return `Nobody counts for the team \`${team}\`: the token may not see its members; one of an App with \`members: read\` may`;
}

interface ListedReview {
	readonly user?: { readonly login: string; readonly id: number; readonly type: string } | null;
	readonly state: string;
	readonly commit_id?: string | null;
	readonly author_association?: string;
	readonly submitted_at?: string;
}

interface LastWord {
	readonly login: string;
	readonly isPerson: boolean;
	readonly state: string;
	readonly commit: string;
	/** ISO 8601; empty where GitHub does not say. */
	readonly at: string;
	/** Of the repository's own people, as GitHub says. */
	readonly belongs: boolean;
}

const DECISIVE: ReadonlySet<string> = new Set(['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED']);
const OWN: ReadonlySet<string> = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

/** GitHub lists reviews from the oldest to the newest. Accounts that are gone have no name, and no say. */
function lastWords(reviews: readonly ListedReview[]): readonly LastWord[] {
	const last = new Map<number, LastWord>();
	for (const { user, state, commit_id, author_association, submitted_at = '' } of reviews) {
		if (user === null || user === undefined || !DECISIVE.has(state)) continue;
		const { login, id, type } = user;
		const isPerson = type === 'User' && !login.toLowerCase().endsWith('[bot]');
		last.set(id, { login, isPerson, state, commit: commit_id ?? '', at: submitted_at, belongs: OWN.has(author_association ?? '') });
	}
	return [...last.values()];
}

/** The change that is to be agreed to. */
interface Seen {
	readonly head: CommitSha;
	/** Of `baseChangedAt`. */
	readonly changed: string;
	/** In lower case. */
	readonly authors: ReadonlySet<string>;
}

/** Approvals that may count, those of the repository's own people first, and why the others do not. */
function sorted(last: readonly LastWord[], seen: Seen): { readonly able: readonly LastWord[]; readonly refused: string[] } {
	const able: LastWord[] = [];
	const refused: string[] = [];
	for (const word of last.filter(({ state }) => state === 'APPROVED')) {
		const why = objection(word, seen);
		if (why === undefined) able.push(word);
		else refused.push(`${spoken(word.login)}: void, because ${why}`);
	}
	return { able: [...able.filter(({ belongs }) => belongs), ...able.filter(({ belongs }) => !belongs)], refused: refused.slice(0, MOST_PEOPLE) };
}

function objection({ login, isPerson, commit, at }: LastWord, { head, changed, authors }: Seen): string | undefined {
	if (!isPerson) return 'only people decide';
	if (authors.has(login.toLowerCase())) return 'nobody who wrote a part of a change approves it';
	if (commit !== head) return `it is of the commit \`${commit.slice(0, 12)}\`, and the head has moved since`;
	if (changed === 'unknown') return 'the token may not see whether the base was changed since';
	return changed !== 'never' && !(Date.parse(at) > Date.parse(changed)) ? 'the pull request was given another base since' : undefined;
}

function spoken(login: string): string {
	return `The approving review of \`${login}\``;
}
