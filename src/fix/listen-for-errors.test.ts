import { describe, expect, test } from 'vitest';

import { codeFacts } from '../../test/support/code-facts.ts';
import { fixedText } from '../../test/support/fixed-text.ts';

const MANIFEST = JSON.stringify({ name: 'shop', dependencies: { express: '5', pino: '9', winston: '3', pg: '8' } });
const PINO = "import pino from 'pino';\nimport { Pool } from 'pg';\nconst logger = pino();\nlogger.info('ready');\n";
const WINSTON = 'import winston from "winston";\nimport { Pool } from "pg";\nconst logger = winston.createLogger();\nlogger.info("ready");\n';
const PATH = 'src/server/a.ts';

function mended(text: string): string | undefined {
	const files = { 'package.json': MANIFEST, [PATH]: text };
	const fact = codeFacts(files, PATH).code.emitters.find(({ fix }) => fix !== undefined);
	return fact?.fix === undefined ? undefined : fixedText(files, PATH, fact.at, fact.fix.name);
}

describe('listen-for-errors', () => {
	test.each([
		[PINO, 'export const pool = new Pool({ max: 3 });\n', "export const pool = new Pool({ max: 3 });\npool.on('error', (error) => logger.error({ err: error }, 'pool failed'));\n"],
		[WINSTON, 'const pool = new Pool({\n\tmax: 3,\n})\n', 'const pool = new Pool({\n\tmax: 3,\n})\npool.on("error", (error) => logger.error("pool failed", { error }))\n'],
		[PINO, 'class A {\n  start() {\n    this.pool = new Pool();\n  }\n}\n', "class A {\n  start() {\n    this.pool = new Pool();\n    this.pool.on('error', (error) => logger.error({ err: error }, 'pool failed'));\n  }\n}\n"],
	])('%#', (head, before, after) => {
		const edited = mended(head + before);
		expect(edited).toBe(head + after);
		expect(codeFacts({ 'package.json': MANIFEST, [PATH]: edited ?? '' }, PATH).code.emitters).toMatchObject([{ errors: 'heard' }]);
	});

	test('line ends stay as they are', () => {
		expect(mended(`${PINO}const pool = new Pool();\n`.replaceAll('\n', '\r\n'))).not.toMatch(/[^\r]\n/);
	});

	test.each([
		['no logger at hand', "import { Pool } from 'pg';\nconst pool = new Pool();\n"],
		['a field with an initial value', `${PINO}class A {\n\tpool = new Pool();\n}\n`],
		['several in one statement', `${PINO}const a = 1, pool = new Pool();\n`],
	])('none for %s', (_, text) => {
		expect(mended(text)).toBeUndefined();
	});
});
