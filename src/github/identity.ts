import { GraphqlError, statusOf, type Client } from './client.ts';
import type { Identity } from './markers.ts';

/**
 * The login that the token writes as. `viewer` answers for every kind of token (a user's, a GitHub App's and the workflow's
 * own, for which `GET /user` is refused). Without an answer nothing may be published: comments of ours could not be told from
 * comments of somebody who copied our marker.
 */
export async function identity(client: Client): Promise<Identity> {
	try {
		const login = field(field(await client.graphql('query { viewer { login } }', {}), 'viewer'), 'login');
		if (typeof login === 'string' && login !== '') return { login };
	} catch (error) {
		if (!isRefusal(error)) throw error;
	}
	try {
		const { data } = await client.rest.users.getAuthenticated();
		return { login: data.login };
	} catch (error) {
		// This is no token that may read and not write: nobody knows what it may.
		throw isRefusal(error) ? new Error('GitHub does not say whom the token belongs to', { cause: error }) : error;
	}
}

/**
 * True when GitHub understood and said no: for want of a permission, or because what is named is gone. A failure of the server is
 * none (GraphQL says no with a 200), and must be tried again before anything is written that rests on it.
 */
export function isRefusal(error: unknown): boolean {
	if (error instanceof GraphqlError) return /"type":\s*"(?:FORBIDDEN|INSUFFICIENT_SCOPES|NOT_FOUND|UNPROCESSABLE|undefinedField)"|"undefinedField"/u.test(error.message);
	const status = statusOf(error);
	const message = error instanceof Error ? error.message : '';
	return status === 403 && !/rate limit/iu.test(message);
}

/** A list of a GraphQL answer; empty where there is none. */
export function listed(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

/** A field of a GraphQL answer. */
export function field(value: unknown, key: string): unknown {
	return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}
