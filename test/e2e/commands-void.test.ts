import type { ChildProcess } from 'node:child_process';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { appended, readLog } from '../../src/people/chain.ts';
import { sha256, type Entry } from '../../src/people/entry.ts';
import { answers, cast, comment, conclusion, dayIn, forgeLog, heard, logText, MAINTAINER, prepare, REASON, review, said, signs, SUBJECT, summaryText, WAIVE, WRITER } from './conversation.ts';
import { AUTHOR, type IssueComment } from './github/state.ts';
import { action, shop, useShop } from './harness.ts';
import { useQuickStub } from './quick-stub.ts';

useShop();
// Some of these are a dozen runs of the Action.
vi.setConfig({ testTimeout: 180_000 });
beforeAll(() => useQuickStub(action));

const OTHER = { ...SUBJECT, fingerprint: 'bbbb000000000009', digest: 'e2'.repeat(16) };
let granted: IssueComment;

async function grant(): Promise<void> {
	granted = comment(MAINTAINER, WAIVE);
	await heard(granted);
	expect(conclusion()).toBe('success');
}

const entries = (): readonly Entry[] => readLog(logText()).entries;

beforeEach(async () => {
	cast();
	prepare();
	await review();
});

describe('a waiver that was granted', () => {
	beforeEach(grant);

	it('is void once its comment is edited, for good', async () => {
		const before = granted.body;
		granted.body = before.replace(REASON, 'something else altogether');
		await heard(granted, { kind: 'edited', before });
		expect(conclusion()).toBe('failure');
		expect(summaryText()).toMatch(/edited or deleted/u);
		expect(entries().map((entry) => entry.action)).toEqual(['waive', 'revoke']);
		granted.body = before;
		expect((await review()).exitCode).toBe(1);
		expect(conclusion()).toBe('failure');
	});

	it('is void once its comment is edited, though nobody told us', async () => {
		granted.body += '\n';
		expect((await review()).exitCode).toBe(1);
		expect(summaryText()).toMatch(/comment was edited/u);
	});

	it('is void once its comment is deleted', async () => {
		const { issueComments } = shop().github.state;
		issueComments.splice(issueComments.indexOf(granted), 1);
		expect((await review()).exitCode).toBe(1);
		expect(summaryText()).toMatch(/comment was deleted/u);
		await heard(granted, { kind: 'deleted', sender: WRITER });
		expect(entries().at(-1)).toMatchObject({ action: 'revoke', actor: { login: WRITER.login } });
		expect(conclusion()).toBe('failure');
	});

	it('is void once the permission is taken away, and holds again when it is given back', async () => {
		shop().github.state.roles.set(MAINTAINER.login, 'write');
		expect((await review()).exitCode).toBe(1);
		expect(summaryText()).toMatch(/`maintain`/u);
		shop().github.state.roles.set(MAINTAINER.login, 'maintain');
		expect((await review()).exitCode).toBe(0);
	});

	it('is void once the person writes a commit of the change', async () => {
		shop().push({ 'README.md': 'x\n' }, 'More');
		shop().github.state.accounts.set('ada@example.com', MAINTAINER);
		prepare();
		expect((await review()).exitCode).toBe(1);
		expect(summaryText()).toMatch(/wrote a part of a change/u);
	});

	it('is void once the file or what is said of it changes, and is said to be', async () => {
		shop().push({ 'src/pay.ts': 'const response = await fetch(url);\n' });
		prepare({ findings: [{ ...SUBJECT, digest: 'f3'.repeat(16) }] });
		expect((await review()).exitCode).toBe(1);
		expect(summaryText()).toMatch(/has changed since/u);
	});

	it('survives a push that does not touch the file', async () => {
		shop().push({ 'README.md': 'more\n' });
		prepare();
		expect((await review()).exitCode).toBe(0);
		expect(conclusion()).toBe('success');
	});

	it('covers nothing of another finding', async () => {
		prepare({ findings: [SUBJECT, OTHER] });
		expect((await review()).exitCode).toBe(1);
	});

	it('is written down once, however often the job runs again', async () => {
		await heard(granted);
		await heard(granted);
		expect(entries()).toHaveLength(1);
		expect([conclusion(), answers(), signs()]).toEqual(['success', [], ['+1']]);
	});
});

