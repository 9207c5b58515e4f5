import { limit } from '../parse/limits.ts';
import { type At, CONFIDENCES, type Confidence, type RawFinding, SEVERITIES, type Severity } from './policy.ts';
import { withoutSecrets } from './secrets.ts';

/** What a policy returned is not a list of findings; the message says where and what was expected. */
export class InvalidFindings extends Error {}

type Related = NonNullable<RawFinding['related']>[number];

const KEYS: ReadonlySet<string> = new Set(['at', 'document', 'subject', 'message', 'severity', 'confidence', 'fix', 'related', 'was', 'approvals']);
const MAX_TEXT = 4_000;
const MAX_PATH = 200;

/** Checks a policy's `findings` and puts them in an order that does not depend on how Wasm walks a set. */
export function validateFindings(value: unknown): readonly RawFinding[] {
	const list = array(value, 'findings');
	const most = limit('policyResults');
	if (list.length > most) throw new InvalidFindings(`findings: ${list.length} of them, the limit is ${most}`);
	return list
		.map((entry, index) => finding(entry, `findings[${index}]`))
		.map((entry) => ({ entry, key: JSON.stringify(entry) }))
		.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
		.map(({ entry }) => entry);
}

function finding(value: unknown, where: string): RawFinding {
	const entry = record(value, where);
	const unknown = Object.keys(entry).find((key) => !KEYS.has(key));
	if (unknown !== undefined) fail(`${where}.${unknown}`, `is no key of a finding (${[...KEYS].join(', ')})`);
	return {
		at: at(entry['at'], `${where}.at`),
		message: withoutSecrets(text(entry['message'], `${where}.message`)),
		...optional(entry, 'document', where, ordinal),
		...optional(entry, 'subject', where, (subject, place) => withoutSecrets(text(subject, place))),
		...optional(entry, 'severity', where, severity),
		...optional(entry, 'confidence', where, confidence),
		...optional(entry, 'fix', where, fix),
		...optional(entry, 'related', where, related),
		...optional(entry, 'was', where, handles),
		...optional(entry, 'approvals', where, approvals),
	};
}

/** A key that may be absent or null: Rego authors write null for "nothing". */
function optional<K extends keyof RawFinding, T>(entry: Readonly<Record<string, unknown>>, key: K, where: string, read: (value: unknown, where: string) => T): { readonly [P in K]?: T } {
	const value = entry[key];
	return value === undefined || value === null ? {} : ({ [key]: read(value, `${where}.${key}`) } as { readonly [P in K]?: T });
}

function at(value: unknown, where: string): At {
	if (typeof value === 'string') return text(value, where);
	if (!Array.isArray(value)) return fail(where, `must be a fact's \`at\` or a path (an array), not ${describe(value)}`);
	const path = value as readonly unknown[];
	if (path.length > MAX_PATH) fail(where, `has ${path.length} segments, the limit is ${MAX_PATH}`);
	return path.map((segment, index) => (typeof segment === 'string' ? segment : ordinal(segment, `${where}[${index}]`)));
}

function related(value: unknown, where: string): readonly Related[] {
	const list = array(value, where);
	if (list.length > limit('policyResults')) fail(where, `has ${list.length} entries, the limit is ${limit('policyResults')}`);
	return list.map((item, index): Related => {
		const place = `${where}[${index}]`;
		const entry = record(item, place);
		const target = at(entry['at'], `${place}.at`);
		return entry['document'] === undefined ? { at: target } : { at: target, document: ordinal(entry['document'], `${place}.document`) };
	});
}

/** One handle or several. */
function handles(value: unknown, where: string): readonly string[] {
	if (typeof value === 'string') return [text(value, where)];
	const list = array(value, where);
	if (list.length > MAX_PATH) fail(where, `has ${list.length} entries, the limit is ${MAX_PATH}`);
	return [...new Set(list.map((item, index) => text(item, `${where}[${index}]`)))];
}

function fix(value: unknown, where: string): NonNullable<RawFinding['fix']> {
	const entry = record(value, where);
	const name = text(entry['name'], `${where}.name`);
	return entry['params'] === undefined ? { name } : { name, params: record(entry['params'], `${where}.params`) };
}

function severity(value: unknown, where: string): Severity {
	return SEVERITIES.find((name) => name === value) ?? fail(where, `must be one of ${SEVERITIES.join(', ')}, not ${describe(value)}`);
}

function confidence(value: unknown, where: string): Confidence {
	return CONFIDENCES.find((name) => name === value) ?? fail(where, `must be one of ${CONFIDENCES.join(', ')}, not ${describe(value)}`);
}

function approvals(value: unknown, where: string): number {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 && value <= 6 ? value : fail(where, `must be a whole number from 1 to 6, not ${describe(value)}`);
}

function ordinal(value: unknown, where: string): number {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : fail(where, `must be a whole number from 0 on, not ${describe(value)}`);
}

function text(value: unknown, where: string): string {
	if (typeof value !== 'string' || value === '') return fail(where, `must be a text, not ${describe(value)}`);
	return value.length <= MAX_TEXT ? value : `${value.slice(0, MAX_TEXT)}…`;
}

function array(value: unknown, where: string): readonly unknown[] {
	return Array.isArray(value) ? (value as readonly unknown[]) : fail(where, `must be a set or an array, not ${describe(value)}`);
}

function record(value: unknown, where: string): Readonly<Record<string, unknown>> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(where, `must be an object, not ${describe(value)}`);
	return value as Readonly<Record<string, unknown>>;
}

function describe(value: unknown): string {
	if (value === undefined) return 'missing';
	if (Array.isArray(value)) return 'an array';
	return value !== null && typeof value === 'object' ? 'an object' : JSON.stringify(value).slice(0, 60);
}

function fail(where: string, what: string): never {
	throw new InvalidFindings(`${where} ${what}`);
}
