import { describe, expect, test } from 'vitest';

import { codeFacts } from '../../../test/support/code-facts.ts';

const DEPENDENCIES = ['@opentelemetry/api', 'node-cron', 'bullmq', 'kafkajs', 'amqplib', '@aws-sdk/client-sqs', 'express'];

function units(text: string, path = 'src/jobs/a.ts', more: Readonly<Record<string, string>> = {}, dependencies: readonly string[] = DEPENDENCIES): string[] {
	const manifest = JSON.stringify({ name: 'shop', dependencies: Object.fromEntries(dependencies.map((name) => [name.split('=')[0], name.split('=')[1] ?? '1'])) });
	const { code, positions } = codeFacts({ 'package.json': manifest, ...more, [path]: text }, path);
	return code.workUnits.map(({ at, kind, name, subject, span }) => `${positions[at]?.startLine} ${kind} ${name} | ${subject} | ${span}`);
}

const SPANS: readonly { readonly what: string; readonly text: string; readonly span: string; readonly more?: Readonly<Record<string, string>> }[] = [
	{ what: 'no span', text: 'cron.schedule("* * * * *", async () => { await sync(); await flush(); });', span: 'absent' },
	{ what: 'an active span', text: 'cron.schedule("* * * * *", () => tracer.startActiveSpan("x", async (span) => { await sync(); span.end(); }));', span: 'manual' },
	{ what: 'a span opened first', text: 'cron.schedule("* * * * *", async () => { const span = tracer.startSpan("x"); await sync(); span.end(); });', span: 'manual' },
	{ what: 'a wrapper around the function', text: 'cron.schedule("* * * * *", withSpan("x", async () => { await sync(); await flush(); }));', span: 'manual' },
	{ what: 'a curried wrapper', text: 'cron.schedule("* * * * *", traceFunction({ spanName: "x" })(async () => { await sync(); await flush(); }));', span: 'manual' },
	{ what: 'a wrapper that is called instrumentAsync', text: 'cron.schedule("* * * * *", async () => instrumentAsync({ name: "x" }, async () => { await sync(); await flush(); }));', span: 'manual' },
	{ what: 'a wrapper known only by its body', text: "import { observed } from './observed.ts';\ncron.schedule('* * * * *', () => observed('x', async () => { await sync(); }));", more: { 'src/jobs/observed.ts': 'export const observed = (name, work) => tracer.startActiveSpan(name, work);' }, span: 'manual' },
	{ what: 'a transaction of a database', text: 'cron.schedule("* * * * *", async () => { session.startTransaction(); await db.runInTransaction(async () => {}); });', span: 'absent' },
	{ what: 'a log of level trace', text: 'cron.schedule("* * * * *", async () => { logger.trace("x", () => 1); await sync(); });', span: 'absent' },
	{ what: 'a span of its neighbour only', text: 'export function start() { cron.schedule("* * * * *", async () => { await sync(); await flush(); }); cron.schedule("1 * * * *", () => withSpan("x", run)); }', span: 'absent' },
	{ what: 'a transaction of a business', text: 'cron.schedule("* * * * *", async () => { await recordTransaction(async () => {}); await createTransaction(() => 1); });', span: 'absent' },
	{ what: 'a function that it calls', text: 'async function all() { await sync(); await flush(); }\nasync function sync() { return tracer.startActiveSpan("x", run); }\ncron.schedule("* * * * *", all);', span: 'unknown' },
	{ what: 'a wrapper that is handed the function', text: 'const timed = (work, done) => async (name) => { await work(name); done(); };\nasync function sync(name) { await tracer.startActiveSpan(name, run); }\nconst measured = timed(sync, log);\ncron.schedule("* * * * *", async () => measured("x"));', span: 'unknown' },
	{ what: 'a function we cannot see', text: "import { sync } from 'vendor';\ncron.schedule('* * * * *', sync);", span: 'unknown' },
];

