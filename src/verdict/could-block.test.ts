import { describe, expect, it } from 'vitest';
import type { RepoPath } from '../change/change.ts';
import { PLATFORMS } from '../evidence/infra/platforms.ts';
import type { RuleId, Scope } from '../policy/policy.ts';
import { couldBlock, type WeightedRule } from './could-block.ts';
import { reaches } from './reaches.ts';

function rule(category: string, change: Partial<WeightedRule> & { readonly scope?: Scope; readonly platforms?: readonly string[] } = {}): WeightedRule {
	const { scope = category.startsWith('code/') ? 'file' : 'document', platforms, ...weight } = change;
	return { rule: { id: 'r' as RuleId, category, scope, ...(platforms !== undefined && { platforms }) }, severity: 'high', confidence: 'high', ...weight };
}

function could(path: string, rules: readonly WeightedRule[], covers = true): boolean {
	return couldBlock(path as RepoPath, rules, (weighted) => reaches(weighted, { severity: 'high', confidence: 'high' }), () => covers);
}

describe('a file that was not read', () => {
	it.each([
		['src/a.ts', 'code/missing-timeout'],
		['src/a.cjs', 'code/missing-timeout'],
		['deploy/app.yaml', 'kubernetes/privileged'],
		['infra/main.tf', 'terraform/sg-open-ingress'],
		['infra/terraform.tfvars.json', 'terraform/sg-open-ingress'],
		['.github/workflows/ci.yml', 'actions/script-injection'],
		['api.Dockerfile', 'dockerfile/root-user'],
		['images/web_dockerfile', 'dockerfile/root-user'],
		['dns/example.org.zone', 'dns/cname-conflict'],
		['dns/example.org.yaml', 'dns/cname-conflict'],
		['rules.json', 'alerts/invalid-rule'],
		['.forgejo/workflows/ci.yml', 'actions/script-injection'],
		['DEPLOY/APP.YAML', 'kubernetes/privileged'],
		['infra/main.tofu', 'terraform/sg-open-ingress'],
		['infra/main.tf.json', 'terraform/sg-open-ingress'],
		['a.yaml', 'team/labels'],
		['infra/main.tofu', 'team/labels'],
		['infra/prod.auto.tfvars', 'team/labels'],
	])('%s leaves the verdict open when a rule of %s blocks', (path, category) => {
		expect(could(path, [rule(category)])).toBe(true);
		expect(could(path, [rule(category, { scope: 'workspace' })])).toBe(!category.startsWith('code/'));
	});

	it('concerns the platforms that a rule names', () => {
		const terraform = rule('team/labels', { platforms: ['terraform'] });
		expect(['a.yaml', 'infra/main.tf'].map((path) => could(path, [terraform]))).toEqual([false, true]);
		const every = PLATFORMS.filter((platform) => !['a.yaml', 'a.json', 'main.tf', 'Dockerfile', '.github/workflows/a.yml', 'a.zone'].some((path) => could(path, [rule('team/labels', { platforms: [platform] })])));
		expect(every).toEqual([]);
	});

	it.each([
		['logo.png', 'code/missing-timeout'],
		['src/a.ts', 'kubernetes/privileged'],
		['a.yaml', 'actions/script-injection'],
		['infra/.terraform.lock.hcl', 'terraform/sg-open-ingress'],
		['infra/values.tfvars', 'terraform/sg-open-ingress'],
	])('%s leaves it alone when only a rule of %s blocks', (path, category) => {
		expect(could(path, [rule(category)])).toBe(false);
	});

	it('leaves it alone when the rule looks at the change as a whole', () => {
		expect(could('infra/main.tf', [rule('change/guardrail-changed', { scope: 'change' })])).toBe(false);
	});

	it('leaves it alone when its rules do not block, or do not speak about the path', () => {
		expect(could('a.ts', [rule('code/missing-timeout', { severity: 'medium' })])).toBe(false);
		expect(could('a.ts', [rule('code/missing-timeout', { confidence: 'medium' })])).toBe(false);
		expect(could('a.ts', [rule('code/missing-timeout')], false)).toBe(false);
	});
});
