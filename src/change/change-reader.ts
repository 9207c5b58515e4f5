import type { Change, PullRequestFacts } from './change.ts';
import { readChangedFiles } from './diff.ts';
import { readProvenance } from './provenance.ts';
import type { Repository } from './repository.ts';
import type { ResolvedChange } from './revisions.ts';

/** Reads what a pull request did: its files with their hunks, and what is known of who wrote it. */
export async function readChange(repository: Repository, { base, head }: ResolvedChange, facts: PullRequestFacts = {}): Promise<Change> {
	const reading = readChangedFiles(repository, base, head);
	const [files, provenance] = await Promise.all([reading, readProvenance(repository, { base, head, facts, files: reading })]);
	return { base, head, files, provenance };
}
