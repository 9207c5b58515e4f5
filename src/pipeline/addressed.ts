import type { RepoPath } from '../change/change.ts';
import type { PathFilter } from '../config/selection.ts';
import { PLATFORMS } from '../evidence/infra/platforms.ts';
import type { RuleMetadata } from '../policy/policy.ts';

/** Does a rule speak about documents of a platform? Its `platforms` say it, else its category's domain; a team's rule without either speaks about all. */
export function speaksAbout({ platforms, category }: Pick<RuleMetadata, 'platforms' | 'category'>, platform: string): boolean {
	if (platforms !== undefined) return platforms.includes(platform);
	return category.startsWith('team/') || category.startsWith(`${platform}/`);
}

/** Documents of no known platform. */
const GENERIC = ['yaml', 'json'];

/** Does one of these rules speak about documents of no known platform in this file? */
export function wantsGeneric(rules: readonly RuleMetadata[], path: RepoPath, filter: PathFilter): boolean {
	return rules.some((rule) => (rule.scope === 'document' || rule.scope === 'workspace') && GENERIC.some((platform) => speaksAbout(rule, platform)) && filter.covers(rule.id, path));
}

/** The platforms of which some of these rules wants to see whole directories. */
export function workspacePlatforms(rules: readonly RuleMetadata[]): ReadonlySet<string> {
	const wanting = rules.filter(({ scope }) => scope === 'workspace');
	return new Set<string>(PLATFORMS.filter((platform) => wanting.some((rule) => speaksAbout(rule, platform))));
}
