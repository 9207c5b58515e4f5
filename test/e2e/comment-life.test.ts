import { describe, expect, it } from 'vitest';
import { ALL, ELSEWHERE, FETCH, ON_PICTURE, OUTSIDE, PROBE, shop, step, useShop } from './harness.ts';
import { callsOf, commentOf, fileText, ours, report, summaryText, writesOf } from './pushes.ts';
import { findingOf } from './report-of.ts';

useShop();

/** The finding, so many lines further down. */
const lower = (finding: typeof FETCH, by: number): typeof FETCH => ({
	...finding,
	location: { ...finding.location, startLine: finding.location.startLine + by, endLine: finding.location.endLine + by },
	edits: finding.edits.map((edit) => ({ ...edit, startLine: edit.startLine + by, endLine: edit.endLine + by })),
});

function threadOf(finding: typeof FETCH): unknown {
	const { resolved, minimised } = commentOf(finding);
	return { resolved, minimised };
}

describe('the comment of a finding', () => {
	it('stays the only one through a rebase and a force-push, and says where the finding stands now', async () => {
		await report(ALL);
		const before = ours().map(({ id }) => id);
		const files = { 'src/pay.ts': `// one\n// two\n${fileText('src/pay.ts')}`, 'deploy/app.yaml': fileText('deploy/app.yaml'), 'logo.png': 'a\0c' };
		shop().head = shop().repository.commit('feature', files, { message: 'Rebased' }, 'main');
		const moved = [lower(FETCH, 2), PROBE, lower(OUTSIDE, 2), ON_PICTURE, ELSEWHERE];
		await report(moved);
		expect(ours().map(({ id }) => id)).toEqual(before);
		expect(shop().github.state.reviews).toHaveLength(1);
		expect(commentOf(FETCH).body).toContain('· `src/pay.ts:12` ·');
		// GitHub moved the comment along with its line, so the edit is still for exactly that line.
		expect(commentOf(FETCH).body).toContain('```suggestion\nconst response = await fetch(url, { method, signal: AbortSignal.timeout(2000) });\n```');
		expect(commentOf(FETCH).body).not.toContain('This is now about');
		expect(await writesOf(() => report(moved))).toBe(0);
	});

	it('that GitHub calls outdated after an edit of its line is still the one, without a suggestion', async () => {
		await report([FETCH]);
		shop().push({ 'src/pay.ts': fileText('src/pay.ts').replace('{ method }', '{ method, body }') });
		const edited = { ...FETCH, message: '`fetch` to `pay.internal` still has no deadline.' };
		expect(await writesOf(() => report([edited]))).toBe(2);
		expect(ours()).toHaveLength(1);
		const { body } = commentOf(FETCH);
		expect(body).toContain('This is now about `src/pay.ts:10`.');
		expect(body).toContain('still has no deadline');
		expect(body).toContain('Pass a deadline.');
		expect(body).not.toContain('suggestion');
		expect(await writesOf(() => report([edited]))).toBe(0);
	});

	it('is rewritten once when its words change, and never when they do not', async () => {
		await report([FETCH, OUTSIDE]);
		const heavier = { ...OUTSIDE, severity: 'high' as const, related: [{ ...OUTSIDE.location, startLine: 50, endLine: 50 }] };
		const calls = await callsOf(() => report([FETCH, heavier]));
		expect(calls.filter((call) => call.startsWith('pulls/update'))).toEqual(['pulls/update-review-comment']);
		expect(commentOf(OUTSIDE).body).toContain('· high ·');
		expect(commentOf(OUTSIDE).body).toContain('Also: `src/pay.ts:50`.');
		expect(await writesOf(() => report([FETCH, heavier]))).toBe(0);
		const beside = findingOf({ fingerprint: 'ffff000000000009', path: 'src/pay.ts', line: 10, placement: 'summary', message: 'Nobody traces it.' });
		expect(await writesOf(() => report([FETCH, heavier, { ...beside, beside: FETCH.fingerprint }]))).toBe(2);
		expect(commentOf(FETCH).body).toContain('Nobody traces it.');
		expect(summaryText()).not.toContain('Nobody traces it.');
	});

	it('stays when its file leaves the diff while the finding stands', async () => {
		await report([FETCH]);
		shop().push({ 'src/pay.ts': shop().repository.served('show', 'main:src/pay.ts') });
		await report([FETCH]);
		expect(ours()).toHaveLength(1);
		expect(commentOf(FETCH).body).toContain('This is now about `src/pay.ts:10`.');
		expect(await writesOf(() => report([FETCH]))).toBe(0);
	});
});

