import { directoryOf, joinPath, type SourceTree } from '../../../parse/source-tree.ts';
import { decodeText, type SourceText } from '../../../parse/text.ts';
import { asRepoPath } from '../../../parse/source-tree.ts';

/** `file("${path.module}/policy.json")` and its like, with a path that is written out. */
const READ = /\b(?:template)?file(?:exists)?\(\s*"((?:\$\{path\.(?:module|root|cwd)\}|[^"$\\\n])+)"/g;
const FOLDER = /^\$\{path\.(module|root|cwd)\}\/?/;

/** Of the files that functions of a module read: how many are read, and how large they may be, one and together. */
const MOST_TEXTS = 60;
const MOST_BYTES = 262_144;
const MOST_BYTES_TOGETHER = 4_194_304;

/** The files that the functions of these modules read, by path. None is outside of the tree, and no link is followed. */
export function textsOf(sources: readonly SourceText[], root: string, tree: SourceTree): Record<string, string> {
	const found: Record<string, string> = {};
	let bytes = 0;
	for (const path of new Set(sources.flatMap((source) => pathsIn(source, root)))) {
		if (Object.keys(found).length >= MOST_TEXTS) break;
		const content = tree.read(path);
		if (content === undefined || content.length > MOST_BYTES || bytes + content.length > MOST_BYTES_TOGETHER) continue;
		const decoded = decodeText(asRepoPath(path), content);
		if (!decoded.ok) continue;
		bytes += content.length;
		found[path] = decoded.value.text;
	}
	return found;
}

function pathsIn({ path, text }: SourceText, root: string): string[] {
	if (!text.includes('file')) return [];
	return [...text.matchAll(READ)].flatMap(([, written = '']) => {
		const [start = '', folder] = FOLDER.exec(written) ?? [];
		const relative = written.slice(start.length);
		if (relative.startsWith('/') || relative.includes('${')) return [];
		return joinPath(folder === 'module' ? directoryOf(path) : root, relative) ?? [];
	});
}
