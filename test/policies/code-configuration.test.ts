import { beforeAll, describe, expect, test } from 'vitest';

import { type BuiltInRules, builtInRules, type CodeObjection, judgeFile, judgeFiles } from '../support/built-in-rules.ts';
import { filesOf, fixturesOf, ruleOf } from '../support/code-fixtures.ts';
import { codeFacts } from '../support/code-facts.ts';

const RULES = ['missing-kill-switch', 'unvalidated-config', 'contract-break'];
let rules: BuiltInRules;

beforeAll(async () => {
	rules = await builtInRules(RULES);
});

/** What the rules ask of the change that they judge. */
const DATA = { change: { base: 'a'.repeat(40) } };

type Files = Readonly<Record<string, string>>;

/** What a rule says of a change of one file, beside files that stay. */
async function changed(rule: string, path: string, before: string, after: string, beside: Files = {}): Promise<CodeObjection[]> {
	const files = { 'package.json': MANIFEST, ...beside };
	const base = { ...files, [path]: before };
	return judgeFile(rules, rule, codeFacts({ ...files, [path]: after }, path, base), codeFacts(base, path).code, DATA);
}

const MANIFEST = JSON.stringify({ name: 'shop', dependencies: { express: '5', zod: '4', 'unleash-client': '6' } });

describe('fixtures of the rules about flags, settings and contracts', () => {
	test.each(fixturesOf(RULES, 'bad'))('%s is objected to once', async (path) => {
		expect(judgeFiles(rules, ruleOf(path), filesOf(path), DATA)).toHaveLength(1);
	});

	test.each(fixturesOf(RULES, 'good'))('%s is not', async (path) => {
		expect(judgeFiles(rules, ruleOf(path), filesOf(path), DATA)).toEqual([]);
	});
});

/** Each text holds what the change takes away between `[[` and `]]`. */
function without(text: string): string {
	return text.replaceAll(/\[\[[^]*?\]\]/g, '');
}

function whole(text: string): string {
	return text.replaceAll(/\[\[|\]\]/g, '');
}

const SWITCHES: readonly (readonly [what: string, text: string])[] = [
	['around the work', "export class Edge {\n\tasync bulk(req, res) {\n\t\t[[if (!this.flags.isEnabled('bulkMetrics')) {]]\n\t\t\tawait this.metrics.register(req.body);\n\t\t\tres.status(202).end();\n\t\t[[} else { res.status(404).json({ status: 'off' }); }]]\n\t}\n}\n"],
	['that leaves first', "export class Edge {\n\tasync bulk(req, res) {\n[[\t\tif (this.config.flagResolver.isEnabled('disableMetrics')) {\n\t\t\tres.status(204).end();\n\t\t\treturn;\n\t\t}\n]]\n\t\tawait this.metrics.register(req.body);\n\t}\n}\n"],
	['that throws, with more to it', "export async function create(token) {\n[[\tif (token.type === 'ADMIN' && flagResolver.isEnabled('adminTokenKillSwitch')) {\n\t\tthrow new Error('off');\n\t}\n]]\treturn store.insertToken(token);\n}\n"],
	['held in a variable', "export async function ingest(rows) {\n\t[[const off = await flags.isEnabled('pause-ingest');\n\tif (off) return;]]\n\tawait store.insertRows(rows);\n}\n"],
	['that is a variable of the environment', "export async function ingest(rows) {\n[[\tif (process.env.INGEST_DISABLED === 'true') return;\n]]\tawait store.insertRows(rows);\n}\n"],
];

describe('a switch that the change takes away', () => {
	const path = 'src/services/edge.ts';
	test.each(SWITCHES)('%s', async (_what, text) => {
		expect(await changed('missing-kill-switch', path, whole(text), without(text))).toMatchObject([{ confidence: 'high' }]);
		expect(await changed('missing-kill-switch', path, without(text), whole(text))).toEqual([]);
	});

	test('a flag that let a new path start weighs little', async () => {
		const text = "export async function quote(order) {\n\t[[if (flags.isEnabled('new-quotes'))]] return engine.calculate(order);\n}\n";
		expect(await changed('missing-kill-switch', path, whole(text), without(text))).toMatchObject([{ confidence: 'low' }]);
	});

	test('a choice between two ways, of which the old one stays', async () => {
		const text = "export async function quote(order) {\n\t[[if (flags.isEnabled('new-quotes')) return engine.compute(order);\n\t]]return engine.calculate(order);\n}\n";
		expect(await changed('missing-kill-switch', path, whole(text), without(text))).toMatchObject([{ confidence: 'low' }]);
	});

	test('a flag that is asked elsewhere in the file, another flag, and work that went with its flag', async () => {
		const before = "export async function a(x) {\n\tif (flags.isEnabled('off')) return;\n\tawait store.insertRows(x);\n}\n";
		expect(await changed('missing-kill-switch', path, before, "function stop() { return flags.isEnabled('off'); }\nexport async function a(x) {\n\tif (stop()) return;\n\tawait store.insertRows(x);\n}\n")).toEqual([]);
		expect(await changed('missing-kill-switch', path, before, before.replace("'off'", "'other'"))).toEqual([]);
		expect(await changed('missing-kill-switch', path, before, 'export async function a(x) {\n\tawait store.other(x);\n}\n')).toEqual([]);
	});
});

