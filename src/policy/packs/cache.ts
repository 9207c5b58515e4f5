import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const DIGEST_BYTES = 32;

/** Compiled packs by what they were compiled from. Losing it costs time and nothing else. */
export interface PackCache {
	/** What was stored under a key, or undefined: never stored, cut short, or changed since. */
	read(key: string): Buffer | undefined;
	write(key: string, bytes: Buffer): void;
}

/** A cache that keeps nothing. */
const noCache: PackCache = { read: () => undefined, write: () => undefined };

/**
 * The folder in which compiled packs are kept: the runner's tool cache, else the user's cache folder. Undefined where the
 * environment names neither.
 */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>>): string | undefined {
	const [tools, cache, home] = ['RUNNER_TOOL_CACHE', 'XDG_CACHE_HOME', 'HOME'].map((name) => environment[name] || undefined);
	if (tools !== undefined) return join(tools, 'groundwire');
	if (cache !== undefined) return join(cache, 'groundwire');
	return home === undefined ? undefined : join(home, '.cache', 'groundwire');
}

/** The cache in a folder, which need not exist or be writable. A folder that other users may write to is not used. */
export function openCache(folder: string | undefined): PackCache {
	if (folder === undefined) return noCache;
	const place = join(folder, 'packs');
	return {
		read: (key) => (isOurs(place) ? readEntry(join(place, key)) : undefined),
		write: (key, bytes) => writeEntry(join(place, key), bytes),
	};
}

/** The name of what is compiled from these parts. */
export function cacheKey(...parts: readonly unknown[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function isOurs(place: string): boolean {
	try {
		const { uid, mode } = statSync(place);
		return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
	} catch {
		return false;
	}
}

function readEntry(file: string): Buffer | undefined {
	try {
		const stored = readFileSync(file);
		const bytes = stored.subarray(DIGEST_BYTES);
		return digest(bytes).equals(stored.subarray(0, DIGEST_BYTES)) ? bytes : undefined;
	} catch {
		return undefined;
	}
}

/** Whole or not at all: two runs may write the same entry, and one may be ended in between. */
function writeEntry(file: string, bytes: Buffer): void {
	const part = `${file}.${randomBytes(6).toString('hex')}`;
	try {
		mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
		if (!isOurs(dirname(file))) return;
		writeFileSync(part, Buffer.concat([digest(bytes), bytes]), { mode: 0o600 });
		renameSync(part, file);
	} catch {
		removed(part);
	}
}

function removed(file: string): void {
	try {
		rmSync(file, { force: true });
	} catch {
		// There is a file in the place of its folder: nothing was written.
	}
}

function digest(bytes: Uint8Array): Buffer {
	return createHash('sha256').update(bytes).digest();
}
