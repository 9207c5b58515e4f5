import type { CommitSha, RepoPath } from '../../change/change.ts';
import type { Range } from '../../parse/parsed.ts';
import type { RuleId } from '../../policy/policy.ts';

/** The report is not of the published shape; `message` names the first place that is wrong. */
export class InvalidReport extends Error {}

export type Fields = Readonly<Record<string, unknown>>;

export function fail(at: string, expected: string): never {
	throw new InvalidReport(`the report is not valid: ${at} is not ${expected}`);
}

export function record(value: unknown, at: string): Fields {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(at, 'an object');
	return Object.fromEntries(Object.entries(value));
}

export function list<T>(value: unknown, at: string, item: (value: unknown, at: string) => T): readonly T[] {
	if (!Array.isArray(value) || value.length > 100_000) return fail(at, 'a list of at most 100000');
	return value.map((entry, index) => item(entry, `${at}[${index}]`));
}

export function text(value: unknown, at: string, limit = 20_000): string {
	return typeof value === 'string' && value.length <= limit ? value : fail(at, `text of at most ${limit} characters`);
}

export function count(value: unknown, at: string, least = 0): number {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= least ? value : fail(at, `a whole number from ${least}`);
}

export function flag(value: unknown, at: string): boolean {
	return typeof value === 'boolean' ? value : fail(at, 'true or false');
}

export function literal<T extends string>(value: unknown, allowed: readonly T[], at: string): T {
	return allowed.find((entry) => entry === value) ?? fail(at, `one of ${allowed.join(', ')}`);
}

export function optional<K extends string, T>(key: K, fields: Fields, at: string, read: (value: unknown, at: string) => T): { readonly [P in K]?: T } {
	if (fields[key] === undefined) return {};
	const one: { [P in K]?: T } = {};
	one[key] = read(fields[key], `${at}.${key}`);
	return one;
}

export function matching(pattern: RegExp, expected: string): (value: unknown, at: string) => string {
	return (value, at) => {
		const read = text(value, at, 1000);
		return pattern.test(read) ? read : fail(at, expected);
	};
}

/** Stands inside hidden markers, so its alphabet cannot close a comment. */
export const fingerprint = matching(/^[A-Za-z0-9:._]{4,128}$/u, 'a fingerprint');
export const hexadecimal = matching(/^[0-9a-f]{16,64}$/u, 'hexadecimal digits');
export const ruleId = (value: unknown, at: string): RuleId => matching(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$/u, 'a rule id')(value, at) as RuleId;
export const sha = (value: unknown, at: string): CommitSha => matching(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u, 'an object id')(value, at) as CommitSha;

export function nullableSha(value: unknown, at: string): CommitSha | null {
	return value === null ? null : sha(value, at);
}

export function repoPath(value: unknown, at: string): RepoPath {
	const path = text(value, at, 4096);
	const bad = path === '' || path.startsWith('/') || path.includes('\0') || path.split('/').includes('..');
	return bad ? fail(at, 'a path inside the repository') : (path as RepoPath);
}

export function range(fields: Fields, at: string): Range {
	const read = (key: string): number => count(fields[key], `${at}.${key}`, 1);
	const found = { startLine: read('startLine'), startColumn: read('startColumn'), endLine: read('endLine'), endColumn: read('endColumn') };
	const backwards = found.endLine < found.startLine || (found.endLine === found.startLine && found.endColumn < found.startColumn);
	return backwards ? fail(at, 'a range that ends after its start') : found;
}

export function truth(value: unknown, at: string): true {
	return value === true ? value : fail(at, 'true');
}

export function texts(value: unknown, at: string): readonly string[] {
	return list(value, at, (entry, where) => text(entry, where));
}
