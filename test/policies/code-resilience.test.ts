import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { type BuiltInRules, builtInRules, judgeFile, judgeFiles } from '../support/built-in-rules.ts';
import { fixturesOf, ruleOf } from '../support/code-fixtures.ts';
import { codeFacts } from '../support/code-facts.ts';

const ROOT = join(import.meta.dirname, '../..');
const RULES = ['abort-not-propagated', 'missing-idempotency', 'transaction-held', 'unsafe-retry'];
const MANIFEST = JSON.stringify({ name: 'shop', dependencies: { express: '5', axios: '1', stripe: '17', bullmq: '5', ws: '8', 'p-retry': '6', knex: '3' } });
let rules: BuiltInRules;

beforeAll(async () => {
	rules = await builtInRules(RULES);
});

type Files = Readonly<Record<string, string>>;

/** A fixture is a file of a small service, or a service of its own. */
function filesOf(fixture: string): Files {
	if (statSync(join(ROOT, fixture)).isFile()) return { 'package.json': MANIFEST, [`src/server/${fixture.split('/').at(-1)}`]: readFileSync(join(ROOT, fixture), 'utf8') };
	const paths = globSync('**/*.*', { cwd: join(ROOT, fixture) }).map((path) => path.replaceAll('\\', '/'));
	return Object.fromEntries(paths.map((path) => [path, readFileSync(join(ROOT, fixture, path), 'utf8')]));
}

describe('fixtures of the rules about attempts, signals, transactions and repeated messages', () => {
	test.each(fixturesOf(RULES, 'bad'))('%s is objected to once', async (path) => {
		expect(judgeFiles(rules, ruleOf(path), filesOf(path))).toHaveLength(1);
	});

	test.each(fixturesOf(RULES, 'good'))('%s is not', async (path) => {
		expect(judgeFiles(rules, ruleOf(path), filesOf(path))).toEqual([]);
	});
});

const SLEEP = 'const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));\n';

