import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { load } from 'js-yaml';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { GitRepository } from '../support/git-repository.ts';
import { checkReport, groundwire } from '../support/groundwire.ts';

const CONFIG = '.groundwire/config.yaml';
const WORKFLOW = '.github/workflows/groundwire.yml';
const ACTION = 'acme/groundwire@0123456789abcdef0123456789abcdef01234567';
const CALL = "export async function f(): Promise<void> {\n\tawait fetch('https://pay.internal/', { method: 'POST' });\n}\n";

let repository: GitRepository;
beforeEach(() => {
	repository = new GitRepository();
});
afterEach(() => repository.delete());

function init(...args: readonly string[]): string {
	const run = groundwire(['init', '--repo', repository.path, ...args]);
	if (run.status !== 0) throw new Error(`exit code ${run.status}: ${run.stderr}`);
	return run.stdout;
}

function text(path: string): string {
	return readFileSync(join(repository.path, path), 'utf8');
}

function aLargeRepository(): void {
	repository.write('package.json', JSON.stringify({ name: 'shop', devDependencies: { husky: '^9' } }));
	repository.write('apps/api/package.json', JSON.stringify({ name: 'api', dependencies: { express: '^5' } }));
	repository.write('apps/api/src/server.ts', Array.from({ length: 12 }, (_, index) => CALL.replace('f()', `f${index}()`)).join('\n'));
	repository.write('apps/api/src/generated/client.ts', 'export {};\n');
	repository.write('deploy/app.yaml', 'apiVersion: v1\nkind: Service\nmetadata: { name: api }\n');
	repository.write('deploy/values.yaml', 'replicas: 3\n');
	repository.write('charts/api/Chart.yaml', 'name: api\n');
	repository.write('infra/main.tf', 'locals {}\n');
	repository.write('policy/deny.rego', 'package main\n\n# only if asked\ndeny[msg] {\n\tinput.kind == "Pod"\n\tmsg := "no pods, contains and if"\n}\n');
	repository.write('.github/workflows/ci.yml', 'on: push\njobs: {}\n');
	repository.write('.pre-commit-config.yaml', 'repos: []\n');
	repository.write('lefthook.yml', 'pre-commit: {}\n');
	repository.write('.gitignore', 'ignored/\n');
	repository.write('ignored/package.json', JSON.stringify({ dependencies: { koa: '^2' } }));
	repository.commit('a large repository');
}

describe('groundwire init', () => {
	test('says what it found, writes both files, and what to do next', () => {
		aLargeRepository();
		const said = init('--action', ACTION);
		for (const line of [
			'TypeScript and JavaScript: 2 files; services: apps/api (express)', 'Kubernetes: 1 manifest, for example deploy/app.yaml', 'Helm charts: charts/api', 'Terraform: infra', 'Workflows: 1',
			'Rego: policy, 1 file as Conftest runs it (Rego v0)', 'Git hooks: pre-commit, lefthook, husky', `Wrote:\n  ${CONFIG}\n  ${WORKFLOW}`, 'Record them with `groundwire baseline`', 'docs/guides/hooks.md',
		]) {
			expect(said).toContain(line);
		}
		expect(said).not.toContain('ignored');
		expect(said).not.toContain('COMMIT_SHA');
	});

	test('the config is one that check accepts, with the generated code and the policies that are there', () => {
		aLargeRepository();
		init('--no-scan');
		expect(load(text(CONFIG))).toEqual({ version: 1, persona: 'essential', block: { severity: 'high', confidence: 'high' }, ignore: ['**/generated/**'], policies: [{ path: 'policy', rego: 'v0' }] });
		const base = repository.commit('adopted');
		repository.write('apps/api/src/more.ts', CALL);
		const { report } = checkReport(repository.path, base, repository.commit('more'));
		expect(report.verdict.reasons.map(({ kind }) => kind)).toEqual(['blocking-finding']);
	});

	test('the workflow is pinned, may as little as it needs, and runs once a pull request', () => {
		repository.write('README.md', '# Shop\n');
		repository.commit('small');
		init('--action', ACTION);
		const workflow = load(text(WORKFLOW)) as { readonly jobs: { readonly review: { readonly steps: readonly { readonly uses: string }[] } } };
		expect(workflow).toMatchObject({ permissions: {}, concurrency: { 'cancel-in-progress': true }, jobs: { review: { 'timeout-minutes': 10, permissions: { contents: 'read', 'pull-requests': 'write' } } } });
		const uses = workflow.jobs.review.steps.map((step) => step.uses);
		expect(uses).toEqual([expect.stringMatching(/^actions\/checkout@[0-9a-f]{40}$/), ACTION]);
	});

	test('a workflow whose Action nobody knows says so', () => {
		repository.write('README.md', '# Shop\n');
		repository.commit('small');
		const said = init();
		if (text(WORKFLOW).includes('COMMIT_SHA')) expect(said).toContain('it does not run before');
		else expect(text(WORKFLOW)).toMatch(/uses: \S+\/\S+@[0-9a-f]{40}\n$/);
		expect(said).toContain('nothing that Groundwire judges yet');
	});

	test('never overwrites: what differs is shown', () => {
		repository.write(CONFIG, 'version: 1\npersona: strict\n');
		repository.write('.github/workflows/review.yml', `jobs: { r: { steps: [{ uses: ${ACTION} }] } }\n`);
		repository.commit('adopted by hand');
		const said = init();
		expect(said).toMatch(/left as it is[\s\S]*-persona: strict\n[\s\S]*\+persona: essential/);
		expect(said).toContain('.github/workflows/review.yml runs Groundwire already');
		expect(text(CONFIG)).toBe('version: 1\npersona: strict\n');
		expect(existsSync(join(repository.path, WORKFLOW))).toBe(false);
	});

	test('twice is as good as once', () => {
		repository.write('README.md', '# Shop\n');
		repository.commit('small');
		init();
		expect(init()).toContain(`There already, and just so:\n  ${CONFIG}`);
	});

	test('--dry-run writes nothing, and neither does a link lead anywhere else', () => {
		repository.write('README.md', '# Shop\n');
		expect(init('--dry-run')).toContain('Would write (--dry-run):');
		expect(existsSync(join(repository.path, '.groundwire'))).toBe(false);
		repository.link('.groundwire', '/tmp');
		expect(groundwire(['init', '--repo', repository.path])).toMatchObject({ status: 2, stderr: expect.stringContaining('not written through') as string });
	});
});
