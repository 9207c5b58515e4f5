import type { Change, PullRequestFacts } from './change.ts';
import { readChangedFiles } from './diff.ts';
import { readProvenance } from './provenance.ts';
import type { Repository } from './repository.ts';
import type { ResolvedChange } from './revisions.ts';

/** Reads what a pull request did: its files with their hunks, and the marks of who wrote it. */
export async function readChange(repository: Repository, { base, head }: ResolvedChange, facts: PullRequestFacts = {}): Promise<Change> {
	const [files, provenance] = await Promise.all([readChangedFiles(repository, base, head), readProvenance(repository, base, head, facts)]);
	return { base, head, files, provenance };
}
