import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import Bottleneck from 'bottleneck/light.js';
import { answered } from './answered.ts';

export interface ClientOptions {
	readonly token: string;
	/** For example `https://api.github.com`; a GitHub Enterprise Server has its own. */
	readonly apiUrl: string;
	readonly graphqlUrl: string;
	/** No request starts later than this, and no wait asked for by the server reaches past it. */
	readonly deadlineMs: number;
	/** Least time between two writes. GitHub asks for a second; three where a write notifies people. */
	readonly writeIntervalMs?: number;
	/** A request without an answer is given up after this; 30 s unless told otherwise. */
	readonly requestTimeoutMs?: number;
	/** What a second of waiting is worth. Tests make it short; 1 unless told otherwise. */
	readonly retryScale?: number;
	/** Instead of Node's own, for example one that knows a proxy. */
	readonly fetch?: typeof globalThis.fetch | undefined;
	/** One line for the log when the server makes us wait or refuses. */
	readonly onWait?: (line: string) => void;
}

export interface Client {
	readonly rest: Octokit['rest'];
	readonly paginate: Octokit['paginate'];
	/** Sends a GraphQL document and gives its `data`; errors in the answer are thrown. */
	graphql(query: string, variables: Readonly<Record<string, unknown>>): Promise<unknown>;
}

const RATE_LIMIT_RETRIES = 6;
const REQUEST_TIMEOUT_MS = 30_000;
const GuardedOctokit = Octokit.plugin(throttling, retry);

/**
 * A client that writes one request at a time, waits as long as the server asks within its deadline, and repeats only what may
 * be repeated: reads and edits. A creation that failed half-way may have happened, so whoever sent it looks for its marker
 * before it is sent again. A refusal for the rate is different: the server says that it did nothing.
 */
export function createClient(options: ClientOptions): Client {
	const ends = Date.now() + options.deadlineMs;
	const signal = AbortSignal.timeout(options.deadlineMs);
	const retryAfterBaseValue = 1000 * (options.retryScale ?? 1);
	const wait = (seconds: number, retryCount: number): boolean => {
		const willWait = retryCount < RATE_LIMIT_RETRIES && Date.now() + seconds * retryAfterBaseValue < ends;
		options.onWait?.(`GitHub asks us to wait ${seconds} s${willWait ? '' : ', which is more than this run has left'}`);
		return willWait;
	};
	const octokit = new GuardedOctokit({
		auth: options.token,
		baseUrl: options.apiUrl,
		userAgent: 'groundwire',
		log: silent(),
		request: { fetch: answered(options.fetch ?? globalThis.fetch, options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS) },
		retry: { doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451], retryAfterBaseValue },
		throttle: {
			retryAfterBaseValue,
			onRateLimit: (seconds, _options, _octokit, retryCount) => wait(seconds, retryCount),
			onSecondaryRateLimit: (seconds, _options, _octokit, retryCount) => wait(seconds, retryCount),
			...pace(options.writeIntervalMs),
		},
	});
	octokit.hook.before('request', (request) => {
		request.request = { ...request.request, signal };
		if (request.method === 'POST' && request.url !== options.graphqlUrl) request.request.retries = 0;
	});
	return {
		rest: octokit.rest,
		paginate: octokit.paginate,
		graphql: async (query, variables) => graphqlData(await octokit.request({ method: 'POST', url: options.graphqlUrl, query, variables })),
	};
}

function pace(intervalMs: number | undefined): { write?: Bottleneck.Group; notifications?: Bottleneck.Group } {
	if (intervalMs === undefined) return {};
	const group = (): Bottleneck.Group => new Bottleneck.Group({ maxConcurrent: 1, minTime: intervalMs });
	return { write: group(), notifications: group() };
}

/** Octokit logs request paths and deprecations to the console; our log has one writer, and this is not it. */
function silent(): { debug: () => void; info: () => void; warn: () => void; error: () => void } {
	return { debug: nothing, info: nothing, warn: nothing, error: nothing };
}

function nothing(): void {
	// Nothing is logged here.
}

function graphqlData(response: { readonly data: unknown }): unknown {
	const { data: body } = response;
	if (typeof body !== 'object' || body === null) throw new Error('GitHub answered a GraphQL request with no object');
	if ('errors' in body && Array.isArray(body.errors) && body.errors.length > 0) throw new GraphqlError(JSON.stringify(body.errors).slice(0, 500));
	return 'data' in body ? body.data : undefined;
}

/** GitHub refused a GraphQL request, for example `FORBIDDEN` for want of a permission. */
export class GraphqlError extends Error {}

/** The HTTP status of a failed request; undefined for any other error. */
export function statusOf(error: unknown): number | undefined {
	if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
	return typeof error.status === 'number' ? error.status : undefined;
}

/** True when the token may read but not write here (a fork's pull request, or a job without the permission). */
export function isReadOnly(error: unknown): boolean {
	const message = error instanceof Error ? error.message : '';
	return statusOf(error) === 403 && !/rate limit/iu.test(message);
}

/** True when nobody knows whether the request was carried out: a server error, or no answer at all. */
export function isUncertain(error: unknown): boolean {
	const status = statusOf(error);
	return status !== undefined && status >= 500;
}
