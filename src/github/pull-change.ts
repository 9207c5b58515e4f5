import type { Client } from './client.ts';
import { pullRequestChange, type EventChange } from './event.ts';

/** A pull request as the API has it now. */
export interface Proposal {
	readonly change: EventChange;
	readonly open: boolean;
	/** `owner/name` of where the head branch lives; undefined when that repository is gone. */
	readonly headRepository: string | undefined;
}

/** The change that a pull request proposes now. For events that name a pull request without its commits. */
export async function readProposal(client: Client, repository: { readonly owner: string; readonly repo: string }, number: number): Promise<Proposal> {
	const { data } = await client.rest.pulls.get({ ...repository, pull_number: number });
	// The API says that a repository may be missing only in words.
	const head: { readonly repo: { readonly full_name: string } | null } = data.head;
	return { change: pullRequestChange(data, 'the API'), open: data.state === 'open', headRepository: head.repo?.full_name };
}
