import type { ReportingDescriptor, Result } from 'sarif';

import type { Finding } from '../../finding/finding.ts';
import type { Confidence, Persona, RuleMetadata, Severity } from '../../policy/policy.ts';
import { plainText } from './text.ts';

/** What is known of a rule: its metadata, or as much of it as a finding tells. */
export type KnownRule = Pick<RuleMetadata, 'id' | 'title' | 'description' | 'remedy' | 'category' | 'severity' | 'confidence'> & {
	readonly persona: Persona;
	readonly relatedResources: readonly string[];
};

export const LEVELS: Readonly<Record<Severity, Result.level>> = { critical: 'error', high: 'error', medium: 'warning', low: 'note' };

/** Code scanning's words for the gravity of a rule that is not about security. */
const PROBLEM: Readonly<Record<Severity, string>> = { critical: 'error', high: 'error', medium: 'warning', low: 'recommendation' };

/** Code scanning reads a score: critical from 9.0, high from 7.0, medium from 4.0, low above 0. */
const SCORE: Readonly<Record<Severity, string>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' };

/** `precision`, by which code scanning orders alerts. */
const PRECISION: Readonly<Record<Confidence, string>> = { high: 'very-high', medium: 'medium', low: 'low' };

/**
 * Categories that are about an attacker, by the beginnings of their names; all others are about operations. Code scanning shows a
 * `security-severity` only for rules with the tag `security`, and gates on it.
 */
const SECURITY = [
	'azure-identity azure-public azure-tls cache-poisoning capabilities cluster-admin confinement-disabled curl-eval dangerous-trigger db-public db-unencrypted',
	'docker-socket eks-hardening excessive-permissions gcp-iam gcp-public github-env guardrail-changed hardcoded-secret host- iam imdsv1 ingress-tls ingress-wildcard',
	'insecure- kms-rotation lb-plain-http nacl-open network-policy no-new-privileges persisted-credentials plaintext-export privilege public- queue-unencrypted rbac-',
	'root-user run-as-root s3-public s3-unencrypted sa-token script-injection seccomp secret self-hosted-runner sensitive-log service-exposure sg-open socket sudo',
	'unpinned-action volume-unencrypted writable-rootfs',
].flatMap((line) => line.split(' '));

/** The rules of a run for the tool's description: those that are known, and those of findings that nobody else describes. */
export function describedRules(known: readonly RuleMetadata[], findings: readonly Finding[]): KnownRule[] {
	const rules = new Map<string, KnownRule>(known.map((rule) => [rule.id, rule]));
	for (const finding of findings) {
		if (!rules.has(finding.rule)) rules.set(finding.rule, ruleOf(finding));
	}
	return [...rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function ruleOf({ rule, title, why, remedy, category, severity, confidence, persona }: Finding): KnownRule {
	return { id: rule, title, description: why, remedy, category, severity, confidence, persona, relatedResources: [] };
}

/** One rule as code scanning shows it. `page`: the rule's page in Markdown. */
export function ruleDescriptor(rule: KnownRule, page: string | undefined): ReportingDescriptor {
	const [helpUri] = rule.relatedResources;
	return {
		id: rule.id,
		name: pascalCase(rule.id),
		shortDescription: { text: plainText(rule.title) },
		fullDescription: { text: plainText(rule.description) },
		...(helpUri !== undefined && URL.canParse(helpUri) && { helpUri }),
		help: { text: [rule.title, rule.description, rule.remedy].filter((part) => part !== '').map((part) => plainText(part)).join('\n\n'), ...(page !== undefined && { markdown: page }) },
		defaultConfiguration: { level: LEVELS[rule.severity] },
		properties: ruleProperties(rule),
	};
}

function ruleProperties({ category, severity, confidence, persona }: KnownRule): Record<string, string | string[]> {
	const [domain = '', name = ''] = category.split('/');
	const isSecurity = SECURITY.some((beginning) => name.startsWith(beginning));
	return {
		category,
		persona,
		precision: PRECISION[confidence],
		...(isSecurity ? { 'security-severity': SCORE[severity] } : { 'problem.severity': PROBLEM[severity] }),
		// At most 20 tags are taken and 10 shown.
		tags: [...new Set([isSecurity ? 'security' : 'operations', domain, persona])].filter((tag) => tag !== ''),
	};
}

function pascalCase(id: string): string {
	return id.split(/[^A-Za-z0-9]+/).map((part) => part.slice(0, 1).toUpperCase() + part.slice(1)).join('');
}
