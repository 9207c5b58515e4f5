import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { GitRepository } from '../../test/support/git-repository.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import type { ChangedFile, ObjectId, Revision } from './change.ts';
import { readChangedFiles } from './diff.ts';
import type { Environment } from './git.ts';
import { emptyTree, openRepository } from './repository.ts';

let source: GitRepository;

beforeEach(() => {
	source = new GitRepository();
});

afterEach(() => source.delete());

function at(expression: string): Revision {
	return { tree: source.git('rev-parse', `${expression}^{tree}`) as ObjectId };
}

async function changed(base = at('HEAD~1'), head = at('HEAD'), path = source.path, environment: Environment = {}): Promise<readonly ChangedFile[]> {
	const repository = await openRepository(path, environment);
	try {
		return await readChangedFiles(repository, base, head);
	} finally {
		await repository.close();
	}
}

function summary(files: readonly ChangedFile[]): unknown {
	return files.map(({ status, before, after, hunks }) => [status, before?.path ?? null, after?.path ?? null, hunks === 'unknown' ? hunks : hunks.map((hunk) => `${hunk.baseStart},${hunk.baseLines} ${hunk.headStart},${hunk.headLines}`).join(' | ')]);
}

function pointer(size: number): string {
	return `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize ${size}\n`;
}

const TEN = Array.from({ length: 10 }, (_, index) => `line ${index + 1}\n`);

it('gives zero-context hunks, with the line before where a side is empty', async () => {
	source.write('f', TEN.join(''));
	source.commit();
	source.write('f', ['new\n', ...TEN.slice(0, 3), ...TEN.slice(4, 6), 'changed\n', 'and more\n', ...TEN.slice(7)].join(''));
	source.commit();
	expect(summary(await changed())).toEqual([['modified', 'f', 'f', '0,0 1,1 | 4,1 4,0 | 7,1 7,2']]);
});

it('names kinds and statuses', async () => {
	source.write('a mode', 'x\n');
	source.write('b kind', 'target\n');
	source.write('c gone', 'one\ntwo\n');
	source.write('d moved', TEN.join(''));
	source.write('e empty', '');
	source.link('f link', 'old');
	source.commit();
	source.makeExecutable('a mode');
	source.link('b kind', 'target');
	source.git('rm', '--quiet', 'c gone');
	source.git('mv', 'd moved', 'z moved');
	source.write('e empty', 'now\n');
	source.link('f link', 'new');
	source.write('g added', '1\n2\n3');
	source.write('h empty', '');
	source.git('update-index', '--add', '--cacheinfo', `160000,${source.head()},module`);
	source.git('add', '--all', '--', ':!module');
	source.git('commit', '--quiet', '-m', 'x');
	const files = await changed();
	expect(summary(files)).toEqual([
		['modified', 'a mode', 'a mode', ''],
		['type-changed', 'b kind', 'b kind', '1,1 1,1'],
		['deleted', 'c gone', null, '1,2 0,0'],
		['modified', 'e empty', 'e empty', '0,0 1,1'],
		['modified', 'f link', 'f link', '1,1 1,1'],
		['added', null, 'g added', '0,0 1,3'],
		['added', null, 'h empty', ''],
		['added', null, 'module', '0,0 1,1'],
		['renamed', 'd moved', 'z moved', ''],
	]);
	expect(files.map(({ before, after }) => `${before?.kind ?? '-'} ${after?.kind ?? '-'}`)).toEqual(['file executable', 'file symlink', 'file -', 'file file', 'symlink symlink', '- file', '- file', '- submodule', 'file file']);
	expect(files[0]?.after?.blob).toBe(source.git('rev-parse', 'HEAD:a mode'));
});

it('finds a rename with edits', async () => {
	source.write('old/name.ts', TEN.join(''));
	source.commit();
	source.git('mv', 'old', 'new');
	source.write('new/name.ts', [...TEN.slice(0, 4), 'other\n', ...TEN.slice(5)].join(''));
	source.commit();
	expect(summary(await changed())).toEqual([['renamed', 'old/name.ts', 'new/name.ts', '5,1 5,1']]);
});

it('finds the hunks that git shows with context, where ends in common let them slide', async () => {
	source.write('f', '}\na\n'.repeat(300));
	source.commit();
	source.write('f', '}\na\n'.repeat(301));
	source.commit();
	expect(source.git('diff', 'HEAD~1', 'HEAD')).toContain('@@ -598,3 +598,5 @@');
	expect(summary(await changed())).toEqual([['modified', 'f', 'f', '600,0 601,2']]);
});

