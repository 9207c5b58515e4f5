import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

import { garbled, NASTY } from './nasty.ts';
import { codeFilesBelow, survey } from './survey.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLI = join(ROOT, 'dist/cli/index.js');
const folder = mkdtempSync(join(tmpdir(), 'groundwire-nasty-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, files: Readonly<Record<string, string>>): string[] {
	return Object.entries(files).map(([path, text]) => {
		const file = join(folder, name, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, text);
		return file;
	});
}

describe('every file ends in a report', { timeout: 240_000 }, () => {
	it('of code that nobody should write', async () => {
		const { files, broken } = await survey(CLI, written('nasty', NASTY));
		expect(files).toBe(Object.keys(NASTY).length);
		expect(broken).toEqual([]);
	});

	it('of code that is nearly right', async () => {
		expect((await survey(CLI, written('garbled', garbled(120, 5)))).broken).toEqual([]);
	});

	it('of what bundlers and compilers have written', async () => {
		const files = ['vitest/dist', 'fast-check/lib', 'ajv/dist', 'typescript/lib'].flatMap((name) => codeFilesBelow([join(ROOT, 'node_modules', name)])).slice(0, 120);
		const { broken } = await survey(CLI, files);
		expect(files.length).toBeGreaterThan(100);
		expect(broken).toEqual([]);
	});
});
