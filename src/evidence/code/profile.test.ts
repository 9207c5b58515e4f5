import { describe, expect, test } from 'vitest';

import { codeFacts } from '../../../test/support/code-facts.ts';
import type { Profile } from '../facts.ts';

function profile(dependencies: readonly string[], files: Readonly<Record<string, string>> = {}, path = 'src/a.ts'): Profile {
	const manifest = JSON.stringify({ name: 'shop', dependencies: Object.fromEntries(dependencies.map((name) => [name, '1'])) });
	return codeFacts({ 'package.json': manifest, [path]: '', ...files }, path).code.profile;
}

describe('tracing', () => {
	test('none', () => {
		expect(profile(['express']).tracing).toEqual({ libraries: [], auto: false, instruments: [], manual: false });
	});

	test('an API alone covers nothing', () => {
		expect(profile(['@opentelemetry/api']).tracing).toMatchObject({ libraries: ['@opentelemetry/api'], auto: false });
	});

	test('instrumentation of all, or one by one', () => {
		expect(profile(['@opentelemetry/auto-instrumentations-node']).tracing.instruments).toContain('kafkajs');
		expect(profile(['@opentelemetry/instrumentation-pg']).tracing).toMatchObject({ auto: true, instruments: ['pg'] });
		expect(profile(['@opentelemetry/api'], { 'src/tracing.ts': 'registerInstrumentations({ instrumentations: [new HttpInstrumentation()] });' }).tracing.instruments).toEqual(['http']);
	});

	test('Sentry traces only where it is told to', () => {
		expect(profile(['@sentry/node']).tracing.auto).toBe(false);
		expect(profile(['@sentry/node'], { 'src/instrument.ts': '', 'src/instrumentation.ts': 'Sentry.init({ tracesSampleRate: 0.1 });' }).tracing.auto).toBe(true);
	});

	test('spans by hand, not in a comment', () => {
		expect(profile(['@opentelemetry/api'], { 'src/lib/tracer.ts': "export const t = () => tracer.startActiveSpan('x', f);" }).tracing.manual).toBe(true);
		expect(profile(['@opentelemetry/api'], { 'src/lib/tracer.ts': "// tracer.startActiveSpan('x', f)\n" }).tracing.manual).toBe(false);
	});

	test('declared at the root of a workspace', () => {
		const files = { 'apps/api/package.json': '{"name":"api","dependencies":{"koa":"2"}}', 'apps/api/src/a.ts': '' };
		expect(profile(['dd-trace', 'express'], files, 'apps/api/src/a.ts')).toMatchObject({ packageName: 'api', frameworks: ['koa'], tracing: { libraries: ['dd-trace'], auto: true } });
	});
});

describe('the id of a request', () => {
	test.each([
		['a package', ['pino-http'], {}, 'pino-http'],
		['local storage', [], { 'src/lib/context.ts': 'export const als = new AsyncLocalStorage();' }, 'AsyncLocalStorage'],
		['an option of fastify', ['fastify'], { 'src/server.ts': "fastify({ requestIdHeader: 'x-request-id' })" }, 'requestIdHeader'],
		['a child logger', [], { 'src/middleware/logger.ts': 'req.log = logger.child({ requestId: req.id });' }, 'child logger'],
		['middleware', [], { 'src/app.ts': 'app.use(correlationMiddleware);' }, 'correlation middleware'],
	])('%s', (_what, dependencies, files, expected) => {
		expect(profile(dependencies, files).requestContext).toContain(expected);
	});

	test('none', () => {
		expect(profile(['express', 'winston'], { 'src/app.ts': 'app.use(express.json());' })).toMatchObject({ requestContext: [], correlationHeaders: [] });
	});

	test('the headers that the set-up code knows', () => {
		expect(profile([], { 'src/utils/correlation.ts': "export const H = 'X-Correlation-Id'; const other = ['no-request-id', 'x-user-id'];" }).correlationHeaders).toEqual(['x-correlation-id']);
	});
});

test('what is looked at is bounded', () => {
	const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`src/lib/part${index}-logger.ts`, '']));
	const deep = { 'src/features/a/b/c/server.ts': 'new AsyncLocalStorage()', 'src/lib/zz/yy/logger.ts': 'new AsyncLocalStorage()' };
	expect(profile([], { ...many, ...deep }).requestContext).toEqual([]);
});
