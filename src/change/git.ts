import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { homedir } from 'node:os';

import { ConfigurationError } from '../config/configuration-error.ts';

/** Variables of the surrounding process that an entry hands in. Nothing else of it reaches git. */
export interface Environment {
	readonly [name: string]: string | undefined;
}

export interface GitOptions {
	readonly input?: string | Uint8Array;
	/** Variables for this call alone. */
	readonly env?: Environment;
	/** Exit codes that are answers, not failures. */
	readonly accept?: readonly number[];
}

export interface GitResult {
	readonly code: number;
	readonly stdout: Buffer;
	readonly stderr: string;
}

/** git's end of a process that is still running. */
export interface GitProcess {
	readonly child: ChildProcessWithoutNullStreams;
	/** Settles when the process is gone; rejects when git could not be started. */
	readonly ended: Promise<Omit<GitResult, 'stdout'>>;
}

/** git ended with an error. `stderr` is what it said, in English. */
export class GitError extends Error {
	override readonly name = 'GitError';
	readonly code: number;
	readonly stderr: string;
	/** Ended by a signal: past its time, as a rule. */
	readonly killed: boolean;

	constructor(command: string, code: number, stderr: string) {
		super(`git ${command} ended with ${code}: ${stderr.trim().split('\n').at(-1) ?? ''}`);
		this.code = code;
		this.killed = code === KILLED;
		this.stderr = stderr;
	}
}

/** Long enough for any diff, short enough to end a run that hangs. */
const TIMEOUT_MS = 120_000;
/** Stands for the exit code of a process that a signal ended. */
const KILLED = -1;
const STDERR_BYTES = 65_536;
const USUAL_PATH = '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin';
const PASSED_ON = ['PATH', 'HOME', 'XDG_CONFIG_HOME', 'USERPROFILE', 'SystemRoot', 'TMPDIR', 'TEMP', 'TMP'];

/** Never asks, never fetches, never runs a hook, never waits for a lock, speaks English, sees objects as they are. */
const QUIET: Environment = {
	LC_ALL: 'C',
	GIT_TERMINAL_PROMPT: '0',
	GIT_ASKPASS: 'true',
	GIT_OPTIONAL_LOCKS: '0',
	GIT_NO_LAZY_FETCH: '1',
	// git before 2.45 knows no GIT_NO_LAZY_FETCH: no transport is allowed to it at all.
	GIT_ALLOW_PROTOCOL: 'none',
	GIT_NO_REPLACE_OBJECTS: '1',
	GIT_PAGER: 'cat',
};

/** Configuration of the machine is not read: the same change gives the same bytes everywhere. */
export const NO_MACHINE_CONFIG: Environment = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };

const SETTINGS = [
	'core.quotePath=true',
	'core.fsmonitor=false',
	'core.untrackedCache=false',
	'core.hooksPath=/dev/null',
	'core.attributesFile=/dev/null',
	'core.bigFileThreshold=1m',
	'diff.suppressBlankEmpty=false',
	'gc.auto=0',
	'maintenance.auto=false',
].flatMap((setting) => ['-c', setting]);

/**
 * git in one place: the only way to start it. `place` names the repository (`--git-dir=…`, or `-C …` to look for it);
 * `environment` is what an entry passed on, `extra` what every call of this place needs.
 */
export class Git {
	readonly #cwd: string;
	readonly #place: readonly string[];
	readonly #env: Environment;

	constructor(cwd: string, place: readonly string[], environment: Environment, extra: Environment = {}) {
		const passed = Object.fromEntries(PASSED_ON.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]])));
		this.#cwd = cwd;
		this.#place = place;
		this.#env = { PATH: USUAL_PATH, HOME: homedir(), ...passed, ...QUIET, ...extra };
	}

	/** Runs git to its end. A code that is not 0 or accepted is a `GitError`, or a `ConfigurationError` where a person can mend it. */
	async run(args: readonly string[], options: GitOptions = {}): Promise<GitResult> {
		const { child, ended } = this.start(args, { timeoutMs: TIMEOUT_MS, ...(options.env !== undefined && { env: options.env }) });
		const chunks: Buffer[] = [];
		child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
		child.stdin.end(options.input ?? '');
		const { code, stderr } = await ended;
		if (code !== 0 && options.accept?.includes(code) !== true) throw failure(args, code, stderr);
		return { code, stdout: Buffer.concat(chunks), stderr };
	}

	/** The one line that git answers, without its line end. */
	async line(args: readonly string[], options?: GitOptions): Promise<string> {
		const { stdout } = await this.run(args, options);
		return stdout.toString('utf8').replace(/\r?\n$/u, '');
	}

	/** Starts git and leaves its streams to the caller. */
	start(args: readonly string[], { env = {}, timeoutMs }: { readonly env?: Environment; readonly timeoutMs?: number } = {}): GitProcess {
		const whole = ['--no-pager', ...this.#place, ...SETTINGS, ...args];
		const child = spawn('git', whole, { cwd: this.#cwd, env: { ...this.#env, ...env }, ...(timeoutMs !== undefined && { timeout: timeoutMs, killSignal: 'SIGKILL' }) });
		return { child, ended: ending(child, this.#cwd) };
	}
}

function ending(child: ChildProcessWithoutNullStreams, cwd: string): Promise<Omit<GitResult, 'stdout'>> {
	const said: Buffer[] = [];
	let length = 0;
	child.stderr.on('data', (chunk: Buffer) => {
		if (length < STDERR_BYTES) said.push(chunk);
		length += chunk.length;
	});
	// A process that is gone closes its pipe; its exit says why.
	child.stdin.on('error', () => undefined);
	return new Promise((resolve, reject) => {
		child.on('error', (error: NodeJS.ErrnoException) => reject(error.code === 'ENOENT' ? notStarted(cwd) : error));
		child.on('close', (code, signal) => resolve({ code: code ?? KILLED, stderr: Buffer.concat(said).toString('utf8') || (signal ?? '') }));
	});
}

function notStarted(cwd: string): ConfigurationError {
	return new ConfigurationError('git could not be started', { path: cwd, remedy: 'Install git 2.36 or newer and put it on the PATH; the folder must exist.' });
}

/** The error for a call of git that failed. */
export function failure(args: readonly string[], code: number, stderr: string): Error {
	if (/unknown option|unknown switch|is not a git command|usage: git cat-file/u.test(stderr)) {
		return new ConfigurationError('this git is too old', { remedy: 'Install git 2.36 or newer.' });
	}
	return new GitError(args.find((arg) => !arg.startsWith('-')) ?? '', code, stderr);
}
