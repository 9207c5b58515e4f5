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
		expect((load(config?.text ?? '') as { readonly policies: unknown }).policies).toEqual(['.groundwire/policies', { path: 'old', rego: 'v0' }, { path: 'policy' }]);
	});

	it('says nothing of policies when there is only the folder that needs no word', () => {
		expect(initFiles(found({ '.groundwire/policies/team.rego': DENY }), 'a/b@c')[0]?.text).not.toContain('policies');
	});

	it('survives manifests that are none, and looks into no dependency', () => {
		const all = found({ 'package.json': '[]', 'a/package.json': '{', 'node_modules/express/package.json': '{"dependencies": {"koa": "1"}}', 'b/package.json': '{"dependencies": {"koa": "1"}}', 'values.yaml': 'kind: 3\n' });
		expect([all.services, all.manifests, all.hooks]).toEqual([[{ folder: 'b', library: 'koa' }], [], []]);
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
