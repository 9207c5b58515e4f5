import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { GitRepository } from '../../test/support/git-repository.ts';
import type { ObjectId } from './change.ts';
import { type ObjectStore, openObjectStore } from './object-store.ts';
import { emptyTree, openRepository, type Repository } from './repository.ts';

const ABSENT = 'deadbeef'.repeat(5) as ObjectId;

let source: GitRepository;
let repository: Repository;
let store: ObjectStore;

beforeEach(async () => {
	source = new GitRepository();
	repository = await openRepository(source.path);
	store = openObjectStore(repository);
});

afterEach(async () => {
	await store.close();
	await repository.close();
	source.delete();
});

function blob(content: string | Uint8Array): ObjectId {
	source.write('content', content);
	return source.git('hash-object', '-w', '--no-filters', 'content') as ObjectId;
}

it('gives bytes as they are', async () => {
	const bytes = Buffer.concat([Buffer.from('blob 3\nabc missing\n\n'), Buffer.from([0, 255, 10, 13])]);
	expect(await store.read(blob(bytes), 1000)).toEqual({ type: 'blob', size: bytes.length, bytes });
	expect(await store.read(blob(''), 1000)).toEqual({ type: 'blob', size: 0, bytes: Buffer.alloc(0) });
});

it('tells commits and trees, the empty tree included', async () => {
	const commit = source.commit();
	expect(await store.info(commit)).toMatchObject({ type: 'commit' });
	expect(await store.read(emptyTree('sha1'), 10)).toEqual({ type: 'tree', size: 0, bytes: Buffer.alloc(0) });
});

it('says what is missing and what is too large, and goes on', async () => {
	const large = blob(Buffer.alloc(5000, 'x'));
	expect(await store.read(ABSENT, 1000)).toBe('missing');
	expect(await store.read(large, 4999)).toBe('too-large');
	expect(await store.info(large)).toEqual({ type: 'blob', size: 5000 });
	expect(await store.read(large, 5000)).toMatchObject({ size: 5000 });
});

it('answers requests that overlap each with its own object', async () => {
	const contents = Array.from({ length: 60 }, (_, index) => (index % 7 === 0 ? 'y'.repeat(70_000 + index) : `content ${index}\n`));
	const ids = contents.map((content) => blob(content));
	const answers = await Promise.all([...ids, ABSENT, ...ids].map((id) => store.read(id, 1_000_000)));
	const found = answers.map((answer) => (typeof answer === 'string' ? answer : Buffer.from(answer.bytes).toString('utf8')));
	expect(found).toEqual([...contents, 'missing', ...contents]);
});

it('never takes an expression for an id', async () => {
	source.commit();
	await expect(store.read('HEAD' as ObjectId, 1000)).rejects.toThrow('by its id');
	await expect(store.read(`${ABSENT}\ninfo ${ABSENT}` as ObjectId, 1000)).rejects.toThrow('by its id');
});

it('finishes open requests when it is closed, and refuses later ones', async () => {
	const id = blob('x');
	const open = store.info(id);
	await store.close();
	expect(await open).toEqual({ type: 'blob', size: 1 });
	await expect(store.info(id)).rejects.toThrow('closed');
});

it('rejects what is open when git dies', async () => {
	source.git('init', '--quiet', '--bare', 'broken');
	const broken = await openRepository(`${source.path}/broken`);
	rmSync(`${broken.scratch}/HEAD`);
	const dead = openObjectStore(broken);
	await expect(Promise.all([dead.info(ABSENT), dead.info(ABSENT)])).rejects.toThrow(/git cat-file ended with 128/u);
	await expect(dead.info(ABSENT)).rejects.toThrow(/git cat-file/u);
	await dead.close();
	await broken.close();
});

it('is not misled by replaced objects', async () => {
	const id = blob('true');
	source.git('replace', id, blob('false'));
	const answer = await store.read(id, 100);
	expect(typeof answer === 'string' ? answer : createHash('sha1').update(`blob ${answer.size}\0`).update(answer.bytes).digest('hex')).toBe(id);
});
