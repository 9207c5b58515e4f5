import type { RepoPath } from '../change/change.ts';
import type { Confidence, RuleMetadata, Severity } from '../policy/policy.ts';
import { isModuleInput } from '../evidence/infra/terraform/paths.ts';

/** A rule with the weight that its findings have under the config. */
export interface WeightedRule {
	readonly rule: Pick<RuleMetadata, 'id' | 'category' | 'scope' | 'platforms'>;
	readonly severity: Severity;
	readonly confidence: Confidence;
}

const CODE = /\.[cm]?[jt]sx?$/;
const DOCUMENT = /\.(ya?ml|json|hcl|toml)$|Dockerfile/;
const YAML = /\.ya?ml$/;

/** Which files the rules of a domain, or of a platform, read. */
const READS: Readonly<Record<string, (path: string) => boolean>> = {
	kubernetes: (path) => YAML.test(path) || /\.(json|tpl)$/.test(path),
	terraform: isModuleInput,
	cloudformation: (path) => YAML.test(path) || /\.(json|template)$/.test(path),
	actions: (path) => /(^|\/)(\.github\/workflows\/.*|action)\.ya?ml$/.test(path),
	dockerfile: (path) => /(^|[/.])(Dockerfile|Containerfile)([^/]*)$/i.test(path),
	compose: (path) => YAML.test(path),
	alerts: (path) => YAML.test(path),
	collector: (path) => YAML.test(path),
	dashboards: (path) => path.endsWith('.json'),
};

/**
 * Would a rule whose findings block, or need somebody, have judged this file? Then not having read it leaves the verdict open. `needs` tells
 * that of a rule at a path, `covers` whether the config lets the rule speak there.
 */
export function couldBlock(
	path: RepoPath,
	rules: readonly WeightedRule[],
	needs: (weighted: WeightedRule, path: RepoPath) => boolean,
	covers: (rule: string, path: RepoPath) => boolean,
): boolean {
	return rules.some((weighted) => needs(weighted, path) && covers(weighted.rule.id, path) && judges(weighted.rule, path));
}

function judges({ category, scope, platforms }: WeightedRule['rule'], path: string): boolean {
	// The rules about a change as a whole look at what changed, not at what it means.
	if (scope === 'change') return false;
	if (scope === 'file') return CODE.test(path);
	const [domain = ''] = category.split('/');
	if (platforms === undefined && domain === 'team') return !CODE.test(path) && (DOCUMENT.test(path) || isModuleInput(path));
	return (platforms ?? [domain]).some((platform) => READS[platform]?.(path) ?? false);
}
