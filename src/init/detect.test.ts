import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { type Found, detect } from './detect.ts';
import { initFiles } from './files.ts';

/** What is found in files, given by path and text. */
function found(files: Readonly<Record<string, string>>): Found {
	return detect({ paths: Object.keys(files), read: (path) => files[path] });
}

const DENY = 'package main\ndeny contains msg if { msg := "no" }\n';
const OLD = 'package main\nwarn_latest[msg] { msg := "if this contains latest" }\n';

describe('what a repository has', () => {
	it('takes the topmost folders of Rego that Conftest would run, each in its version, and lists its own folder beside them', () => {
		const all = found({
			'policy/a.rego': DENY, 'policy/deep/b.rego': DENY, 'policy/a_test.rego': OLD, 'old/main.rego': OLD, 'lib/helper.rego': 'package lib\nx := 1\n', '.groundwire/policies/team.rego': DENY, 'test/fixtures/x.rego': DENY,
		});
		expect(all.policies.map(({ folder, files, rego }) => [folder, files, rego])).toEqual([['.groundwire/policies', 1, 'v1'], ['old', 1, 'v0'], ['policy', 2, 'v1']]);
		const [config] = initFiles(all, 'a/b@c');
		expect((load(config?.text ?? '') as { readonly policies: unknown }).policies).toEqual(['.groundwire/policies', { path: 'old', name: 'old', rego: 'v0' }, { path: 'policy', name: 'policy' }]);
	});

	it('takes a folder that is called after policies as one pack, with the libraries in it, and reads a call of contains as no sign of Rego v1', () => {
		const all = found({
			'policy/lib/k8s.rego': 'package lib\nis_pod(x) { contains(x, "pod") }\n', 'policy/a/src.rego': 'package a\nviolation[msg] {\n\tcontains(input.x, "y")\n\tmsg := "no"\n}\n', 'policy/b/src.rego': `# if\n${OLD}`,
		});
		expect(all.policies).toEqual([{ folder: 'policy', files: 3, rego: 'v0', clashes: false, own: false }]);
	});

	it.each(['violation := [{"msg": msg}] if {\n\tmsg := "no"\n}', 'deny contains msg if {\n\tmsg := "no"\n}', 'deny[msg] if {\n\tmsg := "no"\n}', 'warn := {"a"}'])('takes %j for Rego v1', (rule) => {
		expect(found({ 'policy/a.rego': `package a\n${rule}\n` }).policies[0]?.rego).toBe('v1');
	});

	it('names packs whose packages are called alike, since two rules must not have one id', () => {
		const all = found({ 'x/policy/a.rego': DENY, 'y/policy/a.rego': DENY, 'z/b.rego': DENY.replace('main', 'other') });
		const [config] = initFiles(all, 'a/b@c');
		expect((load(config?.text ?? '') as { readonly policies: unknown }).policies).toEqual([{ path: 'x/policy', name: 'x-policy' }, { path: 'y/policy', name: 'y-policy' }, { path: 'z' }]);
	});

	it('says nothing of policies when there is only the folder that needs no word', () => {
		expect(initFiles(found({ '.groundwire/policies/team.rego': DENY }), 'a/b@c')[0]?.text).not.toContain('policies');
	});

	it('survives manifests that are none, and looks into no dependency', () => {
		const all = found({ 'package.json': '[]', 'a/package.json': '{', 'node_modules/express/package.json': '{"dependencies": {"koa": "1"}}', 'b/package.json': '{"dependencies": {"koa": "1"}}', 'values.yaml': 'kind: 3\n' });
		expect([all.services, all.manifests, all.hooks]).toEqual([[{ folder: 'b', library: 'koa' }], [], []]);
	});

	it('tells templates of a chart from manifests, and knows images, services and stacks', () => {
		const manifest = 'apiVersion: v1\nkind: Service\n';
		const all = found({
			'charts/web/Chart.yaml': 'name: web\n', 'charts/web/templates/service.yaml': manifest, 'deploy/service.yaml': manifest,
			'Dockerfile': '', 'api/Dockerfile.prod': '', 'web.Dockerfile': '', 'docs/dockerfile.md': '', 'compose.yaml': '', 'ops/docker-compose.prod.yml': '',
			'stack.yaml': 'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n', 'stack.json': '{\n"Resources": {"Logs": {"Type": "AWS::S3::Bucket"}}}', 'data.json': '{"Resources": []}',
		});
		expect(all).toMatchObject({ manifests: ['deploy/service.yaml'], charts: ['charts/web'], dockerfiles: 3, compose: ['compose.yaml', 'ops/docker-compose.prod.yml'], templates: ['stack.json', 'stack.yaml'] });
	});

	it.each([
		[{ '.husky/pre-commit': '' }, ['husky']],
		[{ '.lefthook.toml': '' }, ['lefthook']],
		[{ 'package.json': '{"devDependencies": {"lefthook": "2", "husky": "9"}}' }, ['lefthook', 'husky']],
		[{ '.pre-commit-config.yaml': '' }, ['pre-commit']],
	])('knows the hooks of %j', (files, hooks) => {
		expect(found(files as Readonly<Record<string, string>>).hooks).toEqual(hooks);
	});
});
