import type { Client } from '../client.ts';
import { field, isRefusal, listed } from '../identity.ts';
import type { PullRef } from '../read.ts';

const CHANGES = `query ($owner: String!, $repo: String!, $number: Int!) {
	repository(owner: $owner, name: $repo) {
		pullRequest(number: $number) {
			timelineItems(last: 1, itemTypes: [BASE_REF_CHANGED_EVENT, AUTOMATIC_BASE_CHANGE_SUCCEEDED_EVENT, BASE_REF_FORCE_PUSHED_EVENT]) {
				nodes {
					... on BaseRefChangedEvent { createdAt }
					... on AutomaticBaseChangeSucceededEvent { createdAt }
					... on BaseRefForcePushedEvent { createdAt }
				}
			}
		}
	}
}`;

/**
 * When the pull request was last given another base, or its base another history (ISO 8601): the same head is another change since
 * then. `never`, or `unknown` where the token may not see it. Only GraphQL tells this without the whole history.
 */
export async function baseChangedAt(client: Client, { owner, repo, number }: PullRef): Promise<string> {
	try {
		const data = await client.graphql(CHANGES, { owner, repo, number });
		const nodes = field(field(field(field(data, 'repository'), 'pullRequest'), 'timelineItems'), 'nodes');
		if (!Array.isArray(nodes)) return 'unknown';
		const [last] = listed(nodes);
		if (last === undefined) return 'never';
		const at = field(last, 'createdAt');
		return typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? at : 'unknown';
	} catch (error) {
		if (isRefusal(error)) return 'unknown';
		throw error;
	}
}
