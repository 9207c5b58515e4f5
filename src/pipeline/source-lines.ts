import type { DiffSide, Finding } from '../finding/finding.ts';
import type { RepoPath } from '../change/change.ts';
import { type Material, blobLines, textAt } from './material.ts';

/** Reads the files that findings stand in, so that a renderer can show lines of them. */
export async function sourceLines(findings: readonly Finding[], material: Material): Promise<(path: string, side: DiffSide, line: number) => string | undefined> {
	const lines = new Map<string, readonly string[]>();
	const wanted = new Set<string>(findings.flatMap(({ location, related }) => [location, ...related].map(({ path }) => path)));
	for (const { before, after } of material.change.files) {
		const name = (after ?? before)?.path;
		if (name === undefined || !wanted.has(name)) continue;
		for (const [side, version] of [['RIGHT', after], ['LEFT', before]] as const) {
			const read = version === undefined ? undefined : await blobLines(material, version.blob);
			if (read !== undefined) lines.set(`${side} ${name}`, read);
		}
	}
	const changed = new Set<string>(material.change.files.flatMap(({ before, after }) => (after ?? before)?.path ?? []));
	for (const path of wanted.difference(changed)) {
		const read = (await textAt(material, 'head', path as RepoPath))?.split('\n');
		if (read !== undefined) lines.set(`RIGHT ${path}`, read).set(`LEFT ${path}`, read);
	}
	return (path, side, line) => lines.get(`${side} ${path}`)?.[line - 1]?.replace(/\r$/, '');
}
