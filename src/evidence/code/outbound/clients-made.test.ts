import { describe, expect, it } from 'vitest';

import { codeFacts } from '../../../../test/support/code-facts.ts';
import type { OutboundCall } from '../../facts.ts';

const PACKAGES = ['express', 'ioredis', 'sequelize', '@slack/webhook', '@langchain/openai', '@langchain/anthropic', 'fetch-with-proxy', '@smithy/node-http-handler', '@aws-sdk/client-s3'];
const MANIFEST = JSON.stringify({ name: 'shop', dependencies: Object.fromEntries(PACKAGES.map((name) => [name, '*'])) });
const PATH = 'src/services/subject.ts';

function calls(text: string, others: Readonly<Record<string, string>> = {}): readonly OutboundCall[] {
	return codeFacts({ 'package.json': MANIFEST, [PATH]: text, ...others }, PATH).code.outboundCalls;
}

function deadlines(text: string): unknown[] {
	return calls(text).map(({ deadline }) => deadline);
}

function redis(settings: string): unknown[] {
	return deadlines(`import Redis from 'ioredis';\nimport { config, seconds } from 'elsewhere';\nexport const cache = new Redis(${settings});`);
}

function s3(parameter: string, limits = ''): unknown[] {
	return deadlines(`import { S3Client } from '@aws-sdk/client-s3';
		import { NodeHttpHandler } from '@smithy/node-http-handler';
		interface Settings { region?: string; agents?: ${parameter} }
		function agents() { return secure ? { httpsAgent: makeAgent() } : { httpAgent: makeAgent() }; }
		export function make(settings: Settings) {
			const given = settings.agents ? settings.agents : agents();
			const options = { requestHandler: new NodeHttpHandler({ ...given, ${limits} }) };
			return new S3Client(options);
		}`);
}

const MODELS = `import { ChatOpenAI } from '@langchain/openai';\nimport { ChatAnthropic } from '@langchain/anthropic';\n`;

describe('an address where options may stand', () => {
	it.each(["url || ''", 'process.env.REDIS_URL', 'config.redisUrl', '6379, config.host', "config.redisUrl, { db: 1 }"])('ioredis with %s has no deadline', (settings) => {
		expect(redis(settings)).toEqual([{ state: 'absent' }]);
	});

	it('does not hide the options beside it, whose value need not be known', () => {
		expect(redis("url || '', { commandTimeout: seconds * 1000 }")).toEqual([{ state: 'literal' }]);
		expect(redis("6379, 'cache', { commandTimeout: 500 }")).toEqual([{ state: 'literal', ms: 500 }]);
	});

	it('leaves settings alone that are not known to be one', () => {
		expect(redis('config.redis')).toEqual([{ state: 'unknown' }]);
	});
});

describe('clients on top of others', () => {
	it('knows where each wants its deadline, and its own', () => {
		expect(deadlines(`${MODELS}new ChatOpenAI({ timeout: 100 });\nnew ChatOpenAI({ configuration: { timeout: 200 } });\nnew ChatOpenAI({ model });`)).toEqual([
			{ state: 'literal', ms: 100 },
			{ state: 'literal', ms: 200 },
			{ state: 'inherited', ms: 600_000, reason: 'default' },
		]);
		expect(deadlines(`${MODELS}new ChatAnthropic({ clientOptions: { timeout: 100 } });\nnew ChatAnthropic({ timeout: 100 });`)).toEqual([
			{ state: 'literal', ms: 100 },
			{ state: 'inherited', ms: 600_000, reason: 'default' },
		]);
	});

	it('knows webhooks and look-alikes of fetch', () => {
		expect(deadlines(`import { IncomingWebhook } from '@slack/webhook';\nnew IncomingWebhook(url);\nnew IncomingWebhook(url, { timeout: limit() });`)).toEqual([{ state: 'absent' }, { state: 'literal' }]);
		expect(deadlines(`import fetch from 'fetch-with-proxy';\nawait fetch('https://a.example');\nawait fetch('https://a.example', { timeout: 50 });`)).toEqual([{ state: 'absent' }, { state: 'literal', ms: 50 }]);
	});

	it('takes the last argument of Sequelize for its options, and no wait for the pool for an end of a query', () => {
		const made = ["url, { pool: { acquire: 30000 } }", "'db', 'user', 'secret', { dialectOptions: { statement_timeout: 900 } }", '{ ...base, dialectOptions: { query_timeout: 800 } }'];
		expect(deadlines(`import { Sequelize } from 'sequelize';\n${made.map((settings) => `new Sequelize(${settings});`).join('\n')}`)).toEqual([
			{ state: 'inherited', ms: 60_000, reason: 'default' },
			{ state: 'literal', ms: 900 },
			{ state: 'literal', ms: 800 },
		]);
	});
});

describe('request handlers', () => {
	const AGENTS = '{ httpAgent: Agent } | { httpsAgent: Agent }';

	it('are to blame where they are made, not the client that has one too', () => {
		expect(s3(AGENTS)).toEqual([{ state: 'absent' }, { state: 'absent', reason: 'client' }]);
	});

	it('bound the client with what bounds them', () => {
		expect(s3(AGENTS, 'requestTimeout: 700')).toEqual([
			{ state: 'literal', ms: 700 },
			{ state: 'inherited', ms: 700, reason: 'agent' },
		]);
	});

	it('may be given a deadline by a caller whose type allows one', () => {
		expect(s3('{ httpAgent: Agent; requestTimeout?: number }')).toEqual([{ state: 'caller' }, { state: 'caller' }]);
	});
});

describe('wrappers made of wrappers', () => {
	const HTTP = {
		'src/http.ts': `
			const withCache = (init?: RequestInit): RequestInit => ({ ...init, cache: 'no-cache' });
			async function fetchWithRetries(url: string, init?: RequestInit, attempt = 1) {
				try { return await fetch(url, withCache(init)); } catch { return await fetchWithRetries(url, init, attempt + 1); }
			}
			function startFetch(schema: unknown, url: string, init?: RequestInit) { return new Started(fetchWithRetries(url, init)); }
			export async function schemaFetch(schema: unknown, url: string, init?: RequestInit) { return await startFetch(schema, url, init); }
			export const boundedFetch = (schema: unknown, url: string) => startFetch(schema, url, { signal: AbortSignal.timeout(5) });`,
	};

	function through(call: string): readonly OutboundCall[] {
		return calls(`import { boundedFetch, schemaFetch } from '../http.ts';\nexport async function f() { await ${call}; }`, HTTP);
	}

	it('pass what their caller gives', () => {
		expect(through('schemaFetch(Order, `${base}/orders`, { method: "POST" })')).toMatchObject([{ client: 'schemaFetch', target: '{base}/orders', method: 'POST', deadline: { state: 'absent' } }]);
		expect(through('schemaFetch(Order, `${base}/orders`, { signal: AbortSignal.timeout(50) })')).toMatchObject([{ deadline: { state: 'literal', ms: 50 } }]);
	});

	it('or decide for themselves', () => {
		expect(through('boundedFetch(Order, `${base}/orders`)')).toEqual([]);
	});
});
