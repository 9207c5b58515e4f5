import type { RepoPath, Side } from '../change/change.ts';
import { parseTree } from '../change/tree-entries.ts';
import { type Material, rootOf } from './material.ts';

/** Some seconds of reading; a tree may also name itself below itself, and have no end. */
const MOST_FOLDERS = 5_000;
const MOST_FILES = 50_000;

/** The regular files of a side that are wanted, sorted; `complete` is false where there are more than are looked at. */
export async function treePaths(material: Material, side: Side, wanted: (path: RepoPath) => boolean): Promise<{ readonly paths: readonly RepoPath[]; readonly complete: boolean }> {
	const paths: RepoPath[] = [];
	const waiting = [{ prefix: '', id: rootOf(material, side) }];
	let folders = 0;
	for (let next = waiting.shift(); next !== undefined && folders < MOST_FOLDERS && paths.length < MOST_FILES; next = waiting.shift()) {
		folders += 1;
		// oxlint-disable-next-line no-await-in-loop -- one reader of objects answers one question after the other
		const answer = await material.object(next.id);
		if (typeof answer === 'string' || answer.type !== 'tree') continue;
		for (const [name, { kind, id }] of parseTree(answer.bytes, next.id.length / 2)) {
			const path = `${next.prefix}${name}` as RepoPath;
			if (kind === 'directory') waiting.push({ prefix: `${path}/`, id });
			else if ((kind === 'file' || kind === 'executable') && wanted(path)) paths.push(path);
		}
	}
	return { paths: paths.toSorted(), complete: waiting.length === 0 };
}
