import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { GitRepository } from '../support/git-repository.ts';
import { checkReport, groundwire } from '../support/groundwire.ts';

/** A service whose pull request also carries the hostile file: what is wrong here must be said whatever happens there. */
const CLIENT = `export async function charge(url: string): Promise<Response> {
	return fetch(url, { method: 'POST' });
}
`;
const PACKAGE = JSON.stringify({ name: 'shop', dependencies: { express: '^5.0.0', pino: '^9.0.0' } });

let repository: GitRepository;
let base: string;

beforeEach(() => {
	repository = new GitRepository();
	repository.write('package.json', PACKAGE);
	repository.write('src/server/app.ts', "import express from 'express';\nexport const app = express();\n");
	base = repository.commit('base');
});
afterEach(() => repository.delete());

function withHostile(path: string, content: string | Uint8Array): ReturnType<typeof checkReport> {
	repository.write(path, content);
	repository.write('src/server/pay.ts', CLIENT);
	return checkReport(repository.path, base, repository.commit('head'));
}

/** 2^12 strings from a dozen lines. */
const BILLION_LAUGHS = ['a0: &a0 lol', ...Array.from({ length: 12 }, (_, index) => `a${index + 1}: &a${index + 1} [${Array.from({ length: 10 }, () => `*a${index}`).join(', ')}]`)].join('\n');

describe('a file that cannot be read costs that file only', () => {
	test.each([
		['broken YAML', 'deploy/app.yaml', 'apiVersion: v1\nkind: Pod\nspec: [unclosed\nmetadata: }\n', 'syntax'],
		['a file of 50 MB', 'src/server/huge.ts', Buffer.alloc(50 * 1024 * 1024, 'a\n'), 'too-large'],
		['100,000 open brackets in TypeScript', 'src/server/deep.ts', `export const a = ${'['.repeat(100_000)}`, 'line-too-long'],
		['brackets on 100,000 lines', 'src/server/deep.ts', `export const a = ${'[\n'.repeat(100_000)}`, 'too-deep'],
		['brackets on 100,000 lines of YAML', 'deploy/deep.yaml', `apiVersion: v1\nkind: ConfigMap\ndata:\n  ${'[\n  '.repeat(100_000)}`, 'too-deep'],
		['a billion laughs', 'deploy/laughs.yaml', `apiVersion: v1\nkind: ConfigMap\n${BILLION_LAUGHS}\n`, 'too-many'],
		['60,000 keys', 'deploy/keys.yaml', `apiVersion: v1\nkind: ConfigMap\ndata:\n${Array.from({ length: 60_000 }, (_, index) => `  k${index}: v`).join('\n')}\n`, 'too-many-nodes'],
		['UTF-16', 'src/server/wide.ts', Buffer.from('\uFEFFexport const a = 1;', 'utf16le'), 'encoding'],
		['bytes that are no UTF-8', 'src/server/bytes.ts', Buffer.from([0x63, 0xff, 0xfe, 0x0a]), 'encoding'],
		['a NUL byte', 'src/server/nul.ts', 'export const a = "\0";\n', 'binary'],
		['a Git LFS pointer', 'src/server/lfs.ts', `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12345\n`, 'lfs-pointer'],
	])('%s', (_name, path, content, reason) => {
		const { report, run } = withHostile(path, content);
		const entry = report.notAnalysed.find((candidate) => candidate.path === path);
		expect(entry?.reason).toMatch(new RegExp(`^${reason}`, 'u'));
		expect(entry?.detail).toMatch(/\d|Git LFS|UTF-8/u);
		// The rest of the change is judged, and its verdict stands.
		expect(report.findings.map(({ rule, location }) => [rule, location.path])).toContainEqual(['missing-timeout', 'src/server/pay.ts']);
		expect(report.verdict.conclusion).toBe('block');
		expect(run.status).toBe(1);
	});

	test('broken TypeScript is judged where it parses, and said to be broken', () => {
		const { report } = withHostile('src/server/broken.ts', `${CLIENT}\nexport const a = {{{;\n`);
		expect(report.notAnalysed).toContainEqual(expect.objectContaining({ path: 'src/server/broken.ts', reason: 'syntax', partial: true }));
		expect(report.findings.map(({ location }) => location.path)).toContain('src/server/pay.ts');
	});

	test('without another finding, an unread file leaves the verdict open: exit code 2', () => {
		repository.write('src/server/wide.ts', Buffer.from('\uFEFFexport const a = 1;', 'utf16le'));
		const { report, run } = checkReport(repository.path, base, repository.commit('head'));
		expect(report.verdict.conclusion).toBe('undecided');
		expect(run.status).toBe(2);
	});

	test('a symbolic link is never followed', () => {
		repository.link('src/server/link.ts', '/etc/passwd');
		repository.write('src/server/pay.ts', CLIENT);
		const { report, run } = checkReport(repository.path, base, repository.commit('head'));
		expect(report.notAnalysed).toContainEqual(expect.objectContaining({ path: 'src/server/link.ts', reason: 'symlink' }));
		expect(run.stdout + run.stderr).not.toContain('root:');
	});
});

