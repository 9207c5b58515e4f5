import { CONFIDENCES, SEVERITIES } from '../policy/policy.ts';
import { isRecord } from '../parse/json-values.ts';
import { isAboutFindings } from './approvals.ts';
import type { ApprovalCondition, ApprovalNeed, ApprovalRule, KnownRule } from './config.ts';
import { didYouMean } from './nearest.ts';
import type { Violation } from './validate.ts';

/** One item of `approvals` that fits the schema. */
export function approvalRule(item: unknown): ApprovalRule {
	const { name, when, need } = isRecord(item) ? item : {};
	return { ...(typeof name === 'string' && { name }), when: condition(isRecord(when) ? when : {}), need: needOf(need) };
}

function condition(value: Readonly<Record<string, unknown>>): ApprovalCondition {
	const severity = SEVERITIES.find((name) => name === value['severity']);
	const confidence = CONFIDENCES.find((name) => name === value['confidence']);
	const provenance = (['agent', 'assist'] as const).find((name) => name === value['provenance']);
	const { rules, categories, paths, environment } = value;
	return {
		...(severity !== undefined && { severity }),
		...(confidence !== undefined && { confidence }),
		...(Array.isArray(rules) && { rules: rules.map(String) }),
		...(Array.isArray(categories) && { categories: categories.map(String) }),
		...(Array.isArray(paths) && { paths: paths.map(String) }),
		...(provenance !== undefined && { provenance }),
		...(typeof environment === 'string' && { environment }),
	};
}

function needOf(value: unknown): ApprovalNeed {
	if (value === 'nothing') return 'nothing';
	if (typeof value === 'number') return { approvals: value };
	if (!isRecord(value)) return 'block';
	return { approvals: Number(value['approvals']), ...(typeof value['team'] === 'string' && { team: value['team'] }) };
}

/** What the schema cannot say of `approvals`: rules that would do nothing, or something that nobody could lift. */
export function approvalViolation(config: unknown): Violation | undefined {
	if (!isRecord(config) || !Array.isArray(config['approvals'])) return undefined;
	const environments = isRecord(config['environments']) ? Object.keys(config['environments']) : [];
	return first(config['approvals'].entries(), ([index, item]) => wrongIn(approvalRule(item), index, environments));
}

function wrongIn({ when, need }: ApprovalRule, index: number, environments: readonly string[]): Violation | undefined {
	const { environment, provenance } = when;
	const rule = `\`approvals[${index}]`;
	if (environment !== undefined && !environments.includes(environment)) {
		const message = `${rule}.when.environment\` names \`${environment}\`, which is not under \`environments\`.${didYouMean(environment, environments)}`;
		return { path: ['approvals', index, 'when', 'environment'], at: 'value', message };
	}
	const path = ['approvals', index, 'need'];
	if (need === 'nothing' && provenance !== undefined) {
		return { path, at: 'value', message: `${rule}.need\` must not be \`nothing\` beside \`provenance\`: such a rule only adds to what others ask for`, remedy: 'Ask for approvals or `block`, or leave the rule out.' };
	}
	if (need === 'block' && !isAboutFindings(when)) {
		return { path, at: 'value', message: `${rule}.need\` must not be \`block\` where \`when\` speaks of no finding: nobody could lift it from a whole change`, remedy: 'Name `severity`, `confidence`, `rules` or `categories` in `when`, or ask for approvals.' };
	}
	return undefined;
}

/** Rules and categories that no policy has: such a rule would never speak. */
export function unknownInApprovals(config: unknown, known: readonly KnownRule[]): Violation | undefined {
	if (!isRecord(config) || !Array.isArray(config['approvals'])) return undefined;
	const ids = known.map(({ id }) => id);
	const categories = [...new Set(known.flatMap(({ category }) => category ?? []))];
	return first(config['approvals'].entries(), ([index, item]) => {
		const { when } = approvalRule(item);
		return unmatched('rule', when.rules ?? [], ids, ['approvals', index, 'when', 'rules']) ?? unmatched('category', when.categories ?? [], categories, ['approvals', index, 'when', 'categories']);
	});
}

function unmatched(noun: 'rule' | 'category', patterns: readonly string[], names: readonly string[], path: readonly (string | number)[]): Violation | undefined {
	return first(patterns.entries(), ([index, pattern]) => {
		if (names.some((name) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern))) return undefined;
		return { path: [...path, index], at: 'value', message: `unknown ${noun} \`${pattern}\`.${didYouMean(pattern, names)}`, remedy: '`groundwire policy list` lists the rules and their categories.' };
	});
}

function first<T>(items: Iterable<T>, check: (item: T) => Violation | undefined): Violation | undefined {
	for (const item of items) {
		const violation = check(item);
		if (violation !== undefined) return violation;
	}
	return undefined;
}