it('keeps a line count apart from what lines say: no content passes for a header', async () => {
	const hostile = ['diff --git a/x b/x', '@@ -1,9 +1,9 @@', '--- a/x', '+++ b/x', '-- a', '++ b', '\\ No newline at end of file', 'Binary files a/x and b/x differ', '', '@@ -0,0 +1,99999 @@ x'];
	source.write('f', `${hostile.join('\n')}\nkept\n${hostile.join('\n')}`);
	source.write('g', 'one\n');
	source.commit();
	source.write('f', `${hostile.toReversed().join('\n')}\nkept\n${hostile.join('\n')}\n${hostile.join('\n')}`);
	source.write('g', 'two\n');
	source.commit();
	const files = await changed();
	expect(files.map(({ after }) => after?.path)).toEqual(['f', 'g']);
	expect(summary(files.slice(1))).toEqual([['modified', 'g', 'g', '1,1 1,1']]);
	const [, added, deleted] = /(\d+)\t(\d+)\tf/u.exec(source.git('diff', '--numstat', 'HEAD~1', 'HEAD', '--', 'f')) ?? [];
	const hunks = files[0]?.hunks ?? 'unknown';
	const sum = (key: 'baseLines' | 'headLines'): number => (hunks === 'unknown' ? -1 : hunks.reduce((total, hunk) => total + hunk[key], 0));
	expect([sum('headLines'), sum('baseLines')]).toEqual([Number(added), Number(deleted)]);
});

it('keeps names that are odd, and those that are no UTF-8', async () => {
	const names = ['-dash', ' space ', 'line\nbreak', 'quo"te', 'tab\t', 'grüße', 'a\\b', '@@ -1 +1 @@', 'é/🚀'];
	source.commit();
	for (const name of names) source.write(name, 'x\n');
	source.commit();
	const files = await changed();
	expect(new Set(files.map(({ after }) => after?.path))).toEqual(new Set(names));
	expect(files.every(({ hunks }) => hunks !== 'unknown' && hunks.length === 1)).toBe(true);
	const odd = treeOf(Buffer.from('caf\u{E9}', 'latin1'));
	expect(summary(await changed({ tree: emptyTree('sha1') }, { tree: odd }))).toEqual([['added', null, 'caf\u{FFFD}%E9', '0,0 1,1']]);
});

it('keeps entries of a hostile tree below the root', async () => {
	const tree = treeOf(Buffer.from('..'), Buffer.from('.git'));
	const files = await changed({ tree: emptyTree('sha1') }, { tree });
	expect(files.map(({ after }) => after?.path)).toEqual(['\u{FFFD}%2E\u{FFFD}%2E', '.git']);
});

it('calls a file without a patch unknown, never unchanged', async () => {
	source.write('binary', Buffer.from([0, 1, 2]));
	source.write('large', `${'x'.repeat(99)}\n`.repeat(10_486));
	source.write('largest that is read', `${'x'.repeat(1_048_575)}\n`);
	source.commit();
	source.write('binary', Buffer.from([0, 1, 3]));
	source.write('large', `${'x'.repeat(99)}\n`.repeat(10_487));
	source.write('largest that is read', `${'x'.repeat(1_048_574)}\n`);
	source.commit();
	expect(summary(await changed())).toEqual([
		['modified', 'binary', 'binary', 'unknown'],
		['modified', 'large', 'large', 'unknown'],
		['modified', 'largest that is read', 'largest that is read', '1,1 1,1'],
	]);
});

it('reads LFS pointers as the text they are', async () => {
	source.write('.gitattributes', '*.bin filter=lfs diff=lfs merge=lfs -text\n');
	source.write('x.bin', pointer(1));
	source.commit();
	source.write('x.bin', pointer(2));
	source.commit();
	expect(summary(await changed())).toEqual([['modified', 'x.bin', 'x.bin', '3,1 3,1']]);
});

it('counts lines by their line feeds: CRLF, a byte order mark, a missing last line end', async () => {
	source.write('crlf', 'a\r\nb\r\nc');
	source.write('bom', '\u{FEFF}a\nb\n');
	source.write('cr', 'a\rb\rc\n');
	source.commit();
	source.write('crlf', 'a\r\nb\nc\r\n');
	source.write('bom', 'a\nb\n');
	source.write('cr', 'a\rb\rd\n');
	source.commit();
	expect(summary(await changed())).toEqual([
		['modified', 'bom', 'bom', '1,1 1,1'],
		['modified', 'cr', 'cr', '1,1 1,1'],
		['modified', 'crlf', 'crlf', '2,2 2,2'],
	]);
});

it('gives everything of a first commit, and of a last one', async () => {
	source.write('a', '1\n2\n');
	source.commit();
	const empty = { tree: emptyTree('sha1') };
	expect(summary(await changed(empty, at('HEAD')))).toEqual([['added', null, 'a', '0,0 1,2']]);
	expect(summary(await changed(at('HEAD'), empty))).toEqual([['deleted', 'a', null, '1,2 0,0']]);
	expect(await changed(at('HEAD'), at('HEAD'))).toEqual([]);
});

