import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { GitRepository } from '../../../test/support/git-repository.ts';
import type { CommitSha, Provenance } from '../change.ts';
import { readChange } from '../change-reader.ts';
import { openRepository } from '../repository.ts';
import { type ChangeRequest, resolveChange } from '../revisions.ts';

const CLAUDE = 'Fix\n\nCo-authored-by: Claude <noreply@anthropic.com>';
const CURSOR = 'Fix\n\nCo-authored-by: Cursor <cursoragent@cursor.com>';
const HELPED = 'Fix\n\nAssisted-by: LLM';

let source: GitRepository;
let base: CommitSha;

beforeEach(() => {
	source = new GitRepository();
	source.write('a', 'one\ntwo\nthree\n');
	base = source.commit('base');
});

afterEach(() => source.delete());

async function provenance(request: ChangeRequest = { base }): Promise<Provenance> {
	const repository = await openRepository(source.path);
	try {
		return (await readChange(repository, await resolveChange(repository, request))).provenance;
	} finally {
		await repository.close();
	}
}

/** `a 2-3,5 Claude Code/agent` */
async function attributed(request?: ChangeRequest): Promise<string[]> {
	const { attributed: lines = [] } = await provenance(request);
	return lines.map(({ path, ranges, tool, kind }) => `${path} ${ranges.map(([first, last]) => (first === last ? first : `${first}-${last}`)).join(',')} ${tool}/${kind}`);
}

function note(commit: CommitSha, attestation: string, extra: Readonly<Record<string, unknown>> = {}): void {
	const metadata = {
		schema_version: 'authorship/3.0.0', base_commit_sha: commit, prompts: { '0123456789abcdef': { agent_id: { tool: 'codex', id: 'x', model: 'gpt-5' } } },
		sessions: { s_0123456789abcd: { agent_id: { tool: 'cursor', id: 'y', model: 'claude-opus-4-5' } } }, humans: { h_0123456789abcd: { author: 'Ada' } }, ...extra,
	};
	source.feed(Buffer.from(`${attestation}\n---\n${JSON.stringify(metadata, null, 2)}`), 'notes', '--ref=ai', 'add', '--force', '-F', '-', commit);
}

