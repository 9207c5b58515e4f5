import { describe, expect, test } from 'vitest';

import { codeFacts } from '../../../test/support/code-facts.ts';
import type { Handler } from '../facts.ts';

function manifest(...dependencies: readonly string[]): string {
	return JSON.stringify({ name: 'shop', dependencies: Object.fromEntries(dependencies.map((name) => [name, '1'])) });
}

function handlersOf(text: string, dependencies: readonly string[], path = 'src/server/a.ts', more: Readonly<Record<string, string>> = {}): readonly Handler[] {
	return codeFacts({ 'package.json': manifest(...dependencies), ...more, [path]: text }, path).code.handlers;
}

interface Row {
	readonly what: string;
	readonly uses: readonly string[];
	readonly text: string;
	readonly path?: string;
	readonly found: readonly string[];
}

const ROUTES: readonly Row[] = [
	{ what: 'express', uses: ['express'], text: "import express from 'express'; const app = express(); app.post('/orders', auth, async (req, res) => {});", found: ['http express POST /orders'] },
	{ what: 'an express router', uses: ['express'], text: "import { Router } from 'express'; const r = Router(); r.get('/a', list); r.route('/b').put(save); function list() {} function save() {}", found: ['http express GET /a', 'http express PUT /b'] },
	{ what: 'a typed parameter', uses: ['express'], text: "import type { Application } from 'express'; export function bind(web: Application) { web.delete('/x', (req, res) => res.end()); }", found: ['http express DELETE /x'] },
	{ what: 'an untyped parameter with a telling name', uses: ['express'], text: "module.exports.bind = (app) => { app.get('/x', show); function show(req, res) {} };", path: 'src/routes.js', found: ['http express GET /x'] },
	{ what: 'a koa router with names instead of paths', uses: ['koa', 'koa-router'], text: "import Router from 'koa-router'; const router = new Router(); router.post('documents.list', auth(), async (ctx) => {});", found: ['http koa POST documents.list'] },
	{ what: 'hono', uses: ['hono'], text: "import { Hono } from 'hono'; const app = new Hono(); app.get('/x', (c) => c.text('x'));", found: ['http hono GET /x'] },
	{ what: 'fastify, short and long', uses: ['fastify'], text: "import fastify from 'fastify'; const app = fastify(); app.get('/a', async () => 1); app.route({ method: 'PUT', url: '/b', handler: async () => 2 });", found: ['http fastify GET /a', 'http fastify PUT /b'] },
	{ what: 'hapi', uses: ['@hapi/hapi'], text: "import Hapi from '@hapi/hapi'; const server = Hapi.server({}); server.route({ method: 'GET', path: '/h', handler: () => 1 });", found: ['http hapi GET /h'] },
	{ what: 'NestJS', uses: ['@nestjs/common', '@nestjs/core'], text: "import { Controller, Get } from '@nestjs/common'; @Controller('cats') export class Cats { @Get(':id') one() { return 1; } helper() {} }", found: ['http nestjs GET /cats/:id'] },
	{ what: 'a Next.js route file', uses: ['next'], path: 'src/app/(shop)/orders/[id]/route.ts', text: 'export async function GET() {} export const POST = withAuth(async () => {}); export const dynamic = "force-dynamic";', found: ['http next GET /orders/[id]', 'http next POST /orders/[id]'] },
	{ what: 'a Next.js API page', uses: ['next'], path: 'src/pages/api/users/index.ts', text: 'export default async function handler(req, res) {}', found: ['http next /api/users'] },
	{ what: 'tRPC', uses: ['@trpc/server'], text: "export const users = router({ list: protectedProcedure.input(schema).query(async () => []) });", found: ['http trpc query list'] },
	{ what: 'Lambda', uses: [], text: "import type { SQSHandler } from 'aws-lambda'; export const handler: SQSHandler = async (event) => {};", found: ['consumer lambda lambda'] },
	{ what: 'a client, a cache and a map', uses: ['express', 'axios'], text: "import axios from 'axios'; axios.get('/x', { timeout: 1 }); cache.get('/x', load); function load() {} new Map().get('/x'); app.get('/only-a-setting');", found: [] },
];

