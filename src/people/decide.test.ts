import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aFinding } from '../../test/support/findings.ts';
import { PERMISSIONS } from '../config/people.ts';
import type { Finding } from '../finding/finding.ts';
import { readCommands, type Command } from './command.ts';
import { decide, type Circumstances } from './decide.ts';
import { named } from './target.ts';
import { reportFor } from '../../test/e2e/conversation-report.ts';

const NOW = new Date('2026-11-21T12:00:00Z');
const HEAD = 'a'.repeat(40);
/** As `reportFor` has it. */
const BASE = '0'.repeat(40);
const blocking = aFinding({ fingerprint: 'aaaa000000000001', digest: 'd1'.repeat(16) });
const lighter = aFinding({ fingerprint: 'bbbb000000000002', digest: 'd2'.repeat(16), severity: 'medium', rule: 'swallowed-error' as Finding['rule'] });
const gone = aFinding({ fingerprint: 'cccc000000000003' });
const body = '/groundwire waive aaaa00 until 2027-01-15 because the queue ends this call';

const at = (change: Partial<Circumstances> = {}): Circumstances => ({
	report: reportFor([blocking, lighter, gone]), pull: 7, head: HEAD, seen: { base: BASE, head: HEAD }, now: NOW, comment: { id: 1, body }, writer: { login: 'ada', id: 11, type: 'User', viaApp: false },
	permission: 'maintain', isAuthor: false, words: () => undefined, ...change,
});
const only = (text: string): Command => {
	const [command] = readCommands(text, NOW);
	if (command === undefined) throw new Error('no command');
	return command;
};
const outcome = (text: string, change: Partial<Circumstances> = {}): string => {
	const decision = decide(only(text), at({ comment: { id: 1, body: text }, ...change }));
	return decision.kind === 'refused' ? decision.text : decision.kind;
};

describe('a target', () => {
	const findings = [blocking, lighter, aFinding({ fingerprint: 'aaaa000000000009' })];
	it.each([
		['aaaa000000000001', 1], ['AAAA000000000001', 1], ['gw:bbbb00', 1], ['swallowed-error', 1], [blocking.rule, 2],
	])('%s names findings', (target, count) => {
		const found = named(target, findings);
		expect('refused' in found ? found.refused : found.findings).toHaveLength(count);
	});

	it.each([
		['aaaa00', /beginning of 2 ids/u], ['bbbb0', /no finding/u], ['gw:bbbb', /at least 6/u], ['missing', /no finding/u], ['gw:swallowed-error', /no finding/u],
	])('%s names none', (target, why) => {
		const found = named(target, findings);
		expect('refused' in found ? found.refused : 'found').toMatch(why);
	});

	it('that is a rule and the beginning of an id has to be told apart', () => {
		const clash = [aFinding({ fingerprint: 'facade0000000001' }), aFinding({ rule: 'facade' as Finding['rule'], fingerprint: '1234567800000000' })];
		expect(named('facade', clash)).toHaveProperty('refused');
		expect(named('gw:facade', clash)).toMatchObject({ by: 'fingerprint' });
	});
});

describe('a decision', () => {
	it('binds a waiver to head, digests and the words of the comment', () => {
		expect(decide(only(body), at())).toMatchObject({
			kind: 'record', draft: { action: 'waive', base: BASE, head: HEAD, digests: { [blocking.fingerprint]: blocking.digest }, actor: { login: 'ada', id: 11 }, until: '2027-01-15', reason: 'the queue ends this call' },
		});
	});

	it.each<[string, string, Partial<Circumstances>, RegExp]>([
		['a bot', body, { writer: { login: 'x[bot]', id: 1, type: 'Bot', viaApp: false } }, /only people/u],
		['an organisation', body, { writer: { login: 'acme', id: 1, type: 'Organization', viaApp: false } }, /only people/u],
		['an app in the name of somebody', '/groundwire approve', { writer: { login: 'ada', id: 11, type: 'User', viaApp: true } }, /only people/u],
		['too low a permission', body, { permission: 'write' }, /needs the permission `maintain`/u],
		['an author, of what blocks', body, { isAuthor: true }, /wrote a part/u],
		['an author, by approving', '/groundwire approve', { isAuthor: true }, /wrote a part/u],
		['authors that are not known', '/groundwire approve', { authorsUnknown: 'too many commits' }, /too many commits/u],
		['a head that moved', body, { seen: { base: BASE, head: 'b'.repeat(40) } }, /is about `bbbbbbbbbbbb`/u],
		['a change that goes elsewhere now', body, { seen: { base: 'b'.repeat(40), head: HEAD } }, /another base/u],
		['a head that nobody can tell', body, { seen: undefined }, /cannot be told/u],
		['a finding without a file', body.replace('aaaa00', 'cccc00'), {}, /nothing that a waiver could hold on to/u],
		['a report that does not know people', body, { report: { ...reportFor([blocking]), people: undefined } as never }, /run anew/u],
	])('refuses %s', (_, text, change, why) => {
		expect(outcome(text, change)).toMatch(why);
	});

	it('lets an author with the right waive what stands in nobody\'s way, unless it fails the run', () => {
		const text = body.replace('aaaa00', 'bbbb00');
		expect(outcome(text, { isAuthor: true })).toBe('record');
		expect(outcome(text, { isAuthor: true, failOn: 'medium' })).toMatch(/wrote a part/u);
	});

	it('explains to the author, and to nobody without a right', () => {
		expect(outcome('/groundwire explain aaaa00', { isAuthor: true, permission: 'none' })).toBe('done');
		expect(outcome('/groundwire explain aaaa00', { permission: 'read' })).toMatch(/needs the permission/u);
		expect(outcome('/groundwire explain unknown-rule')).toMatch(/no finding/u);
		expect(outcome('/groundwire explain a-rule', { words: (id) => ({ id, title: 'T', description: 'D', remedy: 'R' }) })).toBe('done');
	});

	it('never grants an author anything that stands in the way, whatever the comment says and whatever they may', () => {
		const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(body, '/groundwire approve', `/groundwire waive ${blocking.rule} until 2027-01-15 because I wrote this myself`));
		fc.assert(
			fc.property(texts, fc.constantFrom(...PERMISSIONS), (text, permission) => {
				for (const command of readCommands(text, NOW)) {
					const decision = decide(command, at({ permission, isAuthor: true, comment: { id: 1, body: text } }));
					expect(decision.kind === 'record' && (decision.draft.action === 'approve' || blocking.fingerprint in (decision.draft.digests ?? {}))).toBe(false);
				}
			}),
			{ numRuns: 500 },
		);
	});
});
