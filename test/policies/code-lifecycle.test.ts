import { beforeAll, describe, expect, test } from 'vitest';

import type { CodeFileEvidence } from '../../src/evidence/file-evidence.ts';
import type { RawFinding } from '../../src/policy/policy.ts';
import { type BuiltInRules, builtInRules } from '../support/built-in-rules.ts';
import { filesOf, fixturesOf, ruleOf } from '../support/code-fixtures.ts';
import { codeFacts } from '../support/code-facts.ts';

const RULES = ['missing-error-listener', 'missing-shutdown', 'missing-health-endpoint', 'unbounded-cache'];
let rules: BuiltInRules;

beforeAll(async () => {
	rules = await builtInRules(RULES);
});

type Files = Readonly<Record<string, string>>;

interface Objection extends RawFinding {
	readonly line: number | undefined;
	/** Lines of base that it names. */
	readonly lost: readonly (number | undefined)[];
}

/** What a rule says about one file of a small code base, given the file's facts at base. */
async function judge(rule: string, { code, positions }: CodeFileEvidence, before?: CodeFileEvidence): Promise<Objection[]> {
	return rules.ask(rule, code, { profile: code.profile, before: before?.code }).map((finding) => ({
		...finding,
		line: typeof finding.at === 'string' ? positions[finding.at]?.startLine : undefined,
		lost: (finding.was ?? []).map((handle) => before?.positions[handle]?.startLine),
	}));
}

async function judgeAll(rule: string, files: Files): Promise<Objection[]> {
	const judged = await Promise.all(Object.keys(files).filter((path) => /\.[jt]s$/.test(path)).map((path) => judge(rule, codeFacts(files, path))));
	return judged.flat();
}

describe('fixtures of the rules about the life of a service', () => {
	test.each(fixturesOf(RULES, 'bad'))('%s is objected to once', async (path) => {
		expect(await judgeAll(ruleOf(path), filesOf(path))).toHaveLength(1);
	});

	test.each(fixturesOf(RULES, 'good'))('%s is not', async (path) => {
		expect(await judgeAll(ruleOf(path), filesOf(path))).toEqual([]);
	});
});

const MANIFEST = JSON.stringify({ name: 'shop', dependencies: { express: '5', pg: '8', kafkajs: '2', ws: '8', pino: '9' } });
const NEIGHBOURS: Files = {
	'package.json': MANIFEST,
	'src/app.ts': "import express from 'express';\nexport const app = express();\n",
	'src/logger.ts': "import pino from 'pino';\nexport const logger = pino();\n",
	'src/probes.ts': "import { Router } from 'express';\nexport const probes = Router();\nprobes.get('/livez', (req, res) => res.sendStatus(200));\n",
};