/** Each text holds the guardrail between `[[` and `]]`, which the change takes away; `{{` and `}}` hold what comes in its place. */
const TAKEN_AWAY: readonly { readonly what: string; readonly rule: string; readonly text: string }[] = [
	{
		what: 'the pause between attempts',
		rule: 'unsafe-retry',
		text: `${SLEEP}export async function settle(charge) {\n\tfor (let attempt = 0; attempt < 5; attempt++) {\n\t\ttry {\n\t\t\treturn await charge();\n\t\t} catch (error) {\n[[\t\t\tawait sleep(200 * 2 ** attempt);\n]]\t\t\tconsole.error(error);\n\t\t}\n\t}\n}\n`,
	},
	{
		what: 'the end of the attempts',
		rule: 'unsafe-retry',
		text: `${SLEEP}export async function settle(charge) {\n\tlet attempt = 0;\n\twhile (true) {\n\t\ttry {\n\t\t\treturn await charge();\n\t\t} catch (error) {\n[[\t\t\tif (attempt >= 5) throw error;\n]]\t\t\tattempt += 1;\n\t\t\tawait sleep(200 * 2 ** attempt);\n\t\t}\n\t}\n}\n`,
	},
	{
		what: 'the choice of errors',
		rule: 'unsafe-retry',
		text: `${SLEEP}export async function settle(charge) {\n\tfor (let attempt = 0; attempt < 5; attempt++) {\n\t\ttry {\n\t\t\treturn await charge();\n\t\t} catch (error) {\n[[\t\t\tif (error.status < 500) throw error;\n]]\t\t\tawait sleep(200 * 2 ** attempt);\n\t\t}\n\t}\n}\n`,
	},
	{
		what: 'the chance in the pause',
		rule: 'unsafe-retry',
		text: `${SLEEP}export async function settle(charge) {\n\tfor (let attempt = 0; attempt < 5; attempt++) {\n\t\ttry {\n\t\t\treturn await charge();\n\t\t} catch (error) {\n\t\t\tawait sleep(200 * 2 ** attempt[[ * Math.random()]]);\n\t\t}\n\t}\n}\n`,
	},
	{
		what: 'the wait that the other side asks for',
		rule: 'unsafe-retry',
		text: `${SLEEP}export async function page(load) {\n\tfor (let attempt = 0; attempt < 5; attempt++) {\n\t\tconst response = await load();\n\t\tif (response.status !== 429) return response;\n\t\tawait sleep([[Number(response.headers.get('retry-after')) * 1000 || ]]200 * 2 ** attempt);\n\t}\n}\n`,
	},
	{
		what: 'the delay of a job that is put back',
		rule: 'unsafe-retry',
		text: 'export class Runs {\n\tasync retry(run) {\n\t\tawait this.runs.enqueue(run[[, { runAt: new Date(Date.now() + 1000 * 2 ** run.attempts) }]]);\n\t}\n}\n',
	},
	{
		what: 'the growing pause of a connection',
		rule: 'unsafe-retry',
		text: "import { WebSocket } from 'ws';\nlet attempts = 0;\nexport function connect(url) {\n\tconst socket = new WebSocket(url);\n\tsocket.on('error', console.error);\n\tsocket.on('close', () => {\n\t\tsetTimeout(() => connect(url), 500[[ * 2 ** attempts++ * Math.random()]]);\n\t});\n}\n",
	},
	{
		what: 'the signal of a call',
		rule: 'abort-not-propagated',
		text: 'export async function search(url: string, signal: AbortSignal) {\n\treturn await fetch(url, { method: "GET"[[, signal]] });\n}\n',
	},
	{
		what: 'the signal and the parameter that brought it',
		rule: 'abort-not-propagated',
		text: 'export async function search(url: string[[, signal?: AbortSignal]]) {\n\treturn await fetch(url, { method: "GET"[[, signal]] });\n}\n',
	},
	{
		what: 'the signal handed to a function of the repository',
		rule: 'abort-not-propagated',
		text: 'async function load(id: string, signal?: AbortSignal) {\n\treturn fetch(`https://a.b/${id}`, { signal });\n}\nexport class Store {\n\tget(id: string[[, signal: AbortSignal]]) {\n\t\treturn load(id, [[signal]]{{undefined}});\n\t}\n}\n',
	},
	{
		what: 'the signal given to somebody unknown',
		rule: 'abort-not-propagated',
		text: "export class Search {\n\tconstructor(private readonly client: SearchClient) {}\n\tasync find(query: string, signal: AbortSignal) {\n\t\tsignal.throwIfAborted();\n\t\treturn await this.client.request('/find', { query[[, signal]] });\n\t}\n}\n",
	},
	{
		what: 'the signal of a chain',
		rule: 'abort-not-propagated',
		text: "export class Search {\n\tconstructor(private readonly client: SearchClient) {}\n\tasync find({ query[[, signal]] }: { query: Query[[; signal?: AbortSignal]] }) {\n\t\treturn await this.client.request({ text: query.text, params: query.params, settings: { ...this.settings(), max: 5 }[[, abort_signal: signal]] }).then((response) => response.rows);\n\t}\n}\n",
	},
	{
		what: 'the pause that is still reckoned',
		rule: 'unsafe-retry',
		text: `${SLEEP}export async function settle(charge, logger, options) {\n\tfor (let attempt = 0; attempt < options.maxRetries; attempt++) {\n\t\ttry {\n\t\t\treturn await charge();\n\t\t} catch (error) {\n\t\t\tconst delayMs = options.delayMs * attempt;\n\t\t\tlogger.warn('waits', { delayMs });\n[[\t\t\tawait sleep(delayMs);\n]]\t\t}\n\t}\n}\n`,
	},
	{
		what: 'the pause that somebody else sets',
		rule: 'unsafe-retry',
		text: `${SLEEP}export async function settle(charge, policy) {\n\tfor (let attempt = 0; attempt < policy.attempts; attempt++) {\n\t\ttry {\n\t\t\treturn await charge();\n\t\t} catch (error) {\n\t\t\tconsole.error(error);\n[[\t\t\tawait sleep(policy.pause);\n]]\t\t}\n\t}\n}\n`,
	},
	{
		what: 'the growth of the pause',
		rule: 'unsafe-retry',
		text: `${SLEEP}export async function settle(charge) {\n\tfor (let attempt = 0; attempt < 5; attempt++) {\n\t\ttry {\n\t\t\treturn await charge();\n\t\t} catch (error) {\n\t\t\tawait sleep(200[[ * 2 ** attempt]]);\n\t\t}\n\t}\n}\n`,
	},
	{
		what: 'the pause after an answer that is looked at',
		rule: 'unsafe-retry',
		text: `${SLEEP}export async function settle(charge) {\n\tfor (let attempt = 0; attempt < 5; attempt++) {\n\t\tlet answer;\n\t\ttry {\n\t\t\tanswer = await charge();\n\t\t} catch (error) {\n\t\t\tconsole.error(error);\n\t\t}\n\t\tif (answer) {\n\t\t\treturn answer;\n\t\t}\n[[\t\tawait sleep(200 * 2 ** attempt);\n]]\t}\n}\n`,
	},
	{
		what: 'the pause in the options of a job',
		rule: 'unsafe-retry',
		text: "import { jobs } from './jobs.ts';\nexport const enlist = (id: string) => jobs.add('send', { id }, { attempts: 5[[, backoff: { type: 'exponential', delay: 1000 }]] });\n",
	},
	{
		what: 'the upsert of a consumer',
		rule: 'missing-idempotency',
		text: "import { Worker } from 'bullmq';\nimport { prisma } from './prisma.ts';\nexport const worker = new Worker('orders', async (job) => {\n\tawait prisma.invoice.[[upsert({ where: { order: job.data.order }, create: { order: job.data.order }, update: {} })]]{{create({ data: { order: job.data.order } })}};\n});\n",
	},
	{
		what: 'the lookup of a webhook',
		rule: 'missing-idempotency',
		text: "import express from 'express';\nimport { prisma } from './prisma.ts';\nexport const app = express();\napp.post('/webhooks/pay', async (req, res) => {\n[[\tif (await prisma.event.findUnique({ where: { id: req.body.id } })) return res.sendStatus(200);\n]]\tawait prisma.event.create({ data: req.body });\n\tres.sendStatus(200);\n});\n",
	},
];

const PATH = 'src/server/a.ts';

function sides(text: string): { readonly before: Files; readonly after: Files } {
	const before = text.replaceAll(/\{\{[^]*?\}\}/g, '').replaceAll(/\[\[|\]\]/g, '');
	const after = text.replaceAll(/\[\[[^]*?\]\]/g, '').replaceAll(/\{\{|\}\}/g, '');
	return { before: { 'package.json': MANIFEST, [PATH]: before }, after: { 'package.json': MANIFEST, [PATH]: after } };
}

describe('what a change takes away', () => {
	test.each(TAKEN_AWAY)('$what is missed', async ({ rule, text }) => {
		const { before, after } = sides(text);
		const [base, head] = [codeFacts(before, PATH), codeFacts(after, PATH)];
		const objections = judgeFile(rules, rule, head, base.code);
		expect(objections).toMatchObject([{ confidence: 'high' }]);
		expect([objections[0]?.was].flat().map((at) => base.positions[at ?? '']?.startLine)).toEqual([expect.any(Number)]);
		expect(judgeFile(rules, rule, base, base.code)).toEqual([]);
		expect((judgeFile(rules, rule, base, head.code)).filter(({ confidence }) => confidence === 'high')).toEqual([]);
	});
});
