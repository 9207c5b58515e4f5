import { join } from 'node:path';

import { ExtractionClient } from '../../src/evidence/extraction/client.ts';
import type { FileEvidence } from '../../src/evidence/file-evidence.ts';
import type { NotAnalysed } from '../../src/parse/parsed.ts';
import { gather } from '../../src/pipeline/gather.ts';
import { rootOf } from '../../src/pipeline/material.ts';
import { objectsOf } from '../../src/pipeline/objects.ts';
import type { Input } from './classes.ts';
import { memoryMaterial } from './memory-material.ts';
import { PLANT } from './plants.ts';

export type Verdict = 'read' | 'listed' | 'crashed' | 'falsely clean' | 'over time';

export interface Answer {
	readonly input: Input;
	readonly verdict: Verdict;
	readonly reasons: readonly string[];
	readonly detail: string;
}

const PACKAGE = JSON.stringify({ name: 'shop', dependencies: { express: '^5', pino: '^9', axios: '^1', pg: '^8', bullmq: '^5', '@opentelemetry/api': '^1' } });

/** The child that parses: its entry, what it may read, and the evaluator of HCL. */
export interface Reader {
	readonly entry: string;
	readonly readable: readonly string[];
	readonly hcl: string;
}

/** The child of a built bundle. */
export function builtReader(dist: string): Reader {
	return { entry: join(dist, 'child', 'extract.js'), readable: [dist], hcl: join(dist, 'hcl.wasm.br') };
}

/** Where an input stands in its batch: each in a directory of its own. */
export const placeOf = (index: number, { path }: Input): string => `i${index}/${path}`;

/** The files of a batch, and the manifest of the service that they are said to belong to. */
export function filesOf(batch: readonly Input[]): ReadonlyMap<string, Uint8Array> {
	return new Map<string, Uint8Array>([['package.json', Buffer.from(PACKAGE)], ...batch.map((input, index) => [placeOf(index, input), input.bytes] as const)]);
}

/**
 * Gives a batch to one child that parses, as a change would: what became of each input. Throws when the run does not end in an
 * answer for all. The deadline of a change is not theirs: it is there for thousands of files.
 */
export async function feed(batch: readonly Input[], { entry, readable, hcl }: Reader): Promise<readonly Answer[]> {
	const material = memoryMaterial(filesOf(batch));
	const client = new ExtractionClient({
		entry,
		readable,
		session: { trees: { base: rootOf(material, 'base'), head: rootOf(material, 'head') }, changed: { base: [], head: [] }, renames: {}, tools: { hcl } },
		object: objectsOf(material),
		deadline: Date.now() + 3_600_000,
	});
	try {
		const { head, notAnalysed } = await gather(material, client, () => false);
		const lacking = Map.groupBy(notAnalysed, ({ path }) => path as string);
		return batch.map((input, index) => answerOf(input, head.get(placeOf(index, input) as FileEvidence['path']), lacking.get(placeOf(index, input)) ?? []));
	} finally {
		client.close();
		await material.close();
	}
}

function answerOf(input: Input, evidence: FileEvidence | undefined, listed: readonly NotAnalysed[]): Answer {
	const reasons = listed.map(({ reason }) => reason);
	const detail = listed.map((entry) => `${entry.reason}: ${entry.detail}`).join('; ');
	return { input, reasons, detail, verdict: verdictOf(input, evidence, reasons) };
}

function verdictOf(input: Input, evidence: FileEvidence | undefined, reasons: readonly string[]): Verdict {
	if (reasons.includes('crashed') || reasons.includes('policy')) return 'crashed';
	if (reasons.includes('timeout')) return 'over time';
	if (reasons.length > 0) return 'listed';
	if (input.planted && !JSON.stringify(evidence ?? null).includes(PLANT)) return 'falsely clean';
	return 'read';
}
