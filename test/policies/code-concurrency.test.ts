import { beforeAll, describe, expect, test } from 'vitest';

import { type BuiltInRules, builtInRules, judgeFile, judgeFiles } from '../support/built-in-rules.ts';
import { filesOf, fixturesOf, ruleOf } from '../support/code-fixtures.ts';
import { codeFacts } from '../support/code-facts.ts';
import { fixedText } from '../support/fixed-text.ts';

const RULES = ['async-callback', 'blocking-handler', 'floating-promise', 'promise-as-answer', 'stream-backpressure', 'unbounded-fan-out'];
const PATH = 'src/services/orders.ts';
let rules: BuiltInRules;

beforeAll(async () => {
	rules = await builtInRules(RULES);
});

type Files = Readonly<Record<string, string>>;

describe('fixtures of the rules about concurrency', () => {
	test.each(fixturesOf(RULES, 'bad'))('%s is objected to once', async (path) => {
		expect(judgeFiles(rules, ruleOf(path), filesOf(path))).toHaveLength(1);
	});

	test.each(fixturesOf(RULES, 'good'))('%s is not', async (path) => {
		expect(judgeFiles(rules, ruleOf(path), filesOf(path))).toEqual([]);
	});
});

const MANIFEST = JSON.stringify({ name: 'shop', dependencies: { fastify: '5.6.0', 'p-limit': '6.2.0', '@prisma/client': '6.1.0' } });
const NEIGHBOURS: Files = {
	'package.json': MANIFEST,
	'src/ship.ts': "export async function ship(id: string) {\n\tawait fetch(`https://ship.internal/${id}`, { method: 'POST', signal: AbortSignal.timeout(500) });\n}\n",
};

/** Each text holds the guardrail between `[[` and `]]`; what stands between `{{` and `}}` comes in its place. */
const TAKEN_AWAY: readonly { readonly what: string; readonly rule: string; readonly line: number; readonly text: string }[] = [
	{
		what: 'the await of a call that nobody knows',
		rule: 'floating-promise',
		line: 3,
		text: "import { events } from 'elsewhere';\nexport async function close(id: string) {\n\t[[await ]]events.store(id);\n\treturn id;\n}\n",
	},
	{
		what: 'the handler of a failure',
		rule: 'floating-promise',
		line: 3,
		text: "import { ship } from '../ship.ts';\nexport async function close(id: string) {\n\tship(id)[[.catch((error) => console.error(error))]];\n}\n",
	},
	{
		what: 'one await of two',
		rule: 'floating-promise',
		line: 4,
		text: "import { events } from 'elsewhere';\nexport async function close(id: string) {\n\tawait events.store(id);\n\t[[await ]]events.store(id);\n}\n",
	},
	{
		what: 'the loop that waits for each',
		rule: 'unbounded-fan-out',
		line: 3,
		text: "import { ship } from '../ship.ts';\nexport async function shipAll(task: { rows: string[] }) {\n\t[[for (const id of task.rows) await ship(id);]]{{await Promise.all(task.rows.map((id) => ship(id)));}}\n}\n",
	},
	{
		what: 'the limit',
		rule: 'unbounded-fan-out',
		line: 4,
		text: "import pLimit from 'p-limit';\nimport { ship } from '../ship.ts';\nexport async function shipAll(rows: string[], limit = pLimit(5)) {\n\tawait Promise.all(rows.map((id) => [[limit(() => ]]ship(id)[[)]]));\n}\n",
	},
	{
		what: 'the parts of a fixed size',
		rule: 'unbounded-fan-out',
		line: 4,
		text: "import { batchExecute } from '../batches.ts';\nimport { ship } from '../ship.ts';\nexport async function shipAll(rows: string[]) {\n\t[[await batchExecute(rows, 10, async (id) => ship(id));]]{{await Promise.all(rows.map((id) => ship(id)));}}\n}\n",
	},
	{
		what: 'the listener of a pipe',
		rule: 'stream-backpressure',
		line: 4,
		text: "import { createReadStream } from 'node:fs';\nexport function send(path: string, response: import('node:http').ServerResponse) {\n\tconst file = createReadStream(path);[[ file.on('error', () => response.destroy());]]\n\tfile.pipe(response);\n}\n",
	},
];