const BACKGROUND: readonly Row[] = [
	{ what: 'BullMQ', uses: ['bullmq'], text: "import { Worker } from 'bullmq'; new Worker('mails', async (job) => {});", found: ['consumer bullmq mails'] },
	{ what: 'Bull', uses: ['bull'], text: "import Queue from 'bull'; const mails = new Queue('mails'); mails.process(async (job) => {});", found: ['consumer bull '] },
	{ what: 'Kafka', uses: ['kafkajs'], text: "import { Kafka } from 'kafkajs'; const consumer = new Kafka({}).consumer({}); await consumer.run({ eachMessage: async () => {} });", found: ['consumer kafkajs '] },
	{ what: 'AMQP over an untyped channel', uses: ['amqplib'], text: "export async function start(channel) { await channel.consume('orders', (message) => {}); }", found: ['consumer amqplib orders'] },
	{ what: 'SQS', uses: ['sqs-consumer'], text: "import { Consumer } from 'sqs-consumer'; Consumer.create({ queueUrl: 'https://sqs/q', handleMessage: async () => {} }).start();", found: ['consumer sqs-consumer https://sqs/q'] },
	{ what: 'pg-boss', uses: ['pg-boss'], text: "import PgBoss from 'pg-boss'; const boss = new PgBoss('x'); await boss.work('mails', async () => {});", found: ['consumer pg-boss mails'] },
	{ what: 'node-cron', uses: ['node-cron'], text: "import cron from 'node-cron'; cron.schedule('0 3 * * *', async () => {});", found: ['job node-cron 0 3 * * *'] },
	{ what: 'cron', uses: ['cron'], text: "import { CronJob } from 'cron'; CronJob.from({ cronTime: '* * * * *', onTick: async () => {} }); new CronJob('1 * * * *', () => {});", found: ['job cron * * * * *', 'job cron 1 * * * *'] },
	{ what: 'a schedule of NestJS', uses: ['@nestjs/schedule'], text: "import { Cron } from '@nestjs/schedule'; export class Tasks { @Cron('0 * * * *') async sweep() {} }", found: ['job nestjs-schedule 0 * * * *'] },
	{ what: 'a timer of the module that waits for something', uses: [], text: 'setInterval(async () => { await sync(); }, 1000); setInterval(() => cache.clear(), 1000); function f() { setInterval(async () => { await x(); }, 5); }', found: ['job setInterval '] },
	{ what: 'other things of such names', uses: ['express'], text: "runner.run({ eachItem: async () => {} }); new Worker('./w.js'); array.process(() => {}); Array.from([1]);", found: [] },
];

describe('handlers', () => {
	test.each([...ROUTES, ...BACKGROUND])('$what', ({ uses, text, path, found }) => {
		expect(handlersOf(text, uses, path).map(({ kind, framework, route }) => `${kind} ${framework} ${route}`)).toEqual(found);
	});

	test('a log in what is handed to a helper of the repository is a log of the handler', () => {
		const more = { 'src/server/instrument.ts': 'export async function instrument(name, work) { return work(); }\n' };
		const text = "import { Worker } from 'bullmq'; import { instrument } from './instrument'; new Worker('mails', async (job) => { return instrument('mails', async () => { try { await send(job); } catch (err) { logger.error(err); } }); });";
		expect(handlersOf(text, ['bullmq', 'pino'], undefined, more)).toMatchObject([{ requestLog: 'manual' }]);
		expect(handlersOf(text.replace('logger.error(err);', ''), ['bullmq', 'pino'], undefined, more)).toMatchObject([{ requestLog: 'absent' }]);
	});

	test('each is a subject of its own', () => {
		const text = "import express from 'express'; export function bind() { const app = express(); app.get('/a', (q, s) => {}); app.get('/b', (q, s) => {}); }";
		expect(handlersOf(text, ['express']).map(({ subject }) => subject)).toEqual(['bind GET /a', 'bind GET /b']);
	});

	test('a log in the handler, also in another module, or by middleware', () => {
		const text = "import express from 'express'; import { show } from './show.ts'; const app = express(); app.get('/a', show); app.get('/b', (req, res) => res.end()); app.get('/c', elsewhere);";
		const show = 'export function show(req, res) { logger.info("shown"); }';
		const more = { 'src/server/show.ts': show };
		expect(handlersOf(text, ['express'], undefined, more).map(({ requestLog }) => requestLog)).toEqual(['manual', 'absent', 'unknown']);
		expect(handlersOf(text, ['express', 'pino-http'], undefined, more).map(({ requestLog }) => requestLog)).toEqual(['manual', 'auto', 'auto']);
	});

	test('the id of the request by hand, by middleware, or not', () => {
		const text = "import express from 'express'; const app = express(); app.get('/a', (req, res) => send(req.requestId)); app.get('/b', (req, res) => req.log.info('b')); app.get('/c', (req, res) => res.end());";
		expect(handlersOf(text, ['express']).map(({ correlation }) => correlation)).toEqual(['manual', 'manual', 'absent']);
		expect(handlersOf(text, ['express', 'cls-rtracer']).at(-1)?.correlation).toBe('auto');
	});

	test('spans by instrumentation, by hand, or none', () => {
		const text = "import express from 'express'; import cron from 'node-cron'; const app = express(); app.get('/a', (q, s) => s.end()); cron.schedule('0 * * * *', () => withSpan('x', run)); cron.schedule('1 * * * *', run); async function run() {}";
		expect(handlersOf(text, ['express', 'node-cron', 'dd-trace']).map(({ span }) => span)).toEqual(['auto', 'manual', 'absent']);
	});
});
