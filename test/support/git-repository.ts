import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { CommitSha } from '../../src/change/change.ts';

const ENVIRONMENT = {
	PATH: process.env['PATH'],
	HOME: '/nonexistent',
	GIT_CONFIG_NOSYSTEM: '1',
	GIT_CONFIG_GLOBAL: '/dev/null',
	GIT_AUTHOR_NAME: 'Ada',
	GIT_AUTHOR_EMAIL: 'ada@example.org',
	GIT_AUTHOR_DATE: '1700000000 +0000',
	GIT_COMMITTER_NAME: 'Ada',
	GIT_COMMITTER_EMAIL: 'ada@example.org',
	GIT_COMMITTER_DATE: '1700000000 +0000',
};

/** A real repository in a temporary folder, and git as it comes for everything around it. */
export class GitRepository {
	readonly path: string;

	constructor(...initOptions: readonly string[]) {
		this.path = realpathSync(mkdtempSync(join(tmpdir(), 'groundwire-test-')));
		this.git('init', '--quiet', '--initial-branch=main', ...initOptions);
	}

	/** Runs git in the repository and gives its standard output, without the last line end. */
	git(...args: readonly string[]): string {
		return this.bytes(...args).toString('utf8').replace(/\n$/u, '');
	}

	bytes(...args: readonly string[]): Buffer {
		return execFileSync('git', [...args], { cwd: this.path, env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe'] });
	}

	/** Runs git with something to read on its standard input. */
	feed(input: Uint8Array, ...args: readonly string[]): Buffer {
		return execFileSync('git', [...args], { cwd: this.path, env: ENVIRONMENT, input, stdio: ['pipe', 'pipe', 'pipe'] });
	}

	write(path: string, content: string | Uint8Array): void {
		const file = join(this.path, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, content);
	}

	link(path: string, target: string): void {
		rmSync(join(this.path, path), { force: true });
		symlinkSync(target, join(this.path, path));
	}

	makeExecutable(path: string): void {
		chmodSync(join(this.path, path), 0o755);
	}

	remove(path: string | Buffer): void {
		rmSync(typeof path === 'string' ? join(this.path, path) : Buffer.concat([Buffer.from(`${this.path}/`), path]), { recursive: true });
	}

	/** Commits everything that stands in the work tree. */
	commit(message = 'A change', ...options: readonly string[]): CommitSha {
		this.git('add', '--all');
		this.git('commit', '--quiet', '--allow-empty', '--allow-empty-message', '--no-verify', '-m', message, ...options);
		return this.head();
	}

	head(): CommitSha {
		return this.git('rev-parse', 'HEAD') as CommitSha;
	}

	delete(): void {
		rmSync(this.path, { recursive: true, force: true });
	}
}