describe('the commit that brought a line', () => {
	it('is found through later edits, insertions above and deletions', async () => {
		source.write('a', 'one\nby claude 1\nby claude 2\nby claude 3\ntwo\nthree\n');
		source.commit(CLAUDE);
		source.write('a', 'by hand\none\nby claude 1\nby hand, too\nby claude 3\nthree\n');
		source.commit('By hand');
		expect(await attributed()).toEqual(['a 3,5 Claude Code/agent']);
		expect((await provenance()).lines).toEqual({ added: 4, byTool: [{ tool: 'Claude Code', kind: 'agent', lines: 2 }], unknown: 2 });
	});

	it('is found through renames, also those that are gone at head', async () => {
		const text = Array.from({ length: 20 }, (_, index) => `line ${index}`).join('\n');
		source.write('b', `${text}\n`);
		source.commit(CLAUDE);
		source.git('mv', 'b', 'c');
		source.commit('Move');
		source.git('mv', 'c', 'd e');
		source.write('d e', `first\n${text}\nlast\n`);
		source.commit(CURSOR);
		expect(await attributed()).toEqual(['d e 2-21 Claude Code/agent', 'd e 1,22 Cursor/agent']);
	});

	it('is found on both sides of a merge, and a merge brings only what neither side had', async () => {
		source.git('checkout', '--quiet', '-b', 'side');
		source.write('side', 'by claude\n');
		source.commit(CLAUDE);
		source.git('checkout', '--quiet', 'main');
		source.write('main', 'by cursor\n');
		source.commit(CURSOR);
		source.git('merge', '--quiet', '--no-ff', '--no-commit', 'side');
		source.write('side', 'by claude\nby nobody known\n');
		source.commit(HELPED);
		expect(await attributed()).toEqual(['main 1 Cursor/agent', 'side 1 Claude Code/agent', 'side 2 unspecified/assist']);
	});

	it('is none of the change for what a merge brought from outside', async () => {
		source.git('checkout', '--quiet', '-b', 'topic');
		source.write('topic', 'by claude\n');
		source.commit(CLAUDE);
		source.git('checkout', '--quiet', 'main');
		for (let count = 0; count < 5; count++) source.write(`other-${count}`, 'x\n');
		source.write('a', 'zero\none\ntwo\nthree\n');
		const main = source.commit(CURSOR);
		source.git('checkout', '--quiet', 'topic');
		source.git('merge', '--quiet', '--no-ff', '-m', CLAUDE, 'main');
		expect(await attributed({ base: main })).toEqual(['topic 1 Claude Code/agent']);
		// By two dots from the old base those commits are of the change, too.
		expect(await attributed({ base })).toContain('a 1 Cursor/agent');
	});

	it('is not there for what is staged, or stands in the work tree only', async () => {
		source.write('a', 'by claude\none\ntwo\nthree\n');
		source.commit(CLAUDE);
		source.write('a', 'new\nby claude\none\ntwo\nthree\n');
		expect(await attributed({ base, worktree: true })).toEqual(['a 2 Claude Code/agent']);
		source.git('add', 'a');
		expect((await provenance({ base, staged: true })).lines).toEqual({ added: 2, byTool: [{ tool: 'Claude Code', kind: 'agent', lines: 1 }], unknown: 1 });
	});

	it('counts a root, a file with an odd name and one whose type changed', async () => {
		source.link('l', 'target');
		source.write('na"me\té', 'x\n');
		source.commit('By hand');
		source.git('rm', '--quiet', 'l');
		source.write('l', 'text\n');
		source.write('na"me\té', 'x\ny\n');
		source.commit(CLAUDE);
		expect(await attributed()).toEqual(['l 1 Claude Code/agent', 'na"me\té 2 Claude Code/agent']);
	});

	it('is told from the heaviest of its marks', async () => {
		source.write('a', 'x\n');
		source.commit(`Fix\n\nAssisted-by: LLM\nClaude-Session: https://claude.ai/code/session_1\nCo-authored-by: Claude <noreply@anthropic.com>`);
		expect(await attributed()).toEqual(['a 1 Claude Code/agent']);
	});

	it('says when a parent is not here', async () => {
		source.write('a', 'x\n');
		source.commit(CLAUDE);
		source.write('b', 'y\n');
		source.commit(CURSOR);
		source.git('clone', '--quiet', '--bare', '--depth=1', `file://${source.path}`, 'shallow');
		source.git('-C', 'shallow', 'fetch', '--quiet', '--depth=1', 'origin', base);
		const repository = await openRepository(`${source.path}/shallow`);
		try {
			const { provenance: read } = await readChange(repository, await resolveChange(repository, { base, head: 'main' }));
			expect(read).toMatchObject({ complete: false, attributed: [], lines: { added: 2, byTool: [], unknown: 2 } });
		} finally {
			await repository.close();
		}
	});
});

