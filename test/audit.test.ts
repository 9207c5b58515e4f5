import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../src/cli/main.ts';
import { appended } from '../src/people/chain.ts';
import { sha256, type Draft } from '../src/people/entry.ts';
import { GitRepository } from './e2e/github/git-repository.ts';

const REF = 'refs/groundwire/audit';
let repository: GitRepository;

beforeEach(() => {
	repository = new GitRepository();
	repository.commit('main', { 'a.txt': 'a\n' });
});
afterEach(() => repository.dispose());

const draft = (id: number, change: Partial<Draft> = {}): Draft => ({
	at: '2026-11-21T12:00:00.000Z', pull: 7, base: 'b'.repeat(40), head: 'a'.repeat(40), actor: { login: 'ada', id: 11 }, permission: 'maintain', action: 'approve', comment: { id, line: 1, bodySha256: sha256('x') }, ...change,
});
const DRAFTS = [draft(1), draft(2, { action: 'waive', digests: { aaaa000000000001: 'd'.repeat(32) }, until: '2027-01-15', reason: 'nightly \u001b[31mrebuilt\u202e' }), draft(2, { action: 'revoke', permission: 'none' })];
const TEXTS = DRAFTS.reduce<readonly string[]>((texts, one) => [...texts, appended(texts.at(-1) ?? '', one)], []);

function commitOf(text: string, parents: readonly string[], more = ''): string {
	const blob = repository.fed(text, 'hash-object', '-w', '--stdin').trim();
	const tree = repository.fed(`100644 blob ${blob}\tlog.jsonl\n${more === '' ? '' : `100644 blob ${blob}\t${more}\n`}`, 'mktree').trim();
	return repository.fed('entry', 'commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent])).trim();
}

function write(texts: readonly string[]): string {
	const tip = texts.reduce((before, text) => commitOf(text, before === '' ? [] : [before]), '');
	repository.served('update-ref', REF, tip);
	return tip;
}

async function audit(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
	let out = '';
	const host = { dist: '', version: '0', environment: { PATH: process.env['PATH'], HOME: repository.folder }, print: (text: string) => void (out += text), warn: () => undefined, colour: false, width: 80 };
	return { code: await main(['audit', '--repo', repository.bare, ...args], host), out };
}

describe('groundwire audit', () => {
	it('prints a log that is whole, with nothing in it that a terminal obeys', async () => {
		write(TEXTS);
		const { code, out } = await audit();
		expect(code).toBe(0);
		expect(out).toMatch(/1 {2}2026-11-21 12:00 {2}#7 {2}ada \(maintain\) approves aaaaaaaaaaaa\n {3}2 .*waives aaaa000000000001 until 2027-01-15: nightly[\s\S]*3 entries, 3 commits, whole\n$/u);
		expect(['\u001b', '\u202e'].filter((character) => out.includes(character))).toEqual([]);
		expect(JSON.parse((await audit('--format', 'json')).out)).toMatchObject({ schema: 'groundwire.audit/1', commits: 3, broken: [], entries: [{ sequence: 1 }, { sequence: 2 }, { sequence: 3 }] });
	});

	it.each<[string, () => void, RegExp]>([
		['a line that was changed', () => write([...TEXTS.slice(0, 2), (TEXTS[2] ?? '').replace('2027-01-15', '2099-01-15')]), /line 3: it does not name the line before it/u],
		['a line that was taken out', () => write([TEXTS[0] ?? '', [TEXTS[0], (TEXTS[2] ?? '').split('\n')[2], ''].join('').replace(/$/u, '\n')]), /line 2: its sequence is 3/u],
		['a line in another form', () => write([(TEXTS[0] ?? '').replace(':', ': ')]), /line 1: it is not in canonical form/u],
		['a history that was rewritten into one commit', () => write([TEXTS[2] ?? '']), /there are 3 lines and 1 commits/u],
		['a commit that rewrote what was before it', () => write([(TEXTS[0] ?? '').replace('ada', 'eve'), TEXTS[1] ?? '', TEXTS[2] ?? '']), /line 1, commit \w{12}: the commit does not hold the first 1 line/u],
		['a merge', () => repository.served('update-ref', REF, commitOf(TEXTS[1] ?? '', [commitOf(TEXTS[0] ?? '', []), commitOf('x\n', [])])), /line 2, commit \w{12}: the commit has 2 parents/u],
		['another file', () => repository.served('update-ref', REF, commitOf(TEXTS[0] ?? '', [], 'other')), /holds something else than log\.jsonl/u],
	])('finds %s, and names the line', async (_, break_, why) => {
		break_();
		const { code, out } = await audit();
		expect(code).toBe(1);
		expect(out).toMatch(why);
		expect(out).toContain('BROKEN');
	});

	it('cannot read what is not there, and says how to fetch it', async () => {
		await expect(audit()).rejects.toMatchObject({ message: expect.stringContaining('no log'), remedy: expect.stringContaining("git fetch origin 'refs/groundwire/*:refs/groundwire/*'") });
		repository.served('update-ref', REF, repository.served('rev-parse', 'refs/heads/main').trim());
		await expect(audit()).rejects.toThrow(/no log\.jsonl/u);
	});

	it('cannot see from the ref alone that all of it was written anew; a clone that has fetched it before refuses the new one', async () => {
		write(TEXTS);
		const clone = mkdtempSync(join(tmpdir(), 'gw-clone-'));
		const fetch = (): string => repository.run(['fetch', repository.bare, `${REF}:${REF}`], clone);
		repository.run(['init', '--quiet', '--bare', clone], repository.folder);
		fetch();
		write([appended('', draft(99))]);
		expect((await audit()).code).toBe(0);
		expect(fetch).toThrow(/non-fast-forward/u);
		rmSync(clone, { recursive: true, force: true });
	});
});