/** Each text holds the guardrail between `[[` and `]]`, which the change takes away. */
const TAKEN_AWAY: readonly { readonly what: string; readonly rule: string; readonly lost: readonly number[]; readonly text: string; readonly confidence?: string; readonly path?: string }[] = [
	{
		what: 'the listener of a child',
		rule: 'missing-error-listener',
		lost: [6],
		text: "import { fork } from 'node:child_process';\nexport class Runner {\n\tprivate child;\n\tstart() {\n\t\tthis.child = fork('./job.js');\n[[\t\tthis.child.on('error', (error) => this.log(error));\n]]\t\tthis.child.on('exit', () => this.log());\n\t\treturn new Channel({ child: this.child });\n\t}\n\tlog(error?: Error) { return error; }\n}\n",
	},
	{
		what: 'the listener of a stream that was handed in',
		rule: 'missing-error-listener',
		lost: [2],
		text: "export function serve(ctx, target) {\n[[\tctx.req.raw.on('error', (error) => target.destroy(error));\n]]\tctx.req.raw.pipe(target);\n}\n",
	},
	{
		what: 'the listener for rejections',
		rule: 'missing-error-listener',
		lost: [3],
		text: "import { logger } from './logger.ts';\nfunction start() {\n[[\tprocess.on('unhandledRejection', (error) => logger.error(error));\n]]\tprocess.once('SIGTERM', () => process.exit(0));\n}\nstart();\n",
	},
	{
		what: 'the listeners for signals',
		rule: 'missing-shutdown',
		lost: [3, 4],
		text: "import { app } from './app.ts';\nconst server = app.listen(8080);\n[[process.on('SIGTERM', () => server.close());\nprocess.on('SIGINT', () => server.close());\n]]",
	},
	{
		what: 'the loop over signals of a consumer',
		rule: 'missing-shutdown',
		lost: [7],
		text: "import { Kafka } from 'kafkajs';\nexport class Keys {\n\tkafka = new Kafka({ brokers: [] });\n\tasync listen(callback) {\n\t\tconst consumer = this.kafka.consumer({ groupId: 'keys' });\n\t\tconst traps = ['SIGTERM', 'SIGINT'];\n[[\t\ttraps.forEach((type) => {\n\t\t\tprocess.once(type, async () => { await consumer.disconnect(); });\n\t\t});\n]]\t\tawait consumer.run({ eachMessage: async ({ message }) => callback(message) });\n\t}\n}\n",
	},
	{
		what: 'the end of a pool',
		rule: 'missing-shutdown',
		lost: [5],
		confidence: 'medium',
		text: "import { Pool } from 'pg';\nimport { app } from './app.ts';\nconst pool = new Pool();\nconst server = app.listen(8080);\nprocess.on('SIGTERM', async () => {\n\tserver.close();\n[[\tawait pool.end();\n]]});\n",
	},
	{
		what: 'the signal of which a handler only speaks now',
		rule: 'missing-shutdown',
		lost: [4],
		text: "const sdk = start();\nconst stop = (signal) => sdk.shutdown();\nconst onTerm = () => stop('SIGTERM');\n[[process.once('SIGTERM', onTerm);\n]]sdk.begin();\n",
	},
	{
		what: 'a step that was registered for the end',
		rule: 'missing-shutdown',
		lost: [3],
		text: "import { shutdown } from './app.ts';\nconst worker = makeWorker();\n[[shutdown.add('worker', () => worker.close());\n]]worker.run();\n",
	},
	{
		what: 'a hook of the server that closed a pool',
		rule: 'missing-shutdown',
		lost: [5],
		text: "import { app } from './app.ts';\nimport { Pool } from 'pg';\nconst pool = new Pool();\npool.on('error', () => {});\n[[app.addHook('onClose', async () => {\n\tawait pool.end();\n});\n]]app.get('/', () => pool.query('SELECT 1'));\n",
	},
	{
		what: 'the method that a module ends with',
		rule: 'missing-shutdown',
		lost: [3],
		text: "export class Store {\n\tconstructor(private readonly client: Client) {}\n[[\tasync onModuleDestroy() {\n\t\tawait this.client.disconnect();\n\t}\n]]\tread() { return this.client.get('a'); }\n}\n",
	},
	{
		what: 'the listener of something whose class is unknown',
		rule: 'missing-error-listener',
		lost: [4],
		text: "import { makeFeed } from './app.ts';\nexport function start() {\n\tconst feed = makeFeed();\n[[\tfeed.on('error', (error) => console.error(error));\n]]\tfeed.begin();\n}\n",
	},
	{
		what: 'the readiness of a controller of the repository',
		rule: 'missing-health-endpoint',
		lost: [5],
		text: "import { Base } from './app.ts';\nexport class Index extends Base {\n\tconstructor() {\n\t\tsuper();\n[[\t\tthis.use('/ready', new ReadyCheck().router);\n]]\t\tthis.use('/health', new HealthCheck().router);\n\t}\n}\n",
	},
	{
		what: 'the health route',
		rule: 'missing-health-endpoint',
		lost: [3],
		text: "import express from 'express';\nexport const server = express();\n[[server.get('/health', (req, res) => res.sendStatus(200));\n]]server.get('/orders', (req, res) => res.json([]));\n",
	},
	{
		what: 'the router of probes and its import',
		rule: 'missing-health-endpoint',
		lost: [5, 2],
		text: "import express from 'express';\n[[import { probes } from './probes.ts';\n]]function furnish(app: express.Application) {\n\tapp.use(express.json());\n[[\tapp.use(probes);\n]]}\nexport const make = () => { const app = express(); furnish(app); return app; };\n",
	},
	{
		what: 'what takes entries out of a cache',
		rule: 'unbounded-cache',
		lost: [],
		text: "const open = new Map();\nexport async function load(key, make) {\n\tconst work = make()[[.finally(() => open.delete(key))]];\n\topen.set(key, work);\n\treturn work;\n}\n",
	},
];