describe('a default or check that the change takes away', () => {
	test.each([
		['a default', "export const host = () => `https://${process.env.CHAT_HOST[[ ?? 'chat']]}`;\n"],
		['a check', 'export function host() {\n[[\tif (!process.env.CHAT_HOST) throw new Error();\n]]\treturn `https://${required(process.env.CHAT_HOST)}`;\n}\n'.replace('required(process.env.CHAT_HOST)', "[[requireEnv(]]process.env.CHAT_HOST[[)]]").replace('[[\tif (!process.env.CHAT_HOST) throw new Error();\n]]', '')],
	])('%s of a read', async (_what, text) => {
		expect(await changed('unvalidated-config', 'src/services/chat.ts', whole(text), without(text))).toMatchObject([{ confidence: 'high' }]);
		expect(await changed('unvalidated-config', 'src/services/chat.ts', without(text), whole(text))).toEqual([]);
	});

	test('the default of a schema', async () => {
		const text = "import { z } from 'zod';\nexport const env = z.object({\n\tWORKERS: z.coerce.number()[[.default(4)]],\n}).parse(process.env);\n";
		expect(await changed('unvalidated-config', 'src/env.ts', whole(text), without(text))).toMatchObject([{ confidence: 'high', line: 3 }]);
	});
});

const SCHEMA = "import { z } from 'zod';\nexport const CreateOrderBody = z.object({\n\tsku: z.string(),\n\tcount: z.number().optional(),\n\tstate: z.enum(['open', 'paid']),\n\tcustomer: z.object({ email: z.string() }).optional(),\n});\n";

describe('contracts', () => {
	const path = 'src/routes/v1/orders.ts';
	test.each([
		['a field that is gone', '\tsku: z.string(),\n', '', '`sku` of `CreateOrderBody` is gone'],
		['a field that is demanded', '.optional(),\n\tstate', ',\n\tstate', '`count` of `CreateOrderBody` must be sent'],
		['a new field that is demanded', '\tsku', '\tcurrency: z.string(),\n\tsku', '`currency` of `CreateOrderBody` must be sent'],
		['another type', 'sku: z.string()', 'sku: z.number()', 'was `string` and is `number`'],
		['a value that is no longer taken', "'open', ", '', 'no longer takes `open`'],
		['an object that is gone, once', '\tcustomer: z.object({ email: z.string() }).optional(),\n', '', '`customer` of `CreateOrderBody` is gone'],
	])('%s', async (_what, from, to, message) => {
		const objections = await changed('contract-break', path, SCHEMA, SCHEMA.replace(from, to));
		expect(objections).toHaveLength(1);
		expect(objections[0]?.message).toContain(message);
	});

	test.each([
		['a new field that may be left out', '\tsku', '\tnote: z.string().optional(),\n\tsku'],
		['a value more', "'open'", "'open', 'lost'"],
		['a field that need not be sent any more', 'sku: z.string()', 'sku: z.string().optional()'],
		['a demand inside an object that need not be sent', '{ email: z.string() }', '{ email: z.string().email().min(3) }'],
	])('%s breaks nothing', async (_what, from, to) => {
		expect(await changed('contract-break', path, SCHEMA, SCHEMA.replace(from, to))).toEqual([]);
	});

	test('a route that is gone', async () => {
		const text = "import { Router } from 'express';\nconst router = Router();\nrouter.get('/v1/orders', list);\n[[router.post('/v1/orders', create);\n]]router.post('/internal/orders', create);\nexport default router;\n";
		expect(await changed('contract-break', path, whole(text), without(text))).toMatchObject([{ message: '`POST /v1/orders` is gone: whoever calls it gets a 404 from the moment this is deployed.' }]);
		expect(await changed('contract-break', path, whole(text), whole(text).replace("router.post('/internal/orders', create);\n", ''))).toEqual([]);
	});

	test('JSON Schema, classes and GraphQL', async () => {
		const json = "export const orderSchema = { type: 'object', required: ['id'[[, 'sku']]], properties: { id: { type: 'string' }, sku: { type: 'string' } } } as const;\n";
		expect(await changed('contract-break', path, without(json), whole(json))).toHaveLength(1);
		const dto = "import { IsString, IsOptional } from 'class-validator';\nexport class CreateOrderDto {\n\t@IsString() sku: string;\n\t[[@IsOptional()]] @IsString() note[[?]]: string;\n}\n";
		expect(await changed('contract-break', path, whole(dto), without(dto))).toHaveLength(1);
		const graphql = 'export const typeDefs = gql`\n\ttype Order {\n\t\tid: ID!\n[[\t\ttotal: Int!\n]]\t}\n`;\n';
		expect(await changed('contract-break', 'src/schema.ts', whole(graphql), without(graphql))).toHaveLength(1);
	});
});
