import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { codeFacts } from '../../../test/support/code-facts.ts';
import type { OutboundCall } from '../facts.ts';

const FIXTURES = join(import.meta.dirname, '../../../policies/code/missing-timeout/fixtures');
const MANIFEST = JSON.stringify({ name: 'shop', dependencies: { express: '5', axios: '1', got: '14', redis: '^4.6.0', pg: '8', 'node-fetch': '3' } });
const PATH = 'src/services/subject.ts';

function calls(text: string, others: Readonly<Record<string, string>> = {}): readonly OutboundCall[] {
	return codeFacts({ 'package.json': MANIFEST, [PATH]: text, ...others }, PATH).code.outboundCalls;
}

function only(text: string, others: Readonly<Record<string, string>> = {}): OutboundCall {
	const [call, ...more] = calls(text, others);
	if (call === undefined || more.length > 0) throw new Error(`expected one call, found ${more.length + (call === undefined ? 0 : 1)}`);
	return call;
}

function deadlines(text: string, others: Readonly<Record<string, string>> = {}): unknown[] {
	return calls(text, others).map(({ deadline }) => deadline);
}

function fixtures(kind: 'bad' | 'good'): [string, string][] {
	return readdirSync(join(FIXTURES, kind)).map((name) => [name, readFileSync(join(FIXTURES, kind, name), 'utf8')]);
}

function axiosWith(timeout: string): string {
	return `import axios from 'axios';\nexport const f = () => axios.get('https://a.example', { timeout: ${timeout} });`;
}

function controlledBy(timer: string): string {
	return `export async function f(request: Request) {
		const controller = new AbortController();
		${timer}
		return await fetch('https://a.example', { signal: controller.signal });
	}`;
}

function ratesModule(settings: string): Record<string, string> {
	return { 'src/services/rates.module.ts': `@Module({ imports: [HttpModule${settings}] }) export class RatesModule {}` };
}

/** A call of the wrapper in the tests of wrappers. */
function sending(options: string): string {
	return `import { send } from '../http.ts';\nawait send('https://pay.example/x'${options});`;
}

/** Where the first call of a file stands. */
function place(text: string): unknown {
	const { code, positions } = codeFacts({ 'package.json': MANIFEST, [PATH]: text }, PATH);
	return positions[code.outboundCalls[0]?.at ?? ''];
}

/** An absence that is somebody's to mend here; calls on an unbounded instance are mended where it is made. */
function isAbsent({ deadline }: OutboundCall): boolean {
	return deadline.state === 'absent' && deadline.reason !== 'client';
}

describe('fixtures of missing-timeout', () => {
	it.each(fixtures('bad'))('bad/%s has a call without a deadline', (_name, text) => {
		expect(calls(text).some(isAbsent)).toBe(true);
	});

	it.each(fixtures('good'))('good/%s has none', (_name, text) => {
		expect(calls(text).filter(isAbsent)).toEqual([]);
	});
});

describe('deadlines at the call', () => {
	it('reads a signal, arithmetic and constants of another module', () => {
		const limits = { 'src/limits.ts': 'export const SECOND = 1000;\nexport default { pay: 2 * SECOND };' };
		expect(deadlines(`import limits from '../limits.ts';\nawait fetch('https://a.example', { signal: AbortSignal.timeout(limits.pay) });`, limits)).toEqual([{ state: 'literal', ms: 2000 }]);
	});

	it('does not rely on a value that may be zero, and takes zero for none', () => {
		expect(deadlines(axiosWith('0'))).toEqual([{ state: 'absent', reason: 'zero' }]);
		expect(deadlines(axiosWith('Infinity'))).toEqual([{ state: 'absent', reason: 'infinity' }]);
		expect(deadlines(axiosWith('config.timeout ?? 0'))).toEqual([{ state: 'unknown', reason: 'zero' }]);
		expect(deadlines(axiosWith('config.timeout ?? 5000'))).toEqual([{ state: 'literal' }]);
	});

	it('tells a controller with a timer from one that only a caller aborts', () => {
		expect(deadlines(controlledBy('setTimeout(() => { controller.abort(); }, 300);'))).toEqual([{ state: 'literal', ms: 300 }]);
		expect(deadlines(controlledBy(`request.on('close', () => controller.abort());`))).toEqual([{ state: 'caller', reason: 'abort-only' }]);
	});

	it('follows spreads, later writes and conditions', () => {
		expect(deadlines(`const base = { timeout: 100 };\nimport axios from 'axios';\nawait axios.get('https://a.example', { ...base, headers: {} });`)).toEqual([{ state: 'literal', ms: 100 }]);
		expect(deadlines(`import axios from 'axios';\nconst options: any = {};\noptions.timeout = 100;\nawait axios.get('https://a.example', options);`)).toEqual([{ state: 'literal', ms: 100 }]);
		expect(deadlines(`await fetch('https://a.example', { ...(slow ? { signal: AbortSignal.timeout(5) } : {}) });`)).toEqual([{ state: 'literal', ms: 5 }]);
	});

	it('cannot tell what spread arguments hold', () => {
		expect(deadlines(`await fetch(...parts);`)).toEqual([{ state: 'unknown' }]);
	});

	it('ends on options that refer to themselves', () => {
		expect(deadlines(`let options: any = {};\noptions = { ...options, method: 'GET' };\noptions = Object.assign({}, options);\nawait fetch('https://a.example', options);`)).toHaveLength(1);
	});

	it('sees what stands around a call', () => {
		expect(deadlines(`await withTimeout(() => fetch('https://a.example'), 100);`)).toEqual([{ state: 'literal', reason: 'wrapper' }]);
		expect(deadlines(`setTimeout(() => { void fetch('https://a.example'); }, 100);`)).toEqual([{ state: 'absent' }]);
		expect(deadlines(`import { request } from 'node:http';\nconst req = request('http://a.example');\nreq.setTimeout(100, () => req.destroy());`)).toEqual([{ state: 'literal', reason: 'chained' }]);
	});
});

