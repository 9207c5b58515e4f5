import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readLog } from '../../src/people/chain.ts';
import { AUTHOR, type User } from './github/state.ts';
import { A_BOT, answers, cast, COMMITTER, comment, conclusion, dayIn, heard, logText, MAINTAINER, prepare, REASON, review, said, signs, SUBJECT, summaryText, WAIVE, WRITER } from './conversation.ts';
import { action, shop, step, useShop } from './harness.ts';
import { useQuickStub } from './quick-stub.ts';

useShop();
// Some of these are a dozen runs of the Action.
vi.setConfig({ testTimeout: 180_000 });
beforeAll(() => useQuickStub(action));

beforeEach(async () => {
	cast();
	prepare();
	await review();
});

const entries = (): readonly { readonly action: string }[] => readLog(logText()).entries;

describe('a waiver', () => {
	it('by somebody with the right lifts the finding it names, is written down and answered with a sign', async () => {
		expect(conclusion()).toBe('failure');
		const { exitCode, log } = await said(MAINTAINER, `Fine.\r\n\r\n${WAIVE}\r\n`);
		expect(log).toContain('published');
		expect(exitCode).toBe(0);
		expect(conclusion()).toBe('success');
		expect(summaryText()).toMatch(/Waived/u);
		expect(summaryText()).toContain(REASON);
		expect(signs()).toEqual(['+1']);
		expect(answers()).toEqual([]);
		expect(readLog(logText())).toEqual({
			entries: [expect.objectContaining({ sequence: 1, pull: 7, head: shop().head, actor: { login: MAINTAINER.login, id: MAINTAINER.id }, permission: 'maintain', action: 'waive', digests: { [SUBJECT.fingerprint]: SUBJECT.digest }, until: dayIn(30), reason: REASON })],
		});
	});

	it('holds in the next run of the pull request, and costs few requests there', async () => {
		await said(MAINTAINER, WAIVE);
		const before = shop().github.seen.length;
		const { exitCode } = await review();
		expect(exitCode).toBe(0);
		expect(conclusion()).toBe('success');
		const asked = shop().github.seen.slice(before).map(({ operation }) => operation);
		expect(asked.filter((operation) => ['git/get-ref', 'git/get-commit', 'git/get-tree', 'git/get-blob', 'issues/get-comment', 'repos/get-collaborator-permission-level', 'pulls/list-commits'].includes(operation)).length).toBeLessThanOrEqual(8);
	});

	it('of a rule covers its findings as they stood, and no later one', async () => {
		const other = { ...SUBJECT, fingerprint: 'bbbb000000000009', digest: 'e2'.repeat(16) };
		prepare({ findings: [SUBJECT, other] });
		await said(MAINTAINER, `/groundwire waive missing-timeout until ${dayIn(3)} because ${REASON}`);
		expect(conclusion()).toBe('success');
		shop().push({ 'README.md': 'more\n' });
		prepare({ findings: [SUBJECT, other, { ...SUBJECT, fingerprint: 'cccc00000000000a', digest: 'f3'.repeat(16) }] });
		expect((await review()).exitCode).toBe(1);
		expect(summaryText()).toContain('1 block');
	});

	it.each<[string, User, RegExp]>([
		['the author of the pull request', AUTHOR, /wrote a part of a change/u],
		['somebody with less than the right', WRITER, /needs the permission `maintain`/u],
	])('by %s is refused', async (_, user, why) => {
		const { exitCode } = await said(user, WAIVE);
		expect(exitCode).toBe(0);
		expect(answers().join()).toMatch(why);
		expect(signs()).toEqual(['confused']);
		expect([logText(), conclusion()]).toEqual(['', 'failure']);
	});

	it('by the author of a commit is refused', async () => {
		shop().github.state.accounts.set('ada@example.com', COMMITTER);
		await said(COMMITTER, WAIVE);
		expect(answers().join()).toMatch(/wrote a part of a change/u);
		expect([logText(), conclusion()]).toEqual(['', 'failure']);
	});

	it('by a bot is not heard, and asks GitHub nothing', async () => {
		const before = shop().github.seen.length;
		const { exitCode, log } = await said(A_BOT, WAIVE);
		expect([exitCode, shop().github.seen.length - before]).toEqual([0, 0]);
		expect(log).toContain('not by a person');
	});

	it('that an app writes in the name of somebody is refused', async () => {
		await heard(comment(MAINTAINER, WAIVE, { viaApp: true }));
		expect(answers().join()).toMatch(/only people decide/u);
		expect(logText()).toBe('');
	});

	it('by somebody with a role of the organisation counts as what the role is built on', async () => {
		shop().github.state.roles.set(MAINTAINER.login, 'release-captain/write');
		await said(MAINTAINER, WAIVE);
		expect(answers().join()).toMatch(/has `write`/u);
		shop().github.state.roles.set(MAINTAINER.login, 'release-captain/admin');
		await said(MAINTAINER, WAIVE);
		expect(conclusion()).toBe('success');
	});

	it.each([
		['a day that is past', WAIVE.replace(dayIn(30), dayIn(-1)), /not past/u],
		['a day too far ahead', WAIVE.replace(dayIn(30), dayIn(400)), /at most 366 days/u],
		['a day that does not exist', WAIVE.replace(dayIn(30), '2027-02-30'), /day of the calendar/u],
		['an unknown id', WAIVE.replace('aaaa00000000', '999999999999'), /no finding/u],
		['too short an id', WAIVE.replace('aaaa00000000', 'aaaa'), /no finding/u],
		['no reason', WAIVE.replace(REASON, 'because'), /10 to 500 characters/u],
	])('with %s is refused, and says what was expected', async (_, body, why) => {
		await said(MAINTAINER, body);
		expect(answers().join().replaceAll(/[`*]/gu, '')).toMatch(why);
		expect([logText(), conclusion()]).toEqual(['', 'failure']);
	});

	it('with the beginning of two ids is refused', async () => {
		prepare({ findings: [SUBJECT, { ...SUBJECT, fingerprint: 'aaaa000000000002' }] });
		await said(MAINTAINER, WAIVE);
		expect(answers().join()).toMatch(/beginning of 2 ids/u);
	});
});

describe('what somebody had before them', () => {
	it('is the head, or the command is refused', async () => {
		const written = comment(MAINTAINER, WAIVE);
		shop().push({ 'README.md': 'something else\n' });
		prepare();
		await heard(written);
		expect(answers().join()).toMatch(/the head is .* now/u);
		expect(logText()).toBe('');
	});

	it('is not known once the summary was rewritten after the comment', async () => {
		const written = comment(MAINTAINER, WAIVE);
		shop().push({ 'README.md': 'something else\n' });
		prepare();
		await review();
		await heard(written);
		expect(answers().join()).toMatch(/cannot be told which commit/u);
		expect(logText()).toBe('');
	});

	it('is known for a second command that was written before the first was carried out', async () => {
		const other = { ...SUBJECT, fingerprint: 'bbbb000000000009', digest: 'e2'.repeat(16) };
		prepare({ findings: [SUBJECT, other] });
		await review();
		const [first, second] = [comment(MAINTAINER, WAIVE), comment(MAINTAINER, WAIVE.replace('aaaa00000000', 'bbbb00000000'))];
		await heard(first);
		await heard(second);
		expect(answers()).toEqual([]);
		expect(conclusion()).toBe('success');
	});

	it('is the same change: one that goes into another branch since is another', async () => {
		const { state } = shop().github;
		const { repository } = state;
		const written = comment(WRITER, '/groundwire approve');
		const pull = state.pulls.get(7);
		if (pull === undefined) throw new Error('no pull request');
		state.pulls.set(7, { ...pull, baseBranch: 'release' });
		repository.served('update-ref', 'refs/heads/release', shop().head);
		await heard(written);
		expect(answers().join()).toMatch(/another base/u);
		expect(logText()).toBe('');
	});

	it('is nothing without a summary', async () => {
		shop().github.state.issueComments.splice(0);
		await said(MAINTAINER, WAIVE);
		expect(answers().join()).toMatch(/cannot be told which commit/u);
	});

	it('is not known from a summary that somebody else edited to speak of a push', async () => {
		const { state } = shop().github;
		const summary = state.issueComments.find(({ body }) => body.startsWith('<!-- groundwire:summary'));
		if (summary === undefined) throw new Error('no summary');
		const before = shop().head;
		shop().push({ 'README.md': 'something else\n' });
		prepare();
		summary.body = summary.body.replace(`head:${before}`, `head:${shop().head}`);
		summary.updatedAt = summary.editedAt = state.now();
		summary.editor = WRITER.login;
		await said(MAINTAINER, WAIVE);
		expect(answers().join()).toMatch(/cannot be told which commit/u);
		expect([logText(), conclusion()]).toEqual(['', undefined]);
		await review();
		await said(MAINTAINER, WAIVE);
		expect(conclusion()).toBe('success');
	});

	it('cannot be said by a forged summary', async () => {
		shop().push({ 'README.md': 'something else\n' });
		prepare();
		comment(AUTHOR, `<!-- groundwire:summary:default -->\n<!-- groundwire:head:${shop().head} -->\nall is well`);
		shop().github.state.issueComments.reverse();
		await said(MAINTAINER, WAIVE);
		expect(logText()).toBe('');
	});
});

describe('other commands', () => {
	const required = [{ id: 'change', why: 'one approval for the change', approvals: 1, fingerprints: [] }];

	it('an approval counts one, of the head only', async () => {
		prepare({ findings: [], required });
		await review();
		expect(conclusion()).toBe('failure');
		await said(WRITER, '/groundwire approve');
		expect(conclusion()).toBe('success');
		shop().push({ 'README.md': 'more\n' });
		prepare({ findings: [], required });
		expect((await review()).exitCode).toBe(1);
		expect(summaryText()).toMatch(/head has moved/u);
	});

	it('an approval by the author counts nothing', async () => {
		prepare({ findings: [], required });
		await review();
		await said(AUTHOR, '/groundwire approve');
		expect(answers().join()).toMatch(/nobody who wrote a part/u);
		expect([logText(), conclusion()]).toEqual(['', 'failure']);
	});

	it('explain answers, and once: the author may ask too', async () => {
		const written = comment(AUTHOR, '/groundwire explain gw:aaaa00');
		await heard(written);
		await heard(written);
		expect(answers()).toHaveLength(1);
		expect(answers()[0]).toContain('Every order holds a socket');
		expect(signs()).toEqual(['+1']);
		expect(logText()).toBe('');
	});

	it('recheck publishes anew', async () => {
		shop().github.state.checkRuns.splice(0);
		const { exitCode } = await said(WRITER, '/groundwire recheck');
		expect([exitCode, conclusion(), signs()]).toEqual([0, 'failure', ['eyes']]);
	});

	it('several in one comment are done one by one', async () => {
		await said(MAINTAINER, `${WAIVE}\n/groundwire dance\n/groundwire explain missing-timeout`);
		expect(entries()).toHaveLength(1);
		expect(answers()[0]).toMatch(/Line 1: \*\*Done:\*\*[\s\S]*Line 2: \*\*Not done:\*\*[\s\S]*Line 3:/u);
		expect(conclusion()).toBe('success');
	});

	it('hostile text is answered without anything that works', async () => {
		await said(MAINTAINER, '/groundwire <img src=x> @octocat ![x](http://evil.example)');
		expect(answers()[0]).not.toMatch(/<img|@octocat|evil/u);
	});
});

describe('a comment that is no command', () => {
	it.each([
		['words', 'I would waive this'],
		['a quotation', '> /groundwire approve'],
		['a fence', '```\n/groundwire approve\n```'],
	])('of %s changes nothing', async (_, body) => {
		const before = shop().github.writes;
		const { exitCode } = await said(MAINTAINER, body);
		expect([exitCode, shop().github.writes - before, logText()]).toEqual([0, 0, '']);
	});

	it('asks GitHub nothing', async () => {
		const before = shop().github.seen.length;
		await said(MAINTAINER, 'Looks good, but see /groundwire approve in the docs.');
		expect(shop().github.seen.length).toBe(before);
	});

	it('on a pull request that is closed is not read', async () => {
		shop().github.state.closed.add(7);
		const before = shop().github.writes;
		await said(MAINTAINER, WAIVE);
		expect([shop().github.writes - before, logText()]).toEqual([0, '']);
	});
});

describe('without contents: write', () => {
	it('nothing is granted, and a sentence says why', async () => {
		const { exitCode, log } = await said(MAINTAINER, WAIVE, { token: 'canary-reviewer' });
		expect(answers().join()).toMatch(/contents: write/u);
		expect(log).toMatch(/^line 1: waive, refused: .*contents: write/mu);
		expect([exitCode, conclusion(), logText()]).toEqual([0, 'failure', '']);
	});

	it('and without any right to write the log of the job says it', async () => {
		const { exitCode, log } = await said(MAINTAINER, WAIVE, { token: 'canary-reader' });
		expect(exitCode).toBe(0);
		expect(log).toContain('pull-requests: write');
	});
});

it('a merge queue honours what was granted on the pull request it puts on top', async () => {
	await said(MAINTAINER, WAIVE);
	const { base, head } = shop();
	const group = { base_sha: base, head_sha: head, head_ref: `refs/heads/gh-readonly-queue/main/pr-7-${base}` };
	const queued = (merge_group: unknown) => review({ event: { name: 'merge_group', payload: { merge_group } }, sha: head, inputs: { publish: 'check' } });
	expect((await queued(group)).exitCode).toBe(0);
	expect((await queued({ ...group, head_ref: `refs/heads/gh-readonly-queue/main/pr-8-${base}` })).exitCode).not.toBe(0);
	expect((await queued({ ...group, head_ref: `refs/heads/gh-readonly-queue/main/pr-7-${head}` })).exitCode).toBe(1);
});

it('a run without people to ask reads the log with one request', async () => {
	const before = shop().github.seen.length;
	await step({ token: 'canary-reviewer' });
	expect(shop().github.seen.slice(before).map(({ operation }) => operation).filter((operation) => operation.startsWith('git/'))).toEqual(['git/get-ref']);
});
