import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Description, type Values } from './description.ts';
import type { GitRepository } from './git-repository.ts';
import { graphql, isMutation } from './graphql.ts';
import { serveGit } from './http-backend.ts';
import { answer, NEEDS, refused, type Answer } from './operations.ts';
import { State, type Token } from './state.ts';

/** One request as a fault sees it. `write` counts writes from 1, and is 0 for reads; `index` counts every request from 1. */
export interface Seen {
	readonly operation: string;
	readonly write: number;
	readonly index: number;
	readonly method: string;
	readonly pathname: string;
	readonly body: Values;
}

/**
 * What is wrong with the way an answer travels: the connection is lost (`hang-up`), nothing comes and nothing ends (`stall`), the
 * connection is lost in the middle of the body (`cut`), or half the body arrives as if it were all (`garble`).
 */
export type Broken = 'hang-up' | 'stall' | 'cut' | 'garble';

/** `before`: answer this instead. `after`: carry it out, then answer this. */
export type Fault = (seen: Seen) => { readonly when: 'before' | 'after'; readonly answer: Answer | Broken } | undefined;

/** How an answer is sent. */
interface Sent {
	readonly answer: Answer;
	readonly broken?: Broken | undefined;
}

/** Its schemas take a second to compile, and no server changes them. */
let compiled: Description | undefined;

/** A stateful GitHub on loopback over a real repository. Requests and answers are checked against GitHub's own description. */
export class GitHubOnLoopback {
	readonly state: State;
	readonly seen: Seen[] = [];
	/** Requests or answers that do not follow the description. A test that ends with any has failed. */
	readonly violations: string[] = [];
	readonly fetches: string[] = [];
	fault: Fault = () => undefined;
	/** Holds a request back before anything of it is carried out, until what it gives is settled. */
	gate: (method: string, pathname: string) => Promise<unknown> | undefined = () => undefined;
	/** Serve no git at all: what a step sees behind a proxy that lets only the API through. */
	refuseGit = false;
	/** The name that the repository had before: requests for it are sent on. */
	movedFrom: string | undefined;
	/** Requests that are left before the primary limit, and when it starts anew. */
	readonly primary = { limit: 5000, used: 0, reset: 4_102_444_800 };
	/** How often a write came while another was still without an answer. */
	overlaps = 0;
	readonly #description = (compiled ??= new Description());
	/** An Enterprise Server: its API stands below a path, and it has no rate limits. */
	enterprise = false;
	#writing = 0;
	readonly #server: Server = createServer((request, response) => void this.#serve(request, response));
	#writes = 0;

	constructor(repository: GitRepository) {
		this.state = new State(repository);
	}

	async start(): Promise<void> {
		await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	get origin(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	get apiUrl(): string {
		return this.enterprise ? `${this.origin}/api/v3` : this.origin;
	}

	get graphqlUrl(): string {
		return this.enterprise ? `${this.origin}/api/graphql` : `${this.origin}/graphql`;
	}

	get writes(): number {
		return this.#writes;
	}

	async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(request.url ?? '/', this.origin);
		if (/^\/[^/]+\/[^/]+\.git\//u.test(url.pathname)) return this.#git(request, url, response);
		this.#mounted(url);
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const text = Buffer.concat(chunks).toString('utf8');
		const body = text === '' ? undefined : (JSON.parse(text) as Values);
		const writes = isWrite(request, url, body);
		await this.gate(writes ? (request.method ?? 'POST') : 'GET', url.pathname);
		if (writes && ++this.#writing > 1) this.overlaps++;
		response.on('close', () => {
			if (writes) this.#writing--;
		});
		try {
			this.#send(response, this.#limited() ?? this.#moved(url, request.method) ?? this.#handle(request, url, body));
		} catch (error) {
			this.violations.push(`${request.method} ${url.pathname}: ${said(error)}`);
			this.#send(response, { answer: { status: 400, body: { message: 'the test server failed' } } });
		}
	}

	/** Takes the path that an Enterprise Server has its API below off an address. */
	#mounted(url: URL): void {
		if (!this.enterprise) return;
		const [, path] = /^\/api(?:\/v3(?=\/(?!graphql))|(?=\/graphql$))(\/.*)$/u.exec(url.pathname) ?? [];
		if (path === undefined) this.violations.push(`${url.pathname} is not below the API of this server`);
		else url.pathname = path;
	}

	#git(request: IncomingMessage, url: URL, response: ServerResponse): void {
		this.fetches.push(url.pathname);
		const [, basic = ''] = /^basic (.+)$/iu.exec(request.headers.authorization ?? '') ?? [];
		const known = this.state.tokens.has(Buffer.from(basic, 'base64').toString('utf8').replace(/^x-access-token:/u, ''));
		if (this.refuseGit || !known) response.writeHead(known ? 404 : 401, { 'www-authenticate': 'Basic realm="GitHub"' }).end();
		else serveGit(this.state.repository, request, url, response);
	}

	#send(response: ServerResponse, { answer: sent, broken }: Sent): void {
		if (broken === 'stall') return;
		if (broken === 'hang-up') {
			response.destroy();
			return;
		}
		const body = sent.body === undefined ? '' : JSON.stringify(sent.body);
		const half = body.slice(0, Math.floor(body.length / 2));
		const length = Buffer.byteLength(broken === 'garble' ? half : body);
		const content = body === '' ? {} : { 'content-type': 'application/json; charset=utf-8', 'content-length': length };
		response.writeHead(sent.status, { ...content, ...this.#rate(), ...sent.headers });
		if (broken === 'cut') response.write(half, () => response.destroy());
		else response.end(broken === 'garble' ? half : body);
	}

	#rate(): Readonly<Record<string, string>> {
		if (this.enterprise) return {};
		const { limit, used, reset } = this.primary;
		const left = Math.max(0, limit - used);
		return { 'x-ratelimit-limit': `${limit}`, 'x-ratelimit-used': `${used}`, 'x-ratelimit-remaining': `${left}`, 'x-ratelimit-reset': `${reset}`, 'x-ratelimit-resource': 'core' };
	}

	#limited(): Sent | undefined {
		if (++this.primary.used <= this.primary.limit) return undefined;
		return { answer: { status: 403, body: { message: 'API rate limit exceeded for installation ID 1.', documentation_url: 'http://127.0.0.1/docs' } } };
	}