describe('instances and process-wide settings', () => {
	it('inherits through an instance of another module, and its extension', () => {
		const http = { 'src/http.ts': `import got from 'got';\nexport const base = got.extend({ timeout: { request: 700 } });\nexport const api = base.extend({ prefixUrl: 'https://a.example' });` };
		expect(deadlines(`import { api } from '../http.ts';\nawait api.get('orders').json();`, http)).toEqual([{ state: 'inherited', ms: 700, reason: 'client' }]);
	});

	it('lays the blame on the instance, not on its calls', () => {
		expect(deadlines(`import axios from 'axios';\nconst api = axios.create({});\nawait api.get('/a');\nawait api.get('/b');`)).toEqual([
			{ state: 'absent' },
			{ state: 'absent', reason: 'client' },
			{ state: 'absent', reason: 'client' },
		]);
	});

	it('knows nothing of a client that is handed in', () => {
		expect(deadlines(`import type { AxiosInstance } from 'axios';\nexport const f = (http: AxiosInstance) => http.get('https://a.example');`)).toEqual([{ state: 'unknown', reason: 'client' }]);
	});

	it('sees the dispatcher and the defaults that an entry file sets', () => {
		const entry = { 'src/main.ts': `import { Agent, setGlobalDispatcher } from 'undici';\nsetGlobalDispatcher(new Agent({ headersTimeout: 5_000 }));` };
		expect(deadlines(`await fetch('https://a.example');`, entry)).toEqual([{ state: 'inherited', reason: 'dispatcher' }]);
		expect(deadlines(`import axios from 'axios';\nawait axios.get('https://a.example');`, { 'src/index.ts': `import axios from 'axios';\naxios.defaults.timeout = 5000;` })).toEqual([{ state: 'inherited', reason: 'defaults' }]);
	});

	it('follows a NestJS service to its module', () => {
		const text = `import { HttpService } from '@nestjs/axios';\nexport class Rates { constructor(private readonly http: HttpService) {} get() { return this.http.get('https://a.example'); } }`;
		expect(deadlines(text)).toEqual([{ state: 'unknown', reason: 'client' }]);
		expect(deadlines(text, ratesModule('.register({ timeout: 5000 })'))).toEqual([{ state: 'inherited', reason: 'client' }]);
		expect(deadlines(text, ratesModule(''))).toEqual([{ state: 'absent' }]);
	});

	it('names the settings that clients share', () => {
		const [first, second] = calls(`import Redis from 'ioredis';\nconst shared = { db: 1 };\nexport const a = new Redis({ ...shared });\nexport const b = new Redis(shared);`);
		expect(first?.settings?.name).toBe('shared');
		expect(second?.settings).toEqual(first?.settings);
	});

	it('takes the version of a client into account', () => {
		const text = `import redis from 'redis';\nconst client = redis.createClient({ host: 'cache' });\nexport const get = (key: string) => new Promise((resolve) => { client.get(key, (_error, value) => resolve(value)); });`;
		expect(only(text)).toMatchObject({ kind: 'client', client: 'redis', deadline: { state: 'absent' } });
		const old = JSON.stringify({ name: 'shop', dependencies: { express: '4', redis: '^2.8.0' } });
		expect(only(text, { 'package.json': old })).toMatchObject({ kind: 'call', client: 'redis', awaited: true, deadline: { state: 'absent' } });
	});
});

