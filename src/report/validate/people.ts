import { PERMISSIONS, type Permission } from '../../config/people.ts';
import type { Finding } from '../../finding/finding.ts';
import type { PeopleReport, Requirement } from '../../verdict/people.ts';
import type { GuardrailChange } from '../../verdict/tampering.ts';
import { count, fingerprint, flag, list, literal, matching, optional, record, repoPath, text, texts } from './fields.ts';

export function waiver(value: unknown, at: string): NonNullable<Finding['waiver']> {
	const fields = record(value, at);
	return { by: text(fields['by'], `${at}.by`, 100), until: text(fields['until'], `${at}.until`, 10), comment: count(fields['comment'], `${at}.comment`) };
}

export function peopleReport(value: unknown, at: string): PeopleReport {
	const fields = record(value, at);
	const rules = record(fields['rules'], `${at}.rules`);
	const permission = (key: keyof PeopleReport['rules']): Permission => literal(rules[key], PERMISSIONS, `${at}.rules.${key}`);
	return {
		rules: { waive: permission('waive'), approve: permission('approve'), recheck: permission('recheck') },
		required: list(fields['required'], `${at}.required`, requirement),
		...optional('refused', fields, at, texts),
	};
}

function requirement(value: unknown, at: string): Requirement {
	const fields = record(value, at);
	return {
		id: text(fields['id'], `${at}.id`, 200),
		why: text(fields['why'], `${at}.why`),
		approvals: count(fields['approvals'], `${at}.approvals`, 1),
		fingerprints: list(fields['fingerprints'], `${at}.fingerprints`, fingerprint),
		...optional('team', fields, at, matching(/^[a-z0-9][a-z0-9_-]{0,99}$/u, 'the slug of a team')),
		...optional('approvedBy', fields, at, texts),
	};
}

const GUARDRAILS = ['config', 'policy', 'baseline', 'workflow', 'code-owners', 'agent-instructions'] as const;

export function guardrailChange(value: unknown, at: string): GuardrailChange {
	const fields = record(value, at);
	return {
		path: repoPath(fields['path'], `${at}.path`),
		kind: literal(fields['kind'], GUARDRAILS, `${at}.kind`),
		effects: texts(fields['effects'], `${at}.effects`),
		weaker: flag(fields['weaker'], `${at}.weaker`),
	};
}