describe('a finding that is fixed', () => {
	it.each([
		['canary-resolver', 'is resolved', { resolved: true, minimised: undefined }, 'resolved', 'resolveReviewThread'],
		['canary-writer', 'is minimised where the token may not resolve', { resolved: false, minimised: 'resolved' }, 'minimised', 'minimizeComment'],
		['canary-plain', 'is told in words where the token may do neither', { resolved: false, minimised: undefined }, '', ''],
	])('with %s its thread %s, and it comes back with the finding', async (token, _, state, hidden, mutation) => {
		shop().addToken('plain', ['pull-requests'], { mayMinimise: false });
		await report([FETCH, OUTSIDE], { token });
		shop().push({ 'README.md': 'x\n' });
		const calls = await callsOf(() => report([OUTSIDE], { token }));
		expect(calls.filter((call) => call.startsWith('graphql')).slice(1)).toEqual(mutation === '' ? [] : [`graphql${mutation}`]);
		expect(threadOf(FETCH)).toEqual(state);
		expect(commentOf(FETCH).body.split('\n').slice(1, 3)).toEqual([`<!-- groundwire:closed:fixed${hidden === '' ? '' : ` ${hidden}`} -->`, `**Fixed** in \`${shop().head.slice(0, 12)}\`.`]);
		const { head } = shop();
		shop().push({ 'README.md': 'y\n' });
		expect(await writesOf(() => report([OUTSIDE], { token }))).toBe(1);
		expect(commentOf(FETCH).body).toContain(head.slice(0, 12));
		expect(await writesOf(() => report([OUTSIDE], { token }))).toBe(0);
		await report([FETCH, OUTSIDE], { token });
		expect(threadOf(FETCH)).toEqual({ resolved: false, minimised: undefined });
		expect(commentOf(FETCH).body).not.toContain('closed');
		expect(ours()).toHaveLength(2);
		expect(await writesOf(() => report([FETCH, OUTSIDE], { token }))).toBe(0);
	});

	it('is marked all the same when GitHub refuses what it said was allowed, and asks once', async () => {
		await report([FETCH, OUTSIDE]);
		shop().push({ 'README.md': 'x\n' });
		const refusal = { status: 200, body: { data: null, errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }] } };
		shop().github.fault = ({ operation, write }) => (operation === 'graphql' && write > 0 ? { when: 'before', answer: refusal } : undefined);
		const calls = await callsOf(() => report([]));
		expect(calls).not.toContain('graphqlresolveReviewThread');
		expect(calls.filter((call) => call === 'graphqlminimizeComment')).toHaveLength(1);
		for (const finding of [FETCH, OUTSIDE]) expect(commentOf(finding).body).toContain('<!-- groundwire:closed:fixed -->');
	});

	it('says who waived it instead, and then that it is fixed', async () => {
		await report([FETCH]);
		const waived = { ...FETCH, state: 'waived' as const, reason: 'the queue has its own deadline', waiver: { by: 'ada', until: '2027-01-15', comment: 1 } };
		await report([waived]);
		expect(commentOf(FETCH).body).toContain('**Waived** by `ada` until 2027-01-15: `the queue has its own deadline`.');
		expect(await writesOf(() => report([waived]))).toBe(0);
		shop().push({ 'README.md': 'x\n' });
		await report([]);
		expect(commentOf(FETCH).body).toContain(`**Fixed** in \`${shop().head.slice(0, 12)}\`.`);
		expect(commentOf(FETCH).body.match(/<details>/gu)).toHaveLength(2);
	});
});

