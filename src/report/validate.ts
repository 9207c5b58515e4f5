import type { AttributedLines, CommitSha, LineCount, Provenance, ProvenanceMark, RepoPath } from '../change/change.ts';
import type { BaselineUse } from '../finding/baseline-matching.ts';
import type { Finding, FixedFinding, Location } from '../finding/finding.ts';
import type { CommentCount } from '../finding/placement.ts';
import type { Edit, NotAnalysed, Range } from '../parse/parsed.ts';
import type { RuleId } from '../policy/policy.ts';
import { PERMISSIONS, type Permission } from '../config/people.ts';
import type { PeopleReport, Requirement } from '../verdict/people.ts';
import type { GuardrailChange } from '../verdict/tampering.ts';
import type { Verdict, VerdictReason } from '../verdict/verdict.ts';
import type { UnusedSuppression } from '../finding/suppression-use.ts';
import type { Report } from './report.ts';

/** The report is not of the published shape; `message` names the first place that is wrong. */
export class InvalidReport extends Error {}

/**
 * Reads a report that another process wrote from hostile input. Only known fields are kept, every string has a limit, and
 * anything of another shape throws `InvalidReport`: what is published rests on this and on nothing else.
 */
export function validateReport(value: unknown): Report {
	const report = record(value, 'report');
	literal(report['schema'], ['groundwire.report/1'], 'schema');
	const change = record(report['change'], 'change');
	return {
		schema: 'groundwire.report/1',
		tool: { version: text(record(report['tool'], 'tool')['version'], 'tool.version', 100) },
		startedAt: text(report['startedAt'], 'startedAt', 100),
		change: {
			base: nullableSha(change['base'], 'change.base'),
			head: nullableSha(change['head'], 'change.head'),
			provenance: provenance(change['provenance']),
		},
		verdict: verdict(report['verdict']),
		findings: list(report['findings'], 'findings', finding),
		fixed: list(report['fixed'], 'fixed', fixed),
		notAnalysed: list(report['notAnalysed'], 'notAnalysed', notAnalysed),
		coverage: coverage(report['coverage']),
		...optional('baseline', report, 'report', baselineUse),
		...optional('comments', report, 'report', commentCount),
		...optional('people', report, 'report', peopleReport),
		...optional('guardrails', report, 'report', (changes, at) => list(changes, at, guardrailChange)),
		...optional('unusedSuppressions', report, 'report', (unused, at) => list(unused, at, unusedSuppression)),
		timings: timings(report['timings']),
	};
}

type Fields = Readonly<Record<string, unknown>>;

function fail(at: string, expected: string): never {
	throw new InvalidReport(`the report is not valid: ${at} is not ${expected}`);
}

function record(value: unknown, at: string): Fields {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(at, 'an object');
	return Object.fromEntries(Object.entries(value));
}

function list<T>(value: unknown, at: string, item: (value: unknown, at: string) => T): readonly T[] {
	if (!Array.isArray(value) || value.length > 100_000) return fail(at, 'a list of at most 100000');
	return value.map((entry, index) => item(entry, `${at}[${index}]`));
}

function text(value: unknown, at: string, limit = 20_000): string {
	return typeof value === 'string' && value.length <= limit ? value : fail(at, `text of at most ${limit} characters`);
}

function count(value: unknown, at: string, least = 0): number {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= least ? value : fail(at, `a whole number from ${least}`);
}

function flag(value: unknown, at: string): boolean {
	return typeof value === 'boolean' ? value : fail(at, 'true or false');
}

function literal<T extends string>(value: unknown, allowed: readonly T[], at: string): T {
	return allowed.find((entry) => entry === value) ?? fail(at, `one of ${allowed.join(', ')}`);
}

function optional<K extends string, T>(key: K, fields: Fields, at: string, read: (value: unknown, at: string) => T): { readonly [P in K]?: T } {
	if (fields[key] === undefined) return {};
	const one: { [P in K]?: T } = {};
	one[key] = read(fields[key], `${at}.${key}`);
	return one;
}

function matching(pattern: RegExp, expected: string): (value: unknown, at: string) => string {
	return (value, at) => {
		const read = text(value, at, 1000);
		return pattern.test(read) ? read : fail(at, expected);
	};
}

/** Stands inside hidden markers, so its alphabet cannot close a comment. */
const fingerprint = matching(/^[A-Za-z0-9:._]{4,128}$/u, 'a fingerprint');
const hexadecimal = matching(/^[0-9a-f]{16,64}$/u, 'hexadecimal digits');
const ruleId = (value: unknown, at: string): RuleId => matching(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$/u, 'a rule id')(value, at) as RuleId;
const sha = (value: unknown, at: string): CommitSha => matching(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u, 'an object id')(value, at) as CommitSha;

