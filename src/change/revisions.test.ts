import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { GitRepository } from '../../test/support/git-repository.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import type { Change } from './change.ts';
import { readChange } from './change-reader.ts';
import type { Environment } from './git.ts';
import { emptyTree, openRepository } from './repository.ts';
import { type ChangeRequest, resolveChange, type ResolvedChange } from './revisions.ts';

let source: GitRepository;

beforeEach(() => {
	source = new GitRepository();
});

afterEach(() => source.delete());

async function resolved(request: ChangeRequest = {}, path = source.path): Promise<ResolvedChange> {
	const repository = await openRepository(path);
	try {
		return await resolveChange(repository, request);
	} finally {
		await repository.close();
	}
}

async function read(request: ChangeRequest, environment: Environment = {}): Promise<Change> {
	const repository = await openRepository(source.path, environment);
	try {
		return await readChange(repository, await resolveChange(repository, request));
	} finally {
		await repository.close();
	}
}

/** What the change did to each file, by path. */
function statuses({ files }: Change): unknown {
	return Object.fromEntries(files.map(({ status, before, after }) => [(after ?? before)?.path, status]));
}

async function refusal(request: ChangeRequest, path = source.path): Promise<ConfigurationError> {
	const error = await resolved(request, path).catch((reason: unknown) => reason);
	if (!(error instanceof ConfigurationError)) throw new Error('a ConfigurationError was expected', { cause: error });
	return error;
}

describe('named revisions', () => {
	it('are taken as given: two dots, not the merge base', async () => {
		const [first] = [source.commit(), source.git('checkout', '--quiet', '-b', 'topic')];
		const topic = source.commit();
		source.git('checkout', '--quiet', 'main');
		const main = source.commit('main goes on');
		source.git('tag', 'v1', first);
		source.git('tag', '-a', '-m', 'annotated', 'v2', main);
		expect((await resolved({ base: 'main', head: 'topic' })).base.commit).toBe(main);
		expect(await resolved({ base: 'v1', head: 'v2' })).toMatchObject({ base: { commit: first }, head: { commit: main } });
		expect(await resolved({ base: topic.slice(0, 12), head: 'HEAD~1' })).toMatchObject({ base: { commit: topic }, head: { commit: first } });
	});

	it('may be trees', async () => {
		source.commit();
		const { base } = await resolved({ base: emptyTree('sha1') });
		expect(base).toEqual({ tree: emptyTree('sha1') });
	});

	it('are refused when they could be options', async () => {
		source.commit();
		for (const name of ['--all', '-h', '', 'a\nb', '--output=/tmp/x']) expect((await refusal({ base: name })).message).toContain('no name of a revision');
		expect(existsSync('/tmp/x/output')).toBe(false);
	});

	it('say what to do when they are not there', async () => {
		source.commit();
		expect(await refusal({ base: 'gone' })).toMatchObject({ message: 'there is no revision `gone` in this repository' });
		const absent = 'deadbeef'.repeat(5);
		expect(await refusal({ head: absent })).toMatchObject({ remedy: `Fetch it: git fetch --depth=1 origin ${absent}` });
	});

	it('may be named like files', async () => {
		source.write('main', 'x\n');
		const commit = source.commit();
		expect((await resolved({ base: 'main', head: 'main' })).head.commit).toBe(commit);
	});
});

describe('the default base', () => {
	it('is the merge base with the default branch of the remote', async () => {
		const fork = source.commit('fork point');
		source.git('update-ref', 'refs/remotes/origin/trunk', fork);
		source.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk');
		source.commit('one');
		source.commit('two');
		expect((await resolved()).base.commit).toBe(fork);
	});

	it('falls back to main, then to master', async () => {
		const fork = source.commit('fork point');
		source.git('checkout', '--quiet', '-b', 'topic');
		source.commit('one');
		source.commit('two');
		expect((await resolved()).base.commit).toBe(fork);
		source.git('branch', '-m', 'main', 'master');
		expect((await resolved()).base.commit).toBe(fork);
		source.git('branch', '-m', 'master', 'other');
		expect((await resolved()).base.commit).toBe(source.git('rev-parse', 'topic~1'));
	});

});

