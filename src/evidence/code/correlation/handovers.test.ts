import { describe, expect, test } from 'vitest';

import { codeFacts } from '../../../../test/support/code-facts.ts';
import type { Handover } from '../../facts.ts';

const MANIFEST = JSON.stringify({ name: 'shop', dependencies: { express: '5', fastify: '5', koa: '2', bullmq: '5', winston: '3' } });

function handovers(text: string, more: Readonly<Record<string, string>> = {}): readonly Handover[] {
	return codeFacts({ 'package.json': MANIFEST, ...more, 'src/server/a.ts': text }, 'src/server/a.ts').code.handovers;
}

function shown(kind: Handover['kind'], text: string, more?: Readonly<Record<string, string>>): string[] {
	return handovers(text, more)
		.filter((handover) => handover.kind === kind)
		.map(({ name, state, ids, atHand }) => [name, state, ids.join('+'), atHand].join(' ').trimEnd());
}

describe('headers of a request going out', () => {
	test.each([
		['with the id', "send({ headers: { 'x-request-id': id } })", ['headers passed x-request-id']],
		['without', "send({ headers: { accept: '*' } })", ['headers absent']],
		['without, the id at hand', "export function f(requestId) { send({ headers: { accept: '*' } }); }", ['headers absent  requestId']],
		['a name that is a constant', 'const headers = { [CORRELATION_HEADER]: id };', ['headers passed CORRELATION_HEADER']],
		['written later', "function f(id) { const headers = {}; headers['x-request-id'] = id; }", ['headers passed x-request-id']],
		['injected', 'function f() { const headers = {}; propagation.inject(context.active(), headers); }', ['headers passed traceparent']],
		['spread from a known object', "const own = { 'x-request-id': '1' }; const headers = { ...own };", ['headers passed x-request-id']],
		['spread from where we cannot look', 'function f(extra) { const headers = { ...extra }; }', ['headers unknown']],
		['of an answer', "new Response('', { headers: { accept: '*' } }); res.json({ headers: {} });", []],
	])('%s', (_what, text, expected) => {
		expect(shown('headers', text)).toEqual(expected);
	});
});

describe('calls', () => {
	test.each([
		['a client that is given the id', 'paymentsClient.post(url, { correlationId })', ['paymentsClient.post passed correlationId']],
		['a client that is not', 'paymentsClient.delete(url, (data) => log(requestId))', ['paymentsClient.delete absent']],
		['options from elsewhere', 'paymentsClient.post(url, options)', ['paymentsClient.post unknown']],
		['options that are an object in sight', "const options = { headers: { accept: '*' } }; paymentsClient.post(url, options)", ['paymentsClient.post absent']],
		['the id in an object in sight', 'const options = { headers: { [CORRELATION_HEADER]: id } }; paymentsClient.post(url, options)', ['paymentsClient.post unknown']],
		['headers in it from elsewhere', 'const options = { headers: buildHeaders() }; paymentsClient.post(url, options)', ['paymentsClient.post unknown']],
		['options that a function here puts together', "const merge = (more) => { const all = { headers: { accept: '*' }, data: {} }; all.data = more; return all; }; paymentsClient.post(url, merge({ a: 1 }))", ['paymentsClient.post absent']],
		['a message with the id', "import { Queue } from 'bullmq'; const mails = new Queue('m'); mails.add('x', { requestId });", ['mails.add passed requestId']],
		['a map', "cache.get('x'); new Map().get('y'); list.delete(1);", []],
	])('%s', (_what, text, expected) => {
		expect(shown('call', text)).toEqual(expected);
	});

	test.each([
		['left out, read from the request elsewhere', "import { card } from './card.ts'; export const a = (req) => card(1, req.headers['x-request-id']); export const b = (req) => card(1);", ['card passed requestId', "card absent  req.headers['x-request-id']"]],
		['left out with nothing at hand', "import { card } from './card.ts'; export const other = (requestId) => 1; card(1);", ['card absent']],
		['undefined is nothing', "import { card } from './card.ts'; export function f(requestId) { card(1, undefined); }", ['card absent  requestId']],
		['spread arguments', "import { card } from './card.ts'; export function f(...all) { card(...all); }", []],
		['in a file that knows of no id', "import { card } from './card.ts'; card(1);", []],
		['a constructor', "import { Card } from './card.ts'; export const HEADER = 'x-request-id'; new Card();", ['Card absent']],
	])('an argument: %s', (_what, text, expected) => {
		expect(shown('argument', text, { 'src/server/card.ts': 'export function card(type, requestId) {} export class Card { constructor(correlationId) {} }' })).toEqual(expected);
	});
});