describe('notes of git-ai', () => {
	it('name lines of their commit by session, prompt or nobody', async () => {
		source.write('a', 'one\ns1\ns2\np1\nh1\nu1\ntwo\nthree\n');
		const commit = source.commit('By several');
		source.write('a', 'above\none\ns1\ns2\np1\nh1\nu1\ntwo\nthree\n');
		source.commit('Above');
		note(commit, 'a\n  s_0123456789abcd::t_0123456789abcd 2-3\n  0123456789abcdef 4\n  h_0123456789abcd 5');
		expect(await attributed()).toEqual(['a 3-4 Cursor/agent', 'a 5 OpenAI Codex/agent']);
		const { marks, lines } = await provenance();
		expect(lines).toEqual({ added: 6, byTool: [{ tool: 'Cursor', kind: 'agent', lines: 2 }, { tool: 'OpenAI Codex', kind: 'agent', lines: 1 }], unknown: 3 });
		expect(marks).toEqual([
			{ signal: 'git-ai', place: 'note', evidence: 'refs/notes/ai', tool: 'Cursor', model: 'claude-opus-4-5', kind: 'agent', strength: 'strong', commit },
			{ signal: 'git-ai', place: 'note', evidence: 'refs/notes/ai', tool: 'OpenAI Codex', model: 'gpt-5', kind: 'agent', strength: 'strong', commit },
		]);
	});

	it('are found in folders, as git cuts names', async () => {
		source.write('a', 'x\n');
		const commit = source.commit('By several');
		note(commit, 'a\n  0123456789abcdef 1');
		const blob = source.git('rev-parse', `refs/notes/ai:${commit}`);
		for (const path of [`${commit.slice(0, 2)}/${commit.slice(2)}`, `${commit.slice(0, 2)}/${commit.slice(2, 4)}/${commit.slice(4)}`]) {
			const name = path.split('/');
			let tree = source.feed(Buffer.from(`100644 blob ${blob}\t${name.at(-1)}\n`), 'mktree').toString().trim();
			for (const folder of name.slice(0, -1).toReversed()) tree = source.feed(Buffer.from(`040000 tree ${tree}\t${folder}\n`), 'mktree').toString().trim();
			source.git('update-ref', 'refs/notes/ai', source.git('commit-tree', '-m', 'x', tree));
			expect(await attributed()).toEqual(['a 1 OpenAI Codex/agent']);
		}
	});

	it('leave the rest of a marked commit to its mark, and take no line from an agent', async () => {
		source.write('a', '1\n2\n3\n');
		const commit = source.commit(CLAUDE);
		note(commit, 'a\n  s_0123456789abcd 2\n  h_0123456789abcd 1,3');
		expect(await attributed()).toEqual(['a 2 Cursor/agent', 'a 1,3 Claude Code/agent']);
	});

	it('are nothing on commits that are gone or unknown, and not there in most repositories', async () => {
		source.write('a', 'x\n');
		const old = source.commit('Before the rebase');
		note(old, 'a\n  0123456789abcdef 1');
		source.git('commit', '--quiet', '--amend', '-m', 'After it');
		expect(await provenance()).toMatchObject({ marks: [], attributed: [], complete: true });
	});

	it('are passed over where they are none', async () => {
		source.write('a', 'x\n');
		const commit = source.commit('By hand');
		for (const text of ['', '---', 'a\n  0123456789abcdef 1', 'a\n  0123456789abcdef 1\n---\n{', 'a\n  0123456789abcdef 1\n---\n{"schema_version": "authorship/9.0.0"}', 'a\n  0123456789abcdef 1\n---\n[]']) {
			source.git('notes', '--ref=ai', 'add', '--force', '--allow-empty', '-m', text, commit);
			// oxlint-disable-next-line no-await-in-loop -- one repository
			expect(await provenance()).toMatchObject({ marks: [], attributed: [], complete: true });
		}
	});
});

function record(revision: string | undefined, type: string, first: number, last: number, path = 'a'): string {
	return JSON.stringify({ version: '0.1.0', id: 'x', timestamp: '2026-01-01T00:00:00Z', tool: { name: 'cursor', version: '2' }, ...(revision !== undefined && { vcs: { type: 'git', revision } }), files: [{ path, conversations: [{ contributor: { type, model_id: 'anthropic/claude-opus-4-5' }, ranges: [{ start_line: first, end_line: last }] }] }] });
}