describe('the default base of a merge', () => {
	it('is the first parent on the default branch itself', async () => {
		source.commit('one');
		source.git('checkout', '--quiet', '-b', 'topic');
		source.write('topic', 'x\n');
		source.commit('topic');
		source.git('checkout', '--quiet', 'main');
		const before = source.commit('two');
		source.git('merge', '--quiet', '--no-ff', '-m', 'merge', 'topic');
		expect((await resolved()).base.commit).toBe(before);
		expect(statuses(await read({}))).toEqual({ topic: 'added' });
	});

	it('is what the branch forked from last, when main was merged into it', async () => {
		source.commit('one');
		source.git('checkout', '--quiet', '-b', 'topic');
		source.write('topic', 'x\n');
		source.commit('topic');
		source.git('checkout', '--quiet', 'main');
		source.write('main', 'y\n');
		const merged = source.commit('two');
		source.git('checkout', '--quiet', 'topic');
		source.git('merge', '--quiet', '-m', 'merge', 'main');
		expect((await resolved()).base.commit).toBe(merged);
		expect(statuses(await read({}))).toEqual({ topic: 'added' });
	});

});

describe('the default base without a shared history', () => {
	it('is the empty tree for a first commit', async () => {
		source.write('a', 'x\n');
		source.commit();
		expect((await resolved()).base).toEqual({ tree: emptyTree('sha1') });
		expect(statuses(await read({}))).toEqual({ a: 'added' });
	});

	it('works on SHA-256 and bare repositories', async () => {
		const other = new GitRepository('--object-format=sha256');
		other.write('a', 'x\n');
		const first = other.commit();
		other.write('a', 'y\n');
		other.commit();
		other.git('clone', '--quiet', '--bare', other.path, 'bare');
		expect((await resolved({}, join(other.path, 'bare'))).base.commit).toBe(first);
		other.delete();
	});

	it('is asked for when histories have nothing in common', async () => {
		source.commit();
		source.git('checkout', '--quiet', '--orphan', 'other');
		source.commit('unrelated');
		expect(await refusal({})).toMatchObject({ message: 'head and main have no commit in common', remedy: 'Give --base.' });
	});

	it('says that there is no commit yet', async () => {
		expect((await refusal({})).message).toContain('no revision `HEAD`');
	});
});

describe('a shallow clone', () => {
	it('says what to fetch', async () => {
		const first = source.commit('one');
		source.commit('two');
		source.git('clone', '--quiet', '--depth=1', `file://${source.path}`, 'shallow');
		const shallow = join(source.path, 'shallow');
		expect((await refusal({}, shallow)).remedy).toContain(`git fetch --depth=1 origin ${first}`);
		expect(await refusal({ base: first }, shallow)).toMatchObject({ message: `commit ${first} is not in this shallow clone`, remedy: `Fetch it: git fetch --depth=1 origin ${first}` });
		expect((await refusal({ base: 'HEAD~1' }, shallow)).remedy).toContain('--unshallow');
		source.git('-C', shallow, 'fetch', '--quiet', '--depth=1', 'origin', first);
		expect((await resolved({}, shallow)).base.commit).toBe(first);
		expect((await resolved({ base: first }, shallow)).base.commit).toBe(first);
	});
});

/** All of the repository that a reader could have touched. */
function trace(): unknown {
	return [source.bytes('ls-files', '--stage', '--debug').toString('utf8'), readdirSync(join(source.path, '.git', 'objects')).sort(), source.git('status', '--porcelain')];
}

function prepareWorkTree(): void {
	source.write('.gitignore', 'ignored\n');
	source.write('a', 'one\n');
	source.write('b', 'one\n');
	source.commit();
	source.write('a', 'staged\n');
	source.git('add', 'a');
	source.write('a', 'in the work tree\n');
	source.write('new', 'untracked\n');
	source.write('ignored', 'secret\n');
	rmSync(join(source.path, 'b'));
}