describe('servers', () => {
	const middleware = { 'src/server/m.ts': "export function ids(req, res, next) { req.requestId = 'x'; next(); } export function plain(req, res, next) { next(); }" };

	test.each([
		['nothing on it', "import express from 'express'; const app = express();", ['express absent']],
		['middleware that keeps the id', "import express from 'express'; import { ids } from './m.ts'; const app = express(); app.use(ids);", ['express passed requestId']],
		['middleware that does not', "import express from 'express'; import { plain } from './m.ts'; const app = express(); app.use(plain); app.use(express.json());", ['express absent']],
		['a package that does', "import express from 'express'; import pinoHttp from 'pino-http'; const app = express(); app.use(pinoHttp());", ['express passed pino-http']],
		['middleware we cannot look into', "import Koa from 'koa'; export function f(extra) { const app = new Koa(); app.use(extra); }", ['koa unknown']],
		['fastify with its option', "import fastify from 'fastify'; const app = fastify({ requestIdHeader: 'x-request-id' });", ['fastify passed requestIdHeader']],
		['fastify with it off', "import fastify from 'fastify'; const app = fastify({ requestIdHeader: false });", ['fastify absent']],
		['a hook of fastify that uses its id', "import fastify from 'fastify'; const app = fastify(); app.addHook('onRequest', async (req) => log(req.reqId));", ['fastify absent']],
	])('%s', (_what, text, expected) => {
		expect(shown('app', text, middleware)).toEqual(expected);
	});

	test('one made by a function of another module', () => {
		const more = { 'src/server/build.ts': "import fastify from 'fastify'; export default (options = {}) => { const app = fastify(options); return app; };" };
		expect(shown('app', "import build from './build.ts'; const app = build({ requestIdHeader: 'x-id' }); const admin = build();", more)).toEqual(['fastify via build passed requestIdHeader', 'fastify via build absent']);
	});

	test('the whole set-up is known as one place', () => {
		const text = "import express from 'express';\nconst app = express();\napp.use(express.json());\napp.disable('x-powered-by');\n";
		const { code, positions } = codeFacts({ 'package.json': MANIFEST, 'src/server/a.ts': text }, 'src/server/a.ts');
		const [app] = code.handovers;
		expect(positions[app?.around ?? '']).toMatchObject({ startLine: 2, endLine: 4 });
		expect(app?.made).toBe(true);
	});
});

test('middleware that knows the id: does the caller get it back?', () => {
	expect(shown('response', "export const m = async (c, next) => { const requestId = newId(); c.set('requestId', requestId); await next(); };")).toEqual(['response absent  requestId']);
	expect(shown('response', "export const m = (req, res, next) => { res.setHeader('X-Request-Id', req.id); next(); };")).toEqual(['response passed X-Request-Id']);
	expect(shown('response', 'export const m = (req, res, next) => next();')).toEqual([]);
});

test.each([
	['fields with the id', "logger.error('failed', { jobId });", ['logger.error passed jobId']],
	['none', 'logger.error(`failed ${error}`);', ['logger.error absent']],
	['a logger that was given it before', "const log = root.child({ jobId }); log.error('failed');", ['log.error unknown']],
	['no failure', "logger.info('done');", []],
])('log lines of failures: %s', (_what, text, expected) => {
	expect(shown('log', text)).toEqual(expected);
});

test('like places of one function are numbered', () => {
	const lines = handovers("export function f() { logger.error('a'); logger.error('a'); logger.error(`b ${1}`); logger.warn('c'); }").filter(({ kind }) => kind === 'log');
	expect(lines.map(({ name, ordinal, message }) => `${name} ${ordinal} ${message}`)).toEqual(['logger.error 0 a', 'logger.error 1 a', 'logger.error 2 b ', 'logger.warn 0 c']);
});

test.each([
	['a child with an id', "export function f(job) { const logger = root.child({ jobId: job.id }); logger.info('a'); logger.error('b'); }", ['logger passed jobId']],
	['a child with none', "export function f(job) { const logger = root.child({ module: 'x' }); logger.info('a'); }", ['logger unknown']],
	['the logger of the module', "import winston from 'winston'; const logger = winston.createLogger({}); export function f(job) { logger.info('a'); }", ['logger absent']],
	['lines that name the id', "import winston from 'winston'; const logger = winston.createLogger({}); export function f(job) { logger.info('a', { jobId: job.id }); }", ['logger unknown']],
	['a logger that came along', "export function f(logger) { logger.info('a'); }", ['logger unknown']],
	['no function', "logger.info('a');", []],
])('the log lines of a function: %s', (_what, text, expected) => {
	expect(shown('logger', text)).toEqual(expected);
});

test('the further lines of a function are known', () => {
	const text = "export function f(job) {\n  const logger = root.child({ jobId: job.id });\n  logger.info('a');\n  logger.error('b');\n}";
	const { code, positions } = codeFacts({ 'package.json': MANIFEST, 'src/server/a.ts': text }, 'src/server/a.ts');
	const lines = code.handovers.find(({ kind }) => kind === 'logger');
	expect(lines?.others?.map((at) => positions[at]?.startLine)).toEqual([4]);
});