	/** A read is told where the repository is now for good, a write for this once, so that it stays a write. */
	#moved(url: URL, method = 'GET'): Sent | undefined {
		const from = `/repos/${this.movedFrom}/`;
		if (this.movedFrom === undefined || !url.pathname.startsWith(from)) return undefined;
		const location = `${this.origin}/repos/${this.state.owner}/${this.state.repo}/${url.pathname.slice(from.length)}${url.search}`;
		return { answer: { status: method === 'GET' ? 301 : 307, headers: { location }, body: { message: 'Moved Permanently', url: location, documentation_url: 'http://127.0.0.1/docs' } } };
	}

	#handle(request: IncomingMessage, url: URL, body: Values | undefined): Sent {
		const token = this.state.tokens.get((request.headers.authorization ?? '').replace(/^(?:token|bearer) /iu, ''));
		if (token === undefined) return { answer: { status: 401, body: { message: 'Bad credentials', documentation_url: 'http://127.0.0.1/docs', status: '401' } } };
		if (url.pathname === '/graphql') return this.#graphql(token, body ?? {});
		const operation = this.#description.find(request.method ?? 'GET', url.pathname);
		if (operation === undefined) throw new Error('the description has no such operation');
		if (operation.params['owner'] !== undefined && `${operation.params['owner']}/${operation.params['repo']}` !== `${this.state.owner}/${this.state.repo}`) throw new Error('another repository');
		const wrong = this.#description.requestError(operation.id, body);
		if (wrong !== undefined) throw new Error(`the request is not as described: ${wrong}`);
		const call = { state: this.state, description: this.#description, token, params: { ...operation.params, pathname: url.pathname }, query: url.searchParams, body: body ?? {}, origin: this.apiUrl };
		return this.#carryOut({ operation: operation.id, method: request.method ?? 'GET', pathname: url.pathname, body: body ?? {} }, request.method !== 'GET', () => {
			const need = NEEDS[operation.id];
			const given = need !== undefined && !token.write.includes(need) ? refused('Resource not accessible by integration') : answer(operation.id, call);
			const broken = this.#description.responseError(operation.id, given.status, given.body);
			if (broken !== undefined) throw new Error(`our own answer ${given.status} is not as described: ${broken}`);
			return given;
		});
	}

	#graphql(token: Token, body: Values): Sent {
		const query = String(body['query']);
		const given = (body['variables'] ?? {}) as Values;
		// GraphQL knows a repository by its old names too.
		const variables = `${String(given['owner'])}/${String(given['repo'])}` === this.movedFrom ? { ...given, owner: this.state.owner, repo: this.state.repo } : given;
		const act = (): Answer => ({ status: 200, body: graphql(this.state, token, query, variables) });
		return this.#carryOut({ operation: 'graphql', method: 'POST', pathname: '/graphql', body }, isMutation(query), act);
	}

	#carryOut(request: Omit<Seen, 'write' | 'index'>, writes: boolean, act: () => Answer): Sent {
		const seen = { ...request, write: writes ? this.#writes + 1 : 0, index: this.seen.length + 1 };
		const fault = this.fault(seen);
		this.seen.push(seen);
		const instead = typeof fault?.answer === 'object' ? fault.answer : undefined;
		const broken = typeof fault?.answer === 'string' ? fault.answer : undefined;
		if (fault?.when === 'before') return { answer: instead ?? { status: 200, body: { message: 'half of this' } }, broken };
		const given = act();
		if (writes && given.status < 400) this.#writes++;
		return { answer: instead ?? given, broken };
	}
}

function isWrite({ method }: IncomingMessage, { pathname }: URL, body: Values | undefined): boolean {
	return method !== 'GET' && !(pathname === '/graphql' && !isMutation(String(body?.['query'])));
}

function said(error: unknown): string {
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
