import { beforeAll, describe, expect, test } from 'vitest';

import { type BuiltInRules, builtInRules, judgeFile, judgeFiles } from '../support/built-in-rules.ts';
import { filesOf, fixturesOf, ruleOf } from '../support/code-fixtures.ts';
import { codeFacts } from '../support/code-facts.ts';

const RULES = ['high-cardinality-label', 'missing-metric', 'span-error-not-recorded', 'span-not-ended', 'trace-context-lost'];
let rules: BuiltInRules;

beforeAll(async () => {
	rules = await builtInRules(RULES);
});

describe('fixtures of the rules about telemetry', () => {
	test.each(fixturesOf(RULES, 'bad'))('%s is objected to once', async (path) => {
		expect(judgeFiles(rules, ruleOf(path), filesOf(path))).toHaveLength(1);
	});

	test.each(fixturesOf(RULES, 'good'))('%s is not', async (path) => {
		expect(judgeFiles(rules, ruleOf(path), filesOf(path))).toEqual([]);
	});
});

const MANIFEST = JSON.stringify({ name: 'shop', dependencies: { express: '5', 'node-cron': '4', 'prom-client': '15', '@opentelemetry/api': '1', kafkajs: '2' } });

/** Each text holds the guardrail between `[[` and `]]`, which the change takes away; the remark stands on `line` at head. */
const TAKEN_AWAY: readonly { readonly what: string; readonly rule: string; readonly line: number; readonly text: string }[] = [
	{
		what: 'the end of a span',
		rule: 'span-not-ended',
		line: 3,
		text: "import { trace } from '@opentelemetry/api';\nexport async function charge(order) {\n\tconst span = trace.getTracer('a').startSpan('charge');\n\ttry {\n\t\tawait collect(order);\n\t} finally {\n[[\t\tspan.end();\n]]\t}\n}\n",
	},
	{
		what: 'the finally around the end of a span',
		rule: 'span-not-ended',
		line: 4,
		text: "import { tracer } from './tracer.ts';\nexport async function charge(order) {\n\tconst span = tracer.startSpan('charge');\n\t[[try { ]]await collect(order);[[ } finally {]]\n\tspan.end();[[ }]]\n}\n",
	},
	{
		what: 'the exception and the status',
		rule: 'span-error-not-recorded',
		line: 5,
		text: "import { tracer } from './tracer.ts';\nexport const charge = (order) => tracer.startActiveSpan('charge', async (span) => {\n\ttry {\n\t\treturn await collect(order);\n\t} catch (error) {\n[[\t\tspan.recordException(error);\n\t\tspan.setStatus({ code: 2 });\n]]\t\tthrow error;\n\t} finally {\n\t\tspan.end();\n\t}\n});\n",
	},
	{
		what: 'what a callback tells a span that it is given',
		rule: 'span-error-not-recorded',
		line: 3,
		text: "export function patched(span, done) {\n\treturn (err, rows) => {\n\t\tif (err) {\n[[\t\t\tspan.recordException(err);\n\t\t\tspan.setStatus({ code: 2 });\n]]\t\t\tlogger.warn('failed');\n\t\t}\n\t\tspan.end();\n\t\tdone(err, rows);\n\t};\n}\n",
	},
	{
		what: 'what a handler tells the span of its class',
		rule: 'span-error-not-recorded',
		line: 6,
		text: "export class Run {\n\tasync start() {\n\t\tthis._span.setAttribute('a', 1);\n\t\ttry {\n\t\t\tawait this.work();\n\t\t} catch (error) {\n[[\t\t\tthis._span?.recordException(error);\n]]\t\t\tthrow error;\n\t\t}\n\t}\n}\n",
	},
	{
		what: 'the status beside attributes of the error',
		rule: 'span-error-not-recorded',
		line: 4,
		text: "import { tracer } from './tracer.ts';\nexport const charge = (order) => tracer.startActiveSpan('charge', async (span) => {\n\ttry { return await collect(order);\n\t} catch (error) {\n\t\tspan.setAttributes({ 'error.name': error.name });\n[[\t\tspan.setStatus({ code: 2 });\n]]\t\tthrow error;\n\t} finally { span.end(); }\n});\n",
	},
	{
		what: 'the handler that told the span',
		rule: 'span-error-not-recorded',
		line: 2,
		text: "import { tracer } from './tracer.ts';\nexport const charge = (order) => tracer.startActiveSpan('charge', async (span) => {\n\ttry {\n\t\treturn await collect(order);\n[[\t} catch (error) {\n\t\tspan.recordException(error);\n\t\tspan.setStatus({ code: 2 });\n\t\tthrow error;\n]]\t} finally {\n\t\tspan.end();\n\t}\n});\n",
	},
	{
		what: 'the end of a span that the work is given',
		rule: 'span-not-ended',
		line: 2,
		text: "import { tracer } from './tracer.ts';\nexport const traced = (name, work) => tracer.startActiveSpan(name, async (span) => {\n\ttry {\n\t\treturn await work(span);\n\t} finally {\n[[\t\tspan.end();\n]]\t}\n});\n",
	},
	{
		what: 'the end of a span that a function of the repository makes',
		rule: 'span-not-ended',
		line: 3,
		text: "const createSpan = (tracer, name) => tracer.startSpan(name);\nexport function mark(tracer) {\n\tconst span = createSpan(tracer, 'mark');\n\tspan.setAttribute('a', 1);\n[[\tspan.end();\n]]}\n",
	},
	{
		what: 'the exception beside attributes and a line that converts the error',
		rule: 'span-error-not-recorded',
		line: 4,
		text: "import { tracer } from './tracer.ts';\nexport const charge = (order) => tracer.startActiveSpan('charge', async (span) => {\n\ttry { return await collect(order);\n\t} catch (error) {\n\t\tspan.setAttribute('error.code', error.code);\n\t\tlogger.warn({ error: serializeError(error) });\n[[\t\tspan.recordException(error);\n\t\tspan.setStatus({ code: 2 });\n]]\t} finally { span.end(); }\n});\n",
	},
	{
		what: 'the headers of a message',
		rule: 'trace-context-lost',
		line: 6,
		text: "import { context, propagation } from '@opentelemetry/api';\nimport { Kafka } from 'kafkajs';\nconst producer = new Kafka({}).producer();\nexport async function publish(value) {\n[[\tconst headers = {};\n\tpropagation.inject(context.active(), headers);]]\n\tawait producer.send({ topic: 'orders', messages: [{ value[[, headers]] }] });\n}\n",
	},
	{
		what: 'the binding of a listener',
		rule: 'trace-context-lost',
		line: 3,
		text: "import { context } from '@opentelemetry/api';\nexport function follow(stream, onData) {\n\tstream.on('data', [[context.bind(context.active(), ]]onData[[)]]);\n}\n",
	},
	{
		what: 'the scope around work',
		rule: 'trace-context-lost',
		line: 3,
		text: "import { context } from '@opentelemetry/api';\nexport async function run(parent) {\n\tawait [[context.with(parent, () => ]]save()[[)]];\n}\n",
	},
	{
		what: 'the metric of a job',
		rule: 'missing-metric',
		line: 3,
		text: "import cron from 'node-cron';\nimport { runs } from './metrics.ts';\ncron.schedule('0 3 * * *', async () => {\n\tawait sweep();\n[[\truns.inc({ job: 'sweep' });\n]]});\n",
	},
];

describe('what a change takes away', () => {
	test.each(TAKEN_AWAY)('$what is missed', async ({ rule, line, text }) => {
		const path = 'src/server/a.ts';
		const base = { 'package.json': MANIFEST, [path]: text.replaceAll(/\[\[|\]\]/g, '') };
		const before = codeFacts(base, path);
		const after = codeFacts({ 'package.json': MANIFEST, [path]: text.replaceAll(/\[\[[^]*?\]\]/g, '') }, path, base);
		expect(judgeFile(rules, rule, after, before.code)).toMatchObject([{ confidence: 'high', line }]);
		expect(judgeFile(rules, rule, before, before.code)).toEqual([]);
		expect(judgeFile(rules, rule, before, after.code)).toEqual([]);
	});
});
