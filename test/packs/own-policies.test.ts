import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { DEPLOYMENT, PackRepository, teamFindings } from './pack-repository.ts';

const REPLICAS = `# METADATA
# title: One replica
# description: A node that goes takes the service with it.
# custom: {id: one-replica, severity: high, confidence: high, params: {least: 2}}
package team.replicas

findings contains {"at": ["spec", "replicas"], "message": message} if {
	input.kind == "Deployment"
	input.spec.replicas < data.groundwire.params["one-replica"].least
	message := sprintf("%s has %d", [input.metadata.name, input.spec.replicas])
}
`;
const OWNER = `package team.owner

findings contains {"at": ["metadata"], "message": "nobody owns it"} if {
	input.kind == "Deployment"
	not input.metadata.labels.owner
}
`;

let repository: PackRepository;

beforeEach(() => {
	repository = new PackRepository();
	repository.write('README.md', '# shop\n');
});
afterEach(() => repository.delete());

describe('policies of .groundwire/policies', () => {
	test('judge the change, with their metadata or the documented defaults', () => {
		repository.write('.groundwire/policies/replicas.rego', REPLICAS);
		repository.write('.groundwire/policies/deep/owner.rego', OWNER);
		const run = repository.check({ 'deploy/app.yaml': DEPLOYMENT });
		expect(teamFindings(run)).toEqual([
			['one-replica', 'high', 'deploy/app.yaml:6', 'web has 1'],
			['team.owner', 'medium', 'deploy/app.yaml:3', 'nobody owns it'],
		]);
		const [replicas, owner] = run.report.findings.filter(({ category }) => category.startsWith('team/'));
		expect(replicas).toMatchObject({ category: 'team/team.replicas', title: 'One replica', why: 'A node that goes takes the service with it.', subject: 'Deployment/web' });
		expect(owner).toMatchObject({ confidence: 'medium', title: 'team.owner' });
		expect(run.report.verdict.conclusion).toBe('block');
		expect(run.status).toBe(1);
	});

	test('take their settings from the config of base', () => {
		repository.write('.groundwire/policies/replicas.rego', REPLICAS);
		repository.write('.groundwire/policies/owner.rego', OWNER);
		repository.write('.groundwire/config.yaml', 'version: 1\nrules:\n  one-replica: {least: 1}\n  team.owner: {severity: low, paths: ["deploy/**"]}\n');
		const run = repository.check({ 'deploy/app.yaml': DEPLOYMENT, 'other/app.yaml': DEPLOYMENT });
		expect(teamFindings(run)).toEqual([['team.owner', 'low', 'deploy/app.yaml:3', 'nobody owns it']]);
	});

	test('are those of base: a change cannot take one away or soften it', () => {
		repository.write('.groundwire/policies/replicas.rego', REPLICAS);
		const run = repository.check({ 'deploy/app.yaml': DEPLOYMENT, '.groundwire/policies/replicas.rego': 'package team.replicas\n\nfindings := []\n' });
		expect(teamFindings(run)).toHaveLength(1);
		expect(run.report.findings.map(({ rule }) => rule)).toContain('guardrail-changed');
	});

	test('are named in the config by folder, with globs of their own', () => {
		repository.write('ops/rego/owner.rego', OWNER);
		repository.write('.groundwire/config.yaml', 'version: 1\npolicies: [{path: ops/rego, name: ops, files: ["deploy/**"]}]\n');
		const run = repository.check({ 'deploy/app.yaml': DEPLOYMENT, 'other/app.yaml': DEPLOYMENT });
		expect(teamFindings(run)).toEqual([['ops/team.owner', 'medium', 'deploy/app.yaml:3', 'nobody owns it']]);
	});

	test('judge a scanned tree, too', () => {
		repository.write('.groundwire/policies/owner.rego', OWNER);
		repository.write('.groundwire/config.yaml', 'version: 1\nignore: ["old/**"]\n');
		repository.write('deploy/app.yaml', DEPLOYMENT);
		repository.write('old/app.yaml', DEPLOYMENT);
		expect(teamFindings(repository.scan())).toEqual([['team.owner', 'medium', `${repository.path}/deploy/app.yaml:3`, 'nobody owns it']]);
	});
});

test('each root of a scan is judged by its own config and policies', () => {
	repository.write('one/.groundwire/policies/owner.rego', OWNER);
	repository.write('one/app.yaml', DEPLOYMENT);
	repository.write('two/.groundwire/config.yaml', 'version: 1\nignore: ["old.yaml"]\n');
	repository.write('two/old.yaml', DEPLOYMENT.replace('image:', 'securityContext: {privileged: true}\n          image:'));
	repository.write('three/app.yaml', DEPLOYMENT.replace('image:', 'securityContext: {privileged: true}\n          image:'));
	const run = repository.scanRoots('one', 'two', 'three');
	expect(teamFindings(run).map(([rule, , place]) => `${rule} ${place}`)).toEqual([`team.owner ${repository.path}/one/app.yaml:3`]);
	expect(run.report.findings.filter(({ rule }) => rule === 'privileged').map(({ location }) => location.path)).toEqual([`${repository.path}/three/app.yaml`]);
});