const listener = (event: string): string => `bus.on('${event}', async (id: string) => {\n\tawait ship(id);\n});\n`;

/** What limits the work for each element, and what a change makes of it. */
const LIMITED: readonly (readonly [string, string, string])[] = [
	['told in an object', 'await inTurn({ items: ids.map((id) => id.trim()), concurrency: 2, run: async (id) => ship(id) });', 'await Promise.all(ids.map(async (id) => ship(id)));'],
	['a queue of a renamed package', 'await Promise.all(ids.map((id) => queue.add(async () => ship(id))));', 'await Promise.all(ids.map(async (id) => ship(id)));'],
	['a function around a limiter', 'await mapAll(ids, (id) => ship(id));', 'await Promise.all(ids.map((id) => ship(id)));'],
	['a loop that counts', 'for (let at = 0; at < ids.length; at++) await ship(ids[at]);', 'await Promise.all(ids.map((id) => ship(id)));'],
	['parts of a loop, now all the parts', 'for (let at = 0; at < ids.length; at += 5) await Promise.all(ids.slice(at, at + 5).map((id) => ship(id)));', 'await Promise.all(ids.map((id) => ship(id)));'],
	['around a list that is written down', 'await Promise.all(HOSTS.map((host) => queue.add(() => ship(host))));', 'await Promise.all(HOSTS.map((host) => ship(host)));'],
];

const limited = (work: string): string => `import PQueue from '@esm2cjs/p-queue';\nimport pMap from 'p-map';\nimport { ship } from '../ship.ts';\nimport { inTurn } from './turn.ts';\nconst queue = new PQueue({ concurrency: 4 });\nconst mapAll = (ids, each) => pMap(ids, each, { concurrency: 4 });\nconst HOSTS = ['a', 'b', 'c'];\nexport async function shipAll(ids) {\n\t${work}\n}\n`;

describe('a limit of any make', () => {
	test.each(LIMITED)('%s', async (_, kept, given) => {
		const [before, after] = [limited(kept), limited(given)].map((content) => ({ ...NEIGHBOURS, [PATH]: content }));
		expect(judgeFile(rules, 'unbounded-fan-out', codeFacts(after ?? {}, PATH, before), codeFacts(before ?? {}, PATH).code)).toMatchObject([{ line: 9, confidence: given.includes('HOSTS') ? 'medium' : 'high' }]);
		expect(judgeFile(rules, 'unbounded-fan-out', codeFacts(before ?? {}, PATH))).toEqual([]);
	});
});

describe('what a change takes away', () => {
	test.each(TAKEN_AWAY)('$what is missed', async ({ rule, line, text }) => {
		const before = { ...NEIGHBOURS, [PATH]: text.replaceAll(/\[\[|\]\]|\{\{[^]*?\}\}/g, '') };
		const after = { ...NEIGHBOURS, [PATH]: text.replaceAll(/\[\[[^]*?\]\]|\{\{|\}\}/g, '') };
		expect(judgeFile(rules, rule, codeFacts(after, PATH, before), codeFacts(before, PATH).code)).toMatchObject([{ confidence: 'high', line }]);
		expect(judgeFile(rules, rule, codeFacts(before, PATH), codeFacts(before, PATH).code)).toEqual([]);
		expect(judgeFile(rules, rule, codeFacts(before, PATH, after), codeFacts(after, PATH).code)).toEqual([]);
	});

	test('a habit of the file is told in the summary only', async () => {
		const head = `import { EventEmitter } from 'node:events';\nimport { ship } from '../ship.ts';\nconst bus = new EventEmitter();\n${listener('paid')}`;
		const before = { ...NEIGHBOURS, [PATH]: head };
		const after = { ...NEIGHBOURS, [PATH]: `${head}${listener('sent')}` };
		expect(judgeFile(rules, 'async-callback', codeFacts(after, PATH, before), codeFacts(before, PATH).code)).toMatchObject([{ confidence: 'low' }, { confidence: 'low' }]);
		expect(judgeFile(rules, 'async-callback', codeFacts(before, PATH))).toMatchObject([{ confidence: 'medium' }]);
	});
});