describe('wrappers', () => {
	const WRAPPER = {
		'src/http.ts': `export async function send(url: string, options: RequestInit & { timeout?: number } = {}) {
			const { timeout, ...rest } = options;
			let controller: AbortController | undefined;
			if (timeout) {
				controller = new AbortController();
				setTimeout(() => controller?.abort(), timeout);
			}
			return await fetch(url, { ...rest, signal: controller?.signal ?? rest.signal });
		}`,
	};

	it('judges a call by what it gives the wrapper', () => {
		expect(only(sending(''), WRAPPER)).toMatchObject({ client: 'send', target: 'pay.example', deadline: { state: 'absent' } });
		expect(only(sending(', { method: "POST" }'), WRAPPER)).toMatchObject({ method: 'POST', deadline: { state: 'absent' } });
		expect(only(sending(', { timeout: 50 }'), WRAPPER)).toMatchObject({ deadline: { state: 'literal', ms: 50 } });
		expect(only(sending(', { signal: AbortSignal.timeout(70) }'), WRAPPER)).toMatchObject({ deadline: { state: 'literal', ms: 70 } });
		expect(only(sending(', elsewhere'), WRAPPER).deadline.state).not.toBe('absent');
	});

	it('says nothing of the callers of a wrapper that decides for itself', () => {
		const bounded = { 'src/http.ts': `export const send = (url: string) => fetch(url, { signal: AbortSignal.timeout(100) });` };
		expect(calls(`import { send } from '../http.ts';\nawait send('https://a.example');`, bounded)).toEqual([]);
		const bare = { 'src/http.ts': `export const send = (url: string) => fetch(url);` };
		expect(calls(`import { send } from '../http.ts';\nawait send('https://a.example');`, bare)).toEqual([]);
	});

	it('knows what a written parameter type cannot carry', () => {
		expect(deadlines(`export const send = (url: string, options: { method: string; body?: string }) => fetch(url, { ...options });`)).toEqual([{ state: 'absent' }]);
		expect(deadlines(`export const send = (url: string, options: RequestInit) => fetch(url, { ...options });`)).toEqual([{ state: 'caller' }]);
	});
});

describe('what a call is', () => {
	it('names the target without its query', () => {
		const targets = calls(`await fetch('https://user:secret@a.example/x?token=1');\nawait fetch(\`\${process.env.HOST}/events?token=1\`);\nawait fetch(new URL('/x', 'https://b.example'));`).map(({ target }) => target);
		expect(targets).toEqual(['a.example', '{process.env.HOST}/events', 'b.example']);
	});

	it('tells a call that is waited for from one that is not', () => {
		expect(calls(`void fetch('https://a.example');\nfetch('https://a.example').catch(() => {});\nconst kept = fetch('https://a.example');`).map(({ awaited }) => awaited)).toEqual([false, false, true]);
	});

	it('leaves functions alone that only have the name', () => {
		expect(calls(`const fetch = (key: string) => key;\nfetch('a');\ncache.get('x');\nnew Map().get('y');`)).toEqual([]);
	});

	it('stands on the first line of a long call and on the whole of a short one', () => {
		const body = Array.from({ length: 14 }, (_, index) => `\tk${index}: ${index},`).join('\n');
		expect(place(`await fetch('https://a.example', {\n\tmethod: 'POST',\n});`)).toMatchObject({ startLine: 1, endLine: 3 });
		expect(place(`await fetch('https://a.example', {\n${body}\n});`)).toMatchObject({ startLine: 1, startColumn: 7, endLine: 1, endColumn: 12 });
	});
});

it('a query that is put together in many steps is followed no further than it pays', () => {
	const steps = Array.from({ length: 60 }, (_, index) => `\tif (filters.f${index}) query = query.append('f${index}', filters.f${index});\n`).join('');
	const text = `import { buildQuery } from './build.ts';\nexport async function list(filters) {\n\tlet query = buildQuery(filters);\n${steps}\treturn fetch(\`https://prices.internal/list?\${query}\`);\n}\n`;
	const other = `export function buildQuery(filters) {\n\tlet query = new Query();\n${steps}\treturn query;\n}\n`;
	expect(only(text, { 'src/services/build.ts': other }).deadline.state).toBe('absent');
});