describe('what a user can mend is said with its place and the mend', () => {
	test('an unknown config key at base: file, line, column, a guess; exit code 2 and the findings all the same', () => {
		repository.write('.groundwire/config.yaml', 'version: 1\npersona: essential\nblok: {severity: high}\n');
		base = repository.commit('config');
		const { report, run } = withHostile('README.md', 'hello\n');
		expect(report.verdict.conclusion).toBe('undecided');
		expect(report.verdict.reasons[0]).toMatchObject({ kind: 'config', path: '.groundwire/config.yaml' });
		expect(report.verdict.reasons[0]?.detail).toMatch(/config\.yaml:3.*blok/u);
		expect(report.findings.map(({ rule }) => rule)).toContain('missing-timeout');
		expect(run.status).toBe(2);
	});

	test('a config that only head has changes nothing but is a finding of its own', () => {
		const { report } = withHostile('.groundwire/config.yaml', 'version: 1\nrules: {missing-timeout: off}\n');
		expect(report.findings.map(({ rule }) => rule).toSorted()).toEqual(['guardrail-changed', 'missing-timeout']);
		expect(report.verdict.conclusion).toBe('block');
	});

	test('a config that was named and is not there', () => {
		repository.write('src/server/pay.ts', CLIENT);
		const { report, run } = checkReport(repository.path, base, repository.commit('head'), '--config', 'config/groundwire.yaml');
		expect(report.verdict.reasons[0]?.detail).toBe('config/groundwire.yaml: there is no such file at the base revision');
		expect(run.status).toBe(2);
	});

	test('a missing base', () => {
		const run = groundwire(['check', '--repo', repository.path, '--base', 'no-such-branch', '--format', 'json']);
		expect(run).toMatchObject({ status: 2, stdout: '' });
		expect(run.stderr).toMatch(/no-such-branch/u);
		expect(run.stderr).toMatch(/fetch/u);
	});

	test('no repository', () => {
		const run = groundwire(['check', '--repo', join(repository.path, 'src', 'nowhere')]);
		expect(run).toMatchObject({ status: 2, stdout: '' });
		expect(run.stderr).toMatch(/nowhere/u);
	});

	test('a clone with an object missing: the file is named, the rest is judged', () => {
		repository.write('src/server/lost.ts', 'export const lost = 1;\n');
		repository.write('src/server/pay.ts', CLIENT);
		const head = repository.commit('head');
		const blob = repository.git('rev-parse', `${head}:src/server/lost.ts`);
		rmSync(join(repository.path, '.git', 'objects', blob.slice(0, 2), blob.slice(2)));
		const { report } = checkReport(repository.path, base, head);
		expect(report.notAnalysed).toContainEqual(expect.objectContaining({ path: 'src/server/lost.ts', reason: 'missing-object' }));
		expect(report.findings.map(({ location }) => location.path)).toContain('src/server/pay.ts');
	});
});

test('nothing is left behind in the repository', () => {
	const before = readdirSync(join(repository.path, '.git')).toSorted();
	repository.write('src/server/pay.ts', CLIENT);
	const run = groundwire(['check', '--repo', repository.path, '--worktree', '--format', 'json']);
	expect(run.status).toBe(1);
	expect(readdirSync(join(repository.path, '.git')).toSorted()).toEqual(before);
});
