import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { type BuiltInRules, builtInRules } from '../support/built-in-rules.ts';
import { codeFacts } from '../support/code-facts.ts';
import { fixedText } from '../support/fixed-text.ts';

const ROOT = join(import.meta.dirname, '../..');
const RULES = ['bare-error', 'error-object-lost', 'lost-cause', 'missing-request-log', 'sensitive-log', 'swallowed-error', 'uncategorised-error', 'unstructured-log'];
let rules: BuiltInRules;

beforeAll(async () => {
	rules = await builtInRules(RULES);
});

type Files = Readonly<Record<string, string>>;

interface Objection {
	readonly where: string;
	readonly severity: string | undefined;
	readonly fix: { readonly path: string; readonly at: string; readonly name: string } | undefined;
}

/** What a rule says with certainty of a file that a change turns from one text into another. */
async function lost(rule: string, before: string, after: string): Promise<string[]> {
	const files = { 'package.json': JSON.stringify({ name: 'shop', dependencies: { bullmq: '5', express: '5', pino: '9' } }) };
	const path = 'src/server/a.ts';
	const { code, positions } = codeFacts({ ...files, [path]: after }, path);
	const earlier = codeFacts({ ...files, [path]: before }, path).code;
	return rules.ask(rule, code, { before: earlier, profile: code.profile }).filter(({ confidence }) => confidence === 'high').map(({ at, message }) => `${typeof at === 'string' ? positions[at]?.startLine : ''} ${message}`);
}

async function judge(rule: string, files: Files): Promise<Objection[]> {
	return Object.keys(files).filter((path) => path.endsWith('.ts')).toSorted().flatMap((path) => {
		const { code, positions } = codeFacts(files, path);
		return rules.ask(rule, code, { profile: code.profile }).map(({ at, severity, fix }) => ({
			where: typeof at === 'string' ? `${path}:${positions[at]?.startLine}` : path,
			severity,
			fix: typeof at === 'string' && fix !== undefined ? { path, at, name: fix.name } : undefined,
		})).toSorted((a, b) => a.where.localeCompare(b.where, 'en', { numeric: true }));
	});
}

