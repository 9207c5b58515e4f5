import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
const STATIC_IMPORT = /(?:^|[;}\s])(?:import|export)\s*(?:[\w$*{}\s,]+?from\s*)?"(\.[^"]+)"/gu;

/** The files that start with an entry, before anything is imported on demand. */
function loadedWith(entry: string, seen = new Set<string>()): Set<string> {
	const path = join(DIST, entry);
	if (seen.has(path)) return seen;
	seen.add(path);
	for (const [, specifier = ''] of readFileSync(path, 'utf8').matchAll(STATIC_IMPORT)) loadedWith(join(dirname(entry), specifier), seen);
	return seen;
}

const COMPILER = 'createSourceFile';

describe('what is heavy is loaded when it is needed', () => {
	test.each(['cli/index.js', 'child/extract.js', 'child/judge.js', 'action/index.js'])('%s starts without the TypeScript compiler and the Rego compiler', (entry) => {
		const texts = [...loadedWith(entry)].map((path) => readFileSync(path, 'utf8'));
		expect(texts.some((text) => text.includes(COMPILER))).toBe(false);
		expect(texts.some((text) => text.includes('rego.wasm.br'))).toBe(false);
	});

	test('the child that parses starts small', () => {
		const bytes = [...loadedWith('child/extract.js')].reduce((sum, path) => sum + statSync(path).size, 0);
		expect(bytes).toBeLessThan(200_000);
	});
});
