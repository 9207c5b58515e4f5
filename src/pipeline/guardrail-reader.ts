import { join } from 'node:path';

import { askOnce } from '../isolation/ask-once.ts';
import { limit } from '../parse/limits.ts';
import type { ReadingRequest, Readings } from '../verdict/guardrails/reading.ts';

/** Asks the process that reads guardrails. Undefined when it could not answer in time: a glob, for one, may take for ever. */
export type GuardrailReader = <T extends ReadingRequest['type']>(request: Extract<ReadingRequest, { readonly type: T }>) => Promise<Readings[T] | undefined>;

const HEAP_MB = 512;
const MOST_BYTES = 64 * 1024 * 1024;

export function guardrailReader(dist: string): GuardrailReader {
	const place = { entry: join(dist, 'child', 'guardrails.js'), readable: [dist], heapMb: HEAP_MB, maxBytes: MOST_BYTES };
	// What comes back was made by our own reader from the texts; that it has no effect on the verdict holds whatever it says.
	return async <T extends ReadingRequest['type']>(request: Extract<ReadingRequest, { readonly type: T }>) => (await askOnce(request, { ...place, deadlineMs: limit('fileMs') })) as Readings[T] | undefined;
}
