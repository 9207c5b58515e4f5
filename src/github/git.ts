import { spawn } from 'node:child_process';

export interface GitOptions {
	readonly input?: string | Uint8Array;
	/** The whole environment of the process, besides what keeps git quiet. */
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly timeoutMs?: number;
}

/** git refused or died; `message` is its own last words, without the command line. */
export class GitError extends Error {}

/** Runs git on one git directory and gives its standard output. No configuration of a work tree is read. */
export async function git(gitDir: string, args: readonly string[], options: GitOptions): Promise<string> {
	const env = { ...options.env, GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: 'true', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };
	const child = spawn('git', ['--git-dir', gitDir, ...args], { env, timeout: options.timeoutMs ?? 120_000, killSignal: 'SIGKILL' });
	const out: Buffer[] = [];
	const err: Buffer[] = [];
	child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
	child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
	// git may stop reading early; what it has to say about that comes with its exit.
	child.stdin.on('error', () => undefined);
	child.stdin.end(options.input ?? '');
	const failure = await new Promise<string | undefined>((resolve) => {
		child.on('error', (error) => resolve(error.message));
		child.on('close', (code, signal) => resolve(code === 0 ? undefined : `git ${args[0] ?? ''} ended with ${code ?? signal ?? 'an error'}`));
	});
	if (failure !== undefined) throw new GitError(Buffer.concat(err).toString('utf8').trim().slice(-500) || failure);
	return Buffer.concat(out).toString('utf8');
}
