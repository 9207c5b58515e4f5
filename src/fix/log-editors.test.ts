import { describe, expect, test } from 'vitest';

import { codeFacts } from '../../test/support/code-facts.ts';
import { fixedText } from '../../test/support/fixed-text.ts';

const MANIFEST = JSON.stringify({ name: 'shop', dependencies: { express: '5', pino: '9', winston: '3' } });
const PINO = "import pino from 'pino';\nconst logger = pino();\nlogger.info('ready');\n";
const WINSTON = 'import winston from "winston";\nconst logger = winston.createLogger();\nlogger.info("ready");\n';
const PATH = 'src/server/a.ts';

function mended(kind: 'logCalls' | 'catches', text: string): string | undefined {
	const files = { 'package.json': MANIFEST, [PATH]: text };
	const fact = codeFacts(files, PATH).code[kind].find(({ fix }) => fix !== undefined);
	return fact?.fix === undefined ? undefined : fixedText(files, PATH, fact.at, fact.fix.name);
}

describe('structure-log', () => {
	test.each([
		[PINO, 'logger.info(`order ${order.id} was charged`);', "logger.info({ orderId: order.id }, 'order was charged');"],
		[PINO, 'logger.info({ id }, `charged the order: ${total}`);', "logger.info({ total, id }, 'charged the order');"],
		[PINO, "console.log('charging it', order)", "logger.info({ order }, 'charging it')"],
		[PINO, "console.error('charge failed', error);", "logger.error({ err: error }, 'charge failed');"],
		[WINSTON, 'logger.warn(`order ${orderId} is late`);', 'logger.warn("order is late", { orderId });'],
	])('%#', (head, before, after) => {
		expect(mended('logCalls', `${head}function f(order, id, total, orderId, error) {\n\t${before}\n}\n`)).toBe(`${head}function f(order, id, total, orderId, error) {\n\t${after}\n}\n`);
	});

	test.each([
		['a value without a name', `${PINO}logger.info(\`order \${build()} was charged\`);`],
		['too little text', `${PINO}logger.info(\`\${a} \${b}\`);`],
		['text that would need escapes', `${PINO}logger.info(\`the order's id \${id} is late\`);`],
		['no logger at hand', "console.log('charging it', order);"],
		['two values of one name', `${PINO}logger.info(\`order \${a.b.name} and customer \${c.b.name}\`);`],
	])('none for %s', (_, text) => {
		expect(mended('logCalls', text)).toBeUndefined();
	});
});

describe('log-error', () => {
	test.each([
		[PINO, '\ttry {\n\t\tawait pay.charge();\n\t} catch {}', "\ttry {\n\t\tawait pay.charge();\n\t} catch (error) {\n\t\tlogger.error({ err: error }, 'pay.charge failed');\n\t}"],
		[PINO, '\ttry {\n\t\tawait pay.charge();\n\t} catch (_e) {\n\t\t// TODO\n\t}', "\ttry {\n\t\tawait pay.charge();\n\t} catch (error) {\n\t\t// TODO\n\t\tlogger.error({ err: error }, 'pay.charge failed');\n\t}"],
		[WINSTON, '  await pay.charge().catch(() => {});', '  await pay.charge().catch((error) => logger.error("pay.charge failed", { error }));'],
		[PINO, '\tawait pay.charge().catch((cause) => {});', "\tawait pay.charge().catch((cause) => logger.error({ err: cause }, 'pay.charge failed'));"],
	])('%#', (head, before, after) => {
		const text = `${head}async function f() {\n${before}\n}\n`;
		const edited = mended('catches', text);
		expect(edited).toBe(`${head}async function f() {\n${after}\n}\n`);
		expect(codeFacts({ 'package.json': MANIFEST, [PATH]: edited ?? '' }, PATH).code.catches.map(({ does }) => does)).toEqual([['log', 'use-error']]);
	});

	test('line ends stay as they are', () => {
		expect(mended('catches', `${PINO}async function f() {\n\ttry {\n\t\tawait pay.charge();\n\t} catch {}\n}\n`.replaceAll('\n', '\r\n'))).not.toMatch(/[^\r]\n/);
	});

	test.each(['async function f() { try { await pay.charge(); } catch {} }', `${PINO}async function f(logger) { try { await pay.charge(); } catch {} }`.replace('(logger)', '({ a }, console)').replace(PINO, '')])('none without a logger: %s', (text) => {
		expect(mended('catches', text)).toBeUndefined();
	});
});
