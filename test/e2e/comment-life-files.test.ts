import { beforeEach, describe, expect, it } from 'vitest';
import type { RepoPath } from '../../src/change/change.ts';
import type { Finding } from '../../src/finding/finding.ts';
import { action, FETCH, OUTSIDE, shop, step, useShop } from './harness.ts';
import { commentOf, fileText, ours, reply, report, summaryText, writesOf } from './pushes.ts';
import { findingOf, reportOf } from './report-of.ts';

useShop();

const SOURCE = `${Array.from({ length: 20 }, (_, index) => `const value${index} = compute(${index});`).join('\n')}\n`;

/** The finding in a file that the change brings: with the file's name its fingerprint changes. */
function inNewFile(path: string, fingerprint: string, line = 5, subject = 'charge'): Finding {
	return { ...findingOf({ fingerprint, path, line }), subject };
}

const FIRST = inNewFile('src/one.ts', 'aaaa000000000011');
const SECOND = inNewFile('src/two.ts', 'aaaa000000000012');
const THIRD = inNewFile('src/three.ts', 'aaaa000000000013');

beforeEach(() => {
	shop().push({ 'src/one.ts': SOURCE });
});

describe('a file that the pull request brings', () => {
	it('may be renamed twice: its finding keeps the comment, which says where it is now', async () => {
		await report([FIRST]);
		const { id } = commentOf(FIRST);
		shop().push({ 'src/one.ts': null, 'src/two.ts': SOURCE });
		await report([SECOND]);
		expect(commentOf(SECOND)).toMatchObject({ id, path: 'src/one.ts' });
		expect(commentOf(SECOND).body).toContain('This is now about `src/two.ts:5`.');
		expect(await writesOf(() => report([SECOND]))).toBe(0);
		shop().push({ 'src/two.ts': null, 'src/three.ts': `// moved\n${SOURCE}` });
		await report([THIRD]);
		expect(commentOf(THIRD).id).toBe(id);
		expect(ours()).toHaveLength(1);
		expect(shop().github.state.reviews).toHaveLength(1);
		shop().push({ 'src/three.ts': `// mended\n${SOURCE}` });
		await report([]);
		expect(commentOf(THIRD).body).toContain('**Fixed**');
	});

	it('keeps under its new name what a person closed', async () => {
		await report([FIRST]);
		reply(commentOf(FIRST), { login: 'ada', id: 7, type: 'User' }, 'Known.');
		shop().push({ 'src/one.ts': null, 'src/two.ts': SOURCE });
		await report([SECOND]);
		expect(ours()).toHaveLength(1);
		expect(commentOf(FIRST).body).not.toContain('two.ts');
		expect(summaryText()).toContain('`src/two.ts:5` | `fetch` to `pay.internal` has no deadline `missing-timeout`; a person answered it |');
		expect(await writesOf(() => report([SECOND]))).toBe(0);
	});

	it.each([
		['another subject', [inNewFile('src/two.ts', 'aaaa000000000012', 5, 'refund')], 'Fixed'],
		['two findings that could be it', [SECOND, inNewFile('src/two.ts', 'aaaa000000000014', 9)], 'Moved'],
	])('and renamed with %s gets new comments, and the old one says so', async (_, findings, word) => {
		await report([FIRST]);
		shop().push({ 'src/one.ts': null, 'src/two.ts': SOURCE });
		await report(findings);
		expect(commentOf(FIRST).body).toContain(`**${word}**`);
		for (const finding of findings) expect(commentOf(finding).path).toBe('src/two.ts');
		expect(await writesOf(() => report(findings))).toBe(0);
	});

	it('that is still there keeps its comment for itself', async () => {
		await report([FIRST]);
		shop().push({ 'src/one.ts': `// mended\n${SOURCE}`, 'src/two.ts': SOURCE });
		await report([SECOND]);
		expect(commentOf(FIRST).body).toContain('**Fixed**');
		expect(commentOf(SECOND).path).toBe('src/two.ts');
	});
});

describe('a file that stood before the pull request', () => {
	it('may be renamed: its findings keep their fingerprints and their comments', async () => {
		await report([FETCH, OUTSIDE]);
		shop().push({ 'src/pay.ts': null, 'src/charge.ts': fileText('src/pay.ts') });
		const renamed = [FETCH, OUTSIDE].map((finding) => ({ ...finding, location: { ...finding.location, path: 'src/charge.ts' as RepoPath }, edits: finding.edits.map((edit) => ({ ...edit, path: 'src/charge.ts' as RepoPath })) }));
		await report(renamed);
		expect(ours()).toHaveLength(2);
		expect(commentOf(FETCH).body).toContain('This is now about `src/charge.ts:10`.');
		expect(commentOf(FETCH).body).not.toContain('suggestion');
		expect(await writesOf(() => report(renamed))).toBe(0);
	});

	it('takes no comment from another file', async () => {
		await report([FETCH]);
		shop().push({ 'src/pay.ts': shop().repository.served('show', 'main:src/pay.ts') });
		await report([FIRST]);
		expect(commentOf(FETCH).body).toContain('**Fixed**');
		expect(commentOf(FIRST).path).toBe('src/one.ts');
	});
});

/** Runs both instances, each with its findings, and counts their writes. */
async function both(service: readonly Finding[], platform: readonly Finding[]): Promise<number> {
	const { writes } = shop().github;
	for (const [findings, instance] of [[service, 'default'], [platform, 'infra']] as const) {
		action.prepare({ [shop().head]: { report: reportOf(findings), exitCode: 1 } });
		await step({ inputs: { instance } });
	}
	return shop().github.writes - writes;
}

describe('two instances on one pull request', () => {
	it('go their own ways through several pushes', async () => {
		const infra = { ...findingOf({ fingerprint: 'bbbb000000000021', path: 'src/pay.ts', line: 10 }), rule: FETCH.rule };
		await both([FETCH, OUTSIDE], [FETCH, infra]);
		expect(ours()).toHaveLength(4);
		expect(await both([FETCH, OUTSIDE], [FETCH, infra])).toBe(0);
		shop().push({ 'README.md': 'x\n' });
		await both([OUTSIDE], [FETCH, infra]);
		const closed = ours().filter(({ body }) => body.includes('groundwire:closed'));
		expect(closed.map(({ body }) => body.split('\n', 1)[0])).toEqual([expect.stringMatching(new RegExp(`^<!-- groundwire:finding:${FETCH.fingerprint} key=[0-9a-f]{12} -->$`, 'u'))]);
		shop().push({ 'README.md': 'y\n' });
		await both([FETCH, OUTSIDE], []);
		expect(ours().filter(({ body }) => body.includes('groundwire:closed')).every(({ body }) => body.includes(' instance=infra -->'))).toBe(true);
		expect(ours()).toHaveLength(4);
		expect(shop().github.state.issueComments).toHaveLength(2);
		expect(await both([FETCH, OUTSIDE], [])).toBe(0);
	});
});
