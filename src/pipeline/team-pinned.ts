import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ObjectId } from '../change/change.ts';
import { type Environment, Git, GitError, NO_MACHINE_CONFIG } from '../change/git.ts';
import { openObjectStore } from '../change/object-store.ts';
import type { PackSetting, PinnedSource } from '../config/config.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { cacheKey, type PackCache } from '../policy/packs/cache.ts';
import { readObject } from './check-material.ts';
import { dataPlace } from './team-data.ts';
import { filesOfTree, knownFiles, type PackFiles, type PackSource } from './team-files.ts';

export interface PinnedPlace {
	readonly cache: PackCache;
	readonly environment: Environment;
	/** Else a pack comes from the cache or not at all. */
	readonly mayFetch: boolean;
}

/** What a digest is made over: all that can change what a pack says. */
const PACK_FILE = /\.(?:rego|json|ya?ml)$/;
/** The way to the other repository may be through the company's own proxy. */
const NETWORK = ['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy', 'GIT_SSL_CAINFO', 'SSL_CERT_FILE'];

/**
 * The files of a pack of another repository, from the cache or fetched. Whichever it was: only files that are, byte for byte, what
 * the digest in the config says. Anything else is a ConfigurationError that names the digest that was found.
 */
export async function pinnedFiles(setting: PackSetting, pinned: PinnedSource, { cache, environment, mayFetch }: PinnedPlace): Promise<PackSource> {
	const key = cacheKey('pinned', setting.path, setting.data ?? [], pinned.digest);
	const known = stored(cache, key);
	if (known !== undefined && packDigest(known) === pinned.digest) return knownFiles(known);
	if (!mayFetch) {
		throw new ConfigurationError(`the pack of ${pinned.git} at ${pinned.ref} is not in the cache, and a scan fetches nothing because of what it scans`, {
			path: setting.path,
			remedy: 'If you trust the folder, scan it with --fetch',
		});
	}
	const files = await fetched(setting, pinned, environment);
	const found = packDigest(files);
	if (found !== pinned.digest) {
		throw new ConfigurationError(`the pack of ${pinned.git} at ${pinned.ref} has the digest ${found}, not ${pinned.digest}`, {
			path: setting.path,
			remedy: 'Look at what changed there; if it is what you want, write the new digest into the config',
		});
	}
	cache.write(key, Buffer.from(JSON.stringify([...files]), 'utf8'));
	return knownFiles(files);
}

/** As `sha256sum` over the files in the order of their paths, and `sha256sum` over what that prints. */
function packDigest(files: PackFiles): string {
	const lines = [...files].toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))).map(([path, text]) => `${sha256(text)}  ${path}\n`);
	return `sha256:${sha256(lines.join(''))}`;
}

function sha256(text: string): string {
	return createHash('sha256').update(text, 'utf8').digest('hex');
}

function stored(cache: PackCache, key: string): PackFiles | undefined {
	const bytes = cache.read(key);
	try {
		return bytes === undefined ? undefined : new Map(JSON.parse(bytes.toString('utf8')) as [string, string][]);
	} catch {
		return undefined;
	}
}

/**
 * Fetches into a repository of its own, which is deleted: by https or from this machine, without hooks, submodules, tags, a person's
 * configuration or any credentials.
 */
async function fetched(setting: PackSetting, { git: address, ref }: PinnedSource, environment: Environment): Promise<PackFiles> {
	const folder = await mkdtemp(join(tmpdir(), 'groundwire-pack-'));
	const network = Object.fromEntries(NETWORK.map((name) => [name, environment[name]]));
	// A home of its own: curl takes passwords from a .netrc, git from what stands beside its configuration.
	const git = new Git(folder, [`--git-dir=${folder}`], environment, { ...NO_MACHINE_CONFIG, ...network, HOME: folder, XDG_CONFIG_HOME: folder, USERPROFILE: folder, GIT_ALLOW_PROTOCOL: address.startsWith('https://') ? 'https' : 'file' });
	try {
		await git.run(['init', '--quiet', '--bare', '--template=', folder]);
		await git.run(['-c', 'transfer.fsckObjects=true', 'fetch', '--quiet', '--depth=1', '--no-tags', '--no-recurse-submodules', '--', address, ref]);
		const root = (await git.line(['rev-parse', '--verify', 'FETCH_HEAD^{tree}'])) as ObjectId;
		return await filesAt(setting, root, git);
	} catch (error) {
		if (!(error instanceof GitError)) throw error;
		const said = error.stderr.trim().split('\n').at(-1) ?? '';
		throw new ConfigurationError(`the pack of ${address} at ${ref} could not be fetched: ${said}`, { path: setting.path, remedy: 'It must be readable without a password' });
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function filesAt({ path, data = [] }: PackSetting, root: ObjectId, git: Git): Promise<PackFiles> {
	const store = openObjectStore({ objects: git });
	try {
		const source = filesOfTree({ root, object: (id) => readObject(store, id) });
		const places = [path, ...data.map((named) => dataPlace(named).root)];
		const found: [string, string][] = [];
		for (const place of places) {
			const files = await source.files(place, (name) => PACK_FILE.test(name));
			if (files === undefined) throw new ConfigurationError(`there is no ${place} in that repository`, { path });
			found.push(...files);
		}
		return new Map(found);
	} finally {
		await store.close();
	}
}
