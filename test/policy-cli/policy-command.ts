import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Host } from '../../src/cli/host.ts';
import { main } from '../../src/cli/main.ts';

const DIST = join(import.meta.dirname, '..', '..', 'dist');

/** The commands speak of paths as they are given, so each test of a file that calls this stands in a folder of its own. */
export function inOwnFolder(): void {
	const before = process.cwd();
	let folder = '';
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'groundwire-policy-'));
		process.chdir(folder);
	});
	afterEach(() => {
		process.chdir(before);
		rmSync(folder, { recursive: true });
	});
}

/** Runs `groundwire policy …` with the built parts, and gives what it wrote. */
export async function policy(...argv: readonly string[]): Promise<Ran> {
	return command('policy', ...argv);
}

/** What a command wrote, and its exit code. */
interface Ran {
	readonly code: number;
	readonly out: string;
	readonly err: string;
}

/** Runs any command of `groundwire` with the built parts. */
export async function command(...argv: readonly string[]): Promise<Ran> {
	const [out, err]: [string[], string[]] = [[], []];
	const host: Host = { dist: DIST, version: '1.2.3', environment: {}, print: (text) => void out.push(text), warn: (text) => void err.push(text), colour: false, width: 100 };
	return { code: await main(argv, host), out: out.join(''), err: err.join('') };
}

/** Writes files by path, with their folders. */
export function write(files: Readonly<Record<string, string>>): void {
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text);
	}
}
