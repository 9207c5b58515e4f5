import { afterEach, describe, expect, it } from 'vitest';

import { GitRepository } from '../../test/support/git-repository.ts';
import type { ObjectId, RepoPath } from './change.ts';
import { openObjectStore } from './object-store.ts';
import { openRepository } from './repository.ts';
import { lookupPath, parseTree } from './tree-entries.ts';

describe('trees', () => {
	let source: GitRepository;
	afterEach(() => source.delete());

	it.each(['sha1', 'sha256'])('reads what git ls-tree lists (%s)', (format) => {
		source = new GitRepository(`--object-format=${format}`);
		source.write('plain.txt', 'a');
		source.write('run me.sh', 'b');
		source.makeExecutable('run me.sh');
		source.write('folder/ü\n.txt', 'c');
		source.link('link', 'plain.txt');
		source.git('add', '--all');
		source.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(format === 'sha1' ? 40 : 64)},module`);
		const tree = source.git('write-tree');
		const listed = source.git('ls-tree', '-z', tree).split('\0').filter((line) => line !== '').map((line) => [line.slice(line.indexOf('\t') + 1), line.split(/[ \t]/u)[2]]);
		const entries = parseTree(source.bytes('cat-file', 'tree', tree), tree.length / 2);
		expect([...entries].map(([name, { id }]) => [name, id])).toEqual(listed);
		expect(Object.fromEntries([...entries].map(([name, { kind }]) => [name, kind]))).toEqual({ 'plain.txt': 'file', 'run me.sh': 'executable', folder: 'directory', link: 'symlink', module: 'submodule' });
	});

	it('leaves out what follows a malformed entry', () => {
		source = new GitRepository();
		source.write('a', '');
		source.git('add', 'a');
		const bytes = source.bytes('cat-file', 'tree', source.git('write-tree'));
		expect([...parseTree(Buffer.concat([bytes, Buffer.from('100644 b\0short')])).keys()]).toEqual(['a']);
		expect(parseTree(Buffer.from('no tree at all')).size).toBe(0);
	});

	it('finds an entry by its path and follows no link', async () => {
		source = new GitRepository();
		source.write('a/b/c.txt', 'found');
		source.link('l', 'a');
		source.commit();
		const repository = await openRepository(source.path);
		const store = openObjectStore(repository);
		const tree = source.git('rev-parse', 'HEAD^{tree}') as ObjectId;
		const look = async (path: string): Promise<string | undefined> => (await lookupPath(store, tree, path as RepoPath))?.kind;
		try {
			expect(await lookupPath(store, tree, 'a/b/c.txt' as RepoPath)).toEqual({ kind: 'file', id: source.git('rev-parse', 'HEAD:a/b/c.txt') });
			expect([await look('a/b'), await look('l'), await look('l/b'), await look('a/b/c.txt/d'), await look('a/x')]).toEqual(['directory', 'symlink', undefined, undefined, undefined]);
		} finally {
			await store.close();
			await repository.close();
		}
	});
});
