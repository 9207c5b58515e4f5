import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files of one commit by path; null removes one. */
export type Files = Readonly<Record<string, string | Uint8Array | null>>;

export interface CommitOptions {
	readonly message?: string;
	readonly author?: string;
}

/** A real repository in a temporary folder: a work tree to commit in, and the bare repository that the server serves. */
export class GitRepository {
	readonly folder = mkdtempSync(join(tmpdir(), 'gw-git-'));
	readonly work = join(this.folder, 'work');
	readonly bare = join(this.folder, 'served.git');
	#clock = 1_750_000_000;

	constructor() {
		this.run(['init', '--quiet', '--bare', '--initial-branch=main', this.bare], this.folder);
		this.run(['init', '--quiet', '--initial-branch=main', this.work], this.folder);
		for (const setting of ['uploadpack.allowAnySHA1InWant', 'http.uploadpack']) this.run(['--git-dir', this.bare, 'config', setting, 'true'], this.folder);
	}

	run(args: readonly string[], cwd = this.work, encoding: 'utf8' | 'latin1' = 'utf8', input?: string): string {
		const when = `${this.#clock} +0200`;
		const env = {
			PATH: process.env['PATH'] ?? '', HOME: this.folder, GIT_CONFIG_NOSYSTEM: '1', GIT_AUTHOR_DATE: when, GIT_COMMITTER_DATE: when,
			GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.com', GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@example.com',
		};
		return execFileSync('git', [...args], { cwd, env, encoding, maxBuffer: 64 * 1024 * 1024, ...(input === undefined ? { stdio: ['ignore', 'pipe', 'pipe'] } : { input, stdio: ['pipe', 'pipe', 'pipe'] }) });
	}

	/** Runs git on the served repository with something to read. */
	fed(input: string, ...args: readonly string[]): string {
		return this.run(['--git-dir', this.bare, ...args], this.folder, 'utf8', input);
	}

	/** Runs git on the served repository. */
	served(...args: readonly string[]): string {
		return this.run(['--git-dir', this.bare, ...args], this.folder);
	}

	/** The bytes of a blob. */
	blob(sha: string): Buffer {
		return Buffer.from(this.run(['--git-dir', this.bare, 'cat-file', 'blob', sha], this.folder, 'latin1'), 'latin1');
	}

	/** Commits on a branch, which begins where it is told to, and serves it. */
	commit(branch: string, files: Files, { message = 'work', author }: CommitOptions = {}, from?: string): string {
		this.#clock += 60;
		if (from !== undefined) this.run(['checkout', '--quiet', '-B', branch, from]);
		else this.run(['checkout', '--quiet', ...(this.#has(branch) ? [branch] : ['--orphan', branch])]);
		for (const [path, text] of Object.entries(files)) {
			const file = join(this.work, path);
			if (text === null) rmSync(file);
			else {
				mkdirSync(dirname(file), { recursive: true });
				writeFileSync(file, text);
			}
		}
		this.run(['add', '--all']);
		this.run(['commit', '--quiet', '--allow-empty', '--message', message, ...(author === undefined ? [] : ['--author', author])]);
		this.run(['push', '--quiet', '--force', this.bare, `HEAD:refs/heads/${branch}`]);
		return this.run(['rev-parse', 'HEAD']).trim();
	}

	#has(branch: string): boolean {
		return this.run(['branch', '--list', branch]).trim() !== '';
	}

	dispose(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}
}
