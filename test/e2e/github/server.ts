import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Description, type Values } from './description.ts';
import type { GitRepository } from './git-repository.ts';
import { graphql, isMutation } from './graphql.ts';
import { serveGit } from './http-backend.ts';
import { answer, NEEDS, refused, type Answer } from './operations.ts';
import { State, type Token } from './state.ts';

/** One request as a fault sees it. `write` counts writes from 1, and is 0 for reads. */
export interface Seen {
	readonly operation: string;
	readonly write: number;
	readonly body: Values;
}

/** `before`: answer this instead. `after`: carry it out, then answer this. `hang-up-*`: the same, with no answer at all. */
export type Fault = (seen: Seen) => { readonly when: 'before' | 'after'; readonly answer: Answer | 'hang-up' } | undefined;

/** A stateful GitHub on loopback over a real repository. Requests and answers are checked against GitHub's own description. */
export class GitHubOnLoopback {
	readonly state: State;
	readonly seen: Seen[] = [];
	/** Requests or answers that do not follow the description. A test that ends with any has failed. */
	readonly violations: string[] = [];
	readonly fetches: string[] = [];
	fault: Fault = () => undefined;
	/** Serve no git at all: what a step sees behind a proxy that lets only the API through. */
	refuseGit = false;
	readonly #description = new Description();
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

	get writes(): number {
		return this.#writes;
	}

	async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(request.url ?? '/', this.origin);
		if (/^\/[^/]+\/[^/]+\.git\//u.test(url.pathname)) return this.#git(request, url, response);
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const text = Buffer.concat(chunks).toString('utf8');
		const body = text === '' ? undefined : (JSON.parse(text) as Values);
		try {
			this.#send(response, this.#handle(request, url, body));
		} catch (error) {
			this.violations.push(`${request.method} ${url.pathname}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
			this.#send(response, { status: 400, body: { message: 'the test server failed' } });
		}
	}

	#git(request: IncomingMessage, url: URL, response: ServerResponse): void {
		this.fetches.push(url.pathname);
		const [, basic = ''] = /^basic (.+)$/iu.exec(request.headers.authorization ?? '') ?? [];
		const known = this.state.tokens.has(Buffer.from(basic, 'base64').toString('utf8').replace(/^x-access-token:/u, ''));
		if (this.refuseGit || !known) response.writeHead(known ? 404 : 401, { 'www-authenticate': 'Basic realm="GitHub"' }).end();
		else serveGit(this.state.repository, request, url, response);
	}

	#send(response: ServerResponse, sent: Answer | 'hang-up'): void {
		if (sent === 'hang-up') {
			response.destroy();
			return;
		}
		response.writeHead(sent.status, { 'content-type': 'application/json; charset=utf-8', ...sent.headers });
		response.end(JSON.stringify(sent.body));
	}

	#handle(request: IncomingMessage, url: URL, body: Values | undefined): Answer | 'hang-up' {
		const token = this.state.tokens.get((request.headers.authorization ?? '').replace(/^(?:token|bearer) /iu, ''));
		if (token === undefined) return { status: 401, body: { message: 'Bad credentials', documentation_url: 'http://127.0.0.1/docs', status: '401' } };
		if (url.pathname === '/graphql') return this.#graphql(token, body ?? {});
		const operation = this.#description.find(request.method ?? 'GET', url.pathname);
		if (operation === undefined) throw new Error('the description has no such operation');
		if (operation.params['owner'] !== undefined && `${operation.params['owner']}/${operation.params['repo']}` !== `${this.state.owner}/${this.state.repo}`) throw new Error('another repository');
		const wrong = this.#description.requestError(operation.id, body);
		if (wrong !== undefined) throw new Error(`the request is not as described: ${wrong}`);
		const call = { state: this.state, description: this.#description, token, params: { ...operation.params, pathname: url.pathname }, query: url.searchParams, body: body ?? {}, origin: this.origin };
		return this.#carryOut(operation.id, request.method !== 'GET', body ?? {}, () => {
			const need = NEEDS[operation.id];
			const given = need !== undefined && !token.write.includes(need) ? refused('Resource not accessible by integration') : answer(operation.id, call);
			const broken = this.#description.responseError(operation.id, given.status, given.body);
			if (broken !== undefined) throw new Error(`our own answer ${given.status} is not as described: ${broken}`);
			return given;
		});
	}

	#graphql(token: Token, body: Values): Answer | 'hang-up' {
		const query = String(body['query']);
		return this.#carryOut('graphql', isMutation(query), body, () => ({ status: 200, body: graphql(this.state, token, query, (body['variables'] ?? {}) as Values) }));
	}

	#carryOut(operation: string, writes: boolean, body: Values, act: () => Answer): Answer | 'hang-up' {
		const seen = { operation, write: writes ? this.#writes + 1 : 0, body };
		const fault = this.fault(seen);
		this.seen.push(seen);
		if (fault?.when === 'before') return fault.answer;
		const given = act();
		if (writes && given.status < 400) this.#writes++;
		return fault?.answer ?? given;
	}
}
