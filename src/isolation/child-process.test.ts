import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type IsolatedOptions, networkCut, spawnIsolated } from './child-process.ts';

const NO_NETWORK = join(import.meta.dirname, 'no-network.ts');
let folder: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'groundwire-isolated-'));
	writeFileSync(join(folder, 'secret.txt'), 'secret');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a script in isolation and returns what it wrote to standard output. */
async function run(script: string, options: Partial<IsolatedOptions> = {}): Promise<{ readonly output: string; readonly lastWords: string }> {
	const entry = join(folder, `${Math.random().toString(36).slice(2)}.mjs`);
	writeFileSync(entry, script);
	const isolated = spawnIsolated({ entry, readable: [NO_NETWORK], heapMb: 64, ...options });
	let output = '';
	isolated.child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
	await new Promise((resolve) => isolated.child.on('close', resolve));
	return { output, lastWords: isolated.lastWords() };
}

/** A script that prints the code or message of the error that an action ends with. */
const attempt = (action: string): string => `try { ${action}; console.log('done') } catch (error) { console.log(error.code ?? error.message) }`;

/** The same, in a process without network. */
const guarded = (action: string): string => `import ${JSON.stringify(NO_NETWORK)};\nimport { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\n${attempt(action)}`;

describe('an isolated child', () => {
	it('has an empty environment', async () => {
		process.env['GROUNDWIRE_TEST_TOKEN'] = 'secret';
		const { output } = await run('console.log(JSON.stringify(process.env))');
		delete process.env['GROUNDWIRE_TEST_TOKEN'];
		expect(JSON.parse(output)).toEqual({});
	});

	it.each([
		['read a file that is not its own', "(await import('node:fs')).readFileSync(new URL('secret.txt', import.meta.url))"],
		['read a folder', "(await import('node:fs')).readdirSync('/')"],
		['write', "(await import('node:fs')).writeFileSync(new URL('out.txt', import.meta.url), 'x')"],
		['start a process', "(await import('node:child_process')).execFileSync('/bin/true')"],
		['start a thread', "new (await import('node:worker_threads')).Worker('1', { eval: true })"],
	])('may not %s', async (_, action) => {
		expect((await run(attempt(action))).output.trim()).toBe('ERR_ACCESS_DENIED');
	});

	it('may not make code from text', async () => {
		expect((await run(attempt("new Function('return 1')()"))).output).toContain('Code generation from strings disallowed');
	});

	it('has pipes beyond the first three', async () => {
		const entry = join(folder, 'pipes.mjs');
		writeFileSync(entry, "import { readSync, writeSync } from 'node:fs'; const b = Buffer.alloc(5); readSync(4, b); writeSync(3, b);");
		const { child } = spawnIsolated({ entry, readable: [], heapMb: 64, extraPipes: 2 });
		const [, , , from, to] = child.stdio;
		const heard = new Promise((resolve) => from?.on('data', (chunk: Buffer) => resolve(chunk.toString())));
		if (to !== undefined && to !== null && 'write' in to) to.write('hello');
		expect(await heard).toBe('hello');
	});

	it('says how it ended', async () => {
		expect((await run("throw new Error('broken')")).lastWords).toBe(': code 1, Error: broken');
		expect((await run('const all = []; for (;;) all.push(new Array(100_000).fill(1.5))')).lastWords).toMatch(/^: (SIG\w+|code \d+), out of memory$/);
	});

	it('cannot reach a server of this machine, where the system cuts the network', async ({ skip }) => {
		if (networkCut().length === 0) skip('this system does not let us');
		const server = createServer((socket) => socket.end('hello'));
		await new Promise<void>((resolve) => {
			server.listen(0, '127.0.0.1', () => resolve());
		});
		const address = server.address();
		const port = typeof address === 'object' ? address?.port : undefined;
		const script = `import { connect } from 'node:net'; connect(${port}, '127.0.0.1').on('data', (d) => { console.log(String(d)); process.exit() }).on('error', (e) => console.log(e.code));`;
		expect((await run(script, { network: 'shared' })).output.trim()).toBe('hello');
		expect((await run(script)).output.trim()).toMatch(/^E(NETUNREACH|CONNREFUSED)$/);
		await new Promise((resolve) => server.close(resolve));
	});
});

describe('no-network', () => {
	it.each([
		['an import', "await import('node:net')"],
		['an import without prefix', "await import('https')"],
		['a require', "require('dns')"],
		['a require with prefix', "require('node:http2')"],
		['process.getBuiltinModule', "process.getBuiltinModule('node:tls')"],
		['a binding', "process.binding('tcp_wrap')"],
		['a process', "require('child_process')"],
	])('refuses %s', async (_, action) => {
		expect((await run(guarded(action), { network: 'shared' })).output).toContain('this process has no network');
	});

	it('leaves no global that opens a socket', async () => {
		const { output } = await run(guarded("console.log([typeof fetch, typeof WebSocket, typeof EventSource].join())"), { network: 'shared' });
		expect(output).toContain('undefined,undefined,undefined');
	});

	it('leaves everything else', async () => {
		const { output } = await run(guarded("console.log(typeof require('node:zlib').gunzipSync, typeof (await import('node:path')).join)"), { network: 'shared' });
		expect(output).toContain('function function');
	});
});
