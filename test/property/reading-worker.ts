import { propertyFor } from '@fast-check/worker';
import * as fc from 'fast-check';

import type { RepoPath } from '../../src/change/change.ts';
import { extractDocuments } from '../../src/evidence/infra/documents.ts';
import { checkDepth } from '../../src/parse/depth.ts';
import { decodeText } from '../../src/parse/text.ts';
import { code, prose, visible } from '../../src/report/markdown-escape.ts';
import { inputs } from '../robustness/classes.ts';
import { planted } from '../robustness/plants.ts';
import { seeds } from '../robustness/seeds.ts';
import { seeded } from '../mutation/run.ts';
import { expectNoPoison } from './no-poison.ts';

const property = propertyFor(new URL(import.meta.url));
const SEEDS = seeds().filter(({ format, path }) => format !== 'code' && !path.includes('.tf'));

/**
 * Hostile files and texts read in this process, as the isolated child would read them: it ends, throws nothing and leaves every
 * prototype as it was. In a worker, so that what does not end can be ended.
 */
export const readsAnything = property(fc.integer({ min: 0, max: 0x7fffffff }), (seed) => {
	const source = inputs(SEEDS, seeded(seed));
	for (let left = 20; left > 0; left -= 1) {
		const { path, bytes, seed: { format } } = source.next().value;
		const decoded = decodeText(path as RepoPath, bytes);
		if (!decoded.ok) continue;
		const evidence = extractDocuments(decoded.value);
		JSON.stringify(evidence);
		checkDepth(decoded.value, 'json');
		const text = decoded.value.text.slice(0, 2_000);
		visible(prose(text) + code(text) + (planted(format, path, '') ?? ''));
	}
	expectNoPoison();
	return Reflect.get({}, 'polluted') === undefined;
});

/** Does not end: it shows that what does not end is found. */
export const neverEnds = property(fc.constant(0), () => {
	for (;;);
});
