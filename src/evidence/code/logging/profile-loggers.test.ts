import { describe, expect, test } from 'vitest';

import { codeFacts } from '../../../../test/support/code-facts.ts';

const LOGGER = "import pino from 'pino';\nexport const logger = pino({ level: 'info' });";

function profile(files: Readonly<Record<string, string>>, path: string) {
	return codeFacts({ [path]: 'export {};', ...files }, path).code.profile;
}

describe('what a package does about logging', () => {
	test('libraries, the best first, and the module that exports the logger', () => {
		const found = profile({ 'package.json': JSON.stringify({ name: 'a', dependencies: { winston: '3', pino: '9', 'koa-logger': '3', '@types/koa-logger': '3' } }), 'src/lib/logger.ts': LOGGER }, 'src/a.ts');
		expect(found).toMatchObject({ loggers: ['pino', 'winston'], loggerModule: 'src/lib/logger', conventions: { console: false } });
	});

	test('a library at the root of the workspace counts, a framework there does not', () => {
		const found = profile({ 'package.json': JSON.stringify({ name: 'root', dependencies: { winston: '3', fastify: '5' } }), 'packages/a/package.json': JSON.stringify({ name: 'a' }) }, 'packages/a/src/a.ts');
		expect(found.loggers).toEqual(['winston']);
	});

	test('a package of the workspace that is about logging', () => {
		const found = profile({ 'package.json': JSON.stringify({ name: 'a', dependencies: { '@shop/logger': 'workspace:*' } }) }, 'src/a.ts');
		expect(found.loggers).toEqual(['@shop/logger']);
	});

	test('a package of the workspace that exports a logger', () => {
		const found = profile(
			{
				'package.json': JSON.stringify({ name: 'root', workspaces: ['packages/*'] }),
				'packages/shared/package.json': JSON.stringify({ name: '@shop/shared' }),
				'packages/shared/src/server/logger.ts': LOGGER,
				'packages/a/package.json': JSON.stringify({ name: 'a', dependencies: { '@shop/shared': 'workspace:*' } }),
			},
			'packages/a/src/a.ts',
		);
		expect(found).toMatchObject({ loggers: ['@shop/shared'], loggerModule: '' });
	});

	test('a module of that name that exports no logger is none', () => {
		expect(profile({ 'package.json': '{}', 'src/log.ts': 'export const log = Math.log2(8);' }, 'src/a.ts').loggerModule).toBe('');
	});

	test('the console as a habit, where there is nothing else', () => {
		const files = { 'package.json': '{}', 'src/b.ts': "console.log('a');" };
		expect(profile(files, 'src/a.ts').conventions.console).toBe(true);
		expect(profile({ ...files, 'src/logger.ts': LOGGER }, 'src/a.ts').conventions.console).toBe(false);
	});
});