describe('work units', () => {
	test.each(SPANS)('$what', ({ text, span, more }) => {
		expect(units(`import cron from 'node-cron';\n${text}`, 'src/jobs/a.ts', more)[0]?.split(' | ')[2]).toBe(span);
	});

	test('a job stands on the function that does its work', () => {
		expect(units("import cron from 'node-cron';\nasync function sync(name) {\n  await a(); await b();\n}\ncron.schedule('* * * * *', async () => sync('x'));")).toEqual(['2 job job * * * * * | sync | absent']);
	});

	test('a decorated method', () => {
		const text = "import { Cron } from '@nestjs/schedule';\nexport class Tasks {\n  @Cron('0 * * * *') @Span('sweep')\n  async sweep() {}\n}";
		expect(units(text)).toEqual(['4 job job 0 * * * * | Tasks.sweep | manual']);
	});

	test('instrumentation covers its libraries and no others', () => {
		const text = "import { Kafka } from 'kafkajs';\nimport { Worker } from 'bullmq';\nnew Kafka({}).consumer({}).run({ eachMessage: async () => { a(); b(); } });\nnew Worker('q', async () => { a(); b(); });";
		const spans = (more: readonly string[]): string[] => units(text, undefined, undefined, [...DEPENDENCIES, ...more]).map((unit) => unit.split(' | ')[2] ?? '');
		expect(spans(['@opentelemetry/auto-instrumentations-node'])).toEqual(['auto', 'absent']);
		expect(spans(['dd-trace=^5.90.0'])).toEqual(['auto', 'auto']);
		expect(spans(['dd-trace=^5.10.0'])).toEqual(['auto', 'auto']);
		expect(spans(['dd-trace=workspace:*'])).toEqual(['auto', 'auto']);
		expect(spans(['dd-trace=~5.10.0'])).toEqual(['auto', 'absent']);
		expect(spans(['dd-trace=5.10.0'])).toEqual(['auto', 'absent']);
		expect(spans(['dd-trace=^4.34.0'])).toEqual(['auto', 'absent']);
		expect(spans(['bullmq-otel'])).toEqual(['absent', 'auto']);
	});

	test('a processor that another file registers', () => {
		const text = "import { Processor, type Job } from 'bullmq';\nexport const mails: Processor = async (job) => { await a(); await b(); };\nexport const bills: Processor<Bill> = async (job) => instrumentAsync({}, async () => a());\nconst own: Processor = async () => {};\nexport const helper = async (job: Job) => { await a(); };";
		expect(units(text)).toEqual(['2 consumer consumer mails | mails | absent', '3 consumer consumer bills | bills | manual']);
		expect(units(text.replace("'bullmq'", "'./types.ts'"))).toEqual([]);
	});

	test('a processor that its own file registers is one consumer', () => {
		const text = "import { Processor, Worker } from 'bullmq';\nexport const mails: Processor = async (job) => { await a(); await b(); };\nnew Worker('mails', mails);";
		expect(units(text)).toEqual(['2 consumer consumer mails | mails | absent']);
	});

	test('a task starts when its file is loaded; a server is no task', () => {
		const task = 'async function main() {\n  await sync();\n}\nmain().catch(() => process.exit(1));';
		expect(units(task, 'src/tasks/import.ts')).toEqual(['1 task main | main | absent']);
		expect(units(`${task}\napp.listen(80);`, 'src/tasks/import.ts')).toEqual([]);
		expect(units(task.replace('sync()', 'server.listen({ port: 80 })'), 'src/tasks/import.ts')).toEqual([]);
		expect(units(task.replace('sync()', 'queue.start({ onMessage })'), 'src/worker.ts')).toEqual([]);
		expect(units(task, 'src/users.ts')).toEqual([]);
	});

	test('messages that are handed to a broker', () => {
		const text = [
			"import { SendMessageCommand } from '@aws-sdk/client-sqs';",
			"import { Queue } from 'bullmq';",
			"import { Kafka } from 'kafkajs';",
			"const queue = new Queue('mails'); const producer = new Kafka({}).producer();",
			'export async function order(channel) {',
			"  await queue.add('welcome', {});",
			"  await producer.send({ topic: 'orders', messages: [] });",
			"  channel.sendToQueue('bills', Buffer.from(''));",
			'  return new SendMessageCommand({});',
			'  new Set().add(1); mailer.send({});',
			'}',
		].join('\n');
		expect(units(text, 'src/orders.ts')).toEqual(['6 publish welcome | order | absent', '7 publish orders | order | absent', '8 publish bills | order | absent', '9 publish SendMessage | order | absent']);
	});
});
