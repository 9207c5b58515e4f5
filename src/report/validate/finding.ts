import type { Finding, FixedFinding, Location } from '../../finding/finding.ts';
import type { Edit } from '../../parse/parsed.ts';
import { count, fingerprint, flag, hexadecimal, list, literal, optional, range, record, repoPath, ruleId, text, truth } from './fields.ts';
import { waiver } from './people.ts';

export const SEVERITY = ['critical', 'high', 'medium', 'low'] as const;
export const CONFIDENCE = ['high', 'medium', 'low'] as const;

function location(value: unknown, at: string): Location {
	const fields = record(value, at);
	return { path: repoPath(fields['path'], `${at}.path`), side: literal(fields['side'], ['LEFT', 'RIGHT'], `${at}.side`), ...range(fields, at) };
}

function edit(value: unknown, at: string): Edit {
	const fields = record(value, at);
	return {
		path: repoPath(fields['path'], `${at}.path`),
		text: text(fields['text'], `${at}.text`, 1_000_000),
		safe: flag(fields['safe'], `${at}.safe`),
		...range(fields, at),
	};
}

export function finding(value: unknown, at: string): Finding {
	const fields = record(value, at);
	const words = (key: string): string => text(fields[key], `${at}.${key}`);
	return {
		fingerprint: fingerprint(fields['fingerprint'], `${at}.fingerprint`),
		rule: ruleId(fields['rule'], `${at}.rule`),
		category: words('category'),
		persona: literal(fields['persona'], ['essential', 'recommended', 'strict'], `${at}.persona`),
		severity: literal(fields['severity'], SEVERITY, `${at}.severity`),
		confidence: literal(fields['confidence'], CONFIDENCE, `${at}.confidence`),
		state: literal(fields['state'], ['introduced', 'removed', 'existing', 'suppressed', 'waived', 'pending'], `${at}.state`),
		placement: literal(fields['placement'], ['inline', 'summary'], `${at}.placement`),
		subject: words('subject'),
		title: words('title'),
		message: words('message'),
		why: words('why'),
		remedy: words('remedy'),
		location: location(fields['location'], `${at}.location`),
		related: list(fields['related'], `${at}.related`, location),
		edits: list(fields['edits'], `${at}.edits`, edit),
		...optional('beside', fields, at, fingerprint),
		...optional('reason', fields, at, (given, where) => text(given, where)),
		...optional('atHead', fields, at, location),
		...optional('digest', fields, at, hexadecimal),
		...optional('approvals', fields, at, (number, where) => count(number, where, 1)),
		...optional('waiver', fields, at, waiver),
		...(fields['uncovered'] === undefined ? {} : { uncovered: truth(fields['uncovered'], `${at}.uncovered`) }),
		...(fields['baseline'] === undefined ? {} : { baseline: truth(fields['baseline'], `${at}.baseline`) }),
	};
}

export function fixed(value: unknown, at: string): FixedFinding {
	const fields = record(value, at);
	return {
		fingerprint: fingerprint(fields['fingerprint'], `${at}.fingerprint`),
		rule: ruleId(fields['rule'], `${at}.rule`),
		subject: text(fields['subject'], `${at}.subject`),
		path: repoPath(fields['path'], `${at}.path`),
	};
}
