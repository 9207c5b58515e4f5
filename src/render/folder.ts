import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { ObjectId } from '../change/change.ts';
import { repoPath } from '../change/repo-path.ts';
import type { RenderFile } from '../evidence/infra/rendering.ts';
import { limit } from '../parse/limits.ts';

/** A fresh folder of this run alone. */
export function openFolder(): { readonly path: string; close(): void } {
	const path = mkdtempSync(join(tmpdir(), 'groundwire-render-'));
	return { path, close: () => rmSync(path, { recursive: true, force: true }) };
}

/** Why files were not written down. */
export type Unwritten = 'too-large' | 'missing-object';

/**
 * Writes files below a folder that nothing else uses: regular files under checked paths, no link among them. What they are asked for
 * comes from the process that reads what others wrote, so it is believed nothing.
 */
export async function writeFiles(folder: string, files: readonly RenderFile[], blob: (id: ObjectId, maxBytes: number) => Promise<Uint8Array | undefined>): Promise<Unwritten | undefined> {
	if (files.length > limit('renderFiles') * 2) return 'too-large';
	let left = limit('renderBytes');
	for (const { path, content } of files) {
		if (repoPath(path) === undefined) throw new Error('a file of a rendering has no path below its folder');
		const bytes = 'text' in content ? Buffer.from(content.text, 'utf8') : await blob(content.blob, left);
		if (bytes === undefined) return 'missing-object';
		left -= bytes.length;
		if (left < 0) return 'too-large';
		const file = join(folder, path);
		mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
		writeFileSync(file, bytes, { mode: 0o600 });
	}
	return undefined;
}
