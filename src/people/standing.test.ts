import { describe, expect, it } from 'vitest';
import { aFinding } from '../../test/support/findings.ts';
import { reportFor } from '../../test/e2e/conversation-report.ts';
import type { Entry } from './entry.ts';
import { sha256 } from './entry.ts';
import { candidates, objection, waiverOf, type Evidence } from './standing.ts';

const HEAD = 'a'.repeat(40);
const DIGEST = 'd1'.repeat(16);
const finding = aFinding({ fingerprint: 'aaaa000000000001', digest: DIGEST });
const report = reportFor([finding]);
const body = '/groundwire waive aaaa00 until 2027-01-15 because the queue ends this call';
const waiver: Entry = {
	sequence: 1, previous: '0'.repeat(64), at: '2026-11-21T12:00:00.000Z', pull: 7, base: 'b'.repeat(40), head: HEAD, actor: { login: 'ada', id: 11 }, permission: 'maintain', action: 'waive',
	comment: { id: 21, line: 1, bodySha256: sha256(body) }, digests: { [finding.fingerprint]: DIGEST }, until: '2027-01-15', reason: 'the queue ends this call',
};
const approvalText = '/groundwire approve';
const approval: Entry = { ...waiver, action: 'approve', comment: { id: 22, line: 1, bodySha256: sha256(approvalText) } };
const asked = { pull: 7, base: 'b'.repeat(40), head: HEAD, report, today: '2026-11-22' };
const picked = (log: readonly Entry[], change: Partial<typeof asked> = {}): readonly [number, string] => {
	const { entries, refused } = candidates(log, { ...asked, ...change });
	return [entries.length, refused.join()];
};

describe('entries that could still matter', () => {
	it('are those of the pull request whose findings are open and unchanged', () => {
		expect(picked([waiver])).toEqual([1, '']);
		expect(picked([waiver], { pull: 8 })).toEqual([0, '']);
		expect(picked([waiver], { report: reportFor([]) })).toEqual([0, '']);
		expect(picked([waiver, { ...waiver, sequence: 2, digests: { [finding.fingerprint]: 'f3'.repeat(16) } }])).toEqual([1, '']);
	});

	it('say so when they are over', () => {
		expect(picked([waiver], { today: '2027-01-15' })[0]).toBe(1);
		expect(picked([waiver], { today: '2027-01-16' })).toEqual([0, 'The waiver of `aaaa000000000001` by `ada`: it ended on 2027-01-15']);
		expect(picked([waiver], { report: reportFor([{ ...finding, digest: 'f3'.repeat(16) }]) })[1]).toMatch(/has changed since/u);
		expect(picked([waiver, { ...waiver, action: 'revoke' }])[1]).toMatch(/edited or deleted/u);
	});

	it('are approvals of this head, where somebody is asked for', () => {
		const required = reportFor([], [{ id: 'x', why: 'x', approvals: 1, fingerprints: [] }]);
		expect(picked([approval])).toEqual([0, '']);
		expect(picked([approval], { report: required })).toEqual([1, '']);
		expect(picked([approval], { report: required, head: 'b'.repeat(40) })[1]).toMatch(/head has moved/u);
		expect(picked([approval], { report: required, base: 'c'.repeat(40) })[1]).toMatch(/another commit now/u);
	});

	it('are forty at most, the newest', () => {
		const many = Array.from({ length: 50 }, (_, index): Entry => ({ ...waiver, comment: { ...waiver.comment, id: index + 1 } }));
		const { entries, refused } = candidates(many, asked);
		expect([entries.length, entries.at(-1)?.comment.id]).toEqual([40, 50]);
		expect(refused.join()).toMatch(/10 more decisions were/u);
		expect(candidates(many.slice(9), asked).refused.join()).toMatch(/1 more decision was/u);
	});
});

describe('an entry', () => {
	const writer = { login: 'ada', id: 11, type: 'User', viaApp: false };
	const comment = { body, createdAt: '2026-11-21T11:59:00Z', edited: false, writer };
	const evidence: Evidence = { comment, permission: 'maintain', isAuthor: false };

	it('holds while its comment says it and the person may', () => {
		expect(objection(waiver, evidence, report)).toBeUndefined();
		expect(objection(approval, { ...evidence, permission: 'write', comment: { ...comment, body: approvalText } }, report)).toBeUndefined();
		expect(waiverOf(waiver, 'ada', 'maintain')).toMatchObject({ fingerprint: finding.fingerprint, by: 'ada', until: '2027-01-15' });
	});

	const forged = (change: Partial<Entry>): Entry => ({ ...waiver, ...change });
	it.each<[string, Entry, Partial<Evidence>, RegExp]>([
		['its comment was deleted', waiver, { comment: undefined }, /deleted/u],
		['its comment was edited', waiver, { comment: { ...comment, body: `${body}.` } }, /edited/u],
		['its comment was edited to say it', waiver, { comment: { ...comment, edited: true } }, /edited/u],
		['its comment is of somebody else', waiver, { comment: { ...comment, writer: { ...writer, id: 12 } } }, /does not say it/u],
		['its comment is of an app', waiver, { comment: { ...comment, writer: { ...writer, viaApp: true } } }, /does not say it/u],
		['it claims another day', forged({ until: '2027-11-15' }), {}, /does not say it/u],
		['it claims another reason', forged({ reason: 'another reason' }), {}, /does not say it/u],
		['it claims another finding', forged({ digests: { bbbb000000000001: DIGEST } }), {}, /does not say it/u],
		['it claims more findings', forged({ digests: { ...waiver.digests, aaaa000000000002: DIGEST } }), {}, /does not say it/u],
		['it claims a rule', forged({ rule: finding.rule }), {}, /does not say it/u],
		['it claims another line', forged({ comment: { ...waiver.comment, line: 2 } }), {}, /does not say it/u],
		['it claims an approval', forged({ action: 'approve' }), {}, /does not say it/u],
		['the person has less than they need', waiver, { permission: 'write' }, /`ada` has `write` now/u],
		['the person wrote the change', waiver, { isAuthor: true }, /waives what blocks it/u],
		['nobody knows who wrote the change', waiver, { authorsUnknown: 'too many commits' }, /too many commits/u],
	])('is void when %s', (_, entry, change, why) => {
		expect(objection(entry, { ...evidence, ...change }, report)).toMatch(why);
	});
});