describe('records of agent-trace', () => {
	it('name lines at their revision, whoever brought these', async () => {
		source.write('a', 'one\nnew 1\nnew 2\ntwo\nthree\n');
		source.commit('First');
		source.write('a', 'one\nnew 1\nnew 2\nnew 3\ntwo\nthree\n');
		const revision = source.commit('Second');
		source.write('a', 'above\none\nnew 1\nnew 2\nnew 3\ntwo\nthree\n');
		source.write('.agent-trace/traces.jsonl', `${record(revision, 'ai', 3, 4)}\nno record\n${record(revision, 'human', 2, 2)}\n`);
		source.commit('Third');
		expect(await attributed()).toEqual(['a 4-5 Cursor/agent']);
		expect((await provenance()).marks).toEqual([{ signal: 'agent-trace', place: 'trace', evidence: '.agent-trace/traces.jsonl', tool: 'Cursor', model: 'anthropic/claude-opus-4-5', kind: 'agent', strength: 'weak', commit: revision }]);
	});

	it('speak of the change as a whole where their revision is not one of its commits', async () => {
		source.write('a', 'x\n');
		source.write('.agent-trace/traces.jsonl', `${record(base, 'ai', 1, 1)}\n${record(undefined, 'mixed', 1, 1)}\n${record(undefined, 'ai', 1, 1, 'elsewhere')}\n`);
		source.commit('With traces');
		const { marks, attributed: lines } = await provenance();
		expect(marks.map(({ kind, strength, commit }) => `${kind} ${strength} ${commit}`)).toEqual(['agent weak undefined', 'assist weak undefined']);
		expect(lines).toEqual([]);
	});

	it('of earlier changes are not of this one', async () => {
		source.write('.agent-trace/traces.jsonl', `${record(base, 'ai', 1, 1)}\n`);
		base = source.commit('Old traces');
		source.write('a', 'x\n');
		source.commit('By hand');
		expect((await provenance()).marks).toEqual([]);
	});

	it('never make an agent\'s line a person\'s', async () => {
		source.write('a', 'x\n');
		const revision = source.commit(CLAUDE);
		source.write('.agent-trace/traces.jsonl', `${record(revision, 'human', 1, 1)}\n${record(revision, 'mixed', 1, 1)}\n`);
		source.commit('Traces');
		expect(await attributed()).toEqual(['a 1 Claude Code/agent']);
	});
});

it('gives no lines to commits that only stand for others', async () => {
	source.write('a', 'x\n');
	const commit = source.commit('By hand');
	const standIn = (parent: string, message: string): string => source.feed(Buffer.from(`tree ${source.git('rev-parse', `${commit}^{tree}`)}\nparent ${parent}\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\ngroundwire-stands-for ${commit}\n\n${message}\n`), 'hash-object', '-t', 'commit', '-w', '--stdin').toString().trim();
	const first = standIn(base, 'By hand');
	expect(await provenance({ base, head: standIn(first, CLAUDE) })).toEqual({ marks: [expect.objectContaining({ tool: 'Claude Code' })], complete: true, commits: 2 });
	expect(await attributed({ base, head: standIn(base, CLAUDE) })).toEqual(['a 1 Claude Code/agent']);
});

it('lists no more than anybody reads: of a note with many models one, of every other line none', async () => {
	source.write('a', '1\n2\n3\n');
	const commit = source.commit('By several');
	const prompts = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [index.toString(16).padStart(16, '0'), { agent_id: { tool: 'codex', model: `gpt-${index}` } }]));
	note(commit, `a\n${Object.keys(prompts).map((key) => `  ${key} 1-3`).join('\n')}`, { prompts });
	expect(await provenance()).toMatchObject({ marks: [{ tool: 'OpenAI Codex', model: 'gpt-0' }], lines: { unknown: 0 } });
	source.write('b', 'x\n'.repeat(50_000));
	const lines = source.commit('Long');
	source.git('notes', '--ref=ai', 'remove', commit);
	note(lines, `b\n  0123456789abcdef ${Array.from({ length: 25_000 }, (_, index) => index * 2 + 1).join(',')}`);
	const { marks, complete, attributed: list } = await provenance();
	expect({ marks: marks.length, complete, list }).toEqual({ marks: 1, complete: false, list: undefined });
});

it('stays within its limits', async () => {
	// More lines than are followed.
	source.write('big', 'x\n'.repeat(510_000));
	source.commit(CLAUDE);
	const { complete, attributed: lines, marks } = await provenance();
	expect({ complete, lines, marks: marks.length }).toEqual({ complete: false, lines: undefined, marks: 1 });
});
