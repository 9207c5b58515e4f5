import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ObjectId } from '../../src/change/change.ts';
import { DirectoryObjects } from '../../src/change/directory-objects.ts';
import { parseTree } from '../../src/change/tree-entries.ts';
import { CodeLanguage } from '../../src/evidence/code/language.ts';
import { limit } from '../../src/parse/limits.ts';
import { isCodePath } from '../../src/parse/code-path.ts';
import { asRepoPath, GitSourceTree, type ObjectAnswer } from '../../src/parse/source-tree.ts';
import { decodeText } from '../../src/parse/text.ts';
import { GitRepository } from '../support/git-repository.ts';

/** A code base in a repository of its own, which the bench changes as it likes. */
export interface Service {
	readonly name: string;
	readonly repository: GitRepository;
	readonly base: string;
	/** Paths of its code files. */
	readonly files: readonly string[];
	readonly text: (path: string) => string;
	/** Does the file run on a server? Only there the rules speak. */
	readonly isServed: (path: string) => boolean;
	/** Lets go of what was parsed. */
	readonly forget: () => void;
}

/** What an archive need not hold: the evidence is made of code and of what describes packages. */
const KEPT = ['*.ts', '*.tsx', '*.mts', '*.cts', '*.js', '*.mjs', '*.cjs', '*package.json', '*tsconfig*.json', '*pnpm-workspace.yaml', '*pnpm-lock.yaml', '*yarn.lock', '*package-lock.json', '*.prisma'];
/** Files that one reader of code is asked about. */
const MOST_KEPT = 60;
/** Fewer files than this are no service. */
const LEAST = 100;

/** The bare clones of a folder (`NAME` or `NAME/repo`), each in a repository of its own that the caller deletes. */
export function* clonesOf(folder: string): Generator<Service> {
	for (const name of readdirSync(folder).sort()) {
		const directory = [join(folder, name, 'repo'), join(folder, name)].find((path) => existsSync(join(path, 'HEAD')));
		if (directory === undefined || codeFiles(directory) < LEAST) continue;
		const repository = new GitRepository();
		const archive = join(mkdtempSync(join(tmpdir(), 'groundwire-mutation-')), 'a.tar');
		execFileSync('git', ['--git-dir', directory, 'archive', '--output', archive, 'HEAD', '--', ...matching(directory)]);
		execFileSync('tar', ['xf', archive, '-C', repository.path]);
		rmSync(join(archive, '..'), { recursive: true, force: true });
		yield serviceOf(name, repository);
	}
}

function codeFiles(directory: string): number {
	return listed(directory).filter((path) => /\.tsx?$/.test(path)).length;
}

function listed(directory: string): string[] {
	return execFileSync('git', ['--git-dir', directory, 'ls-tree', '-r', '--name-only', '-z', 'HEAD'], { encoding: 'utf8', maxBuffer: 1e9 }).split('\0');
}

/** Git refuses a pattern that matches nothing. */
function matching(directory: string): string[] {
	const paths = listed(directory);
	return KEPT.filter((pattern) => paths.some((path) => path.includes(pattern.replaceAll('*', '').replace(/^tsconfig.*/, 'tsconfig')))).map((pattern) => `:(glob)**/${pattern}`);
}

/** A service made of what is in `repository`. */
export function serviceOf(name: string, repository: GitRepository): Service {
	const base = repository.commit('base');
	const objects = new DirectoryObjects([repository.path]);
	const ids = new Map(objects.files.map(({ path, id }) => [path.slice(2), id]));
	const read = (id: ObjectId): ObjectAnswer => objects.read(id, limit('fileBytes'));
	const tree = new GitSourceTree({ read }, parseTree, new GitSourceTree({ read }, parseTree, objects.root).entry('0')?.id);
	let language: CodeLanguage | undefined;
	let asked = 0;
	const bytes = (path: string): Uint8Array => tree.read(path) ?? new Uint8Array();
	const isServed = (path: string): boolean => {
		const blob = ids.get(path);
		const decoded = decodeText(asRepoPath(path), bytes(path));
		if (blob === undefined || !decoded.ok) return false;
		// What was parsed for one file is kept for the next, but not for ever.
		asked += 1;
		if (asked % MOST_KEPT === 0) language = undefined;
		language ??= new CodeLanguage({ base: tree, head: tree }, { changed: { base: [], head: [] }, renames: {} });
		const evidence = language.extract({ type: 'extract', id: 0, side: 'head', path: asRepoPath(path), blob }, decoded.value);
		return evidence.kind === 'code' && evidence.code.role === 'server';
	};
	const forget = (): void => {
		language = undefined;
	};
	return { name, repository, base, files: [...ids.keys()].filter((path) => isCodePath(path)), text: (path) => new TextDecoder().decode(bytes(path)), isServed, forget };
}