/** Writes a tree with any names, which git itself would not take. */
function treeOf(...names: readonly Buffer[]): ObjectId {
	source.write('blob', 'x\n');
	const id = Buffer.from(source.git('hash-object', '-w', 'blob'), 'hex');
	source.write('tree', Buffer.concat(names.flatMap((name) => [Buffer.from('100644 '), name, Buffer.from([0]), id])));
	return source.git('hash-object', '-w', '-t', 'tree', '--literally', 'tree') as ObjectId;
}

describe('what a pull request holds', () => {
	it('cannot hide its own changes by attributes, in the tree, the index or the work tree', async () => {
		source.write('f', 'a\n');
		source.commit();
		source.write('f', 'b\n');
		source.write('.gitattributes', '* -diff\nf binary\n');
		source.write('sub/.gitattributes', '* binary\n');
		source.commit();
		const files = await changed();
		expect(summary(files)).toContainEqual(['modified', 'f', 'f', '1,1 1,1']);
		expect(files.every(({ hunks }) => hunks !== 'unknown')).toBe(true);
	});

	it('and the configuration of the repository cannot change what is read', async () => {
		source.write('f', TEN.join(''));
		source.write('g', 'x\n');
		source.commit();
		source.git('mv', 'f', 'h');
		source.write('h', [...TEN, '\n', '\n'].join(''));
		source.write('g', 'y\n');
		source.commit();
		const settings = { 'diff.external': 'false', 'diff.renames': 'false', 'diff.noprefix': 'true', 'diff.context': '0', 'diff.interHunkContext': '9', 'diff.ignoreSubmodules': 'all', 'diff.suppressBlankEmpty': 'true', 'color.ui': 'always', 'core.quotePath': 'false', 'core.bigFileThreshold': '1', 'diff.orderFile': 'order', 'core.fsmonitor': 'false' };
		for (const [key, value] of Object.entries(settings)) source.git('config', key, value);
		source.write('.git/info/attributes', '* -diff\n');
		expect(summary(await changed())).toEqual([['modified', 'g', 'g', '1,1 1,1'], ['renamed', 'f', 'h', '10,0 11,2']]);
	});
});

function drop(expression: string): void {
	const id = source.git('rev-parse', expression);
	rmSync(join(source.path, '.git', 'objects', id.slice(0, 2), id.slice(2)));
}

describe('a repository without all of its objects', () => {
	it('gives what can be read, and the rest as unknown', async () => {
		for (const name of ['a', 'b', 'c [x]']) source.write(name, `${name}\n`);
		source.commit();
		for (const name of ['a', 'b', 'c [x]']) source.write(name, `${name} changed\n`);
		source.commit();
		drop('HEAD~1:b');
		drop('HEAD:c [x]');
		expect(summary(await changed())).toEqual([['modified', 'a', 'a', '1,1 1,1'], ['modified', 'b', 'b', 'unknown'], ['modified', 'c [x]', 'c [x]', 'unknown']]);
	});

	it('says what to do in a partial clone, and fetches nothing itself', async () => {
		source.write('a', 'a\n');
		source.commit();
		source.write('a', 'b\n');
		source.commit();
		source.git('config', 'uploadpack.allowFilter', 'true');
		source.git('clone', '--quiet', '--bare', '--filter=blob:none', `file://${source.path}`, 'partial');
		const partial = join(source.path, 'partial');
		const packs = readdirSync(join(partial, 'objects', 'pack'));
		const error = await changed(at('HEAD~1'), at('HEAD'), partial).catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(ConfigurationError);
		expect(error).toMatchObject({ remedy: expect.stringContaining('git diff ') });
		expect(readdirSync(join(partial, 'objects', 'pack'))).toEqual(packs);
	});

	it('gives the list alone when git has to be killed over the patches', async () => {
		source.write('a', 'a\n');
		source.commit();
		source.git('mv', 'a', 'b');
		source.commit();
		const bin = join(source.path, '.git');
		writeFileSync(join(bin, 'git'), `#!/bin/sh\ncase "$*" in *--patch*) kill -9 $$;; esac\nPATH='${process.env['PATH']}' exec git "$@"\n`, { mode: 0o755 });
		expect(summary(await changed(at('HEAD~1'), at('HEAD'), source.path, { PATH: `${bin}:/bin` }))).toEqual([['renamed', 'a', 'b', 'unknown']]);
	});

	it('does not pass a broken repository off as one', async () => {
		source.commit();
		await expect(changed(at('HEAD'), { tree: 'deadbeef'.repeat(5) as ObjectId })).rejects.toThrow('git diff-tree ended with 128');
	});
});
