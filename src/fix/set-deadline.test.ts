import { describe, expect, it } from 'vitest';

import { codeFacts } from '../../test/support/code-facts.ts';
import { memoryTree } from '../../test/support/memory-tree.ts';
import { nodeAt } from '../evidence/code/places.ts';
import type { OutboundCall } from '../evidence/facts.ts';
import type { Edit } from '../parse/parsed.ts';
import { Codebase } from '../parse/typescript/modules.ts';
import { SourceParser } from '../parse/typescript/parser.ts';
import { codeEditors } from './code-editors.ts';

const PATH = 'src/services/subject.ts';

function filesOf(text: string, got = '14.0.0'): Record<string, string> {
	return { 'package.json': JSON.stringify({ dependencies: { express: '5', got, request: '2', pg: '8', ioredis: '5', ai: '5', ofetch: '1', '@aws-sdk/client-s3': '3', '@connectrpc/connect-node': '2', '@nestjs/axios': '4' } }), [PATH]: text };
}

function factsOf(files: Readonly<Record<string, string>>): readonly OutboundCall[] {
	return codeFacts(files, PATH).code.outboundCalls;
}

function editsFor(files: Readonly<Record<string, string>>, ms?: number): readonly Edit[] {
	const call = factsOf(files).find(({ fix }) => fix !== undefined);
	const module = new Codebase('head', memoryTree(files), new SourceParser()).module(PATH);
	const node = module === undefined || call === undefined ? undefined : nodeAt(module.sourceFile, call.at);
	const editor = codeEditors[call?.fix?.name ?? ''];
	if (module === undefined || node === undefined || editor === undefined) throw new Error('nothing to fix');
	return editor({ module, node, params: { ...call?.fix?.params, ...(ms === undefined ? {} : { ms }) } });
}

function applied(text: string, edits: readonly Edit[]): string {
	const lines = text.split('\n');
	const offset = (line: number, column: number): number => lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
	return edits.reduce((result, edit) => result.slice(0, offset(edit.startLine, edit.startColumn)) + edit.text + result.slice(offset(edit.endLine, edit.endColumn)), text);
}

/** The text after the fix; the fact must be gone when it is read again. */
function fixed(text: string, ms?: number, got?: string): string {
	const result = applied(text, editsFor(filesOf(text, got), ms));
	expect(factsOf(filesOf(result, got)).map(({ deadline }) => deadline.state)).toEqual(['literal']);
	return result;
}

