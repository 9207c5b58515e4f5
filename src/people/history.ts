import { createHash } from 'node:crypto';
import { LOG_FILE, type Log } from './chain.ts';

/** One commit of the log, the newest first in a list. */
export interface LogCommit {
	readonly id: string;
	readonly parents: readonly string[];
	/** Ids of the blobs of its tree, by name. */
	readonly files: ReadonlyMap<string, string>;
}

/** Something that is not as it was written. `line` is a line of the log, `commit` one of its commits. */
export interface Flaw {
	readonly line?: number;
	readonly commit?: string;
	readonly why: string;
}

/**
 * What is wrong with a log and its history: the chain of its lines, and that each commit adds one line to what the commit before it
 * held and changes nothing else. Pure. `hash` is the one that the repository names objects by.
 */
export function flaws(text: string, log: Log, commits: readonly LogCommit[], hash: 'sha1' | 'sha256'): readonly Flaw[] {
	const chain = log.broken === undefined ? [] : [{ line: log.broken.line, why: log.broken.why }];
	const lines = text.split('\n').slice(0, -1);
	const count = lines.length === commits.length ? [] : [{ why: `there are ${lines.length} lines and ${commits.length} commits: each commit writes one line` }];
	const bytes = Buffer.from(text, 'utf8');
	const steps: Flaw[] = [];
	let end = 0;
	for (const [index, commit] of commits.toReversed().entries()) {
		end += Buffer.byteLength(lines[index] ?? '', 'utf8') + 1;
		if (index >= lines.length) break;
		const why = stepError(commit, blobId(bytes.subarray(0, end), hash), index + 1);
		if (why !== undefined) steps.push({ line: index + 1, commit: commit.id, why });
	}
	return [...chain, ...count, ...steps];
}

function stepError({ parents, files }: LogCommit, expected: string, line: number): string | undefined {
	if (parents.length > 1) return `the commit has ${parents.length} parents`;
	if (files.size !== 1 || !files.has(LOG_FILE)) return `the commit holds something else than ${LOG_FILE}`;
	return files.get(LOG_FILE) === expected ? undefined : `the commit does not hold the first ${line} ${line === 1 ? 'line' : 'lines'} as they stand now: a line was rewritten after it, or in it`;
}

function blobId(content: Uint8Array, hash: 'sha1' | 'sha256'): string {
	return createHash(hash).update(`blob ${content.length}\0`).update(content).digest('hex');
}
