import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

import { GitRepository } from '../../test/support/git-repository.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { emptyTree, openRepository, quoted, type Repository } from './repository.ts';

const made: GitRepository[] = [];
const opened: Repository[] = [];

afterEach(async () => {
	await Promise.all(opened.splice(0).map((repository) => repository.close()));
	for (const repository of made.splice(0)) repository.delete();
});

function create(...options: readonly string[]): GitRepository {
	const repository = new GitRepository(...options);
	made.push(repository);
	return repository;
}

async function open(directory: string): Promise<Repository> {
	const repository = await openRepository(directory);
	opened.push(repository);
	return repository;
}

it('opens a work tree, and a folder of it', async () => {
	const source = create();
	source.write('a/b/c.txt', 'x\n');
	const expected = { gitDir: join(source.path, '.git'), workTree: source.path, objectFormat: 'sha1', shallow: false };
	expect(await open(source.path)).toMatchObject(expected);
	expect(await open(join(source.path, 'a', 'b'))).toMatchObject(expected);
});

it('opens a bare repository', async () => {
	const repository = await open(create('--bare').path);
	expect(repository.gitDir).toBe(made[0]?.path);
	expect(repository.workTree).toBeUndefined();
});

it('opens a linked worktree, whose .git is a file, with the objects of its repository', async () => {
	const source = create();
	const head = source.commit();
	source.git('worktree', 'add', '--quiet', 'linked');
	const linked = await open(join(source.path, 'linked'));
	expect(linked.workTree).toBe(join(source.path, 'linked'));
	expect(linked.gitDir).toBe(join(source.path, '.git', 'worktrees', 'linked'));
	expect(await linked.objects.line(['cat-file', '-t', head])).toBe('commit');
});

it('knows SHA-256 and shallow repositories', async () => {
	expect(await open(create('--object-format=sha256').path)).toMatchObject({ objectFormat: 'sha256' });
	const source = create();
	source.commit();
	source.commit();
	source.git('clone', '--quiet', '--depth=1', `file://${source.path}`, 'shallow');
	expect(await open(join(source.path, 'shallow'))).toMatchObject({ shallow: true });
});

it('reads a repository whose path holds what git reads as a separator', async () => {
	const outer = create();
	const odd = join(outer.path, 'a:b "c"\\d\ne');
	mkdirSync(odd);
	outer.git('init', '--quiet', odd);
	writeFileSync(join(odd, 'f'), 'x');
	outer.git('-C', odd, 'add', 'f');
	const repository = await open(odd);
	expect(await repository.objects.line(['cat-file', '-p', outer.git('hash-object', join(odd, 'f'))])).toBe('x');
});

it('says so where there is no repository', async () => {
	const outside = join(create().path, 'gone');
	await expect(openRepository(outside)).rejects.toBeInstanceOf(ConfigurationError);
	await expect(openRepository(tmpdir())).rejects.toThrow('not a git repository');
});

it.skipIf(process.getuid?.() !== 0)('says how to trust the repository of another user', async () => {
	const source = create();
	source.git('config', 'core.sharedRepository', '0666');
	chownSync(source.path, 4321, 4321);
	chownSync(join(source.path, '.git'), 4321, 4321);
	const error = await openRepository(source.path, { HOME: source.path }).catch((reason: unknown) => reason);
	expect(error).toBeInstanceOf(ConfigurationError);
	expect(error).toMatchObject({ remedy: expect.stringContaining(`safe.directory '${source.path}'`) });
	writeFileSync(join(source.path, '.gitconfig'), `[safe]\n\tdirectory = ${source.path}\n`);
	const trusted = await openRepository(source.path, { HOME: source.path });
	opened.push(trusted);
	expect(trusted.workTree).toBe(source.path);
});

it('takes no variable of git from outside', async () => {
	const [one, other] = [create(), create()];
	const repository = await openRepository(one.path, { ...process.env, GIT_DIR: join(other.path, '.git'), GIT_WORK_TREE: other.path });
	opened.push(repository);
	expect(repository.workTree).toBe(one.path);
});

it('leaves nothing behind', async () => {
	const repository = await openRepository(create().path);
	expect(existsSync(repository.scratch)).toBe(true);
	await repository.close();
	expect(existsSync(repository.scratch)).toBe(false);
});

it('leaves nothing behind when the process ends early', () => {
	const source = create();
	const script = `import { openRepository } from ${JSON.stringify(new URL('repository.ts', import.meta.url).href)};
		console.log((await openRepository(${JSON.stringify(source.path)})).scratch); process.exit(3);`;
	const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
	expect(status).toBe(3);
	expect(stdout.trim()).toContain('groundwire-git-');
	expect(existsSync(stdout.trim())).toBe(false);
});

it('follows a link to a repository', async () => {
	const source = create();
	const link = `${source.path}-link`;
	symlinkSync(source.path, link);
	try {
		expect((await open(link)).workTree).toBe(source.path);
	} finally {
		rmSync(link);
	}
});

describe('emptyTree', () => {
	it.each(['sha1', 'sha256'] as const)('is what git calls the empty tree (%s)', (format) => {
		const repository = new GitRepository(`--object-format=${format}`);
		expect(emptyTree(format)).toBe(repository.git('hash-object', '-t', 'tree', '/dev/null'));
		repository.delete();
	});
});

describe('quoted', () => {
	it('keeps a path whole', () => {
		expect(quoted('/a:b/"c"\\\n')).toBe(String.raw`"/a:b/\"c\"\\\n"`);
	});
});
