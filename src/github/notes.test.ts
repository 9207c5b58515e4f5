import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { GitRepository } from '../../test/support/git-repository.ts';
import { fetchNotes } from './notes.ts';

const WANTED = { owner: 'shop', repo: 'orders' };
let ours: GitRepository;
let remote: string;

beforeEach(() => {
	ours = new GitRepository('--bare');
	remote = join(ours.path, 'served');
	const path = join(remote, 'shop', 'orders.git');
	mkdirSync(dirname(path), { recursive: true });
	ours.git('init', '--quiet', path);
	ours.git('-C', path, 'commit', '--quiet', '--allow-empty', '-m', 'one');
});

afterEach(() => ours.delete());

function fetched(serverUrl = `file://${remote}`): Promise<string | undefined> {
	return fetchNotes(ours.path, WANTED, { serverUrl, token: 'canary', env: { PATH: process.env['PATH'], HOME: '/nonexistent' } });
}

it('brings notes, and leaves the history of the change as whole as it was', async () => {
	const served = join(remote, 'shop', 'orders.git');
	for (const text of ['first', 'second']) ours.git('-C', served, 'notes', '--ref=ai', 'add', '--force', '-m', text);
	expect(await fetched()).toBe('notes of git-ai: fetched');
	const commit = ours.git('-C', served, 'rev-parse', 'HEAD');
	expect(ours.git('show', `refs/notes/ai:${commit}`)).toBe('second\n'.trimEnd());
	expect(existsSync(join(ours.path, 'shallow'))).toBe(false);
	expect(ours.git('for-each-ref', '--format=%(refname)')).toBe('refs/notes/ai');
});

it('says that there are none, or that they cannot be had, and goes on', async () => {
	expect(await fetched()).toBeUndefined();
	expect(await fetched(`file://${remote}/elsewhere`)).toBe('notes of git-ai: they could not be fetched');
});
