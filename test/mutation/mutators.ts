import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Mutator } from './mutator.ts';

const FOLDER = join(import.meta.dirname, 'mutators');

/** Every mutator: one file each, so that adding one is adding a file. */
export async function readMutators(): Promise<readonly Mutator[]> {
	const names = readdirSync(FOLDER).filter((name) => name.endsWith('.ts')).sort();
	return Promise.all(names.map(async (name) => ((await import(join(FOLDER, name))) as { readonly mutator: Mutator }).mutator));
}
