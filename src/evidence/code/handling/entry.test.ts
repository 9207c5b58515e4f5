import { expect, test } from 'vitest';

import { codeFacts } from '../../../../test/support/code-facts.ts';

const MANIFEST = JSON.stringify({ name: 'shop', dependencies: { express: '5', 'node-cron': '4', winston: '3' } });

/** The entries of the log lines of a file, which stand for any fact. */
function entries(text: string): (string | undefined)[] {
	return codeFacts({ 'package.json': MANIFEST, 'src/server/a.ts': text }, 'src/server/a.ts').code.handovers.filter(({ kind }) => kind === 'log').map(({ entry }) => entry);
}

const START = "import express from 'express'; import cron from 'node-cron'; const app = express();\n";

test('inside the handler itself', () => {
	expect(entries(`${START}app.post('/orders', async (req, res) => { logger.error('x'); });`)).toEqual(['POST /orders']);
});

test('through functions of the file, and methods of its own class', () => {
	expect(entries(`${START}app.get('/a', (req, res) => first()); function first() { second(); } const second = () => { logger.error('x'); };`)).toEqual(['GET /a']);
	expect(entries("import { Controller, Get } from '@nestjs/common'; @Controller('c') class C { @Get() all() { return this.load(); } load() { logger.error('x'); } }")).toEqual(['GET /c']);
});

test('a job', () => {
	expect(entries(`${START}cron.schedule('0 3 * * *', sync); async function sync() { logger.error('x'); }`)).toEqual(['job 0 3 * * *']);
});

test('nothing leads there', () => {
	expect(entries(`${START}app.get('/a', (req, res) => res.end()); function other() { logger.error('x'); }`)).toEqual([undefined]);
});

test('calls in a circle end', () => {
	expect(entries(`${START}app.get('/a', f); function f() { g(); } function g() { f(); logger.error('x'); }`)).toEqual(['GET /a']);
});
