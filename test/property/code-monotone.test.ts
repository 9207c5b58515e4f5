import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { ts } from '../../src/parse/typescript/compiler.ts';
import { readBuiltinSources } from '../../src/policy/builtin-sources.ts';
import { compileBuiltin } from '../../src/policy/compile-builtin.ts';
import { ENTRYPOINT } from '../../src/policy/entry-module.ts';
import { type PolicyInstance, loadPolicy } from '../../src/policy/evaluate.ts';
import { loadRegoTool } from '../../src/policy/rego-tool.ts';
import { validateFindings } from '../../src/policy/validate.ts';
import { codeFacts } from '../support/code-facts.ts';

const ROOT = join(import.meta.dirname, '../..');
const MANIFEST = JSON.stringify({
	name: 'shop',
	dependencies: { express: '5', axios: '1', stripe: '17', bullmq: '5', ws: '8', 'p-retry': '6', knex: '3', pino: '9', '@opentelemetry/api': '1', '@opentelemetry/sdk-node': '0.57', 'prom-client': '15' },
});

let policy: PolicyInstance;

/** What of the built-in policies is about code. */
const ofCode = (files: Readonly<Record<string, string>>): Record<string, string> => Object.fromEntries(Object.entries(files).filter(([path]) => path.startsWith('policies/code/')));

beforeAll(async () => {
	const sources = readBuiltinSources(ROOT);
	const built = await compileBuiltin(await loadRegoTool(join(ROOT, 'dist/rego.wasm.br')), { ...sources, policies: ofCode(sources.policies), library: ofCode(sources.library) });
	policy = loadPolicy(await WebAssembly.compile(built.wasm), { maxBytes: 67_108_864, startedAt: 0 });
	policy.setData({ groundwire: { params: {} } });
});

type Files = Readonly<Record<string, string>>;

const RANKS = ['low', 'medium', 'high', 'critical'];

/** What a rule says about a small code base, as subjects with what they weigh. */
function said(rule: string, files: Files, before: Files = files): { readonly subject: string; readonly severity: number; readonly confidence: number }[] {
	return Object.keys(files).filter((path) => /\.[jt]sx?$/.test(path)).flatMap((path) => {
		const { code } = codeFacts(files, path, before);
		const results = policy.evaluate(ENTRYPOINT, { rules: [rule], input: code, profile: code.profile, places: [] }) as readonly { readonly findings: unknown }[];
		return validateFindings(results[0]?.findings ?? []).map(({ subject, severity, confidence }) => ({
			subject: `${path} ${subject}`,
			severity: severity === undefined ? RANKS.length : RANKS.indexOf(severity),
			confidence: confidence === undefined ? RANKS.length : RANKS.indexOf(confidence),
		}));
	});
}

/** Names of every guardrail that some rule looks for, where none of them does anything. Reasons for a catch are not among them: those count. */
const WORDS = [
	"await charge().catch(report); client.on('error', log); process.on('SIGTERM', stop); app.get('/health', ok); use('healthz'); createTerminus(server)",
	"redact: ['*'], mask(token), sanitize, scrub; signal, AbortSignal.timeout(100), timeout: 100, deadline; pLimit(5), concurrency: 1, chunk, batch, limit: 10",
	"span.end(); span.recordException(error); span.setStatus({ code: 2 }); propagation.inject(context.active(), headers); traceparent; AsyncLocalStorage; context.bind; context.with",
	"logger.error({ err }); logger.info(done); requestId; x-request-id; pinoHttp(); morgan; idempotencyKey; ON CONFLICT DO NOTHING; upsert; unique; processed",
	"flags.isEnabled('charge'); featureFlag; cache.delete(key); cache.clear(); maxSize; lru; ttl; backoff; jitter; maxAttempts: 3; retryAfter; sleep(100); cause: error; pipeline; drain; histogram.observe; counter.inc",
	'z.object; envalid; convict; DO NOT EDIT; @generated; #!/usr/bin/env node; process.argv; document.querySelector; window; import.meta.env; describe(it, expect); migration; readdir autoload glob AppModule',
];
const COMMENT = WORDS.map((words) => `/* ${words} */`).join(' ');

