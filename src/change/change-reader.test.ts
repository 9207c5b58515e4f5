import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { GitRepository } from '../../test/support/git-repository.ts';
import type { Change, PullRequestFacts } from './change.ts';
import { readChange } from './change-reader.ts';
import { parseCommit } from './commit.ts';
import { openRepository } from './repository.ts';
import { type ChangeRequest, resolveChange } from './revisions.ts';

const CLAUDE = 'Fix\n\nCo-authored-by: Claude <noreply@anthropic.com>';

let source: GitRepository;

beforeEach(() => {
	source = new GitRepository();
});

afterEach(() => source.delete());

async function read(request: ChangeRequest = {}, facts?: PullRequestFacts, path = source.path): Promise<Change> {
	const repository = await openRepository(path);
	try {
		return await readChange(repository, await resolveChange(repository, request), facts);
	} finally {
		await repository.close();
	}
}

it('reads files and authorship of all commits of the change, and of no other', async () => {
	source.write('a', 'x\n');
	source.commit(CLAUDE);
	source.git('checkout', '--quiet', '-b', 'topic');
	source.write('a', 'y\n');
	const marked = source.commit(CLAUDE);
	source.write('b', 'z\n');
	const head = source.commit('By hand');
	const change = await read({}, { headRef: 'codex/topic', authorLogin: 'ada', body: 'Nothing' });
	expect(change.head.commit).toBe(head);
	expect(change.files.map(({ after }) => after?.path)).toEqual(['a', 'b']);
	expect(change.provenance).toEqual({
		marks: [
			{ signal: 'co-author', place: 'trailer', evidence: 'Co-authored-by: noreply@anthropic.com', tool: 'Claude Code', kind: 'agent', strength: 'strong', commit: marked },
			{ signal: 'branch-prefix', place: 'branch', evidence: 'codex/', tool: 'OpenAI Codex', kind: 'agent', strength: 'weak' },
		],
		complete: true,
		commits: 2,
		attributed: [{ path: 'a', ranges: [[1, 1]], tool: 'Claude Code', kind: 'agent', strength: 'strong', signal: 'co-author' }],
		lines: { added: 2, byTool: [{ tool: 'Claude Code', kind: 'agent', lines: 1 }], unknown: 1 },
	});
});

it('counts the commits below the index', async () => {
	const first = source.commit('one');
	source.commit(CLAUDE);
	expect((await read({ staged: true, base: first })).provenance).toMatchObject({ commits: 1, marks: [{ tool: 'Claude Code' }] });
	expect((await read({ staged: true })).provenance).toEqual({ commits: 0, marks: [], complete: true, attributed: [], lines: { added: 0, byTool: [], unknown: 0 } });
});

it('counts a first commit', async () => {
	source.commit(CLAUDE);
	expect((await read()).provenance).toMatchObject({ commits: 1, complete: true, marks: [{ tool: 'Claude Code' }] });
});

it('says when it has not read every commit', async () => {
	const base = source.commit('base');
	const tree = source.git('rev-parse', 'HEAD^{tree}');
	let tip: string = base;
	for (let count = 0; count < 251; count += 1) tip = source.git('commit-tree', '-p', tip, '-m', `commit ${count}`, tree);
	source.git('update-ref', 'refs/heads/long', tip);
	expect((await read({ base, head: 'long~1' })).provenance).toMatchObject({ commits: 250, complete: true });
	expect((await read({ base, head: 'long' })).provenance).toMatchObject({ commits: 250, complete: false });
}, 60_000);

it('says when history ends before the base', async () => {
	const base = source.commit('base');
	source.commit(CLAUDE);
	source.commit('head');
	source.git('clone', '--quiet', '--depth=1', `file://${source.path}`, 'shallow');
	const shallow = join(source.path, 'shallow');
	source.git('-C', shallow, 'fetch', '--quiet', '--depth=1', 'origin', base);
	expect((await read({ base }, {}, shallow)).provenance).toMatchObject({ commits: 1, complete: false, marks: [] });
	source.git('-C', shallow, 'fetch', '--quiet', '--depth=3', 'origin', 'main');
	expect((await read({ base }, {}, shallow)).provenance).toMatchObject({ commits: 2, complete: true });
});

it('knows that the parent it was given is where a shallow history ends', async () => {
	const base = source.commit('base');
	source.commit('head');
	source.git('clone', '--quiet', '--depth=1', `file://${source.path}`, 'shallow');
	const shallow = join(source.path, 'shallow');
	source.git('-C', shallow, 'fetch', '--quiet', '--depth=1', 'origin', base);
	expect((await read({ base }, {}, shallow)).provenance).toMatchObject({ commits: 1, complete: true });
});

it('does not load a message that is none', async () => {
	const base = source.commit('base');
	source.write('message', `Fix\n\n${'x'.repeat(300_000)}`);
	source.git('commit', '--quiet', '--allow-empty', '--file=message');
	expect((await read({ base })).provenance).toMatchObject({ commits: 1, complete: false, marks: [], attributed: [] });
	await expect(read()).rejects.toThrow('too large to be read');
});

function raw(text: string): ReturnType<typeof parseCommit> {
	return parseCommit(Buffer.from(text, 'latin1'));
}

it('reads a commit from its own bytes', () => {
	const commit = raw(`tree ${'a'.repeat(40)}\nparent ${'b'.repeat(40)}\nparent ${'c'.repeat(40)}\nauthor Ren\u{E9} <r@example.org> 1 +0000\ncommitter <c@example.org> 1 +0000\ngpgsig -----BEGIN\n author Forged <noreply@anthropic.com> 1 +0000\n -----END\nencoding ISO-8859-1\n\nSubject\n\nauthor Also Forged <x> 1\n`);
	expect(commit).toEqual({
		tree: 'a'.repeat(40),
		parents: ['b'.repeat(40), 'c'.repeat(40)],
		author: { name: 'Ren\u{E9}', email: 'r@example.org' },
		committer: { name: '', email: 'c@example.org' },
		message: 'Subject\n\nauthor Also Forged <x> 1\n',
	});
	expect(raw('tree x\nauthor nobody\nencoding nonsense')).toMatchObject({ author: { name: 'nobody', email: '' }, message: '', parents: [] });
});
