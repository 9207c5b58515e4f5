import { beforeAll, describe, expect, test } from 'vitest';

import { type BuiltInRules, builtInRules, type CodeObjection, judgeFile, judgeFiles } from '../support/built-in-rules.ts';
import { filesOf, fixturesOf, ruleOf } from '../support/code-fixtures.ts';
import { codeFacts } from '../support/code-facts.ts';

const RULES = ['missing-correlation-id', 'missing-span'];
let rules: BuiltInRules;

beforeAll(async () => {
	rules = await builtInRules(RULES);
});

type Files = Readonly<Record<string, string>>;

async function lost(rule: string, path: string, before: Files, after: Files): Promise<CodeObjection[]> {
	return judgeFile(rules, rule, codeFacts({ ...before, ...after }, path, before), codeFacts(before, path).code);
}

describe('fixtures of the rules about correlation and spans', () => {
	test.each(fixturesOf(RULES, 'bad'))('%s is objected to once', async (path) => {
		expect(judgeFiles(rules, ruleOf(path), filesOf(path))).toHaveLength(1);
	});

	test.each(fixturesOf(RULES, 'good'))('%s is not', async (path) => {
		expect(judgeFiles(rules, ruleOf(path), filesOf(path))).toEqual([]);
	});
});

const MANIFEST = JSON.stringify({ name: 'shop', dependencies: { express: '5', winston: '3', '@opentelemetry/api': '1', fastify: '5' } });

/** Each text holds the guardrail between `[[` and `]]`, which the change takes away; the remark stands on `line` at head. */
const TAKEN_AWAY: readonly { readonly what: string; readonly rule: string; readonly path: string; readonly line: number; readonly text: string }[] = [
	{
		what: 'the header of a request',
		rule: 'missing-correlation-id',
		path: 'src/gateway.js',
		line: 3,
		text: "import { send } from './send.js';\nexport default (path, options) => {\n\tconst headers = { accept: 'application/json'[[, 'X-Request-Id': options.requestId]] };\n\treturn send(path, { headers });\n};\n",
	},
	{
		what: 'the middleware of a server',
		rule: 'missing-correlation-id',
		path: 'src/app.js',
		line: 4,
		text: "const correlation = require('./correlation');\nfunction furnish(app) {\n\tapp.enable('trust proxy');\n\tapp.use(require('compression')());\n[[\tapp.use(correlation);\n]]\tapp.disable('x-powered-by');\n}\nmodule.exports = { furnish };\n",
	},
	{
		what: 'the option of a server that another module makes',
		rule: 'missing-correlation-id',
		path: 'src/server.ts',
		line: 3,
		text: "import { build } from './build.ts';\nimport { logger } from './logger.ts';\nconst app = build({ logger[[, requestIdHeader: 'x-request-id']] });\nawait app.listen({ port: 8080 });\n",
	},
	{
		what: 'the header of the answer',
		rule: 'missing-correlation-id',
		path: 'src/middleware.ts',
		line: 3,
		text: "export function init() {\n\treturn async (c, next) => {\n\t\tconst requestId = crypto.randomUUID();\n\t\tc.set('requestId', requestId);\n[[\t\tc.res.headers.set('Shop-Request-Id', requestId);\n]]\t\tawait next();\n\t};\n}\n",
	},
	{
		what: 'the fields of a failure',
		rule: 'missing-correlation-id',
		path: 'src/scrape.ts',
		line: 6,
		text: "import { logger } from './logger.ts';\nexport async function scrape(jobId: string) {\n\ttry {\n\t\treturn await wait(jobId);\n\t} catch (error) {\n\t\tlogger.error(`Error in scrape: ${error}`[[, { jobId }]]);\n\t}\n}\n",
	},
	{
		what: 'the span of a task',
		rule: 'missing-span',
		path: 'src/tasks/index.ts',
		line: 2,
		text: "import { CronJob } from 'cron';\nconst main = async (name: string) => {\n\t[[await tracer.startActiveSpan(name, async (span) => {]]\n\t\tawait execute(name);\n\t[[span.end(); });]]\n};\nCronJob.from({ cronTime: '0 * * * * *', onTick: async () => main('check') });\n",
	},
];

const NEIGHBOURS: Files = {
	'package.json': MANIFEST,
	'src/build.ts': "import fastify from 'fastify';\nexport const build = (options = {}) => { const app = fastify(options); app.get('/up', async () => 'up'); return app; };\n",
	'src/correlation.js': "module.exports = (req, res, next) => { req.correlationId = req.headers['x-request-id']; next(); };\n",
	'src/logger.ts': "import winston from 'winston';\nexport const logger = winston.createLogger({});\n",
};

describe('what a change takes away', () => {
	test.each(TAKEN_AWAY)('$what is missed', async ({ rule, path, line, text }) => {
		const before = { ...NEIGHBOURS, [path]: text.replaceAll(/\[\[|\]\]/g, '') };
		const after = { [path]: text.replaceAll(/\[\[[^]*?\]\]/g, '') };
		const objections = await lost(rule, path, before, after);
		expect(objections).toMatchObject([{ confidence: 'high', line }]);
		expect(await lost(rule, path, before, {})).toEqual([]);
		expect(await lost(rule, path, { ...before, ...after }, before)).toEqual([]);
	});
});
