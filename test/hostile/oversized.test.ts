import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { GitRepository } from '../support/git-repository.ts';
import { checkReport, groundwire } from '../support/groundwire.ts';

let repository: GitRepository;
let base: string;

beforeEach(() => {
	repository = new GitRepository();
	repository.write('README.md', 'shop\n');
	base = repository.commit('base');
});
afterEach(() => repository.delete());

function changeWith(path: string, content: string | Uint8Array): ReturnType<typeof checkReport> {
	repository.write(path, content);
	return checkReport(repository.path, base, repository.commit('head'));
}

const MEBIBYTE = 1_048_576;
/** More than a file may have, in lines that any format may hold. */
const PADDING = `${'#'.repeat(100)}\n`.repeat(11_000);
const DESCRIPTION = `openapi: 3.1.0\npaths:\n${Array.from({ length: 30_000 }, (_, index) => `  /orders/${index}:\n    get: {summary: "A kind of order\\n", tags: [orders]}`).join('\n')}\n`;

describe('a file too large to read, in which no manifest can stand', () => {
	test.each([
		['a generated description of an API', 'api/spec.yaml', DESCRIPTION],
		['data on one line', 'data/cities.json', JSON.stringify(Array.from({ length: 50_000 }, (_, index) => ({ id: index, kind: 'city' })))],
		['deep data', 'data/deep.yaml', '[\n'.repeat(100_000)],
		['more keys than are read', 'locales/en.yaml', Array.from({ length: 60_000 }, (_, index) => `k${index}: v`).join('\n')],
	])('%s leaves nothing open', (_what, path, content) => {
		const { report, run } = changeWith(path, content);
		expect(report.notAnalysed).toEqual([]);
		expect(report.verdict.conclusion).toBe('pass');
		expect(run.status).toBe(0);
	});

	test('the same with scan', () => {
		repository.write('api/spec.yaml', DESCRIPTION);
		const run = groundwire(['scan', '--format', 'json', repository.path]);
		expect(JSON.parse(run.stdout)).toMatchObject({ notAnalysed: [], verdict: { conclusion: 'pass' } });
	});
});

describe('a file too large to read, in which a manifest could stand, leaves the verdict open', () => {
	test.each([
		['block style', 'deploy/app.yaml', `apiVersion: v1\nkind: Pod\n${PADDING}`],
		['at its very end', 'deploy/app.yaml', `${PADDING}---\r\nkind: Pod\r\napiVersion: v1`],
		['JSON on one line', 'deploy/app.json', JSON.stringify({ data: 'x'.repeat(30_000), apiVersion: 'v1', kind: 'Pod' })],
		['explicit keys', 'deploy/app.yaml', `${PADDING}? apiVersion\n: v1\n? kind\n: Pod\n`],
		['escapes', 'deploy/app.yaml', `${PADDING}"api\\u0056ersion": v1\n"\\x6bind": Pod\n`],
		['an escaped line break', 'deploy/app.yaml', `${PADDING}? "api\\\n  Version"\n: v1\n? "ki\\\r\n  nd"\n: Pod\n`],
		['tags and anchors', 'deploy/app.yaml', `${PADDING}!!str apiVersion: v1\n&kind !!str kind\t: Pod\n`],
		['keys by alias', 'deploy/app.yaml', `${PADDING}metadata: {name: web, x: &a apiVersion, y: &k kind}\n*a : v1\n*k : Pod\n`],
		['a template', 'templates/app.yaml', `${PADDING}{{ if .Values.on }}apiVersion: v1\nkind: Pod\n{{ end }}`],
		['behind many blanks', 'deploy/app.yaml', `${PADDING}apiVersion${' '.repeat(15_000)}: v1\nkind${'\t'.repeat(15_000)}: Pod\n`],
		['UTF-16', 'deploy/app.yaml', Buffer.from(`\uFEFFapiVersion: v1\nkind: Pod\n${PADDING}`, 'utf16le')],
		['bytes that are no UTF-8', 'deploy/app.yaml', Buffer.concat([Buffer.from(`${PADDING}apiVersion: v1\nkind: Pod\nx: `), Buffer.from([0xff])])],
		['more than is searched', 'deploy/app.yaml', Buffer.alloc(17 * MEBIBYTE, 'a: b\n')],
	])('%s', (_what, path, content) => {
		const { report, run } = changeWith(path, content);
		expect(report.notAnalysed.map((entry) => entry.path)).toEqual([path]);
		expect(report.verdict.conclusion).toBe('undecided');
		expect(run.status).toBe(2);
	});

	test('code is never searched instead of read', () => {
		const { report, run } = changeWith('src/server/huge.ts', 'export {};\n'.repeat(MEBIBYTE / 8));
		expect(report.notAnalysed).toMatchObject([{ path: 'src/server/huge.ts', reason: 'too-large' }]);
		expect(run.status).toBe(2);
	});
});