function nullableSha(value: unknown, at: string): CommitSha | null {
	return value === null ? null : sha(value, at);
}

function repoPath(value: unknown, at: string): RepoPath {
	const path = text(value, at, 4096);
	const bad = path === '' || path.startsWith('/') || path.includes('\0') || path.split('/').includes('..');
	return bad ? fail(at, 'a path inside the repository') : (path as RepoPath);
}

function range(fields: Fields, at: string): Range {
	const read = (key: string): number => count(fields[key], `${at}.${key}`, 1);
	const found = { startLine: read('startLine'), startColumn: read('startColumn'), endLine: read('endLine'), endColumn: read('endColumn') };
	const backwards = found.endLine < found.startLine || (found.endLine === found.startLine && found.endColumn < found.startColumn);
	return backwards ? fail(at, 'a range that ends after its start') : found;
}

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

function finding(value: unknown, at: string): Finding {
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

function truth(value: unknown, at: string): true {
	return value === true ? value : fail(at, 'true');
}

function fixed(value: unknown, at: string): FixedFinding {
	const fields = record(value, at);
	return {
		fingerprint: fingerprint(fields['fingerprint'], `${at}.fingerprint`),
		rule: ruleId(fields['rule'], `${at}.rule`),
		subject: text(fields['subject'], `${at}.subject`),
		path: repoPath(fields['path'], `${at}.path`),
	};
}

const REASONS = [
	'too-large', 'line-too-long', 'too-deep', 'too-many-nodes', 'too-many-aliases', 'syntax', 'encoding', 'binary', 'lfs-pointer', 'symlink',
	'submodule', 'missing-object', 'missing-tool', 'timeout', 'crashed', 'policy', 'no-patch',
] as const;

function notAnalysed(value: unknown, at: string): NotAnalysed {
	const fields = record(value, at);
	return {
		path: repoPath(fields['path'], `${at}.path`),
		reason: literal(fields['reason'], REASONS, `${at}.reason`),
		detail: text(fields['detail'], `${at}.detail`),
		...optional('partial', fields, at, flag),
	};
}

function reason(value: unknown, at: string): VerdictReason {
	const fields = record(value, at);
	return {
		kind: literal(fields['kind'], ['blocking-finding', 'pending-suppression', 'approval-missing', 'not-analysed', 'config', 'policy'], `${at}.kind`),
		detail: text(fields['detail'], `${at}.detail`),
		...optional('fingerprint', fields, at, fingerprint),
		...optional('path', fields, at, (path, where) => text(path, where, 4096)),
	};
}

function verdict(value: unknown): Verdict {
	const fields = record(value, 'verdict');
	return {
		conclusion: literal(fields['conclusion'], ['pass', 'block', 'undecided'], 'verdict.conclusion'),
		reasons: list(fields['reasons'], 'verdict.reasons', reason),
		...optional('threshold', fields, 'verdict', threshold),
	};
}

const SEVERITY = ['critical', 'high', 'medium', 'low'] as const;
const CONFIDENCE = ['high', 'medium', 'low'] as const;

function threshold(value: unknown, at: string): NonNullable<Verdict['threshold']> {
	const fields = record(value, at);
	return {
		severity: literal(fields['severity'], SEVERITY, `${at}.severity`),
		confidence: literal(fields['confidence'], CONFIDENCE, `${at}.confidence`),
	};
}

const KINDS = ['agent', 'session', 'assist', 'disclosed', 'mention', 'automation'] as const;
const STRENGTHS = ['strong', 'weak'] as const;

function mark(value: unknown, at: string): ProvenanceMark {
	const fields = record(value, at);
	const places = ['author', 'committer', 'trailer', 'footer', 'branch', 'pull-request-body', 'pull-request-author', 'note', 'trace'] as const;
	return {
		signal: text(fields['signal'], `${at}.signal`),
		place: literal(fields['place'], places, `${at}.place`),
		tool: text(fields['tool'], `${at}.tool`),
		kind: literal(fields['kind'], KINDS, `${at}.kind`),
		strength: literal(fields['strength'], STRENGTHS, `${at}.strength`),
		...optional('evidence', fields, at, (evidence, where) => text(evidence, where, 200)),
		...optional('model', fields, at, (model, where) => text(model, where)),
		...optional('commit', fields, at, sha),
	};
}

function provenance(value: unknown): Provenance {
	const fields = record(value, 'change.provenance');
	return {
		marks: list(fields['marks'], 'change.provenance.marks', mark),
		complete: flag(fields['complete'], 'change.provenance.complete'),
		commits: count(fields['commits'], 'change.provenance.commits'),
		...optional('attributed', fields, 'change.provenance', (attributed, at) => list(attributed, at, attributedLines)),
		...optional('lines', fields, 'change.provenance', lineCount),
	};
}

function lineRange(value: unknown, at: string): readonly [number, number] {
	const [first, last, ...rest] = list(value, at, (entry, where) => count(entry, where, 1));
	return first !== undefined && last !== undefined && rest.length === 0 && first <= last ? [first, last] : fail(at, 'a first and a last line');
}

function attributedLines(value: unknown, at: string): AttributedLines {
	const fields = record(value, at);
	return {
		path: repoPath(fields['path'], `${at}.path`),
		ranges: list(fields['ranges'], `${at}.ranges`, lineRange),
		tool: text(fields['tool'], `${at}.tool`),
		kind: literal(fields['kind'], KINDS, `${at}.kind`),
		strength: literal(fields['strength'], STRENGTHS, `${at}.strength`),
		signal: text(fields['signal'], `${at}.signal`),
		...optional('model', fields, at, (model, where) => text(model, where)),
	};
}

function lineCount(value: unknown, at: string): LineCount {
	const fields = record(value, at);
	const byTool = list(fields['byTool'], `${at}.byTool`, (entry, where) => {
		const tool = record(entry, where);
		return { tool: text(tool['tool'], `${where}.tool`), kind: literal(tool['kind'], KINDS, `${where}.kind`), lines: count(tool['lines'], `${where}.lines`) };
	});
	return { added: count(fields['added'], `${at}.added`), byTool, unknown: count(fields['unknown'], `${at}.unknown`) };
}

function waiver(value: unknown, at: string): NonNullable<Finding['waiver']> {
	const fields = record(value, at);
	return { by: text(fields['by'], `${at}.by`, 100), until: text(fields['until'], `${at}.until`, 10), comment: count(fields['comment'], `${at}.comment`) };
}

function peopleReport(value: unknown, at: string): PeopleReport {
	const fields = record(value, at);
	const rules = record(fields['rules'], `${at}.rules`);
	const permission = (key: keyof PeopleReport['rules']): Permission => literal(rules[key], PERMISSIONS, `${at}.rules.${key}`);
	return {
		rules: { waive: permission('waive'), approve: permission('approve'), recheck: permission('recheck') },
		required: list(fields['required'], `${at}.required`, requirement),
		...optional('refused', fields, at, texts),
	};
}

function texts(value: unknown, at: string): readonly string[] {
	return list(value, at, (entry, where) => text(entry, where));
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

function guardrailChange(value: unknown, at: string): GuardrailChange {
	const fields = record(value, at);
	return {
		path: repoPath(fields['path'], `${at}.path`),
		kind: literal(fields['kind'], GUARDRAILS, `${at}.kind`),
		effects: texts(fields['effects'], `${at}.effects`),
		weaker: flag(fields['weaker'], `${at}.weaker`),
	};
}

function unusedSuppression(value: unknown, at: string): UnusedSuppression {
	const fields = record(value, at);
	return { path: repoPath(fields['path'], `${at}.path`), line: count(fields['line'], `${at}.line`, 1), rule: text(fields['rule'], `${at}.rule`, 200), ...(fields['unknown'] === undefined ? {} : { unknown: truth(fields['unknown'], `${at}.unknown`) }), ...optional('meant', fields, at, (given, where) => text(given, where, 200)) };
}

function coverage(value: unknown): Report['coverage'] {
	const fields = record(value, 'coverage');
	const read = (key: string): number => count(fields[key], `coverage.${key}`);
	return { files: read('files'), analysed: read('analysed'), workspaces: read('workspaces') };
}

function baselineUse(value: unknown, at: string): BaselineUse {
	const fields = record(value, at);
	const read = (key: string): number => count(fields[key], `${at}.${key}`);
	return { recorded: read('recorded'), judged: read('judged'), gone: read('gone') };
}

function commentCount(value: unknown, at: string): CommentCount {
	const fields = record(value, at);
	const read = (key: string): number => count(fields[key], `${at}.${key}`);
	return { limit: read('limit'), inline: read('inline'), summary: read('summary'), overLimit: read('overLimit') };
}

function timings(value: unknown): Report['timings'] {
	const fields = record(value, 'timings');
	const read = Object.entries(fields).map(([key, ms]) => [key, typeof ms === 'number' && ms >= 0 ? ms : fail(`timings.${key}`, 'a time in ms')] as const);
	const totalMs = fields['totalMs'];
	return { ...Object.fromEntries(read), totalMs: typeof totalMs === 'number' ? totalMs : fail('timings.totalMs', 'a time in ms') };
}