function filesOf(fixture: string): Files {
	const folder = join(ROOT, 'policies/code', fixture);
	return Object.fromEntries(globSync('**/*.*', { cwd: folder }).map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8')]));
}

const ruleOf = (fixture: string): string => fixture.split('/')[0] ?? '';

/** What is found in each bad fixture, with the weight that the policy gives; and how many of the findings can be mended. */
const BAD: readonly (readonly [fixture: string, found: readonly string[], fixes: number])[] = [
	['swallowed-error/fixtures/bad/empty-clause', ['src/booking.ts:13 high', 'src/booking.ts:17 medium', 'src/booking.ts:21 low'], 3],
	['swallowed-error/fixtures/bad/answers-500', ['src/orders.ts:10 medium', 'src/orders.ts:18 medium'], 0],
	['swallowed-error/fixtures/bad/library-handler', ['src/register.ts:10 medium'], 0],
	['swallowed-error/fixtures/bad/fallback', ['src/prices.ts:7 medium', 'src/prices.ts:12 medium', 'src/prices.ts:18 medium', 'src/prices.ts:26 medium'], 0],
	['unstructured-log/fixtures/bad/leftover', ['src/charge.ts:5 undefined'], 1],
	['unstructured-log/fixtures/bad/bypass', ['src/server.ts:11 undefined'], 0],
	['unstructured-log/fixtures/bad/stringified', ['src/refund.ts:6 low', 'src/refund.ts:13 low'], 1],
	['unstructured-log/fixtures/bad/no-logger', ['src/server.ts:6 low'], 0],
	['sensitive-log/fixtures/bad/reset-token', ['src/server/reset.ts:7 high', 'src/server/reset.ts:8 high'], 0],
	['sensitive-log/fixtures/bad/headers', ['src/server/load.ts:5 high', 'src/server/load.ts:11 high', 'src/server/load.ts:13 high', 'src/server/load.ts:14 medium'], 0],
	['sensitive-log/fixtures/bad/followed', ['src/server/login.ts:9 high', 'src/server/login.ts:10 medium', 'src/server/login.ts:12 high'], 0],
	['sensitive-log/fixtures/bad/elsewhere', ['src/server/keys.ts:6 medium', 'src/server/keys.ts:7 high', 'src/server/keys.ts:8 medium', 'src/server/keys.ts:9 high'], 0],
	['error-object-lost/fixtures/bad/text', ['src/server/charge.ts:7 medium', 'src/server/charge.ts:15 medium', 'src/server/charge.ts:24 medium'], 1],
	['error-object-lost/fixtures/bad/misplaced', ['src/server/charge.ts:7 high', 'src/server/charge.ts:15 high'], 2],
	['uncategorised-error/fixtures/bad/all-ours', ['src/server/orders.ts:18 undefined'], 0],
	['bare-error/fixtures/bad/text', ['src/server/orders.ts:3 medium'], 0],
	['lost-cause/fixtures/bad/replaced', ['src/server/book.ts:4 medium', 'src/server/book.ts:10 medium'], 1],
	['missing-request-log/fixtures/bad/consumer', ['src/server/invoices.ts:4 medium'], 0],
];

describe('fixtures of the rules about logs and errors', () => {
	test.each(BAD)('%s is objected to, and mended where there is a fix', async (fixture, found, fixes) => {
		const files = filesOf(fixture);
		const objections = await judge(ruleOf(fixture), files);
		expect(objections.map(({ where, severity }) => `${where} ${severity}`)).toEqual(found);
		const mendable = objections.flatMap(({ fix }) => (fix === undefined ? [] : [fix]));
		expect(mendable).toHaveLength(fixes);
		const mended = mendable.toReversed().reduce((edited, fix) => ({ ...edited, [fix.path]: fixedText(edited, fix.path, fix.at, fix.name) }), files);
		expect(await judge(ruleOf(fixture), mended)).toHaveLength(objections.length - fixes);
	});

	test('every bad fixture stands in the table', () => {
		const folders = RULES.flatMap((rule) => globSync(`${rule}/fixtures/bad/*`, { cwd: join(ROOT, 'policies/code') })).map((path) => path.replaceAll('\\', '/'));
		expect(folders.toSorted()).toEqual(BAD.map(([fixture]) => fixture).toSorted());
	});

	test.each(RULES.flatMap((rule) => globSync(`${rule}/fixtures/good/*`, { cwd: join(ROOT, 'policies/code') })))('%s is not', async (fixture) => {
		expect(await judge(ruleOf(fixture.replaceAll('\\', '/')), filesOf(fixture))).toEqual([]);
	});
});

const HEAD = "import pino from 'pino';\nimport { Worker } from 'bullmq';\nconst logger = pino();\n";

/** A text with the guardrail between `[[` and `]]`, and what stands there instead behind a `|`. */
const TAKEN_AWAY: readonly (readonly [rule: string, text: string, line: number, says: string])[] = [
	['sensitive-log', 'function f(baseUrl) {\n\tlogger.info({ baseUrl: [[toSafeUrl(baseUrl)|baseUrl]] }, "asking");\n}\n', 5, '`baseUrl` was masked'],
	['sensitive-log', 'const other = pino({ redact: ["password"[[, "token"|]]] });\n', 4, '`token` is off the list'],
	['sensitive-log', 'const other = pino({ [[redact: ["token"]|level: "info"]] });\n', 4, '`token` is off the list'],
	['error-object-lost', 'async function f() {\n\ttry {\n\t\tawait pay();\n\t} catch (err) {\n\t\tlogger.error([[{ err }, "failed"|`failed: ${err.message}`]]);\n\t}\n}\n', 8, '`err` was logged here as it is; now only a text'],
	['error-object-lost', 'async function f() {\n\ttry {\n\t\tawait pay();\n\t} catch (err) {\n\t\tlogger.error([[{ err }, |]]"failed");\n\t}\n}\n', 8, '`err` was logged here as it is; now nothing'],
	['uncategorised-error', 'async function f(res) {\n\ttry {\n\t\tawait pay();\n\t} catch (err) {\n[[\t\tif (err instanceof DeclinedError) return res.status(402).end();\n|]]\t\tlogger.error({ err });\n\t\tres.status(500).end();\n\t}\n}\n', 7, '`DeclinedError` of `pay` was told apart'],
	['uncategorised-error', 'async function f() {\n[[\ttry {\n|]]\tawait store.remove(1);\n[[\t} catch (err) {\n\t\tif (err.code === "P2025") throw new NotFoundError();\n\t\tthrow err;\n\t}\n|]]}\n', 5, '`P2025` of `store.remove` was told apart'],
	['lost-cause', 'async function f() {\n\ttry {\n\t\tawait pay();\n\t} catch (error) {\n\t\tthrow new PayError(`failed: ${error.message}`[[, error|]]);\n\t}\n}\n', 7, 'carried its cause until now'],
	['missing-request-log', 'import express from "express";\nimport morgan from "morgan";\nconst app = express();\n[[app.use(morgan("tiny"));\n|]]app.get("/", (req, res) => res.send("ok"));\n', 6, '`morgan` no longer logs what comes in'],
	['missing-request-log', 'const worker = new Worker("invoices", async (job) => {\n[[\tlogger.info({ id: job.id }, "sending");\n|]]\tawait send(job.data);\n});\n', 4, 'wrote a log of what it does'],
];

describe('what a change takes away', () => {
	test.each(TAKEN_AWAY)('%s: %s', async (rule, text, line, says) => {
		const before = HEAD + text.replaceAll(/\[\[([^|]*)\|[^]*?\]\]/g, '$1');
		const after = HEAD + text.replaceAll(/\[\[[^|]*\|([^]*?)\]\]/g, '$1');
		const said = await lost(rule, before, after);
		expect(said).toHaveLength(1);
		expect(said[0]).toMatch(new RegExp(`^${line} `));
		expect(said[0]).toContain(says);
		expect(await lost(rule, before, before)).toEqual([]);
		expect(await lost(rule, after, before)).toEqual([]);
	});
});
