import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aFinding, findings } from '../../test/support/findings.ts';
import type { RuleId } from '../policy/policy.ts';
import type { Finding } from './finding.ts';
import { placeFindings } from './placement.ts';

const isGrave = ({ severity, confidence }: Finding): boolean => severity === 'critical' && confidence === 'high';
const RULES = { limit: 2, blocks: isGrave };

function on(startLine: number, change: Partial<Finding> = {}): Finding {
	const finding = aFinding({ fingerprint: `${startLine}`.padStart(16, '0'), ...change });
	return { ...finding, location: { ...finding.location, startLine, endLine: startLine } };
}

function shown(list: readonly Finding[], limit: number): string[] {
	return placeFindings(list, { ...RULES, limit }).findings.map(({ location, rule, placement }) => `${location.startLine} ${rule} ${placement}`);
}

/** Placed findings, whatever the order they came in. */
function byPrint(given: readonly Finding[]): readonly Finding[] {
	return placeFindings(given, RULES).findings.toSorted((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
}

describe('the remarks of a change', () => {
	it('are all kept, whatever they are, and no more than the limit stand on their lines', () => {
		fc.assert(
			fc.property(findings, fc.integer({ min: 0, max: 5 }), (list, limit) => {
				const { findings: placed, comments } = placeFindings(list, { limit, blocks: isGrave });
				const open = placed.filter(({ state }) => state === 'introduced' || state === 'removed' || state === 'pending');
				expect(placed.map(({ fingerprint }) => fingerprint)).toEqual(list.map(({ fingerprint }) => fingerprint));
				expect(open.filter(({ placement }) => placement === 'inline')).toHaveLength(comments.inline);
				expect(comments.inline).toBeLessThanOrEqual(limit);
				expect(comments.inline + comments.summary).toBe(open.length);
			}),
		);
	});

	it('stand in the same places in any order', () => {
		fc.assert(
			fc.property(findings, (list) => {
				expect(byPrint(list.toReversed())).toEqual(byPrint(list));
			}),
		);
	});

	it('give way to the graver ones where there is no room, and are counted', () => {
		const list = [on(1, { severity: 'medium' }), on(2, { severity: 'critical' }), on(3, { confidence: 'medium' }), on(4)];
		expect(shown(list, 2)).toEqual(['1 missing-timeout summary', '2 missing-timeout inline', '3 missing-timeout summary', '4 missing-timeout inline']);
		expect(placeFindings(list, RULES).comments).toEqual({ limit: 2, inline: 2, summary: 2, overLimit: 2 });
	});

	it('of several rules about one line of code are one comment: the gravest speaks, the others stand beside it', () => {
		const span = on(1, { rule: 'missing-span' as RuleId, severity: 'medium', category: 'code/missing-span', fingerprint: 'b'.repeat(16) });
		const { findings: placed, comments } = placeFindings([span, on(1), on(2)], RULES);
		expect(placed.map(({ placement, beside }) => [placement, beside])).toEqual([['summary', on(1).fingerprint], ['inline', undefined], ['inline', undefined]]);
		expect(comments).toEqual({ limit: 2, inline: 2, summary: 1, overLimit: 0 });
	});

	it('of kindred rules about one line of a manifest are one comment, as are several of one rule; others stay apart', () => {
		const limits = { category: 'kubernetes/missing-limits', rule: 'missing-limits' as RuleId };
		const requests = { category: 'kubernetes/missing-requests', rule: 'missing-requests' as RuleId, severity: 'low' } as const;
		const tag = { category: 'kubernetes/latest-tag', rule: 'latest-tag' as RuleId };
		expect(shown([on(1, limits), on(1, requests), on(1, tag), on(2, requests)], 9)).toEqual(['1 missing-limits inline', '1 missing-requests summary', '1 latest-tag inline', '2 missing-requests inline']);
		expect(shown([on(1, limits), on(1, { ...limits, subject: 'other', fingerprint: 'c'.repeat(16) })], 9)).toEqual(['1 missing-limits inline', '1 missing-limits summary']);
	});

	it('of rules about nothing in common, of the past, or of little weight stay as they are', () => {
		expect(shown([on(1, { state: 'existing' }), on(2, { state: 'existing' })], 1)).toEqual(['1 missing-timeout inline', '2 missing-timeout inline']);
		expect(placeFindings([on(1), on(1, { placement: 'summary', fingerprint: 'c'.repeat(16) })], RULES).findings[1]?.beside).toBeUndefined();
	});
});
