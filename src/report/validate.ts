import type { BaselineUse } from '../finding/baseline-matching.ts';
import type { CommentCount } from '../finding/placement.ts';
import type { UnusedSuppression } from '../finding/suppression-use.ts';
import type { NotAnalysed } from '../parse/parsed.ts';
import type { Verdict, VerdictReason } from '../verdict/verdict.ts';
import type { Report } from './report.ts';
import { count, fail, fingerprint, flag, list, literal, nullableSha, optional, record, repoPath, text, truth } from './validate/fields.ts';
import { CONFIDENCE, finding, fixed, SEVERITY } from './validate/finding.ts';
import { guardrailChange, peopleReport } from './validate/people.ts';
import { provenance } from './validate/provenance.ts';

export { InvalidReport } from './validate/fields.ts';

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

function threshold(value: unknown, at: string): NonNullable<Verdict['threshold']> {
	const fields = record(value, at);
	return {
		severity: literal(fields['severity'], SEVERITY, `${at}.severity`),
		confidence: literal(fields['confidence'], CONFIDENCE, `${at}.confidence`),
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