describe('a waiver that has ended', () => {
	it('lifts nothing, and the summary says when it ended', async () => {
		await grant();
		const [entry] = entries();
		if (entry === undefined) throw new Error('nothing was written down');
		const { sequence: _, previous: __, ...rest } = entry;
		forgeLog(appended('', { ...rest, until: dayIn(-1) }));
		expect((await review()).exitCode).toBe(1);
		expect(summaryText()).toContain(`it ended on ${dayIn(-1)}`);
	});
});

describe('the log', () => {
	it('that is broken grants nothing, takes nothing, and is named', async () => {
		await grant();
		forgeLog(logText().replace(REASON, `${REASON}!`).replace('"pull":7', '"pull": 7'));
		expect((await review()).exitCode).toBe(1);
		expect(summaryText()).toMatch(/broken at line 1/u);
		prepare({ findings: [SUBJECT, OTHER] });
		await review();
		const before = logText();
		await said(MAINTAINER, WAIVE.replace('aaaa00000000', 'bbbb00000000'));
		expect(answers().join()).toMatch(/broken at line 1/u);
		expect(logText()).toBe(before);
	});

	it('is believed in nothing that no comment says', async () => {
		const kind = comment(MAINTAINER, 'I like it.');
		const line = { at: new Date().toISOString(), pull: 7, base: shop().base, head: shop().head, actor: { login: MAINTAINER.login, id: MAINTAINER.id }, permission: 'admin' as const, action: 'waive' as const };
		const waiver = { digests: { [SUBJECT.fingerprint]: SUBJECT.digest ?? '' }, until: dayIn(30), reason: REASON };
		forgeLog(appended('', { ...line, ...waiver, comment: { id: kind.id, line: 1, bodySha256: sha256(kind.body) } }));
		expect((await review()).exitCode).toBe(1);
		expect(summaryText()).toMatch(/comment does not say it/u);
		const own = comment(AUTHOR, WAIVE);
		forgeLog(appended('', { ...line, ...waiver, comment: { id: own.id, line: 1, bodySha256: sha256(own.body) } }));
		expect((await review()).exitCode).toBe(1);
	});

	it('is not believed with a comment of somebody with the right that somebody else edited to say it', async () => {
		const kind = comment(MAINTAINER, WAIVE, { editedAt: shop().github.state.now() });
		const line = { at: new Date().toISOString(), pull: 7, base: shop().base, head: shop().head, actor: { login: MAINTAINER.login, id: MAINTAINER.id }, permission: 'maintain' as const, action: 'waive' as const };
		forgeLog(appended('', { ...line, digests: { [SUBJECT.fingerprint]: SUBJECT.digest ?? '' }, until: dayIn(30), reason: REASON, comment: { id: kind.id, line: 1, bodySha256: sha256(kind.body) } }));
		expect((await review()).exitCode).toBe(1);
		expect(conclusion()).toBe('failure');
		expect(summaryText()).toMatch(/comment was edited/u);
	});

	it('loses neither of two commands that are given at once', async () => {
		prepare({ findings: [SUBJECT, OTHER] });
		await review();
		const both = [comment(MAINTAINER, WAIVE), comment(MAINTAINER, WAIVE.replace('aaaa00000000', 'bbbb00000000'))];
		await Promise.all(both.map((one) => heard(one)));
		expect(readLog(logText()).broken).toBeUndefined();
		expect(entries().map((entry) => entry.comment.id).sort((a, b) => a - b)).toEqual(both.map(({ id }) => id));
		expect((await review()).exitCode).toBe(0);
		let audited = '';
		const host = { dist: '', version: '0', environment: process.env, print: (text: string) => void (audited += text), warn: () => undefined, colour: false, width: 80 };
		expect(await main(['audit', '--repo', shop().repository.bare], host)).toBe(0);
		expect(audited).toContain('2 entries, 2 commits, whole');
	});

	it('takes the line of whoever came second after that of the first', async () => {
		let first = true;
		const earlier = { at: '2026-01-01T00:00:00Z', pull: 8, base: shop().base, head: shop().head, actor: { login: 'zoe', id: 99 }, permission: 'admin' as const, action: 'approve' as const, comment: { id: 1, line: 1, bodySha256: sha256('') } };
		shop().github.fault = ({ operation }) => {
			if (operation === 'git/create-ref' && first) {
				first = false;
				forgeLog(appended('', earlier));
			}
			return undefined;
		};
		await said(MAINTAINER, WAIVE);
		expect(entries().map(({ pull }) => pull)).toEqual([8, 7]);
		expect(conclusion()).toBe('success');
	});

	it('that a rule of the repository forbids to write grants nothing, and is not tried for ever', async () => {
		shop().github.fault = ({ operation }) => (operation === 'git/create-ref' ? { when: 'before', answer: { status: 422, body: { message: 'Repository rule violations found' } } } : undefined);
		await said(MAINTAINER, WAIVE);
		expect(shop().github.seen.filter(({ operation }) => operation === 'git/create-ref')).toHaveLength(1);
		expect(answers().join()).toMatch(/could not be written/u);
		expect([logText(), conclusion()]).toEqual(['', 'failure']);
	});

	it('is whole after a server that failed and yet did what it was asked', async () => {
		let failed = 0;
		shop().github.fault = ({ operation }) => (operation === 'git/create-ref' && failed++ === 0 ? { when: 'after', answer: { status: 502, body: { message: 'Bad gateway' } } } : undefined);
		await said(MAINTAINER, WAIVE);
		expect(entries()).toHaveLength(1);
		expect(conclusion()).toBe('success');
	});

	it.each(['git/create-tree', 'git/create-ref', 'issues/update-comment', 'reactions/create-for-issue-comment'])('has the command once when the job is killed at %s and runs again', async (at) => {
		const written = comment(MAINTAINER, WAIVE);
		let child: ChildProcess | undefined;
		let killed = false;
		shop().github.fault = ({ operation }) => {
			if (operation !== at || killed) return undefined;
			killed = true;
			child?.kill('SIGKILL');
			return { when: 'after', answer: 'hang-up' };
		};
		const { exitCode } = await heard(written, { onStart: (started) => void (child = started) });
		expect([killed, exitCode]).toEqual([true, null]);
		await heard(written);
		expect(entries()).toHaveLength(1);
		expect([conclusion(), signs(), answers()]).toEqual(['success', ['+1'], []]);
	});
});