describe('the index and the work tree', () => {
	beforeEach(prepareWorkTree);

	it('are the head of a change on HEAD', async () => {
		const staged = await read({ staged: true });
		expect(statuses(staged)).toEqual({ a: 'modified' });
		expect(staged.base.commit).toBe(source.head());
		expect(staged.head.commit).toBeUndefined();
		expect(staged.files[0]?.after?.blob).toBe(source.git('rev-parse', ':a'));
		const worktree = await read({ worktree: true });
		expect(statuses(worktree)).toEqual({ a: 'modified', b: 'deleted', new: 'added' });
		expect(worktree.files[0]?.after?.blob).toBe(source.git('hash-object', 'a'));
	});

	it('take a base that is named', async () => {
		const before = source.head();
		source.git('commit', '--quiet', '-m', 'staged goes in');
		expect(statuses(await read({ staged: true }))).toEqual({});
		expect(statuses(await read({ staged: true, base: before }))).toEqual({ a: 'modified' });
	});

	it('are read without a trace', async () => {
		const before = trace();
		await read({ worktree: true });
		await read({ staged: true });
		expect(trace()).toEqual(before);
	});

	it('are readable before the first commit', async () => {
		source.git('checkout', '--quiet', '--orphan', 'fresh');
		expect(statuses(await read({ staged: true }))).toEqual({ '.gitignore': 'added', a: 'added', b: 'added' });
		rmSync(join(source.path, '.git', 'index'));
		expect(statuses(await read({ staged: true }))).toEqual({});
		expect(statuses(await read({ worktree: true }))).toEqual({ '.gitignore': 'added', a: 'added', new: 'added' });
	});

});

describe('snapshots', () => {
	beforeEach(prepareWorkTree);

	it('run no filter, no hook and no monitor, whatever attributes ask for', async () => {
		const proof = join(source.path, 'ran');
		const program = join(source.path, '.git', 'program');
		writeFileSync(program, `#!/bin/sh\ntouch '${proof}'\ncat\n`, { mode: 0o755 });
		for (const name of ['post-index-change', 'pre-commit', 'reference-transaction']) writeFileSync(join(source.path, '.git', 'hooks', name), `#!/bin/sh\ntouch '${proof}'\n`, { mode: 0o755 });
		for (const key of ['filter.evil.clean', 'filter.evil.smudge', 'filter.evil.process', 'core.fsmonitor']) source.git('config', key, program);
		source.git('config', 'filter.evil.required', 'true');
		writeFileSync(join(source.path, '.gitattributes'), '* filter=evil\n');
		const change = await read({ worktree: true });
		expect(statuses(change)).toMatchObject({ a: 'modified', new: 'added', '.gitattributes': 'added' });
		expect(change.files.find(({ after }) => after?.path === 'a')?.after?.blob).toBe(source.git('hash-object', '--no-filters', 'a'));
		await read({ staged: true });
		expect(existsSync(proof)).toBe(false);
	});

	it('take the index that git names to a hook', async () => {
		source.git('read-tree', '--index-output=.git/next-index', 'HEAD');
		expect(statuses(await read({ staged: true }, { GIT_INDEX_FILE: '.git/next-index' }))).toEqual({});
	});

	it('must have no open conflict to be staged', async () => {
		source.git('commit', '--quiet', '--all', '-m', 'ours');
		source.git('checkout', '--quiet', '-b', 'theirs', 'HEAD~1');
		source.write('a', 'theirs\n');
		source.commit('theirs');
		source.git('-c', 'alias.try=!git merge --quiet main || true', 'try');
		expect(await refusal({ staged: true })).toMatchObject({ remedy: 'Resolve the conflicts and stage the files.' });
	});

	it('are not in a bare repository, and cannot be named beside a head', async () => {
		source.git('clone', '--quiet', '--bare', source.path, 'bare');
		expect((await refusal({ staged: true }, join(source.path, 'bare'))).message).toContain('bare');
		expect((await refusal({ staged: true, head: 'HEAD' })).message).toContain('twice');
		expect((await refusal({ staged: true, worktree: true })).message).toContain('twice');
	});

	it('work from a linked worktree', async () => {
		source.git('worktree', 'add', '--quiet', '.git/linked', 'HEAD');
		writeFileSync(join(source.path, '.git', 'linked', 'a'), 'linked\n');
		const repository = await openRepository(join(source.path, '.git', 'linked'));
		const change = await readChange(repository, await resolveChange(repository, { worktree: true }));
		await repository.close();
		expect(statuses(change)).toEqual({ a: 'modified' });
	});
});
