import { assert as assertInWorker } from '@fast-check/worker';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { RepoPath } from '../../src/change/change.ts';
import { extractDocuments } from '../../src/evidence/infra/documents.ts';
import { checkDepth } from '../../src/parse/depth.ts';
import { limit } from '../../src/parse/limits.ts';
import type { NotAnalysed } from '../../src/parse/parsed.ts';
import { decodeText, sourceText } from '../../src/parse/text.ts';
import { expectNoPoison } from './no-poison.ts';
import { neverEnds, readsAnything } from './reading-worker.ts';

const RUNS = 60;

/** What is said of a text that is as large as `size` in some way. */
type Measured = (size: number) => readonly NotAnalysed[];

const read = (path: string, text: string): readonly NotAnalysed[] => {
	const decoded = decodeText(path as RepoPath, Buffer.from(text));
	return decoded.ok ? extractDocuments(decoded.value).notAnalysed : [decoded.notAnalysed];
};
const depth = (text: string): readonly NotAnalysed[] => [checkDepth(sourceText('a.ts' as RepoPath, text), 'code') ?? []].flat();

const MEASURES: readonly (readonly [string, number, RegExp, Measured])[] = [
	['bytes of a file', limit('fileBytes'), /too-large/u, (size) => read('a.yaml', `a: 1\n${'#\n'.repeat(Math.floor((size - 5) / 2))}${size % 2 === 0 ? '\n' : ''}`)],
	['characters of a line', limit('lineLength'), /line-too-long/u, (size) => read('a.yaml', `a: 1 #${'x'.repeat(size - 6)}\n`)],
	['nesting of YAML', limit('nesting'), /too-deep/u, (size) => read('a.yaml', `apiVersion: v1\nkind: A\nx: ${'['.repeat(size - 1)}${']'.repeat(size - 1)}\n`)],
	['nesting of code', limit('nesting'), /too-deep/u, (size) => depth(`const a = ${'['.repeat(size)}${']'.repeat(size)};\n`)],
	['documents of a stream', limit('yamlDocuments'), /too-many/u, (size) => read('a.yaml', 'apiVersion: v1\nkind: A\n---\n'.repeat(size - 1) + 'apiVersion: v1\nkind: A\n')],
	['aliases', limit('yamlAliases'), /too-many-aliases/u, (size) => read('a.yaml', `apiVersion: v1\nkind: A\na: &a 1\nl: [${Array.from({ length: size }, () => '*a').join(',\n  ')}]\n`)],
	['lines of a Dockerfile', limit('dockerfileLines'), /too-many/u, (size) => read('Dockerfile', `FROM a:1\n${'RUN b\n'.repeat(size - 2)}USER c`)],
	['stages of a Dockerfile', limit('dockerfileStages'), /too-many/u, (size) => read('Dockerfile', Array.from({ length: size }, (_, index) => `FROM a:1 AS s${index}\n`).join(''))],
];

describe('limits hold (8)', { timeout: 240_000 }, () => {
	test.each(MEASURES)('%s: up to %d', (_name, most, reason, measure) => {
		const sizes = fc.oneof(fc.integer({ min: Math.max(8, most - 8), max: most + 8 }), fc.constantFrom(most, most + 1), fc.integer({ min: 8, max: most * 2 }));
		fc.assert(fc.property(sizes, (size) => {
			const said = measure(size).map((entry) => entry.reason);
			expect(said.some((entry) => reason.test(entry)), `${size}`).toBe(size > most);
		}), { numRuns: 10, seed: 20_261_121, examples: [[most], [most + 1]] });
		expectNoPoison();
	});

	test(`${RUNS * 20} hostile files read in a worker: it ends, throws nothing and pollutes nothing`, async () => {
		await assertInWorker(readsAnything, { numRuns: RUNS, timeout: 60_000, seed: 20_261_121 });
		expectNoPoison();
	});

	test('what does not end would be found', async () => {
		await expect(assertInWorker(neverEnds, { numRuns: 1, timeout: 1_000 })).rejects.toThrow(/Property failed/u);
	});
});