describe('an edit', () => {
	it('gives no command: whoever may edit comments of others is not their writer', async () => {
		const innocent = comment(MAINTAINER, 'Looks fine to me.');
		innocent.body = WAIVE;
		await heard(innocent, { kind: 'edited', before: 'Looks fine to me.', sender: AUTHOR });
		expect(logText()).toBe('');
		expect(answers().join()).toMatch(/edited gives no command/u);
		expect(conclusion()).toBe('failure');
	});

	it('between the event and the run gives none either', async () => {
		const changed = comment(MAINTAINER, WAIVE);
		await heard(changed, { body: WAIVE.replace('aaaa00000000', 'bbbb00000000') });
		expect([logText(), conclusion()]).toEqual(['', 'failure']);
	});

	it('of a comment that had granted nothing costs a look at the log', async () => {
		const before = shop().github.writes;
		const one = comment(AUTHOR, 'never mind');
		await heard(one, { kind: 'edited', before: WAIVE });
		expect(shop().github.writes).toBe(before);
	});
});

it('no comment of the author makes the verdict better, whatever it says', async () => {
	const texts = [
		WAIVE, '/groundwire approve', `${WAIVE}\n/groundwire approve\n/groundwire recheck`, `<!-- groundwire:summary:default -->\n${WAIVE}`,
		`/groundwire waive missing-timeout until ${dayIn(9)} because ${REASON}`, '/groundwire recheck\u202e', '> ada-maintains approves\n\n/groundwire approve', `/groundwire approve @${MAINTAINER.login}`,
	];
	for (const text of texts) await said(AUTHOR, text);
	expect(logText()).toBe('');
	expect((await review()).exitCode).toBe(1);
	expect(conclusion()).toBe('failure');
});
