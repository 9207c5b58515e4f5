import { describe, expect, test } from 'vitest';

import { codeFacts } from '../../../test/support/code-facts.ts';
import type { LogCall } from '../facts.ts';

const manifest = (...dependencies: string[]): string => JSON.stringify({ name: 'shop', dependencies: Object.fromEntries(dependencies.map((name) => [name, '1'])) });
const PINO = "import pino from 'pino';\nconst logger = pino();\n";

function logs(text: string, more: Readonly<Record<string, string>> = {}): readonly LogCall[] {
	return codeFacts({ 'package.json': manifest('express', 'pino'), ...more, 'src/server/a.ts': text }, 'src/server/a.ts').code.logCalls;
}

function only(text: string, more: Readonly<Record<string, string>> = {}): LogCall {
	const [call, ...others] = logs(text, more);
	expect(others).toEqual([]);
	if (call === undefined) throw new Error('no log call found');
	return call;
}

describe('which logger', () => {
	test.each([
		['console', 'console.log(1);'],
		['console', 'globalThis.console.error(1);'],
		['pino', `${PINO}logger.info('a');`],
		['pino', "import { pino } from 'pino';\nconst log = pino().child({ a: 1 });\nlog.warn('a');"],
		['winston', "import winston from 'winston';\nconst l = winston.createLogger();\nl.info('a');"],
		['bunyan', "const bunyan = require('bunyan');\nconst log = bunyan.createLogger({ name: 'a' });\nlog.fatal('a');"],
		['log4js', "import { getLogger } from 'log4js';\ngetLogger('a').info('a');"],
		['consola', "import consola from 'consola';\nconsola.success('a');"],
		['nest', "import { Logger } from '@nestjs/common';\nclass A { private readonly logger = new Logger(A.name); run() { this.logger.error('a'); } }"],
		['nest', "import { Logger } from '@nestjs/common';\nclass A { constructor(private readonly logger: Logger) {} run() { this.logger.error('a'); } }"],
		['custom', "import { createScopedLogger } from './scoped';\nconst logger = createScopedLogger('a');\nlogger.trace('a');"],
		['custom', 'function run(authLogger: unknown) { authLogger.info(1); }'],
		['custom', "app.get('/', (c) => c.get('logger').info('a'));"],
		['pino', "import { logger } from './logger.ts';\nlogger.info('a');"],
	])('%s: %s', (logger, text) => {
		const more = { 'src/server/logger.ts': "import pino from 'pino';\nexport const logger = pino();" };
		expect(only(text, more).logger).toBe(logger);
	});

	test.each(['Math.log(2);', "import * as Sentry from '@sentry/node';\nSentry.logger.info('a');", "dialog.error('a');", 'const console = tty(); console.log(1);', "toast.error('a');"])('none: %s', (text) => {
		expect(logs(text)).toEqual([]);
	});
});

describe('the shape of a message', () => {
	test.each([
		["logger.info('a');", 'literal', [], [], false],
		['logger.info(`order ${order.id} of ${user}`);', 'template', ['order.id', 'user'], [], false],
		["logger.info('order ' + order.id);", 'concatenation', ['order.id'], [], false],
		["logger.info('long ' + 'text');", 'literal', [], [], false],
		['logger.info(text);', 'expression', [], [], false],
		['logger.info({ id });', 'none', [], [], true],
		["logger.info({ id }, 'a');", 'literal', [], [], true],
		['logger.info(`order ${JSON.stringify(order)}`);', 'template', ['order'], ['order'], false],
		["const order = { id: 1 };\nlogger.info(`order ${order}`);", 'template', ['order'], ['order'], false],
		["logger.info('order', JSON.stringify(order));", 'literal', [], ['order'], true],
	] as const)('%s', (text, message, interpolated, stringified, fields) => {
		expect(only(PINO + text)).toMatchObject({ message, interpolated, stringified, fields });
	});

	test('a long value is cut', () => {
		const [name = ''] = only(`${PINO}logger.info(\`\${${'a'.repeat(300)}}\`);`).interpolated;
		expect(name).toHaveLength(60);
	});
});

describe('the error of a log call', () => {
	test.each([
		["logger.error({ err }, 'a');", 'object', []],
		["logger.error('a', err);", 'object', []],
		["logger.error('a', { error: err });", 'object', []],
		["logger.error({ err: serialize(err) }, 'a');", 'object', []],
		["logger.error(err.message);", 'text', []],
		["logger.error(`a ${err}`);", 'text', ['err']],
		["logger.error(`a ${err}`, err);", 'object', []],
		["logger.error('a ' + String(err));", 'text', ['err']],
		["logger.error('a', JSON.stringify(err));", 'text', ['err']],
		["logger.error('a');", 'none', []],
	] as const)('%s', (text, error, stringified) => {
		expect(only(`${PINO}try { run(); } catch (err) { ${text} }`)).toMatchObject({ error, stringified });
	});
});

describe('the scope of a log call', () => {
	test.each([
		['app.get("/", (req) => { req.log.info("a"); });', 'request', undefined],
		['app.get("/", (req) => { logger.info("a"); req.log.info("b"); });', 'root', 'req.log'],
		['app.get("/", (req) => { console.info("a"); req.log.info("b"); });', 'root', 'req.log'],
		['function run(log) { log.info("a"); }', 'request', undefined],
		['function run({ logger: log }) { log.info("a"); }', 'request', undefined],
		['function run(id) { const log = logger.child({ id }); logger.info("a"); }', 'root', 'log'],
		['function run(id) { logger.info("a"); }', 'unknown', undefined],
	] as const)('%s', (text, scope, requestLogger) => {
		expect(logs(PINO + text)[0]).toMatchObject(requestLogger === undefined ? { scope } : { scope, requestLogger });
	});
});

describe('what excuses the console', () => {
	test.each([
		['src/server/a.ts', 'main().catch((e) => { console.error(e); process.exit(1); });', 'bootstrap'],
		['src/server/a.ts', "process.on('unhandledRejection', (e) => console.error(e));", 'bootstrap'],
		['src/config.ts', "console.error('PORT is not set');", 'bootstrap'],
		['src/server/a.ts', "if (process.env.NODE_ENV !== 'production') console.log(1);", 'development'],
		['src/server/a.ts', 'export const log = { error: (text: string) => console.error(text) };', 'sink'],
		['src/lib/logger.ts', 'console.log(1);', 'sink'],
		['src/server/a.ts', 'function run() { console.log(1); }', undefined],
	])('%s: %s', (path, text, excuse) => {
		expect(codeFacts({ 'package.json': manifest('express'), [path]: text }, path).code.logCalls.map((call) => call.excuse)).toEqual([excuse]);
	});
});