const INTO: readonly { readonly rule: string; readonly before: string; readonly after: string }[] = [
	{
		rule: 'floating-promise',
		before: "import { ship } from '../ship.ts';\nexport async function close(id: string) {\n\tship(id);\n}\n",
		after: "import { ship } from '../ship.ts';\nexport async function close(id: string) {\n\tawait ship(id);\n}\n",
	},
	{
		rule: 'floating-promise',
		before: "import { ship } from '../ship.ts';\r\nexport async function close(id: string) {\r\n  ship(id).then(() => undefined)\r\n}\r\n",
		after: "import { ship } from '../ship.ts';\r\nexport async function close(id: string) {\r\n  await ship(id).then(() => undefined)\r\n}\r\n",
	},
	{
		rule: 'promise-as-answer',
		before: "const isOpen = async (id: string) => id !== '';\nexport async function close(id: string) {\n\tif (!isOpen(id)) return;\n}\n",
		after: "const isOpen = async (id: string) => id !== '';\nexport async function close(id: string) {\n\tif (!(await isOpen(id))) return;\n}\n",
	},
	{
		rule: 'unbounded-fan-out',
		before: "import { ship } from '../ship.ts';\nexport async function shipAll(req: { body: string[] }) {\n\tawait Promise.all(req.body.map(async (id) => {\n\t\tawait ship(id);\n\t}));\n}\n",
		after: "import pLimit from 'p-limit';\nimport { ship } from '../ship.ts';\nexport async function shipAll(req: { body: string[] }) {\n\tconst limit = pLimit(5);\n\tawait Promise.all(req.body.map((id) => limit(async () => {\n\t\tawait ship(id);\n\t})));\n}\n",
	},
	{
		rule: 'stream-backpressure',
		before: "import { createReadStream } from 'node:fs';\nexport async function send(path: string, response: Response) {\n\tconst file = createReadStream(path);\n\tfile.pipe(response);\n}\n",
		after: "import { pipeline } from 'node:stream/promises';\nimport { createReadStream } from 'node:fs';\nexport async function send(path: string, response: Response) {\n\tconst file = createReadStream(path);\n\tawait pipeline(file, response);\n}\n",
	},
];

describe('fixes', () => {
	test.each(INTO)('$rule %#', async ({ rule, before, after }) => {
		const files = { ...NEIGHBOURS, [PATH]: before };
		const [finding] = judgeFile(rules, rule, codeFacts(files, PATH));
		expect(finding?.fix).toBeDefined();
		const fixed = fixedText(files, PATH, String(finding?.at), finding?.fix?.name ?? '');
		expect(fixed).toBe(after);
		expect(judgeFile(rules, rule, codeFacts({ ...NEIGHBOURS, [PATH]: fixed }, PATH))).toEqual([]);
	});

	test('none where the function could not wait', async () => {
		const [finding] = judgeFile(rules, 'floating-promise', codeFacts({ ...NEIGHBOURS, [PATH]: "import { ship } from '../ship.ts';\nexport function close(id: string) {\n\tship(id);\n}\nexport const closeNow = async (id: string) => ship(id);\n" }, PATH));
		expect(finding).toMatchObject({ confidence: 'low' });
		expect(finding?.fix).toBeUndefined();
	});
});