describe('a quiet reviewer', () => {
	it('posts only what is new, in one review a push, and rewrites one summary when all is clean', async () => {
		await report([FETCH, OUTSIDE]);
		shop().push({ 'src/pay.ts': fileText('src/pay.ts').replace('line 45', 'await send();') });
		const fresh = findingOf({ fingerprint: 'ffff000000000006', path: 'src/pay.ts', line: 45 });
		expect(await callsOf(() => report([FETCH, OUTSIDE, fresh]))).toEqual([...READS, 'pulls/create-review', HEAD, 'issues/update-comment', ...AGAIN]);
		shop().push({ 'README.md': 'x\n' });
		await report([]);
		expect(shop().github.state.reviews).toHaveLength(2);
		expect(shop().github.state.issueComments).toHaveLength(1);
		expect(summaryText()).toContain('### Groundwire: nothing found');
	});

	it('says nothing at all about a change that is clean from the start', async () => {
		expect(await callsOf(() => report([]))).toEqual(READS);
	});

	it('keeps to its budget: six reads, and what has to be written', async () => {
		expect(await callsOf(() => report(ALL))).toEqual([...READS, 'pulls/create-review', 'pulls/create-review-comment', HEAD, 'issues/create-comment', ...AGAIN]);
		expect(await callsOf(() => report(ALL))).toEqual(READS);
		shop().push({ 'README.md': 'x\n' });
		const calls = await callsOf(() => report([PROBE, ON_PICTURE, ELSEWHERE]));
		const fix = ['graphqlminimizeComment', 'pulls/update-review-comment'];
		expect(calls).toEqual([...READS, ...fix, ...fix, HEAD, 'issues/update-comment']);
	});
});

/** What every run reads; the change itself comes by git. */
const READS = ['repos/compare-commits-with-basehead', 'graphql', 'pulls/get', 'pulls/list-files', 'issues/list-comments', 'pulls/list-review-comments'];
/** The head once more before the summary claims anything of it. */
const HEAD = 'pulls/get';
/** Whoever created something looks whether another run did the same. */
const AGAIN = ['issues/list-comments', 'pulls/list-review-comments'];

describe('what somebody deleted', () => {
	it('is posted again with the next push, and once a head', async () => {
		await report([FETCH, OUTSIDE]);
		const { reviewComments } = shop().github.state;
		const remove = (): unknown => reviewComments.splice(reviewComments.indexOf(commentOf(FETCH)), 1);
		remove();
		await report([FETCH, OUTSIDE]);
		expect(ours()).toHaveLength(1);
		expect(summaryText()).toContain('`missing-timeout`; its comment was deleted |');
		expect(summaryText()).toContain(`\`${FETCH.fingerprint}\``);
		expect(await writesOf(() => report([FETCH, OUTSIDE]))).toBe(0);
		shop().push({ 'README.md': 'x\n' });
		await report([FETCH, OUTSIDE]);
		expect(commentOf(FETCH).originalCommit).toBe(shop().head);
		expect(summaryText()).not.toContain('deleted');
		remove();
		await report([FETCH, OUTSIDE]);
		expect(ours()).toHaveLength(1);
	});

	it('in the middle of a run is read again', async () => {
		await report([FETCH, OUTSIDE]);
		shop().push({ 'README.md': 'x\n' });
		const { reviewComments } = shop().github.state;
		shop().github.fault = ({ operation }) => {
			if (operation === 'pulls/update-review-comment') reviewComments.splice(0, reviewComments.length);
			return undefined;
		};
		const { log } = await report([]);
		expect(log).toContain('published: ');
		expect(ours()).toEqual([]);
		expect(summaryText()).toContain('nothing found');
	});

	it('is a summary: it is written again while there is something to say', async () => {
		await report([FETCH]);
		shop().github.state.issueComments.length = 0;
		await report([FETCH]);
		expect(summaryText()).toContain('1 blocks');
		expect(ours()).toHaveLength(1);
		shop().github.state.issueComments.length = 0;
		shop().push({ 'README.md': 'x\n' });
		await report([]);
		expect(shop().github.state.issueComments).toEqual([]);
	});
});

describe('two runs at the same time', () => {
	it('leave no duplicate behind once another run has looked', async () => {
		await report([FETCH, OUTSIDE]);
		const { reviewComments, issueComments } = shop().github.state;
		for (const comment of reviewComments.slice()) reviewComments.push({ ...comment, id: shop().github.state.nextId() });
		for (const comment of issueComments.slice()) issueComments.push({ ...comment, id: shop().github.state.nextId() });
		const { log } = await step();
		expect(log).toContain('published: 3 writes');
		expect(ours().map(({ body }) => body).sort()).toEqual([commentOf(FETCH).body, commentOf(OUTSIDE).body].sort());
		expect(summaryText()).toContain('1 blocks');
		expect(await writesOf(() => step())).toBe(0);
	});
});
