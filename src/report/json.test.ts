import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aFinding, aReport, findings, notAnalysed } from '../../test/support/findings.ts';
import type { CommitSha, RepoPath } from '../change/change.ts';
import type { Finding } from '../finding/finding.ts';
import type { RuleId } from '../policy/policy.ts';
import { decide } from '../verdict/decide.ts';
import { json } from './json.ts';
import type { Report } from './report.ts';
import { validateReport } from './validate.ts';

const sha = 'a'.repeat(40) as CommitSha;
const place = { path: 'src/pay.ts' as RepoPath, startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

/** A report in which every key occurs. */
const full = aReport({
	change: {
		base: sha,
		head: sha,
		provenance: {
			marks: [{ signal: 'co-author', place: 'trailer', tool: 'x', model: 'm', kind: 'agent', strength: 'strong', commit: sha }],
			complete: true,
			commits: 1,
		},
	},
	findings: [aFinding({ state: 'pending', reason: 'because', related: [{ ...place, side: 'LEFT' }], edits: [{ ...place, text: 'x', safe: true }], atHead: { ...place, side: 'RIGHT' } }), aFinding({ state: 'existing', baseline: true, fingerprint: '1'.repeat(16) })],
	verdict: {
		conclusion: 'block',
		threshold: { severity: 'high', confidence: 'high' },
		reasons: [{ kind: 'pending-suppression', detail: 'd', fingerprint: '3f9a1c0000000000', path: 'src/pay.ts' }],
	},
	fixed: [{ fingerprint: '0'.repeat(16), rule: 'r' as RuleId, subject: 's', path: 'a.ts' as RepoPath }],
	notAnalysed: [{ path: 'a.ts' as RepoPath, reason: 'syntax', detail: '1:2', partial: true }],
	baseline: { recorded: 40, judged: 30, gone: 12 },
});

const reports: fc.Arbitrary<Report> = fc.record({ findings, notAnalysed: fc.array(notAnalysed, { maxLength: 3 }) }).map((parts) =>
	aReport({
		...parts,
		verdict: decide({ ...parts, problems: [], matters: () => true, block: { severity: 'high', confidence: 'high' } }),
	}),
);

describe('the JSON report', () => {
	it('is the same bytes for the same report, in whatever order its parts came', () => {
		fc.assert(
			fc.property(reports, (report) => {
				const backwards = Object.fromEntries(Object.entries(report).toReversed()) as unknown as Report;
				const shuffled = { ...backwards, findings: report.findings.toReversed(), notAnalysed: report.notAnalysed.toReversed() };
				expect(json(shuffled)).toBe(json(report));
			}),
		);
	});

	it('puts the gravest first, then goes by path and line', () => {
		const list = [aFinding({ severity: 'low', ...at('a', 1) }), aFinding(at('b', 10)), aFinding(at('b', 9)), aFinding({ severity: 'critical', ...at('z', 1) })];
		const read = JSON.parse(json(aReport({ findings: list }))) as Report;
		expect(read.findings.map(({ severity, location }) => `${severity} ${location.path}:${location.startLine}`)).toEqual(['critical z:1', 'high b:9', 'high b:10', 'low a:1']);
	});

	it('is read back by the reader that publishes it', () => {
		fc.assert(
			fc.property(reports, (report) => {
				expect(json(validateReport(JSON.parse(json(report))))).toBe(json(report));
			}),
		);
	});
});

describe('docs/report.schema.json', () => {
	const schema: unknown = JSON.parse(readFileSync('docs/report.schema.json', 'utf8'));
	const ajv = new Ajv({ strict: true, strictTypes: false, allowUnionTypes: true });
	formats.default(ajv);
	const validate = ajv.compile(Object(schema));

	it('accepts every report', () => {
		fc.assert(
			fc.property(fc.oneof(reports, fc.constant(full)), (report) => {
				validate(JSON.parse(json(report)));
				expect(validate.errors).toBeNull();
			}),
		);
	});

	it('describes every key that a report can have', () => {
		const known = new Set(keysOf(schema, (node) => Object.keys(node['properties'] ?? {})));
		const used = keysOf(JSON.parse(json(full)), (node) => Object.keys(node));
		expect(used.filter((key) => !known.has(key))).toEqual([]);
	});

	it.each([
		['a state that does not exist', { findings: [{ ...aFinding(), state: 'new' }] }],
		['a line 0', { findings: [aFinding({ location: { ...aFinding().location, startLine: 0 } })] }],
		['a finding without its place', { findings: [{ ...aFinding(), location: undefined }] }],
		['a conclusion that passes by another name', { verdict: { conclusion: 'neutral', reasons: [] } }],
	])('rejects %s', (_what, change) => {
		expect(validate({ ...aReport(), ...change })).toBe(false);
	});
});

function at(path: string, startLine: number): Pick<Finding, 'location'> {
	return { location: { ...aFinding().location, path: path as RepoPath, startLine, endLine: startLine } };
}

/** Keys named anywhere in a value. */
function keysOf(value: unknown, keys: (node: Readonly<Record<string, object>>) => readonly string[]): string[] {
	if (typeof value !== 'object' || value === null) return [];
	const inside = Object.values(value).flatMap((child) => keysOf(child, keys));
	return Array.isArray(value) ? inside : [...keys(Object(value)), ...inside];
}
