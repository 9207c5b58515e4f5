import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export interface IsolatedOptions {
	/** The child's entry: an absolute path of a module. */
	readonly entry: string;
	/** Absolute paths that the child may read: its own code, and nothing of the change. */
	readonly readable: readonly string[];
	/** Size of its JavaScript heap, in MiB. */
	readonly heapMb: number;
	/** Pipes beyond the first three, from descriptor 3 on. */
	readonly extraPipes?: number;
	/** `cut` (default): no network where the system allows it. `shared`: leave the system out of it. */
	readonly network?: 'cut' | 'shared';
}

/** A child that may read its own code and compute, and nothing else. */
export interface IsolatedProcess {
	readonly child: ChildProcess;
	/** Ends it at once. */
	kill(): void;
	/** How it ended and the first lines that it wrote to standard error: `: code 1, …`, or nothing. For a report's detail. */
	lastWords(): string;
}

/** What is kept of standard error: a child gone wild must not fill our memory. */
const STDERR_CHARACTERS = 4_096;
const DETAIL_CHARACTERS = 300;

/** Starts a child with an empty environment, without the right to write, to start processes or to load addons. */
export function spawnIsolated(options: IsolatedOptions): IsolatedProcess {
	const [command = process.execPath, ...args] = [...(options.network === 'shared' ? [] : networkCut()), process.execPath, ...nodeArguments(options)];
	const pipes = Array.from({ length: 3 + (options.extraPipes ?? 0) }, () => 'pipe' as const);
	// Node hands NODE_V8_COVERAGE down even into an empty environment, unless the key is there.
	const child = spawn(command, args, { env: { NODE_V8_COVERAGE: undefined }, stdio: pipes, windowsHide: true });
	let stderr = '';
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		stderr = (stderr + text).slice(0, STDERR_CHARACTERS);
	});
	return {
		child,
		kill: () => child.kill('SIGKILL'),
		lastWords: () => describeEnd(child, stderr),
	};
}

function nodeArguments({ entry, readable, heapMb }: IsolatedOptions): string[] {
	return [
		'--permission',
		...[entry, ...readable].map((path) => `--allow-fs-read=${path}`),
		`--max-old-space-size=${heapMb}`,
		'--disallow-code-generation-from-strings',
		'--no-addons',
		entry,
	];
}

function describeEnd({ exitCode, signalCode }: ChildProcess, stderr: string): string {
	const ending = signalCode ?? (exitCode === null ? '' : `code ${exitCode}`);
	const heap = /heap out of memory/.test(stderr) ? 'out of memory' : (/^\w*Error\b.*$/m.exec(stderr)?.[0] ?? '').slice(0, DETAIL_CHARACTERS);
	const words = [ending, heap].filter((word) => word !== '').join(', ');
	return words === '' ? '' : `: ${words}`;
}

let cut: readonly string[] | undefined;

/** The command that starts a program without network, or nothing where the system refuses. Tried once: some 5 ms. */
export function networkCut(): readonly string[] {
	cut ??= findNetworkCut();
	return cut;
}

function findNetworkCut(): readonly string[] {
	const unshare = ['/usr/bin/unshare', '/bin/unshare'].find((path) => existsSync(path));
	if (unshare === undefined) return [];
	const ways = [
		[unshare, '--user', '--map-current-user', '--net', '--'],
		[unshare, '--net', '--'],
	];
	return ways.find(([command = unshare, ...args]) => spawnSync(command, [...args, 'true'], { stdio: 'ignore', env: { PATH: '/usr/bin:/bin' }, timeout: 1_000 }).status === 0) ?? [];
}
