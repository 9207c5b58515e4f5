type Fetch = typeof globalThis.fetch;

/** The part of a `Response` that both Node's own fetch and a proxy's give. */
type Answer = Awaited<ReturnType<Fetch>>;

const MOST_REDIRECTS = 3;
const MOVED: ReadonlySet<number> = new Set([301, 302, 307, 308]);

/**
 * A `fetch` that gives a whole answer or an error. A request without an answer ends after `timeoutMs`; a body that breaks off, or
 * is not the JSON that it claims to be, is an error (a client that took it for an empty list would write everything again); a
 * write that is sent elsewhere, as after a repository was renamed, goes there as the write that it is, and to no other server.
 */
export function answered(fetch: Fetch, timeoutMs: number): Fetch {
	return async (input, init = {}) => {
		const controller = new AbortController();
		const giveUp = (): void => controller.abort(new Error(`no answer within ${timeoutMs / 1000} s`));
		const stop = (): void => controller.abort(init.signal?.reason);
		const timer = setTimeout(giveUp, timeoutMs);
		init.signal?.addEventListener('abort', stop, { once: true });
		if (init.signal?.aborted === true) stop();
		try {
			return await whole(await sent(fetch, input, { ...init, signal: controller.signal }), init.method ?? 'GET');
		} finally {
			clearTimeout(timer);
			init.signal?.removeEventListener('abort', stop);
		}
	};
}

async function sent(fetch: Fetch, input: Parameters<Fetch>[0], init: RequestInit): Promise<Answer> {
	if (init.method === undefined || init.method === 'GET') return fetch(input, init);
	let url = new URL(input instanceof Request ? input.url : input);
	for (let redirects = 0; ; redirects++) {
		const answer = await fetch(url.href, { ...init, redirect: 'manual' });
		if (!MOVED.has(answer.status)) return answer;
		const next = new URL(answer.headers.get('location') ?? '', url);
		await answer.arrayBuffer();
		if (next.origin !== url.origin || redirects >= MOST_REDIRECTS) throw new Error(`GitHub sends a ${init.method} elsewhere (${answer.status}), and it was not followed`);
		url = next;
	}
}

async function whole(answer: Answer, method: string): Promise<Answer> {
	// The client takes a conflict on a page for the end of the list.
	if (answer.status === 409 && method === 'GET') throw new Error('GitHub answered a listing with a conflict (409)');
	if (!(answer.headers.get('content-type') ?? '').startsWith('application/json')) return answer;
	const text = await answer.text();
	if (answer.status < 400) JSON.parse(text);
	const body = asksToWait(answer, text) ? JSON.stringify({ message: `secondary rate limit: ${text.slice(0, 300)}` }) : text;
	return new Response(body, { status: answer.status, statusText: answer.statusText, headers: [...answer.headers] });
}

/** The client knows a limit by its words, and not every limit has them. */
function asksToWait({ status, headers }: Answer, text: string): boolean {
	const limited = status === 429 || (status === 403 && headers.has('retry-after'));
	return limited && headers.get('x-ratelimit-remaining') !== '0' && !/secondary rate/iu.test(text);
}
