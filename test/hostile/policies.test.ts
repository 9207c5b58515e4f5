import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { DEPLOYMENT, PackRepository, teamFindings } from '../packs/pack-repository.ts';

const SOUND = 'package team.sound\n\nfindings contains {"at": ["spec", "replicas"], "message": "one replica"} if input.spec.replicas == 1\n';
const SOUND_FINDING = ['team.sound', 'medium', 'deploy/app.yaml:6', 'one replica'];

let repository: PackRepository;

beforeEach(() => {
	repository = new PackRepository();
	repository.write('.groundwire/policies/sound.rego', SOUND);
});
afterEach(() => repository.delete());

/** What test/packs/hostile-packs.test.ts has no case for: more kinds of traps, and several hostile policies at once. */
const TRAPS: Readonly<Record<string, string>> = {
	'a million results': 'findings contains {"at": [], "message": sprintf("m%d", [i])} if some i in numbers.range(1, 1000000)',
	'a result without end': 'findings contains {"at": [], "message": concat("", [sprintf("%d", [i]) | some i in numbers.range(1, 5000000)])} if true',
	'a tree of sets': 'findings contains {"at": [], "message": "m"} if count({[a, b, c, d] | some a in numbers.range(1, 200); some b in numbers.range(1, 200); some c in numbers.range(1, 200); some d in numbers.range(1, 200)}) == 0',
	'a path of a million steps': 'findings contains {"at": numbers.range(1, 1000000), "message": "m"} if true',
	'a message that is no text': 'findings contains {"at": [], "message": {"a": [1, 2]}} if true',
	'keys of prototypes': 'findings contains {"at": [], "message": "m", "__proto__": {"severity": "low"}, "constructor": 1} if true',
	'a conflict of functions': 'f(x) := 1 if x > 0\n\nf(x) := 2 if x > 1\n\nfindings contains {"at": [], "message": sprintf("%d", [f(5)])} if true',
};

describe('a trap costs its own policy', { timeout: 240_000 }, () => {
	test.each(Object.entries(TRAPS))('%s', (_name, body) => {
		repository.write('.groundwire/policies/hostile.rego', `package team.hostile\n\n${body}\n`);
		const run = repository.check({ 'deploy/app.yaml': DEPLOYMENT });
		expect(teamFindings(run)).toEqual([SOUND_FINDING]);
		expect(run.report.notAnalysed.map(({ path, reason, detail }) => [path, reason, detail.split(':')[0]])).toEqual([['deploy/app.yaml', 'policy', 'team.hostile']]);
		expect(run.report.verdict.conclusion).toBe('undecided');
		expect(run.status).toBe(2);
	});

	test('four of them at once, and a built-in rule beside them', () => {
		for (const [index, body] of Object.values(TRAPS).slice(2, 6).entries()) repository.write(`.groundwire/policies/hostile${index}.rego`, `package team.hostile${index}\n\n${body}\n`);
		const run = repository.check({ 'deploy/app.yaml': DEPLOYMENT.replace('          image', '          securityContext: {privileged: true}\n          image') });
		expect(teamFindings(run)).toEqual([SOUND_FINDING]);
		expect(run.report.findings.map(({ rule }) => rule)).toContain('privileged');
		expect(run.report.notAnalysed.map(({ detail }) => detail.split(':')[0] ?? '').toSorted()).toEqual(['team.hostile0', 'team.hostile1', 'team.hostile2', 'team.hostile3']);
		// What blocks, blocks; what is open beside it is told.
		expect(run.report.verdict.conclusion).toBe('block');
		expect(run.report.verdict.reasons.filter(({ kind }) => kind === 'not-analysed' || kind === 'policy')).not.toEqual([]);
	});
});

describe('what reaches out of a policy does not compile', { timeout: 240_000 }, () => {
	test('five functions, each with its line; the sound policy judges', () => {
		const calls = ['http.send({"method": "get", "url": "http://127.0.0.1:1"})', 'net.lookup_ip_addr("example.org")', 'opa.runtime()', 'rand.intn("a", 9)', 'uuid.rfc4122("a")'];
		for (const [index, call] of calls.entries()) repository.write(`.groundwire/policies/hostile${index}.rego`, `package team.hostile${index}\n\nfindings contains {"at": [], "message": "m"} if ${call}\n`);
		const run = repository.check({ 'deploy/app.yaml': DEPLOYMENT });
		expect(teamFindings(run)).toEqual([SOUND_FINDING]);
		expect(run.report.verdict.conclusion).toBe('undecided');
		expect(run.report.verdict.reasons.map(({ detail }) => detail).sort()).toEqual(calls.map((call, index) => `.groundwire/policies/hostile${index}.rego:3:49: undefined function ${call.split('(')[0]}`));
		expect(run.status).toBe(2);
	});

	test.each([
		['recursion', 'a if b\n\nb if a\n\nfindings contains {"at": [], "message": "m"} if a', /recursi/u],
		['an entry of ours', 'import data.groundwire.entry\n\nfindings contains {"at": [], "message": "m"} if entry.results', /groundwire|undefined|conflict|recursi/u],
	])('%s', (_name, body, expected) => {
		repository.write('.groundwire/policies/hostile.rego', `package team.hostile\n\n${body}\n`);
		const run = repository.check({ 'deploy/app.yaml': DEPLOYMENT });
		expect(teamFindings(run)).toContainEqual(SOUND_FINDING);
		expect(run.report.verdict.conclusion).toBe('undecided');
		expect([...run.report.verdict.reasons.map(({ detail }) => detail), ...run.report.notAnalysed.map(({ detail }) => detail)].join('\n')).toMatch(expected);
		expect(run.status).toBe(2);
	});

	test('brackets that bring the compiler down cost the pack, which is named; built-in rules judge', () => {
		repository.write('.groundwire/policies/hostile.rego', `package team.hostile\n\nx := ${'['.repeat(5_000)}${']'.repeat(5_000)}\n\nfindings contains {"at": [], "message": "m"} if x\n`);
		const run = repository.check({ 'deploy/app.yaml': DEPLOYMENT.replace('          image', '          securityContext: {privileged: true}\n          image') });
		expect(run.report.findings.map(({ rule }) => rule)).toContain('privileged');
		expect(run.report.verdict.conclusion).toBe('undecided');
		expect(run.report.verdict.reasons.map(({ kind, path }) => [kind, path])).toContainEqual(['policy', '.groundwire/policies']);
	});
});
