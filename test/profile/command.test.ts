import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { GitRepository } from '../support/git-repository.ts';
import { checkReport, groundwire } from '../support/groundwire.ts';

let repository: GitRepository;

beforeAll(() => {
	repository = new GitRepository();
	repository.write('package.json', JSON.stringify({ name: 'shop', dependencies: { express: '^5', pino: '9' } }, undefined, '\t'));
	repository.write('src/server.ts', "process.on('SIGTERM', stop);\n");
	repository.write('apps/web/package.json', JSON.stringify({ name: 'web' }));
	repository.commit('a service');
	repository.write('package.json', JSON.stringify({ name: 'shop', dependencies: { fastify: '^5' } }, undefined, '\t'));
	repository.write('.groundwire/config.yaml', 'version: 1\nprofile: [{add: {requestContext: [edge proxy]}}]\n');
	repository.commit('another framework');
});
afterAll(() => repository.delete());

describe('groundwire profile', () => {
	test('prints each entry with its line', () => {
		const run = groundwire(['profile', '--repo', repository.path, '--base', 'HEAD^', '.']);
		expect(run).toMatchObject({ status: 0, stderr: '' });
		expect(run.stdout).toContain('.  (shop)\n');
		expect(run.stdout).toMatch(/framework +express, version 5 +package\.json:4\n/);
		expect(run.stdout).toMatch(/shutdown +process\.on\('SIGTERM'\) +src\/server\.ts:1\n/);
		expect(run.stdout).toContain('apps/web  (web)\n  logger  pino  package.json:5\n');
	});

	test('gives the same as JSON, put right by the config of that revision', () => {
		const run = groundwire(['profile', 'apps/web/', '--repo', repository.path, '--format', 'json']);
		const { schema, packages } = JSON.parse(run.stdout) as { readonly schema: string; readonly packages: readonly unknown[] };
		expect(schema).toBe('groundwire.profile/1');
		expect(packages).toMatchObject([{ directory: 'apps/web', name: 'web', entries: [{ kind: 'request context', name: 'edge proxy', path: '.groundwire/config.yaml', line: 1 }] }]);
	});

	test('names a folder that the revision does not have', () => {
		const run = groundwire(['profile', 'services/none', '--repo', repository.path]);
		expect(run).toMatchObject({ status: 2, stdout: '' });
		expect(run.stderr).toContain('there is no `services/none` at HEAD');
	});

	test('names what is wrong in the config', () => {
		repository.write('.groundwire/config.yaml', 'version: 1\nprofile: [{add: {logger: [pino]}}]\n');
		repository.commit('a slip of the pen');
		const run = groundwire(['profile', '--repo', repository.path]);
		expect(run).toMatchObject({ status: 2, stdout: '' });
		expect(run.stderr).toContain('logger');
	});
});

test('a change cannot talk itself out by what it adds to the manifest', () => {
	const server = "import express from 'express';\nimport pino from 'pino';\nconst log = pino();\nexport const app = express();\napp.post('/orders', async (req, res) => {\n\tlog.info('order');\n\tres.json(await save(req.body));\n});\napp.listen(80);\n";
	const change = new GitRepository();
	try {
		const files = (dependencies: Readonly<Record<string, string>>): void => change.write('package.json', JSON.stringify({ name: 'shop', dependencies: { express: '5', pino: '9', ...dependencies } }));
		files({});
		change.write('src/index.ts', 'export {};\n');
		const base = change.commit('base');
		change.write('src/app.ts', server);
		const plain = change.commit('plain');
		files({ 'express-request-id': '1', 'dd-trace': '5' });
		const talked = change.commit('talked');
		const said = (head: string): string[] => checkReport(change.path, base, head, '--rule', 'missing-correlation-id').report.findings.map(({ location }) => `${location.path}:${location.startLine}`);
		expect(said(plain)).toEqual(['src/app.ts:4']);
		expect(said(talked)).toEqual(said(plain));
	} finally {
		change.delete();
	}
});
