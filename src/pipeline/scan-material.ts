import { statSync } from 'node:fs';

import type { Change, RepoPath } from '../change/change.ts';
import { DirectoryObjects } from '../change/directory-objects.ts';
import { ConfigurationError } from '../config/configuration-error.ts';
import { isModuleInput } from '../evidence/infra/terraform/paths.ts';
import { isPlanName } from '../evidence/infra/terraform/plan/recognise.ts';
import { limit } from '../parse/limits.ts';
import { blobBytes, type Material } from './material.ts';

/** A file of a Terraform module sees the others of its module. */
export function moduleBeside(root: string, name: string): boolean {
	return isModuleInput(root) && isModuleInput(name);
}

/** A plan that is scanned alone sees the configuration of its folder: its findings stand there. */
export function configurationBeside(root: string, name: string): boolean {
	return isPlanName(root) && isModuleInput(name);
}

/**
 * A tree as it stands, as a change in which every file was added. Paths begin with the number of their root. A root that is a file
 * stands alone, but for what `beside` lets it see of its folder.
 */
export function openScan(roots: readonly string[], beside?: typeof moduleBeside): Material {
	for (const root of roots) {
		if (statSync(root, { throwIfNoEntry: false }) === undefined) {
			throw new ConfigurationError(`${root}: no such file or folder`, { remedy: 'Name files or folders that exist.' });
		}
	}
	const objects = new DirectoryObjects(roots.map((root) => root.replace(/(.)\/+$/, '$1')), beside);
	const change: Change = {
		base: { tree: objects.root },
		head: { tree: objects.root },
		files: objects.files.map(({ path, id, kind }) => ({ status: 'added', after: { path: path as RepoPath, kind, blob: id }, hunks: 'unknown' })),
		provenance: { marks: [], complete: true, commits: 0 },
	};
	return {
		change,
		scanned: true,
		// Several roots have no config of their own: see runScan.
		prefix: roots.length === 1 ? '0/' : '',
		object: (id) => Promise.resolve(objects.read(id, limit('fileBytes'))),
		raw: (id, maxBytes) => Promise.resolve(blobBytes(objects.read(id, maxBytes))),
		close: () => Promise.resolve(),
	};
}

/** The path to show for a path of a scan: the root as it was given, joined with the file's path below it. */
export function shownPath(path: string, roots: readonly string[]): RepoPath {
	const slash = path.indexOf('/');
	const root = roots[Number(path.slice(0, slash))];
	if (slash < 0 || root === undefined) return path as RepoPath;
	const below = path.slice(slash + 1);
	const plain = root.replace(/\/+$/, '');
	// A root that is a file is shown as it was given.
	const shown = plain === below || plain.endsWith(`/${below}`) ? plain : plain === '' ? `/${below}` : `${plain}/${below}`;
	return (isPlanName(plain) && isModuleInput(below) && !below.includes('/') ? `${plain.slice(0, plain.lastIndexOf('/') + 1)}${below}` : shown) as RepoPath;
}
