import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, describe, expect, it } from 'vitest';

import type { ObjectId } from '../change/change.ts';
import { openFolder, writeFiles } from './folder.ts';

const folder = openFolder();
afterEach(() => folder.close());
const blob = (): Promise<Uint8Array | undefined> => Promise.resolve(undefined);

describe('files for a rendering', () => {
	it('are written below their folder', async () => {
		expect(await writeFiles(folder.path, [{ path: 'chart/Chart.yaml', content: { text: 'name: a' } }], blob)).toBeUndefined();
		expect(readFileSync(join(folder.path, 'chart/Chart.yaml'), 'utf8')).toBe('name: a');
	});

	it.each(['../out', '/etc/passwd', 'a/../../out', 'a//b', ''])('are never written to %j', async (path) => {
		await expect(writeFiles(folder.path, [{ path, content: { text: '' } }], blob)).rejects.toThrow('no path below its folder');
	});

	it('are refused past the limit, and when one is not there', async () => {
		expect(await writeFiles(folder.path, [{ path: 'a', content: { text: 'x'.repeat(17_000_000) } }], blob)).toBe('too-large');
		expect(await writeFiles(folder.path, [{ path: 'a', content: { blob: 'a'.repeat(40) as ObjectId } }], blob)).toBe('missing-object');
	});
});
