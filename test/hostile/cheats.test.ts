import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { GitRepository } from '../support/git-repository.ts';
import { checkReport } from '../support/groundwire.ts';

const MANIFEST = { name: 'shop', private: true, scripts: { start: 'node src/server/app.ts' }, dependencies: { express: '^5', pino: '^9' } };
const QUIET = 'export async function charge(order: string): Promise<string> {\n\treturn order;\n}\n';
const PAY = `import { logger } from './logger.ts';

export async function charge(order: string, token: string): Promise<unknown> {
	logger.info({ token }, 'charging');
	const response = await fetch('https://pay.internal/charges', { method: 'POST', body: order });
	return response.json();
}
`;

let repository: GitRepository;
let base: string;

beforeEach(() => {
	repository = new GitRepository();
	repository.write('package.json', JSON.stringify(MANIFEST));
	repository.write('src/server/logger.ts', "import { pino } from 'pino';\nexport const logger = pino();\n");
	repository.write('src/server/pay.ts', QUIET);
	base = repository.commit('base');
});
afterEach(() => repository.delete());

function rulesFor(files: Readonly<Record<string, string>>): string[] {
	for (const [path, text] of Object.entries(files)) repository.write(path, text);
	const { report } = checkReport(repository.path, base, repository.commit('head'));
	return report.findings.map(({ rule }) => rule).sort();
}

describe('a change cannot talk its way out of what it brings', () => {
	test.each([
		['nothing', { 'src/server/pay.ts': PAY }],
		['a manifest of a command', { 'src/server/pay.ts': PAY, 'package.json': JSON.stringify({ name: 'shop', bin: 'cli.js', dependencies: { commander: '1' } }) }],
		['a manifest of a library', { 'src/server/pay.ts': PAY, 'package.json': JSON.stringify({ name: 'shop-sdk', main: 'a.js', files: ['dist'] }) }],
		['a shebang', { 'src/server/pay.ts': `#!/usr/bin/env node\n${PAY}` }],
		['a test runner', { 'src/server/pay.ts': `import { vi } from 'vitest';\n${PAY}` }],
		['a directive', { 'src/server/pay.ts': `'use client';\n${PAY}` }],
		['a page', { 'src/server/pay.ts': `${PAY}\nfunction title() {\n\treturn document.title;\n}\n` }],
		['helpers that do nothing', { 'src/server/pay.ts': `${PAY.replace('{ token }', '{ token: redact(token) }').replace(/fetch\(.*\)/u, (call) => `withTimeout(${call})`)}\nfunction redact<T>(value: T): T {\n\treturn value;\n}\nasync function withTimeout<T>(work: Promise<T>): Promise<T> {\n\treturn await work;\n}\n` }],
		['a signal that nobody gets', { 'src/server/pay.ts': PAY.replace('\tconst response', '\tconst signal = AbortSignal.timeout(100);\n\tvoid signal;\n\tconst response') }],
	])('with %s', (_what, files) => {
		expect(rulesFor(files)).toEqual(['missing-timeout', 'sensitive-log']);
	});

	test('with a listener in a function that nobody calls', () => {
		const pool = "import { Pool } from 'pg';\nexport const pool = new Pool({ connectionTimeoutMillis: 100, query_timeout: 100 });\n";
		expect(rulesFor({ 'src/server/database.ts': `${pool}function never() {\n\tpool.on('error', () => {});\n}\n` })).toContain('missing-error-listener');
	});
});

describe('a file that takes long takes no other with it', () => {
	test.each([
		['10,000 catch clauses', `export async function load(work: () => Promise<void>) {\n${'\ttry { await work(); } catch (error) { }\n'.repeat(10_000)}}\n`, true],
		['5,000 chained calls', `export const all = start()${'\n\t.then((value) => value)'.repeat(5_000)};\n`, false],
	])('%s', (_what, text, isWrong) => {
		repository.write('src/server/pay.ts', PAY);
		repository.write('src/server/slow.ts', text);
		const { report } = checkReport(repository.path, base, repository.commit('head'));
		expect(report.findings.filter(({ location }) => location.path === 'src/server/pay.ts').map(({ rule }) => rule).sort()).toEqual(['missing-timeout', 'sensitive-log']);
		expect(report.verdict.conclusion).toBe('block');
		// What is wrong in it is found, or it is said to be unread.
		const told = [...report.notAnalysed.map(({ path }) => path), ...report.findings.map(({ location }) => location.path)];
		if (isWrong) expect(told).toContain('src/server/slow.ts');
	});
});
