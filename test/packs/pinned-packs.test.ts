import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { GitRepository } from '../support/git-repository.ts';
import { DEPLOYMENT, PackRepository, teamFindings } from './pack-repository.ts';

const POLICY = 'package acme.replicas\n\ndeny contains sprintf("%d replicas, %d wanted", [input.spec.replicas, data.least]) if input.spec.replicas < data.least\n';

let shared: GitRepository;
let repository: PackRepository;
let pin: string;

beforeEach(() => {
	shared = new GitRepository();
	shared.write('packs/ops/replicas.rego', POLICY);
	shared.write('packs/ops/replicas_test.rego', 'package acme.replicas_test\n');
	shared.write('packs/data/least.yaml', 'least: 3\n');
	pin = shared.commit('a pack');
	repository = new PackRepository();
	repository.write('README.md', '# shop\n');
});
afterEach(() => {
	shared.delete();
	repository.delete();
});

function config(digest: string, git = shared.path): void {
	repository.write('.groundwire/config.yaml', `version: 1\npolicies:\n  - {git: "${git}", ref: "${pin}", digest: "${digest}", path: packs/ops, data: [packs/data], name: acme}\n`);
}

/** As docs/guides/sharing-a-pack.md tells people to make it. */
function digestByShell(): string {
	const command = 'git ls-tree -r --name-only HEAD packs/ops packs/data | grep -E "\\.(rego|json|ya?ml)$" | LC_ALL=C sort | xargs sha256sum | sha256sum';
	return `sha256:${execFileSync('sh', ['-c', command], { cwd: shared.path, encoding: 'utf8' }).slice(0, 64)}`;
}

describe('a pack of another repository', () => {
	test('runs when its files are what the digest says, and comes from the cache afterwards', () => {
		config(digestByShell());
		expect(teamFindings(repository.check({ 'deploy/app.yaml': DEPLOYMENT }))).toEqual([['acme/acme.replicas', 'high', 'deploy/app.yaml:1', '1 replicas, 3 wanted']]);
		shared.remove('.git');
		expect(teamFindings(repository.check({ 'deploy/other.yaml': DEPLOYMENT })).map(([rule]) => rule)).toEqual(['acme/acme.replicas']);
	});

	test('is not run when they are not, and the digest that was found is named', () => {
		const wrong = `sha256:${'0'.repeat(64)}`;
		config(wrong);
		const run = repository.check({ 'deploy/app.yaml': DEPLOYMENT });
		expect(run.report.verdict.reasons[0]?.detail).toContain(`has the digest ${digestByShell()}, not ${wrong}`);
		expect(teamFindings(run)).toEqual([]);
		expect(run.status).toBe(2);
	});

	test('that a change names is not fetched: base has the word', () => {
		const base = 'version: 1\n';
		repository.write('.groundwire/config.yaml', base);
		const run = repository.check({ 'deploy/app.yaml': DEPLOYMENT, '.groundwire/config.yaml': `version: 1\npolicies: [{git: "${shared.path}", ref: main, digest: "${digestByShell()}", path: packs/ops}]\n` });
		expect(teamFindings(run)).toEqual([]);
	});

	test('is not fetched because of what is scanned, unless that is asked for', () => {
		config(digestByShell());
		repository.write('deploy/app.yaml', DEPLOYMENT);
		const run = repository.scan();
		expect(run.report.verdict.reasons[0]?.detail).toMatch(/is not in the cache, and a scan fetches nothing because of what it scans\. If you trust the folder, scan it with --fetch$/u);
		expect(run.status).toBe(2);
		expect(teamFindings(repository.scan('--fetch'))).toHaveLength(1);
		expect(teamFindings(repository.scan())).toHaveLength(1);
	});

	test('that cannot be fetched leaves the run undecided', () => {
		config(`sha256:${'0'.repeat(64)}`, '/nowhere/at/all');
		const run = repository.check({ 'deploy/app.yaml': DEPLOYMENT });
		expect(run.report.verdict.reasons[0]?.detail).toMatch(/the pack of \/nowhere\/at\/all at \w+ could not be fetched/u);
		expect(run.status).toBe(2);
	});

	test('runs none of the hooks and filters of the repository that it comes from', () => {
		shared.write('.gitattributes', '*.rego filter=evil\n');
		shared.git('config', 'filter.evil.smudge', `touch ${join(repository.cache, 'smudged')}`);
		shared.git('config', 'uploadpack.packObjectsHook', `touch ${join(repository.cache, 'hooked')}`);
		pin = shared.commit('attributes');
		config(digestByShell());
		expect(teamFindings(repository.check({ 'deploy/app.yaml': DEPLOYMENT })).map(([rule]) => rule)).toEqual(['acme/acme.replicas']);
		expect(repository.cached()).not.toContain('smudged');
		expect(repository.cached()).not.toContain('hooked');
	});
});
