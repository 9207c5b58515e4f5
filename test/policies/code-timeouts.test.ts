import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { type BuiltInRules, builtInRules } from '../support/built-in-rules.ts';
import { codeFacts } from '../support/code-facts.ts';

const ROOT = join(import.meta.dirname, '../..');
const PATH = 'src/services/subject.ts';
const DEPENDENCIES = ['express', 'axios', 'openai', 'undici', '@elastic/elasticsearch', 'kafkajs', '@nestjs/axios', 'pg'];
const MANIFEST = JSON.stringify({ name: 'shop', dependencies: Object.fromEntries(DEPENDENCIES.map((name) => [name, '*'])) });
let rules: BuiltInRules;

beforeAll(async () => {
	rules = await builtInRules(['long-default-timeout', 'missing-timeout']);
});

interface Told {
	readonly line: number | undefined;
	readonly message: string;
	readonly confidence: string | undefined;
	/** Lines of base on which something stood that is gone. */
	readonly was: readonly (number | undefined)[];
}

type Files = Readonly<Record<string, string>>;

/** What a rule says of a file, given what it was at base. */
async function judge(rule: string, head: string, base?: string, others: Files = {}): Promise<Told[]> {
	const earlier = base === undefined ? undefined : { 'package.json': MANIFEST, [PATH]: base, ...others };
	const { code, positions } = codeFacts({ 'package.json': MANIFEST, [PATH]: head, ...others }, PATH, earlier);
	const before = earlier === undefined ? undefined : codeFacts(earlier, PATH);
	return rules.ask(rule, code, { profile: code.profile, before: before?.code }).map(({ at, message, confidence, was = [] }) => ({
		line: typeof at === 'string' ? positions[at]?.startLine : undefined,
		message,
		confidence,
		was: was.map((handle) => before?.positions[handle]?.startLine),
	}));
}

/** What missing-timeout says where a change takes the first occurrence of a text away. */
async function without(text: string, guardrail: string, others: Files = {}): Promise<Told[]> {
	expect(text).toContain(guardrail);
	return judge('missing-timeout', text.replace(guardrail, ''), text, others);
}

function fixtures(kind: 'good' | 'bad'): string[] {
	return globSync(`policies/code/long-default-timeout/fixtures/${kind}/*`, { cwd: ROOT });
}

describe('fixtures of long-default-timeout', () => {
	it.each(fixtures('bad'))('%s has one', async (path) => {
		expect(await judge('long-default-timeout', readFileSync(join(ROOT, path), 'utf8'))).toHaveLength(1);
	});

	it.each(fixtures('good'))('%s has none', async (path) => {
		expect(await judge('long-default-timeout', readFileSync(join(ROOT, path), 'utf8'))).toEqual([]);
	});
});

describe('a deadline that a change takes away', () => {
	it('from something whose code is not known stands where it was', async () => {
		const text = `import { gateway } from './gateway.ts';\nexport async function load() {\n\treturn await gateway.load({\n\t\tid: 1,\n\t\ttimeoutMs: 500,\n\t});\n}`;
		expect(await without(text, '\t\ttimeoutMs: 500,\n')).toEqual([
			{ line: 3, message: '`gateway.load` no longer gets `timeoutMs`: when the other side hangs, nothing here ends the wait.', confidence: 'medium', was: [5] },
		]);
	});

	it('from a client of the repository, an argument, a signal, settings', async () => {
		expect(await without(`export const store = new Store({ host: 'db', requestTimeout: 500 });`, ', requestTimeout: 500')).toHaveLength(1);
		expect(await without(`export const f = async () => await load('a', TIMEOUT_MS);`, ', TIMEOUT_MS')).toHaveLength(1);
		expect(await without(`export const f = async () => await load('a', { signal: AbortSignal.timeout(5) });`, ', { signal: AbortSignal.timeout(5) }')).toHaveLength(1);
		expect(await without(`const settings = { host: 'db', timeout: 500 };\nexport const store = createStore(settings);`, ', timeout: 500')).toHaveLength(1);
	});

	it('is one remark for a callee in a function', async () => {
		const text = `export async function f() {\n\tawait load({ timeout: 5 });\n\tawait load({ timeout: 5 });\n}`;
		expect(await judge('missing-timeout', text.replaceAll('timeout: 5', ''), text)).toHaveLength(1);
	});

	it('is none where another came in its place, where options are handed in, or where the callee has its own', async () => {
		const text = `import { load } from './load.ts';\nexport const f = async (options) => await load({ id: 1, timeout: 5 });`;
		expect(await judge('missing-timeout', text.replace('timeout: 5', 'timeoutMs: 5'), text)).toEqual([]);
		expect(await judge('missing-timeout', text.replace('timeout: 5', '...options'), text)).toEqual([]);
		expect(await without(text, ', timeout: 5', { 'src/services/load.ts': 'export function load({ id, timeout = 5000 }) { return send(id, timeout); }' })).toEqual([]);
		expect(await without(`export const socket = new Server({ port: 1, idleTimeout: 5 });`, ', idleTimeout: 5')).toEqual([]);
		expect(await judge('missing-timeout', '', text)).toEqual([]);
	});

	it('is told at the instance, not at its calls', async () => {
		const text = `import axios from 'axios';\nconst api = axios.create({ timeout: 500 });\nexport const a = () => api.get('/a');\nexport const b = () => api.get('/b');`;
		expect((await without(text, 'timeout: 500')).map(({ line }) => line)).toEqual([2]);
	});

	it('is told at the call where calls brought their own', async () => {
		const text = `import axios from 'axios';\nconst api = axios.create({});\nexport const a = () => api.get('/a', { timeout: 5 });`;
		expect(await judge('missing-timeout', text)).toEqual([]);
		expect((await without(text, ', { timeout: 5 }')).map(({ line }) => line)).toEqual([3]);
	});

	it('is told where a default of a parameter went, and not where every caller has to give one', async () => {
		const text = `import axios from 'axios';\nexport const load = (url: string, timeout = 5000) => axios.get(url, { timeout });`;
		expect(await judge('missing-timeout', text.replace('timeout = 5000', 'timeout?: number'), text)).toHaveLength(1);
		expect(await judge('missing-timeout', text.replace('timeout = 5000', 'timeout: number'), text)).toEqual([]);
	});

	it('is told where a module of Nest is given settings', async () => {
		const text = `import { HttpModule } from '@nestjs/axios';\n@Module({ imports: [HttpModule.register({ baseURL: 'https://a.example', timeout: 500 })] })\nexport class RatesModule {}`;
		expect((await without(text, ', timeout: 500')).map(({ line }) => line)).toEqual([2]);
	});
});
