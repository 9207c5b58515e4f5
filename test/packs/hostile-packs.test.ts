import { chmodSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { DEPLOYMENT, PackRepository, teamFindings } from './pack-repository.ts';

const SOUND = 'package team.sound\n\nfindings contains {"at": ["spec", "replicas"], "message": "one replica"} if input.spec.replicas == 1\n';
const SOUND_FINDING = ['team.sound', 'medium', 'deploy/app.yaml:6', 'one replica'];

let repository: PackRepository;

beforeEach(() => {
	repository = new PackRepository();
	repository.write('.groundwire/policies/sound.rego', SOUND);
});
afterEach(() => repository.delete());

describe('a hostile policy costs itself only', () => {
	test.each([
		['10,000 results', 'findings contains {"at": [], "message": sprintf("m%d", [i])} if some i in numbers.range(1, 10000)', /10000 of them, the limit is 1000/u],
		['results of the wrong shape', 'findings contains {"at": 7, "message": ["no text"], "also": true} if true', /findings\[0\]\.also is no key of a finding/u],
		['findings that are no set', 'findings := "everything is wrong"', /must be a set or an array/u],
		['two values for one rule', 'findings contains {"at": [], "message": answer} if true\n\nanswer := "a" if input.kind\n\nanswer := "b" if input.kind', /multiple assignments|conflict/u],
		['a memory balloon', 'findings contains {"at": [], "message": "m"} if count([sprintf("%d %d", [i, j]) | some i in numbers.range(1, 100000); some j in numbers.range(1, 1000)]) == 1', /memory|malloc|took longer/u],
		['an endless loop', 'findings contains {"at": [], "message": "m"} if count([1 | some i in numbers.range(1, 100000); some j in numbers.range(1, 100000); i + j == 0]) == 1', /took longer than \d+ ms|memory/u],
	])('%s', (_name, body, detail) => {
		repository.write('.groundwire/policies/hostile.rego', `package team.hostile\n\n${body}\n`);
		const run = repository.check({ 'deploy/app.yaml': DEPLOYMENT });
		expect(teamFindings(run)).toEqual([SOUND_FINDING]);
		const entries = run.report.notAnalysed.filter(({ reason }) => reason === 'policy');
		expect(entries).toEqual([{ path: 'deploy/app.yaml', reason: 'policy', detail: expect.stringMatching(detail) as string }]);
		expect(entries[0]?.detail).toMatch(/^team\.hostile: .*\(pack \.groundwire\/policies\)$/u);
		expect(run.report.verdict.conclusion).toBe('undecided');
		expect(run.status).toBe(2);
	}, 120_000);

	test('what cannot be parsed, and a symbolic link, are problems with their places', () => {
		repository.write('.groundwire/policies/broken.rego', 'package team.broken\n\nfindings contains {\n');
		const run = repository.check({ 'deploy/app.yaml': DEPLOYMENT });
		expect(run.report.verdict.reasons[0]?.detail).toMatch(/^\.groundwire\/policies\/broken\.rego:\d+:\d+: /u);
		expect(teamFindings(run)).toEqual([SOUND_FINDING]);
		repository.link('.groundwire/policies/link.rego', '/etc/passwd');
		expect(repository.check({ 'README.md': 'x' }).report.verdict.reasons[0]?.detail).toMatch(/link\.rego: this file of the pack is a symbolic link, which is never followed/u);
	});

	test('a folder of the pack that is elsewhere is a problem: half a pack must not judge', () => {
		repository.write('shared/more.rego', SOUND);
		repository.write('.groundwire/policies/README.md', 'Links to files that are no policies do no harm.\n');
		repository.link('.groundwire/policies/LICENSE', '../../README.md');
		expect(repository.check({ 'deploy/app.yaml': DEPLOYMENT }).report.verdict.reasons).toEqual([]);
		repository.link('.groundwire/policies/more', '../../shared');
		const message = 'this file of the pack is a symbolic link, which is never followed';
		expect(repository.check({ 'README.md': 'x' }).report.verdict.reasons[0]?.detail).toBe(`.groundwire/policies/more: ${message}`);
		expect(repository.scan().report.verdict.reasons[0]?.detail).toBe(`.groundwire/policies/more: ${message}`);
		repository.write('.groundwire/config.yaml', 'version: 1\npolicies: [linked, sub, shared/more.txt, {path: shared, data: [other]}]\n');
		repository.link('linked', 'shared');
		repository.link('other', 'shared');
		repository.write('shared/more.txt', SOUND);
		repository.git('update-index', '--add', '--cacheinfo', `160000,${repository.head()},sub`);
		repository.write('sub/.git', `gitdir: ${repository.path}/.git`);
		const run = repository.check({ 'README.md': 'y' });
		expect(run.report.verdict.reasons.map(({ detail }) => detail)).toEqual([
			`linked: ${message}`,
			'sub: this file of the pack is a submodule, which is not read',
			'shared/more.txt: this file of the pack is of a kind that is not read here',
			`other: ${message}`,
		]);
		expect(run.status).toBe(2);
	});

	test.each(['groundwire.entry', 'groundwire["entry"]'])('a package in the place of the entry is refused: %s', (name) => {
		repository.write('.groundwire/policies/entry.rego', `package ${name}\n\nresults := []\n`);
		const run = repository.check({ 'deploy/app.yaml': DEPLOYMENT });
		expect(run.report.verdict.reasons[0]?.detail).toMatch(/entry\.rego:1:1: the package groundwire\.entry is generated/u);
		expect(teamFindings(run)).toEqual([SOUND_FINDING]);
	});
});

/** The file of the one entry of the cache. */
function entry(): string {
	const folder = join(repository.cache, 'groundwire/packs');
	return join(folder, readdirSync(folder)[0] ?? '');
}

describe('the cache', () => {
	test('holds one entry for what was compiled, and a spoilt one is compiled again', () => {
		expect(teamFindings(repository.check({ 'deploy/app.yaml': DEPLOYMENT }))).toEqual([SOUND_FINDING]);
		const bytes = readFileSync(entry());
		const spoilt: (() => void)[] = [
			() => truncateSync(entry(), 100),
			() => writeFileSync(entry(), Buffer.concat([bytes.subarray(0, 400), Buffer.from('poison'), bytes.subarray(406)])),
			() => writeFileSync(entry(), ''),
		];
		for (const spoil of spoilt) {
			spoil();
			repository.write('other.txt', String(spoilt.indexOf(spoil)));
			expect(teamFindings(repository.check({ [`deploy/${spoilt.indexOf(spoil)}.yaml`]: DEPLOYMENT })).map(([rule]) => rule)).toEqual(['team.sound']);
			expect(readFileSync(entry())).toEqual(bytes);
		}
		expect(readdirSync(join(repository.cache, 'groundwire/packs'))).toHaveLength(1);
	});

	test('is not used inside a work tree, where a change could bring entries of its own', () => {
		repository.environment = { RUNNER_TOOL_CACHE: join(repository.path, 'cache') };
		expect(teamFindings(repository.check({ 'deploy/app.yaml': DEPLOYMENT }))).toEqual([SOUND_FINDING]);
		expect(existsSync(join(repository.path, 'cache'))).toBe(false);
		repository.environment = { RUNNER_TOOL_CACHE: 'cache', XDG_CACHE_HOME: 'cache' };
		expect(teamFindings(repository.check({ 'deploy/other.yaml': DEPLOYMENT }))).toHaveLength(1);
		expect(existsSync('cache')).toBe(false);
	});

	test('changes nothing about the report', () => {
		repository.write('.groundwire/policies/second.rego', 'package team.second\n\nwarn contains sprintf("%s %d", [input.kind, i]) if some i in numbers.range(1, 5)\n');
		const base = repository.commit('base');
		repository.write('deploy/app.yaml', DEPLOYMENT);
		const head = repository.commit('head');
		const [cold, warm] = [1, 2].map(() => ({ ...repository.run('check', '--repo', repository.path, '--base', base, '--head', head).report, timings: {}, startedAt: '' }));
		expect(warm?.findings.length).toBeGreaterThan(2);
		expect(JSON.stringify(warm)).toBe(JSON.stringify(cold));
	});

	test('that cannot be written, or that others may write, is not used', () => {
		chmodSync(repository.cache, 0o777);
		writeFileSync(join(repository.cache, 'groundwire'), 'a file in the place of the folder');
		expect(teamFindings(repository.check({ 'deploy/app.yaml': DEPLOYMENT }))).toEqual([SOUND_FINDING]);
		expect(existsSync(join(repository.cache, 'groundwire/packs'))).toBe(false);
	});
});
