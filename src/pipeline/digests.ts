import { createHash } from 'node:crypto';
import type { Finding } from '../finding/finding.ts';
import { entryAt, type Material } from './material.ts';

/** 128 bits: nobody finds another change with the same one. */
const LENGTH = 32;

/**
 * What a person who decides about a finding has before them: its words, and the file that it stands in as head has it. A file that the change
 * deleted is the one that went; another file of the same name is another decision.
 */
export async function withDigest(finding: Finding, material: Material): Promise<Finding> {
	const content = await contentOf(finding, material);
	if (content === undefined) return finding;
	const { rule, subject, message } = finding;
	return { ...finding, digest: createHash('sha256').update(JSON.stringify([rule, subject, message, content]), 'utf8').digest('hex').slice(0, LENGTH) };
}

async function contentOf({ location, atHead }: Finding, material: Material): Promise<string | undefined> {
	const { path } = atHead ?? location;
	const renamed = material.change.files.find(({ before, after }) => before?.path === path && after !== undefined)?.after;
	const there = (await entryAt(material, 'head', path))?.id ?? renamed?.blob;
	if (there !== undefined) return there;
	const gone = (await entryAt(material, 'base', path))?.id;
	return gone === undefined ? undefined : `deleted ${gone}`;
}
