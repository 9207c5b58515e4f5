import type { BlockThreshold, Config } from '../../config/config.ts';
import type { Finding } from '../../finding/finding.ts';
import { SEVERITIES, type Severity } from '../../policy/policy.ts';
import { isNew, reaches } from '../decide.ts';
import { type Effect, weakens } from './effect.ts';

/** What the config of head would say of a finding. */
export interface Afterwards {
	readonly config: Config;
	/** Would the rule run, and speak about the file? */
	readonly isHeard: (rule: string, path: string) => boolean;
	/** How many steps heavier a finding of the file weighs. */
	readonly steps: Readonly<Record<'base' | 'head', (path: string) => number>>;
	/** What the rule weighs by itself. */
	readonly weight: (rule: string) => Severity | undefined;
}

/** "of this change's 4 findings, 1 would no longer be found and 2 would no longer block": what the change gains by its own config. */
export function ownFindings(findings: readonly Finding[], base: Config, afterwards: Afterwards): Effect[] {
	const own = findings.filter(isNew);
	const heard = own.filter(({ rule, location }) => afterwards.isHeard(rule, location.path));
	const open = heard.filter((finding) => reaches(finding, base.block) && !reaches(weightAfterwards(finding, base, afterwards), afterwards.config.block));
	const parts = [...(own.length > heard.length ? [`${own.length - heard.length} would no longer be found`] : []), ...(open.length > 0 ? [`${open.length} would no longer block`] : [])];
	return parts.length === 0 ? [] : [weakens(`of this change's ${own.length} ${own.length === 1 ? 'finding' : 'findings'}, ${parts.join(' and ')}`)];
}

function weightAfterwards({ rule, severity, confidence, location: { path } }: Finding, base: Config, { config, steps, weight }: Afterwards): BlockThreshold {
	const [before, after] = [base.rules[rule], config.rules[rule]];
	// What the policy said of this finding is known only where no config speaks over it.
	const own = before?.severity === undefined ? moved(severity, -steps.base(path)) : (weight(rule) ?? severity);
	return { severity: moved(after?.severity ?? own, steps.head(path)), confidence: after?.confidence ?? confidence };
}

function moved(severity: Severity, by: number): Severity {
	return SEVERITIES[Math.min(Math.max(0, SEVERITIES.indexOf(severity) + by), SEVERITIES.length - 1)] ?? severity;
}
