import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { DEPLOYMENT, type PackRun, PackRepository, teamFindings } from './pack-repository.ts';

let repository: PackRepository;

beforeEach(() => {
	repository = new PackRepository();
	repository.write('README.md', '# shop\n');
});
afterEach(() => repository.delete());

function config(pack: string): void {
	repository.write('.groundwire/config.yaml', `version: 1\npolicies: [${pack}]\n`);
}

/** By place and message. */
function sorted(run: PackRun): ReturnType<typeof teamFindings> {
	return teamFindings(run).toSorted((a, b) => (a.join(' ') < b.join(' ') ? -1 : 1));
}

describe('a Conftest pack runs as it is', () => {
	test('deny and violation block, warn does not; texts and objects with msg are messages, results without one pass', () => {
		config('policy');
		repository.write(
			'policy/main.rego',
			`package main

deny contains "denied" if input.kind == "Deployment"

deny contains "" if true

deny contains 7 if true

violation_root contains {"msg": msg, "details": {"who": "ada"}} if msg := sprintf("%s runs as root", [input.metadata.name])

warn_replicas contains {"msg": "one replica", "at": ["spec", "replicas"]} if input.spec.replicas == 1

denying contains "no rule of Conftest" if true
`,
		);
		const run = repository.check({ 'deploy/app.yaml': `# a comment\n${DEPLOYMENT}` });
		expect(sorted(run)).toEqual([
			['main', 'high', 'deploy/app.yaml:2', 'denied'],
			['main', 'high', 'deploy/app.yaml:2', 'web runs as root'],
			['main', 'medium', 'deploy/app.yaml:7', 'one replica'],
		]);
		expect(run.report.findings.filter(({ category }) => category === 'team/main').map(({ confidence, subject }) => `${confidence} ${subject}`)).toEqual(Array(3).fill('high Deployment/web'));
		expect(run.status).toBe(1);
	});

	test('a package in both forms is heard in both', () => {
		config('policy');
		repository.write('policy/main.rego', 'package main\n\nfindings contains {"at": ["spec"], "message": "own"} if true\n\ndeny contains "denied" if true\n');
		expect(sorted(repository.check({ 'deploy/app.yaml': DEPLOYMENT }))).toEqual([
			['main', 'high', 'deploy/app.yaml:1', 'denied'],
			['main', 'medium', 'deploy/app.yaml:5', 'own'],
		]);
	});

	test.each([
		['true', 'deny if input.kind == "Deployment"', 'not true'],
		['a text', 'deny := "denied" if true', 'not "denied"'],
		['an object', 'deny := {"msg": "denied"} if true', 'not an object'],
	])('a rule that is %s instead of holding messages fails', (_, rule, detail) => {
		config('policy');
		repository.write('policy/main.rego', `package main\n\n${rule}\n\nwarn contains "heard" if true\n\ndefault violation := false\n`);
		const run = repository.check({ 'deploy/app.yaml': DEPLOYMENT });
		expect(run.report.notAnalysed).toEqual([{ path: 'deploy/app.yaml', reason: 'policy', detail: `main: findings must be a set or an array, ${detail} (pack policy)` }]);
		expect(run.status).toBe(2);
	});

	test('sees YAML and JSON of any kind, and the name of the file', () => {
		config('{path: policy, namespaces: ["files.*"]}');
		repository.write('policy/files.rego', 'package files.names\n\ndeny contains sprintf("%s in %s has %s", [data.conftest.file.name, data.conftest.file.dir, input.colour]) if input.colour\n');
		repository.write('policy/other.rego', 'package other\n\ndeny contains "not asked for" if true\n');
		const run = repository.check({ 'settings/a.yaml': 'size: 1\n---\ncolour: red\n', 'b.json': '{\n  "colour": "blue"\n}\n' });
		expect(sorted(run)).toEqual([
			['files.names', 'high', 'b.json:1', 'b.json in . has blue'],
			['files.names', 'high', 'settings/a.yaml:3', 'a.yaml in settings has red'],
		]);
	});

	test('exceptions silence the rules that they name', () => {
		config('policy');
		repository.write(
			'policy/exceptions.rego',
			'package main\n\ndeny_tag contains "tag" if true\n\ndeny_root contains "root" if true\n\ndeny contains "bare" if true\n\nexception contains rules if {\n\tinput.metadata.name == "web"\n\trules := ["root", ""]\n}\n',
		);
		expect(teamFindings(repository.check({ 'deploy/app.yaml': DEPLOYMENT })).map(([, , , message]) => message)).toEqual(['tag']);
	});

	test('data files are rooted by their folders below the one that is named', () => {
		config('{path: policy, data: [exclusions, "teams.shop:extra/shop.json"]}');
		repository.write('policy/data.rego', 'package main\n\nimport data.services\n\ndeny contains sprintf("%v %v %v", [services.ports, data.sub.deep, data.teams.shop.name]) if true\n');
		repository.write('exclusions/services.yaml', 'services:\n  ports: [22, 21]\n');
		repository.write('exclusions/sub/any.json', '{"deep": true}');
		repository.write('extra/shop.json', '{"name": "ada"}');
		expect(teamFindings(repository.check({ 'deploy/app.yaml': DEPLOYMENT })).map(([, , , message]) => message)).toEqual(['[22, 21] true ada']);
	});

	test('every key of a data file is a key of data, and there is an end to data', () => {
		config('{path: policy, data: [data.json, more.yaml]}');
		repository.write('policy/data.rego', 'package main\n\ndeny contains data["__proto__"].polluted if true\n');
		repository.write('data.json', '{"__proto__": {"polluted": "a key like any other"}}');
		repository.write('more.yaml', 'more: true\n');
		expect(teamFindings(repository.check({ 'deploy/app.yaml': DEPLOYMENT })).map(([, , , message]) => message)).toEqual(['a key like any other']);
		config(`{path: policy, data: [${Array.from({ length: 20 }, (_, index) => `"place${index}:large.json"`).join(', ')}]}`);
		repository.write('large.json', JSON.stringify({ text: 'x'.repeat(1_000_000) }));
		expect(repository.check({ 'README.md': 'x' }).report.verdict.reasons[0]?.detail).toBe('large.json: the data of a pack may have 8388608 bytes in all');
	});

	test('v0 where the config says so', () => {
		config('{path: policy, rego: v0}');
		repository.write('policy/old.rego', 'package main\n\ndeny[msg] {\n\tinput.kind == "Deployment"\n\tmsg = "old words"\n}\n\nwarn[{"msg": msg}] {\n\tmsg = "old warning"\n}\n');
		expect(sorted(repository.check({ 'deploy/app.yaml': DEPLOYMENT }))).toEqual([
			['main', 'high', 'deploy/app.yaml:1', 'old words'],
			['main', 'medium', 'deploy/app.yaml:1', 'old warning'],
		]);
	});

	test('combine: the documents of a folder are judged together', () => {
		config('{path: policy, combine: true}');
		repository.write(
			'policy/team.rego',
			'package main\n\ndeny contains sprintf("%s is in no team", [user.contents.name]) if {\n\tsome user in input\n\tsome team in input\n\tteam.contents.members\n\tuser.contents.name\n\tnot user.contents.name in team.contents.members\n}\n',
		);
		repository.write('people/team.yaml', 'members: [ada]\n');
		const run = repository.check({ 'people/users.yaml': 'name: ada\n---\nname: bob\n' });
		expect(teamFindings(run).map(([, , , message]) => message)).toEqual(['bob is in no team']);
	});

	test('schemas that only the pack knows say nothing', () => {
		config('policy');
		repository.write('policy/typed.rego', 'package main\n\n# METADATA\n# scope: document\n# schemas:\n# - input: schema["pod-v1"]\ndeny contains "typed" if input.kind == "Deployment"\n');
		expect(teamFindings(repository.check({ 'deploy/app.yaml': DEPLOYMENT })).map(([, , , message]) => message)).toEqual(['typed']);
	});

	test('a rule that nobody would hear is an error', () => {
		config('policy');
		repository.write('policy/main.rego', 'package main\n\ndeny[message] if {\n\tmessage := "unheard"\n}\n');
		const run = repository.check({ 'deploy/app.yaml': DEPLOYMENT });
		expect(run.report.verdict.reasons[0]?.detail).toMatch(/^policy\/main\.rego:3:1: `deny\[message\]` makes an object/u);
		expect(run.status).toBe(2);
	});

	test('only what the change brings is new', () => {
		config('policy');
		repository.write('policy/main.rego', 'package main\n\ndeny contains "z replicas" if input.spec.replicas == 1\n\ndeny contains "a tag" if input.spec.template.spec.containers[_].image == "example.org/web:2.0"\n');
		repository.write('deploy/app.yaml', DEPLOYMENT);
		const run = repository.check({ 'deploy/app.yaml': DEPLOYMENT.replace(':1.0', ':2.0') });
		expect(teamFindings(run).map(([, , , message]) => message)).toEqual(['a tag']);
	});
});