describe('policies that cannot be used', () => {
	test('a policy that does not compile is named with its place; the others judge, and the run is undecided', () => {
		repository.write('.groundwire/policies/broken.rego', 'package team.broken\n\nfindings contains f if {\n\tf := undefined_function(input)\n}\n');
		repository.write('.groundwire/policies/replicas.rego', REPLICAS);
		const run = repository.check({ 'deploy/app.yaml': DEPLOYMENT });
		expect(run.report.verdict.reasons).toContainEqual(
			expect.objectContaining({ kind: 'policy', path: '.groundwire/policies/broken.rego', detail: expect.stringMatching(/^\.groundwire\/policies\/broken\.rego:4:7: .*undefined function undefined_function/u) as string }),
		);
		expect(teamFindings(run).map(([rule]) => rule)).toEqual(['one-replica']);
		expect(run.report.verdict.conclusion).toBe('undecided');
		expect(run.status).toBe(2);
	});

	test.each([
		['http.send', 'x := http.send({"method": "get", "url": "https://example.org"})'],
		['net.lookup_ip_addr', 'x := net.lookup_ip_addr("example.org")'],
		['opa.runtime', 'x := opa.runtime()'],
	])('%s is refused when the pack is compiled', (name, line) => {
		repository.write('.groundwire/policies/reach.rego', `package team.reach\n\nfindings contains {"at": [], "message": "m"} if {\n\t${line}\n}\n`);
		const run = repository.check({ 'deploy/app.yaml': DEPLOYMENT });
		expect(run.report.verdict.reasons.map(({ detail }) => detail).join('\n')).toMatch(new RegExp(`reach\\.rego:4:\\d+: .*${name.replace('.', '\\.')}`, 'u'));
		expect(run.status).toBe(2);
	});

	test('an id of a built-in rule is an error that names both', () => {
		repository.write('.groundwire/policies/own.rego', '# METADATA\n# custom: {id: privileged}\npackage team.mine\n\nfindings := []\n');
		const run = repository.check({ 'deploy/app.yaml': DEPLOYMENT });
		expect(run.report.verdict.reasons[0]?.detail).toMatch(/the rule `privileged` \(package `team\.mine`\) has the id of a rule of Groundwire/u);
		expect(run.status).toBe(2);
	});

	test('a folder that is not there is an error, and so is a setting of a rule that is not there', () => {
		repository.write('.groundwire/config.yaml', 'version: 1\npolicies: [nowhere]\n');
		expect(repository.check({ 'deploy/app.yaml': DEPLOYMENT }).report.verdict.reasons[0]?.detail).toBe('nowhere: there is no such folder at the base revision (`policies` of the config)');
		repository.write('.groundwire/config.yaml', 'version: 1\nrules: {team.owner: off}\n');
		expect(repository.check({ 'README.md': 'x' }).report.verdict.reasons[0]?.detail).toMatch(/config\.yaml:2: unknown rule `team\.owner`/u);
	});

	test('the usual folder may be without Rego, but not without rules', () => {
		repository.write('.groundwire/policies/README.md', 'To come.\n');
		expect(repository.check({ 'deploy/app.yaml': DEPLOYMENT }).status).toBe(0);
		repository.write('.groundwire/policies/own.rego', 'package main\n\ndenny contains "a slip of the pen" if true\n');
		expect(repository.check({ 'README.md': 'x' }).report.verdict.reasons[0]?.detail).toMatch(/^\.groundwire\/policies: there are no rules in this pack/u);
	});

	test('a pack that can say nothing is no pass: it has no rules, or none in the packages that are asked for', () => {
		repository.write('.groundwire/policies/own.rego', 'package team.mine\n\nfindings := []\n');
		repository.write('lib/helper.rego', 'package lib\n\nx := 1\n');
		repository.write('.groundwire/config.yaml', 'version: 1\npolicies: [lib, {path: .groundwire/policies, namespaces: [team.*, main]}]\n');
		const run = repository.check({ 'deploy/app.yaml': DEPLOYMENT });
		expect(run.report.verdict.reasons.map(({ detail }) => detail)).toEqual([expect.stringMatching(/^lib: there are no rules in this pack/u), expect.stringMatching(/^\.groundwire\/policies: no package `main` of this pack has rules/u)]);
		expect(run.status).toBe(2);
	});
});
