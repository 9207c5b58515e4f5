import type { PeopleRules, Permission } from '../config/people.ts';

/** What has to be agreed to before the change passes. The check states it; whoever holds the token finds out who has agreed. */
export interface Requirement {
	/** The same for the same reason from run to run. */
	readonly id: string;
	/** One sentence for the summary: what asks for it. */
	readonly why: string;
	/** How many different people. */
	readonly approvals: number;
	/** `slug` of a team of the owner: only its members count. */
	readonly team?: string;
	/** Findings that stop blocking once it is met; empty where it is about the change as a whole. */
	readonly fingerprints: readonly string[];
	/** Who has agreed with effect, sorted; filled in where people were asked for. */
	readonly approvedBy?: readonly string[];
}

/** Have enough people agreed? */
export function isMet({ approvals, approvedBy = [] }: Requirement): boolean {
	return approvedBy.length >= approvals;
}

/** An exception that somebody granted on the pull request, in force. */
export interface Waiver {
	/** One finding, or every finding of a rule that `digests` names. */
	readonly fingerprint?: string;
	readonly rule?: string;
	/** `Finding.digest` of what was waived, by fingerprint: a finding that says something else is not waived. */
	readonly digests: Readonly<Record<string, string>>;
	/** The last day on which it holds, `YYYY-MM-DD`, UTC. */
	readonly until: string;
	readonly reason: string;
	readonly by: string;
	/** The commit that the person had before them. */
	readonly head: string;
	/** Number of the comment that granted it. */
	readonly comment: number;
}

/** Somebody who agrees to the change as it stands. */
export interface Approval {
	readonly by: string;
	readonly permission: Permission;
	/** The commit that was agreed to. Only the head itself counts. */
	readonly head: string;
	/** Slugs of the required teams that the person is a member of. */
	readonly teams: readonly string[];
	readonly how: 'review' | 'command';
}

/** Everything that people have said of a pull request and that was found to hold: their rights looked up now, their words unchanged. */
export interface PeopleFacts {
	/** Who opened the pull request or wrote one of its commits: nobody of them decides about what blocks. */
	readonly authors: readonly string[];
	readonly waivers: readonly (Waiver & { readonly permission: Permission })[];
	readonly approvals: readonly Approval[];
	/** Words that had no effect and why, one sentence each, for the summary. */
	readonly refused: readonly string[];
}

/** The part of the report about people. */
export interface PeopleReport {
	readonly rules: PeopleRules;
	readonly required: readonly Requirement[];
	/** Absent until somebody with a token has asked. */
	readonly refused?: readonly string[];
}
