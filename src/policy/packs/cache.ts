import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';

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
 * environment names neither. A relative path counts as none: it would lie in whatever folder is judged.
 */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>>): string | undefined {
	const [tools, cache, home] = ['RUNNER_TOOL_CACHE', 'XDG_CACHE_HOME', 'HOME'].map((name) => absolute(environment[name]));
	if (tools !== undefined) return join(tools, 'groundwire');
	if (cache !== undefined) return join(cache, 'groundwire');
	return home === undefined ? undefined : join(home, '.cache', 'groundwire');
}

function absolute(path: string | undefined): string | undefined {
	return path !== undefined && isAbsolute(path) ? path : undefined;
}

/**
 * The cache in a folder, which need not exist or be writable. A folder that other users may write to is not used, nor one in a work
 * tree of git: what stands there may have come with the change that is to be judged.
 */
export function openCache(folder: string | undefined): PackCache {
	const place = folder === undefined ? undefined : join(folder, 'packs');
	if (place === undefined || isCheckedOut(place)) return noCache;
	return {
		read: (key) => (isOurs(place) ? readEntry(join(place, key)) : undefined),
		write: (key, bytes) => writeEntry(join(place, key), bytes),
	};
}

/** The name of what is compiled from these parts. */
export function cacheKey(...parts: readonly unknown[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Does a folder lie in a work tree of git? What stands there may have come with the change that is judged. */
export function isCheckedOut(place: string): boolean {
	const real = realPlace(place);
	return real === undefined || ancestors(real).some((folder) => existsSync(join(folder, '.git')));
}

/** Where a folder really is, or will be when it is made. Undefined where that cannot be known. */
function realPlace(place: string): string | undefined {
	const there = ancestors(place).find((folder) => existsSync(folder));
	try {
		return there === undefined ? undefined : realpathSync(there);
	} catch {
		return undefined;
	}
}

/** A folder and those that it is in. */
function ancestors(folder: string): string[] {
	const above = dirname(folder);
	return above === folder ? [folder] : [folder, ...ancestors(above)];
}

/** Is a folder this user's own, and nobody else's to write to? */
export function isOurs(place: string): boolean {
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
