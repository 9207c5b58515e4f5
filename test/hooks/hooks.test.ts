import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

import { load } from 'js-yaml';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { GitRepository } from '../support/git-repository.ts';

const root = join(import.meta.dirname, '../..');
const bin = join(root, 'node_modules/.bin');
/** The binary alone: lefthook's own package installs a hook into whatever clone it is installed in. Absent on other platforms. */
const lefthook = join(root, 'node_modules/lefthook-linux-x64/bin');
const guide = readFileSync(join(root, 'docs/guides/hooks.md'), 'utf8');

/** The recipe of a section of the guide, as a reader would copy it. */
function recipe(section: string): string {
	const text = new RegExp(`^## ${section}\\n[\\s\\S]*?^\`\`\`\\w+\\n([\\s\\S]*?)^\`\`\``, 'm').exec(guide)?.[1];
	if (text === undefined) throw new Error(`the guide has no recipe for ${section}`);
	return text;
}

const GOOD = "export async function pay(): Promise<void> {\n\tawait fetch('https://pay.internal/', { method: 'POST', signal: AbortSignal.timeout(2000) });\n}\n";
const BAD = GOOD.replace(', signal: AbortSignal.timeout(2000)', '');
const PAY = 'src/server/pay.ts';

let tools: string;
let repository: GitRepository;

beforeAll(() => {
	tools = mkdtempSync(join(tmpdir(), 'groundwire-hook-tools-'));
	writeFileSync(join(tools, 'groundwire'), `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'dist/cli/index.js')}' "$@"\n`);
	chmodSync(join(tools, 'groundwire'), 0o755);
});
afterAll(() => rmSync(tools, { recursive: true }));

beforeEach(() => {
	repository = new GitRepository();
	repository.write('package.json', JSON.stringify({ name: 'shop', dependencies: { express: '^5' } }));
	repository.commit('base');
});
afterEach(() => repository.delete());

/** A command as a person runs it in the repository. */
function run(command: string, ...args: readonly string[]) {
	const env = {
		PATH: [tools, bin, lefthook, dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
		HOME: tools,
		GIT_CONFIG_NOSYSTEM: '1',
		GIT_AUTHOR_NAME: 'Ada',
		GIT_AUTHOR_EMAIL: 'ada@example.org',
		GIT_COMMITTER_NAME: 'Ada',
		GIT_COMMITTER_EMAIL: 'ada@example.org',
	};
	const { status, stdout, stderr } = spawnSync(command, args, { cwd: repository.path, env, encoding: 'utf8' });
	return { status, said: `${stdout}${stderr}` };
}

function must(command: string, ...args: readonly string[]): void {
	const { status, said } = run(command, ...args);
	if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${said}`);
}

function stage(path: string, text: string): void {
	repository.write(path, text);
	repository.git('add', '--', path);
}

/** Commits, and tells whether a commit came of it. */
function commit(...args: readonly string[]): { readonly made: boolean; readonly said: string } {
	const before = repository.head();
	const { status, said } = run('git', 'commit', '-m', 'a change', ...args);
	const made = repository.head() !== before;
	expect(made).toBe(status === 0);
	return { made, said };
}

function installLefthook(): void {
	repository.write('lefthook.yml', recipe('lefthook'));
	repository.commit('lefthook');
	must('lefthook', 'install');
}

function installHusky(): void {
	must('husky');
	repository.write('.husky/pre-commit', recipe('husky'));
	repository.commit('husky');
}

/** A repository with the hook's manifest and the bundle, as pre-commit would clone it; made once, for its size. */
let published: { readonly path: string; readonly commit: string } | undefined;
function hookRepository(): { readonly path: string; readonly commit: string } {
	if (published === undefined) {
		const own = new GitRepository();
		cpSync(join(root, 'dist'), join(own.path, 'dist'), { recursive: true });
		cpSync(join(root, '.pre-commit-hooks.yaml'), join(own.path, '.pre-commit-hooks.yaml'));
		chmodSync(join(own.path, 'dist/cli/index.js'), 0o755);
		published = { commit: own.commit('published'), path: own.path };
	}
	return published;
}
afterAll(() => {
	if (published !== undefined) rmSync(published.path, { recursive: true });
});

function installPreCommit(): void {
	const { path, commit: rev } = hookRepository();
	repository.write('.pre-commit-config.yaml', recipe('pre-commit').replace('https://github.com/OWNER/groundwire', path).replace('COMMIT_SHA', rev));
	repository.commit('pre-commit');
	must('pre-commit', 'install');
}

/** Without pre-commit on the machine: what it does with `language: script`, which is to run the entry from the clone in the repository. */
function installEntryOfPreCommit(): void {
	const [hook] = load(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as readonly { readonly entry: string; readonly language: string; readonly pass_filenames: boolean }[];
	expect(hook).toMatchObject({ language: 'script', pass_filenames: false });
	mkdirSync(join(repository.path, '.git/hooks'), { recursive: true });
	repository.write('.git/hooks/pre-commit', `#!/bin/sh\nexec '${hookRepository().path}'/${hook?.entry}\n`);
	repository.makeExecutable('.git/hooks/pre-commit');
}

const hasPreCommit = spawnSync('pre-commit', ['--version']).status === 0;

const hasLefthook = existsSync(lefthook);
if (!hasLefthook) console.warn('lefthook is not tested: its binary is installed on Linux x64 only');

describe.each([
	...(hasLefthook ? [['lefthook', installLefthook] as const] : []),
	['husky', installHusky] as const,
	hasPreCommit ? (['pre-commit', installPreCommit] as const) : (['the entry that pre-commit runs', installEntryOfPreCommit] as const),
])('%s', (_, install) => {
	beforeEach(() => install());

	test('a good file passes, a bad one blocks and says why', () => {
		stage(PAY, GOOD);
		expect(commit().made).toBe(true);
		stage('src/server/refund.ts', BAD);
		expect(commit()).toEqual({ made: false, said: expect.stringMatching(/src\/server\/refund\.ts:2:\d+ {2}high {2}missing-timeout/) as string });
	});

	test('what counts is the index, not the work tree', () => {
		stage(PAY, BAD);
		repository.write(PAY, GOOD);
		expect(commit().made).toBe(false);
		stage(PAY, GOOD);
		repository.write(PAY, BAD);
		expect(commit().made).toBe(true);
		expect(readFileSync(join(repository.path, PAY), 'utf8')).toBe(BAD);
	});

	test('a commit that names its files, or takes all, is judged by what it would commit', () => {
		stage(PAY, GOOD);
		stage('src/server/refund.ts', GOOD);
		expect(commit().made).toBe(true);
		repository.write(PAY, BAD);
		repository.write('src/server/refund.ts', `${GOOD}\n`);
		expect(commit('--', 'src/server/refund.ts').made).toBe(true);
		expect(commit('--all').made).toBe(false);
	});
});
