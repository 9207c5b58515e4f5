import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Proxy } from './github/proxy.ts';
import { BOT, type Token } from './github/state.ts';
import { action, prepareAll, shop, step, useShop } from './harness.ts';

useShop();

function noGraphql(token: string): void {
	shop().github.fault = ({ operation }) => (operation === 'graphql' ? { when: 'before', answer: { status: 403, body: { message: `Resource not accessible by ${token}`, documentation_url: 'http://127.0.0.1/docs' } } } : undefined);
}

describe('an Enterprise Server', () => {
	beforeEach(() => {
		shop().github.enterprise = true;
	});

	it('is spoken to below the paths that the runner names, without rate limits', async () => {
		prepareAll();
		const { exitCode, log } = await step();
		expect(exitCode, log).toBe(1);
		expect(log).toContain('published: ');
		expect(shop().github.state.reviewComments).toHaveLength(4);
		expect(shop().github.fetches.length).toBeGreaterThan(0);
		const { writes } = shop().github;
		await step();
		expect(shop().github.writes).toBe(writes);
	});

	it('is read page by page', async () => {
		for (let index = 0; index < 130; index++) shop().github.state.issueComments.push({ id: index + 1, issue: 7, user: BOT, body: 'noise' });
		prepareAll();
		await step();
		await step();
		expect(shop().github.state.issueComments.filter(({ body }) => body !== 'noise')).toHaveLength(1);
	});

	it('is read through its API where git cannot fetch, and gets check runs', async () => {
		prepareAll();
		shop().github.refuseGit = true;
		const { exitCode, log } = await step({ token: 'canary-checker', inputs: { publish: 'check' } });
		expect(exitCode, log).toBe(1);
		expect(log).toContain('read through the API');
		expect(shop().github.state.checkRuns).toHaveLength(1);
	});
});

describe('a proxy', () => {
	let proxy: Proxy;
	beforeEach(async () => {
		proxy = new Proxy(Number(new URL(shop().github.origin).port));
		await proxy.start();
	});
	afterEach(() => proxy.stop());

	/** A name that nobody but the proxy knows. */
	const host = 'ghe.invalid:8080';
	const behind = (env: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
		GITHUB_API_URL: `http://${host}/api/v3`, GITHUB_GRAPHQL_URL: `http://${host}/api/graphql`, GITHUB_SERVER_URL: `http://${host}`, GROUNDWIRE_RETRY_SCALE: '0', ...env,
	});

	it.each(['http_proxy', 'HTTP_PROXY'])('named by %s carries every request and the fetches of git', async (name) => {
		shop().github.enterprise = true;
		prepareAll();
		const { exitCode, log } = await step({ env: behind({ [name]: proxy.url, NO_PROXY: 'elsewhere.invalid' }) });
		expect(exitCode, log).toBe(1);
		expect(log).toContain('fetched by id');
		expect(shop().github.state.reviewComments).toHaveLength(4);
		expect(proxy.seen).toContain(`CONNECT ${host}`);
		expect(proxy.seen.filter((entry) => entry === `GET ${host}`).length).toBeGreaterThan(0);
		expect(shop().github.fetches.length).toBeGreaterThan(0);
	});

	it('is left alone for a host that NO_PROXY names', async () => {
		prepareAll();
		const { exitCode, log } = await step({ env: behind({ HTTP_PROXY: proxy.url, NO_PROXY: 'ghe.invalid' }) });
		expect(exitCode, log).not.toBe(0);
		expect(proxy.seen).toEqual([]);
		expect(shop().github.seen).toEqual([]);
	});

	it('is unknown to the process that reads the pull request, and so is its password', async () => {
		prepareAll();
		const { exitCode } = await step({ env: { HTTPS_PROXY: 'http://user:canary-password@127.0.0.1:1', HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' } });
		expect(exitCode).toBe(1);
		expect(JSON.stringify(action.stubSaw.env)).not.toMatch(/canary|proxy/iu);
	});
});

describe('a token', () => {
	const APP: Token['user'] = { login: 'our-groundwire[bot]', id: 77, type: 'Bot' };
	const PERSON: Token['user'] = { login: 'ada', id: 78, type: 'User' };

	it.each([
		['of the workflow', BOT, true],
		['of an App', APP, true],
		['of a person', PERSON, false],
	])('%s writes as who it is, and knows its own words again', async (_, user, installation) => {
		shop().addToken('whose', ['pull-requests'], { user, installation });
		prepareAll();
		await step({ token: 'canary-whose' });
		const { reviewComments, issueComments } = shop().github.state;
		expect(new Set([...reviewComments, ...issueComments].map((comment) => comment.user.login))).toEqual(new Set([user.login]));
		const { writes } = shop().github;
		const { log } = await step({ token: 'canary-whose' });
		expect(shop().github.writes, log).toBe(writes);
	});

	it('of a person is known by REST where GraphQL is refused', async () => {
		shop().addToken('whose', ['pull-requests'], { user: PERSON, installation: false });
		prepareAll();
		noGraphql('personal access token');
		const { exitCode, log } = await step({ token: 'canary-whose' });
		expect(exitCode, log).toBe(1);
		expect(shop().github.state.reviewComments).toHaveLength(4);
		const { writes } = shop().github;
		await step({ token: 'canary-whose' });
		expect(shop().github.writes).toBe(writes);
	});

	it('of which nobody says whose it is writes nothing, and the run is no success', async () => {
		action.prepare({});
		prepareAll();
		noGraphql('integration');
		const { exitCode, log } = await step();
		expect(exitCode).toBe(1);
		expect(log).toMatch(/GitHub does not say whom the token belongs to|the token may not write/u);
		expect(shop().github.writes).toBe(0);
	});

	it('of another App does not touch what the first one wrote', async () => {
		prepareAll();
		await step();
		shop().addToken('other', ['pull-requests'], { user: APP });
		await step({ token: 'canary-other' });
		const { issueComments } = shop().github.state;
		expect(issueComments.map(({ user }) => user.login)).toEqual([BOT.login, APP.login]);
	});
});
