import type { Provenance, PullRequestFacts, Revision } from './change.ts';
import type { Repository } from './repository.ts';

/** Reads the marks of authorship of the commits base..head and of the pull request. */
export function readProvenance(_repository: Repository, _base: Revision, _head: Revision, _facts: PullRequestFacts): Promise<Provenance> {
	return Promise.resolve({ marks: [], complete: false, commits: 0 });
}