describe('what a change takes away', () => {
	test.each(TAKEN_AWAY)('$what is missed', async ({ rule, lost, text, confidence = 'high', path = 'src/main.ts' }) => {
		const before = { ...NEIGHBOURS, [path]: text.replaceAll(/\[\[|\]\]/g, '') };
		const after = { ...NEIGHBOURS, [path]: text.replaceAll(/\[\[[^]*?\]\]/g, '') };
		const base = codeFacts(before, path);
		expect(await judge(rule, codeFacts(after, path, before), base)).toMatchObject([{ confidence, lost }]);
		expect(await judge(rule, base, base)).toEqual([]);
		expect(await judge(rule, base, codeFacts(after, path))).toEqual([]);
	});
});

const MOVED: readonly { readonly what: string; readonly rule: string; readonly before: string; readonly after: string; readonly more: Files }[] = [
	{
		what: 'signals into a module that it uses',
		rule: 'missing-shutdown',
		before: "import { app } from './app.ts';\nconst server = app.listen(80);\nprocess.on('SIGTERM', () => server.close());\n",
		after: "import { app } from './app.ts';\nimport { drain } from './shutdown.ts';\ndrain(app.listen(80));\n",
		more: { 'src/shutdown.ts': "export const drain = (server) => process.on('SIGTERM', () => server.close());\n" },
	},
	{
		what: 'a listener into a function that is given the emitter',
		rule: 'missing-error-listener',
		before: "import { Pool } from 'pg';\nexport const pool = new Pool();\npool.on('error', console.error);\n",
		after: "import { Pool } from 'pg';\nimport { guard } from './guard.ts';\nexport const pool = new Pool();\nguard(pool);\n",
		more: { 'src/guard.ts': "export function guard(pool) { pool.on('error', console.error); }\n" },
	},
	{
		what: 'a listener to who makes the emitter now',
		rule: 'missing-error-listener',
		before: "import { Adapter } from './adapter.ts';\nclass A {\n\tstart() {\n\t\tthis.feed = new Adapter();\n\t\tthis.feed.on('error', console.error);\n\t\tthis.feed.on('item', (item) => item);\n\t}\n}\n",
		after: "import { Adapter } from './adapter.ts';\nclass A {\n\tstart() {\n\t\tthis.feed = Adapter.shared;\n\t\tthis.feed.on('item', (item) => item);\n\t}\n}\n",
		more: {},
	},
	{
		what: 'a health route to another name',
		rule: 'missing-health-endpoint',
		before: "import express from 'express';\nconst app = express();\napp.get('/health', (req, res) => res.end());\n",
		after: "import express from 'express';\nconst app = express();\napp.get('/healthz', (req, res) => res.end());\n",
		more: {},
	},
	{
		what: 'listeners of what is gone',
		rule: 'missing-error-listener',
		before: "import { Pool } from 'pg';\nconst pool = new Pool();\npool.on('error', console.error);\nexport const q = () => pool.query('select 1');\n",
		after: "export const q = () => 1;\n",
		more: {},
	},
	{
		what: 'a pool and its end together',
		rule: 'missing-shutdown',
		before: "import { Pool } from 'pg';\nimport { app } from './app.ts';\nconst pool = new Pool();\nconst server = app.listen(80);\nprocess.on('SIGTERM', () => { server.close(); pool.end(); });\n",
		after: "import { app } from './app.ts';\nconst server = app.listen(80);\nprocess.on('SIGTERM', () => { server.close(); });\n",
		more: {},
	},
];

describe('what a change only moves', () => {
	test.each(MOVED)('$what', async ({ rule, before, after, more }) => {
		const path = 'src/main.ts';
		expect(await judge(rule, codeFacts({ ...NEIGHBOURS, ...more, [path]: after }, path), codeFacts({ ...NEIGHBOURS, [path]: before }, path))).toEqual([]);
	});
});
