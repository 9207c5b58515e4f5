import { createHash } from 'node:crypto';
import type { FileEvidence } from '../evidence/file-evidence.ts';
import type { Finding } from '../finding/finding.ts';
import type { LocatedObjection } from './locating.ts';
import { entryAt, type Material } from './material.ts';

/** 128 bits: nobody finds another change with the same one. */
const LENGTH = 32;

/**
 * What a person who decides about a finding has before them: its words, its weight, the file that it stands in and those that it names as
 * head has them, and what the policy saw, which other files of the module, chart or imports decide as well. A file that the change
 * deleted is the one that went; another file of the same name is another decision.
 */
export async function withDigest(finding: Finding, { objection, related }: LocatedObjection, material: Material): Promise<Finding> {
	const content = await contentOf((finding.atHead ?? finding.location).path, material);
	if (content === undefined) return finding;
	const { rule, subject, message, severity, confidence } = finding;
	const named = [...new Set(related.map(({ path }) => path))].sort();
	const others: (readonly [string, string | undefined])[] = [];
	for (const path of named) others.push([path, await contentOf(path, material)]);
	return { ...finding, digest: hash([rule, subject, message, severity, confidence, content, others, seen(objection)]).slice(0, LENGTH) };
}

function hash(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value), 'utf8').digest('hex');
}

const hashes = new WeakMap<object, string>();

/** The document with what is known of its values, or the fact of the code. */
function seen({ document, evidence, raw }: LocatedObjection['objection']): string {
	const value = document === undefined ? factAt(evidence, raw.at) : document.document;
	if (typeof value !== 'object' || value === null) return '';
	const known = hashes.get(value) ?? hash(value);
	hashes.set(value, known);
	return known;
}

function factAt(evidence: FileEvidence | undefined, at: unknown): unknown {
	if (evidence?.kind !== 'code') return undefined;
	return Object.values(evidence.code).flatMap((facts: unknown): unknown[] => (Array.isArray(facts) ? facts : [])).find((fact) => typeof fact === 'object' && fact !== null && 'at' in fact && fact.at === at);
}

async function contentOf(path: string, material: Material): Promise<string | undefined> {
	const renamed = material.change.files.find(({ before, after }) => before?.path === path && after !== undefined)?.after;
	const there = (await entryAt(material, 'head', path))?.id ?? renamed?.blob;
	if (there !== undefined) return there;
	const gone = (await entryAt(material, 'base', path))?.id;
	return gone === undefined ? undefined : `deleted ${gone}`;
}