describe('set-deadline', () => {
	it('adds options where there are none', () => {
		expect(fixed(`await fetch('https://a.example');`)).toBe(`await fetch('https://a.example', { signal: AbortSignal.timeout(10000) });`);
		expect(fixed(`import axios from 'axios';\nawait axios.post('https://a.example');`, 500)).toContain(`axios.post('https://a.example', undefined, { timeout: 500 })`);
	});

	it('adds to options in the form they have', () => {
		expect(fixed(`await fetch('https://a.example', { method: 'POST' });`, 2000)).toContain(`{ method: 'POST', signal: AbortSignal.timeout(2000) }`);
		expect(fixed(`await fetch('https://a.example', {\n\tmethod: 'POST',\n\tbody,\n});`, 2000)).toBe(`await fetch('https://a.example', {\n\tmethod: 'POST',\n\tbody,\n\tsignal: AbortSignal.timeout(2000),\n});`);
		expect(fixed(`await fetch('https://a.example', {}).then(String);`, 2000)).toContain(`{ signal: AbortSignal.timeout(2000) }`);
	});

	it('reaches the options of a long call', () => {
		const body = Array.from({ length: 14 }, (_, index) => `\t\tk${index}: ${index},`).join('\n');
		expect(fixed(`await fetch('https://a.example', {\n\theaders: {\n${body}\n\t},\n});`, 2000)).toContain('\n\t},\n\tsignal: AbortSignal.timeout(2000),\n});');
	});

	it('writes the form that the client and its version read', () => {
		expect(fixed(`import got from 'got';\nawait got('https://a.example').json();`, 700)).toContain(`got('https://a.example', { timeout: { request: 700 } }).json()`);
		expect(fixed(`import got from 'got';\nawait got('https://a.example', { json: true });`, 700, '^11.8.0')).toContain(`{ json: true, timeout: 700 }`);
		expect(fixed(`import axios from 'axios';\nawait axios({ url: 'https://a.example' });`, 700)).toContain(`axios({ url: 'https://a.example', timeout: 700 })`);
	});

	it('mends a timeout of zero and one that fetch does not read', () => {
		expect(fixed(`import axios from 'axios';\nawait axios.get('https://a.example', { timeout: 0 });`, 700)).toContain('{ timeout: 700 }');
		expect(fixed(`await fetch('https://a.example', { timeout: 3000 });`, 700)).toContain('{ signal: AbortSignal.timeout(3000) }');
	});

	it('writes the form of other libraries', () => {
		expect(fixed(`import { generateText } from 'ai';\nawait generateText({ model });`, 700)).toContain('{ model, abortSignal: AbortSignal.timeout(700) }');
		expect(fixed(`import { ofetch } from 'ofetch';\nawait ofetch('https://a.example');`, 700)).toContain(`('https://a.example', { timeout: 700 })`);
		expect(fixed(`import { get } from 'node:https';\nget('https://a.example');`, 700)).toContain(`('https://a.example', { signal: AbortSignal.timeout(700) })`);
		expect(fixed(`import request from 'request';\nrequest({ url: 'https://a.example' }, (error) => report(error));`, 700)).toContain(`{ url: 'https://a.example', timeout: 700 }`);
	});

	it('gives a client its deadline where it is made, and does not call that safe', () => {
		expect(fixed(`import axios from 'axios';\nexport const api = axios.create();`, 700)).toContain('axios.create({ timeout: 700 })');
		expect(fixed(`import { Pool } from 'pg';\nexport const pool = new Pool({\n\thost,\n});`, 700)).toContain('{\n\thost,\n\tconnectionTimeoutMillis: 700,\n}');
		expect(fixed(`import Redis from 'ioredis';\nexport const cache = new Redis('redis://cache');`, 700)).toContain(`('redis://cache', { commandTimeout: 700 })`);
		expect(fixed(`import { S3Client } from '@aws-sdk/client-s3';\nexport const files = new S3Client({});`, 700)).toContain('({ requestHandler: { requestTimeout: 700 } })');
		expect(fixed(`import { createGrpcTransport } from '@connectrpc/connect-node';\nexport const transport = createGrpcTransport({ baseUrl });`, 700)).toContain('{ baseUrl, defaultTimeoutMs: 700 }');
		const text = `import { HttpModule } from '@nestjs/axios';\nexport const http = HttpModule.register({ baseURL });`;
		expect(fixed(text, 700)).toContain('{ baseURL, timeout: 700 }');
		expect(editsFor(filesOf(text)).map(({ safe }) => safe)).toEqual([false]);
	});

	it('spreads options that have a name, and does not call that safe', () => {
		const text = `const options = { method: 'POST' };\nawait fetch('https://a.example', options);`;
		expect(fixed(text, 700)).toContain(`fetch('https://a.example', { ...options, signal: AbortSignal.timeout(700) })`);
		expect(editsFor(filesOf(text)).map(({ safe }) => safe)).toEqual([false]);
		expect(editsFor(filesOf(`await fetch('https://a.example');`)).map(({ safe }) => safe)).toEqual([true]);
	});

	it('is not safe in a library, whose callers are not in sight', () => {
		const text = `export const load = (url: string) => fetch(url);`;
		const files = { 'package.json': JSON.stringify({ name: 'pages', main: 'index.js', files: ['dist'] }), [PATH]: text };
		expect(editsFor(files).map(({ text: written, safe }) => ({ written, safe }))).toEqual([{ written: ', { signal: AbortSignal.timeout(10000) }', safe: false }]);
		expect(editsFor(filesOf(text)).map(({ safe }) => safe)).toEqual([true]);
	});

	it('leaves alone what it cannot be sure of', () => {
		expect(editsFor(filesOf(`await fetch('https://a.example', cached ? { method: 'GET' } : {});`))).toEqual([]);
	});
});
