import { describe, expect, test } from 'vitest';

import { correctProfiles } from '../../src/evidence/code/profile.ts';
import { packageProfiles } from '../../src/evidence/code/profile/entries.ts';
import type { PackageProfile } from '../../src/evidence/facts/package-profile.ts';
import type { Profile } from '../../src/evidence/facts.ts';
import { Codebase } from '../../src/parse/typescript/modules.ts';
import { SourceParser } from '../../src/parse/typescript/parser.ts';
import { codeFacts } from '../support/code-facts.ts';
import { memoryTree } from '../support/memory-tree.ts';

type Files = Readonly<Record<string, string>>;

function codebase(files: Files): Codebase {
	return new Codebase('base', memoryTree(files), new SourceParser());
}

function only(files: Files): PackageProfile {
	const [found, ...others] = packageProfiles(codebase(files), '');
	if (found === undefined || others.length > 0) throw new Error('one package was expected');
	return found;
}

function manifest(dependencies: Readonly<Record<string, string>>, name = 'shop'): string {
	return JSON.stringify({ name, dependencies }, undefined, '\t');
}

/** What is printed of a package: kind, name and the line that shows it. */
function lines({ entries }: PackageProfile): string[] {
	return entries.map(({ kind, name, path, line }) => `${kind}: ${name} ${path}:${line}`);
}

describe('each entry has the line that shows it', () => {
	test('a dependency, a sign in the code, a module of the package', () => {
		const found = only({
			'package.json': manifest({ express: '^4.18.2', pino: '9', bullmq: '5', 'prom-client': '15', 'unleash-client': '6', '@opentelemetry/auto-instrumentations-node': '0.50.0' }),
			'src/logger.ts': "import pino from 'pino';\n\nexport const logger = pino();\nlogger.info('up');\n",
			'src/server.ts': "// process.on('SIGTERM')\napp.get('/healthz', up);\nprocess.on('SIGTERM', stop);\napp.use((req) => als.run({ requestId: req.headers['x-request-id'] }, req));\nconst als = new AsyncLocalStorage();\n",
			'src/lib/env.ts': "import { z } from 'zod';\nexport const env = z\n\t.object({ A: z.string() })\n\t.parse(process.env);\n",
			'src/lib/feature-flags.ts': 'const client = make();\nexport function isFeatureEnabled(name) { return client.isEnabled(name); }\n',
		});
		expect(lines(found)).toEqual([
			'framework: express package.json:4',
			'framework: bullmq package.json:6',
			'logger: pino package.json:5',
			'request context: AsyncLocalStorage src/server.ts:5',
			'request context: correlation middleware src/server.ts:4',
			'queue: bullmq package.json:6',
			'metrics: prom-client package.json:7',
			'flags: unleash-client package.json:8',
			'health: health route src/server.ts:2',
			"shutdown: process.on('SIGTERM') src/server.ts:3",
			'tracing: @opentelemetry/auto-instrumentations-node package.json:9',
			'tracing: instrumentation package.json:9',
			'logger: src/logger src/logger.ts:3',
			'correlation header: x-request-id src/server.ts:4',
			'environment: src/lib/env src/lib/env.ts:2',
			'flags: src/lib/feature-flags#isFeatureEnabled src/lib/feature-flags.ts:2',
		]);
		expect(found.profile).toMatchObject({ frameworkVersions: { express: 4, bullmq: 5 }, environment: { validators: ['zod'], module: 'src/lib/env' }, loggerAccess: ['module'] });
	});

	test('of every package of a workspace, with the versions that they share', () => {
		const files = {
			'package.json': manifest({ 'dd-trace': '5' }, 'root'),
			'pnpm-workspace.yaml': 'packages: [apps/*]\ncatalog: { express: ^5.1.0 }\ncatalogs: { old: { koa: ~2.15.0 } }\n',
			'apps/api/package.json': manifest({ express: 'catalog:' }, 'api'),
			'apps/worker/package.json': manifest({ koa: 'catalog:old', bullmq: '*' }, 'worker'),
			'pnpm-lock.yaml': "lockfileVersion: '9.0'\nimporters:\n  apps/api:\n    dependencies:\n      bullmq:\n        specifier: '*'\n        version: 4.0.0\n  apps/worker:\n    dependencies:\n      bullmq:\n        specifier: '*'\n        version: 5.7.0(redis@4)\n",
		};
		const profiles = packageProfiles(codebase(files), '');
		expect(profiles.map(({ directory, profile }) => [directory, profile.frameworkVersions])).toEqual([['.', {}], ['apps/api', { express: 5 }], ['apps/worker', { koa: 2, bullmq: 5 }]]);
		expect(profiles[1]?.entries.find(({ kind }) => kind === 'tracing')).toMatchObject({ name: 'dd-trace', path: 'package.json', line: 4 });
		expect(packageProfiles(codebase(files), 'apps/api/src').map(({ directory }) => directory)).toEqual(['apps/api']);
	});

	test.each([
		['package-lock.json', '{"packages": {"node_modules/express": {\n"version": "4.21.2"}}}'],
		['yarn.lock', '# yarn lockfile v1\n\nexpress@latest:\n  version "4.18.2"\n'],
		['bun.lock', '{"packages": {"express": ["express@4.19.0", "", {}]}}'],
	])('a version that only %s tells', (name, text) => {
		expect(only({ 'package.json': manifest({ express: 'latest' }), [name]: text }).profile.frameworkVersions).toEqual({ express: 4 });
	});

	test('hostile manifests and lock files', () => {
		const found = only({ 'package.json': '{"name":[],"dependencies":{"express":{"a":1},"__proto__":"1"}}', 'pnpm-workspace.yaml': '*a: [', 'pnpm-lock.yaml': 'lockfileVersion: \n' });
		expect(found.profile.frameworks).toEqual(['express']);
	});
});

