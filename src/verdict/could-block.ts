import type { RepoPath } from '../change/change.ts';
import type { Confidence, RuleMetadata, Severity } from '../policy/policy.ts';
import { isZonePath } from '../evidence/infra/dns/paths.ts';
import { isDockerfilePath } from '../evidence/infra/dockerfile/paths.ts';
import type { Platform } from '../evidence/infra/platforms.ts';
import { isModuleInput } from '../evidence/infra/terraform/paths.ts';

/** A rule with the weight that its findings have under the config. */
export interface WeightedRule {
	readonly rule: Pick<RuleMetadata, 'id' | 'category' | 'scope' | 'platforms'>;
	readonly severity: Severity;
	readonly confidence: Confidence;
}

const CODE = /\.[cm]?[jt]sx?$/;
const DOCUMENT = /\.(?:ya?ml|json|hcl|toml)$|Dockerfile/i;
const YAML = /\.ya?ml$/i;
const JSON_OR_YAML = /\.(?:ya?ml|json)$/i;

/** Which files the rules of a domain, or of a platform, read: no fewer than their formats let in. */
const READS: Readonly<Record<Platform, (path: string) => boolean>> = {
	kubernetes: (path) => /\.(?:ya?ml|json|tpl|template)$/i.test(path),
	'helm-values': (path) => YAML.test(path),
	terraform: isModuleInput,
	'terraform-plan': (path) => /\.json$/i.test(path),
	cloudformation: (path) => /\.(?:ya?ml|json|template)$/i.test(path),
	actions: (path) => /(?:^|\/)(?:\.(?:github|gitea|forgejo)\/workflows\/.*|action)\.ya?ml$/i.test(path),
	dockerfile: isDockerfilePath,
	compose: (path) => YAML.test(path),
	alerts: (path) => JSON_OR_YAML.test(path),
	collector: (path) => YAML.test(path),
	dashboards: (path) => /\.json$/i.test(path),
	dns: (path) => isZonePath(path) || YAML.test(path),
	yaml: (path) => YAML.test(path),
	json: (path) => /\.json$/i.test(path),
};
const READERS: ReadonlyMap<string, (path: string) => boolean> = new Map(Object.entries(READS));

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
	return (platforms ?? [domain]).some((platform) => READERS.get(platform)?.(path) ?? false);
}