/** Where a statement of a function begins, outside of what catches a failure: there, a reason counts. */
function statements(text: string, path: string): number[] {
	const found: number[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isCatchClause(node)) return;
		if (ts.isStatement(node) && !ts.isBlock(node) && (ts.isSourceFile(node.parent) || ts.isBlock(node.parent))) found.push(node.getStart());
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
	return found;
}

function commentedThroughout(text: string, path: string): string {
	return statements(text, path).toReversed().reduce((result, at) => `${result.slice(0, at)}${COMMENT} ${result.slice(at)}`, text);
}

const DEAD_CODE = `
function neverCalled(client: any, span: any, cache: any) {
	client.on('error', () => {});
	span.end();
	span.recordException(new Error('none'));
	cache.clear();
	cache.delete('one');
}
function redact<T>(value: T): T {
	return value;
}
async function withRetry<T>(work: () => Promise<T>): Promise<T> {
	return work();
}
async function withTimeout<T>(work: Promise<T>): Promise<T> {
	return work;
}
const spareSignal = AbortSignal.timeout(1_000);
const timeout = 1_000;
const maxAttempts = 3;
`;

const UNUSED_IMPORTS = `import pLimit from 'p-limit';
import pRetry from 'p-retry';
import { pipeline as sparePipeline } from 'node:stream/promises';
import { AsyncLocalStorage as SpareStorage } from 'node:async_hooks';
`;

type Cheat = (text: string, path: string) => string;

const CHEATS: Readonly<Record<string, Cheat>> = {
	'comments before every statement': commentedThroughout,
	'a comment at the end': (text) => `${text}\n${COMMENT}\n`,
	'functions that nobody calls': (text) => `${text}\n${DEAD_CODE}`,
	'imports that nobody uses': (text) => `${UNUSED_IMPORTS}${text}`,
	'lines that do nothing': (text, path) => statements(text, path).toReversed().reduce((result, at) => `${result.slice(0, at)}void 'signal timeout redact health'; ${result.slice(at)}`, text),
};

function filesOf(fixture: string): Files {
	if (statSync(join(ROOT, fixture)).isFile()) return { 'package.json': MANIFEST, [`src/server/${fixture.split('/').at(-1)}`]: readFileSync(join(ROOT, fixture), 'utf8') };
	const paths = globSync('**/*.*', { cwd: join(ROOT, fixture) }).map((path) => path.replaceAll('\\', '/'));
	return Object.fromEntries(paths.map((path) => [path, readFileSync(join(ROOT, fixture, path), 'utf8')]));
}

function cheated(files: Files, cheat: Cheat): Files {
	return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, /\.[jt]sx?$/.test(path) ? cheat(text, path) : text]));
}

const FIXTURES = globSync('policies/code/*/fixtures/bad/*', { cwd: ROOT }).map((path) => path.replaceAll('\\', '/')).sort();

/** Above an attempt, a comment that speaks of a failure and of what then happens is a reason. */
const BY_REASON = /^policies\/code\/(?:swallowed-error|lost-cause)\//u;
const CASES = Object.entries(CHEATS).flatMap(([name, cheat]) => FIXTURES.filter((fixture) => cheat !== commentedThroughout || !BY_REASON.test(fixture)).map((fixture) => [name, fixture] as const));

describe('no guardrail is had by its name', () => {
	test.each(CASES)('%s: %s', (name, fixture) => {
		const rule = fixture.split('/')[2] ?? '';
		const cheat = CHEATS[name];
		if (cheat === undefined) throw new Error(name);
		const files = filesOf(fixture);
		const now = said(rule, cheated(files, cheat), files);
		for (const { subject, severity, confidence } of said(rule, files)) {
			const same = now.filter((candidate) => candidate.subject === subject);
			expect(same).not.toEqual([]);
			expect(Math.max(...same.map((candidate) => candidate.severity))).toBeGreaterThanOrEqual(severity);
			expect(Math.max(...same.map((candidate) => candidate.confidence))).toBeGreaterThanOrEqual(confidence);
		}
	});
});