const API: Files = { 'package.json': manifest({ express: '5', pino: '9' }), 'src/server.ts': 'export const app = 1;\n' };

/** The profile that a change of a package is judged by. */
function judgedBy(before: Files, after: Files, path = 'src/server.ts'): Profile {
	return codeFacts(after, path, before).code.profile;
}

describe('the profile of base judges', () => {
	test('what a change brings along does not count, and is named', () => {
		const after = { ...API, 'package.json': manifest({ express: '5', pino: '9', 'pino-http': '10', '@opentelemetry/auto-instrumentations-node': '1', helmet: '8', kafkajs: '2' }) };
		const profile = judgedBy(API, after);
		expect(profile).toMatchObject({ requestContext: [], middleware: [], tracing: { auto: false, instruments: [] }, queues: ['kafkajs'], newly: { requestContext: ['pino-http'], helpers: ['helmet', 'pino-http'] } });
		expect(profile.newly.instruments).toContain('kafkajs');
	});

	test('what a change takes away is gone', () => {
		const before = { ...API, 'package.json': manifest({ express: '5', 'pino-http': '10', 'dd-trace': '5' }) };
		expect(judgedBy(before, API)).toMatchObject({ requestContext: [], tracing: { auto: false, libraries: ['dd-trace'] } });
	});

	test('a new package is judged by itself', () => {
		const after = { ...API, 'apps/new/package.json': manifest({ fastify: '5' }, 'new'), 'apps/new/src/server.ts': '' };
		expect(judgedBy(API, after, 'apps/new/src/server.ts')).toMatchObject({ packageName: 'new', requestContext: ['fastify'] });
	});

	test('a manifest put between a file and its package changes neither profile nor role', () => {
		const before = { ...API, 'src/pay/charge.ts': 'export const charge = 1;\n' };
		const after = { ...before, 'src/pay/package.json': JSON.stringify({ name: 'tool', bin: 'x', dependencies: { commander: '1', 'pino-http': '1' } }) };
		expect(codeFacts(before, 'src/pay/charge.ts').code.role).toBe('server');
		expect(codeFacts(after, 'src/pay/charge.ts', before).code).toMatchObject({ role: 'server', profile: { requestContext: [] } });
	});

	test('a package that became a command keeps its roles for the change', () => {
		const after = { ...API, 'package.json': JSON.stringify({ name: 'shop', bin: 'x', dependencies: { commander: '1' } }) };
		expect(codeFacts(after, 'src/server.ts', API).code.role).toBe('server');
	});
});

test('the config of base puts a profile right, package by package', () => {
	const base = codebase({ ...API, 'apps/a/package.json': manifest({ 'posthog-node': '4' }, 'a') });
	correctProfiles(base, [{ add: { requestContext: ['edge proxy'] } }, { package: 'apps/a', remove: { flagClients: ['posthog-node'] }, add: { instruments: ['pg'] } }, { package: '.', remove: { loggers: ['pino'] } }]);
	const [root, a] = packageProfiles(base, '').map(({ profile }) => profile);
	expect(root).toMatchObject({ requestContext: ['edge proxy'], loggers: [], tracing: { auto: false } });
	expect(a).toMatchObject({ requestContext: ['edge proxy'], flagClients: [], tracing: { auto: true, instruments: ['pg'] } });
});
