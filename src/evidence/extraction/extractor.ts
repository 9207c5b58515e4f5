import type { ObjectId, RepoPath, Side } from '../../change/change.ts';
import { limit } from '../../parse/limits.ts';
import type { NotAnalysed, NotAnalysedReason } from '../../parse/parsed.ts';
import type { SourceTree } from '../../parse/source-tree.ts';
import type { SourceText } from '../../parse/text.ts';
import type { FileEvidence } from '../file-evidence.ts';
import type { ExtractJob } from './protocol.ts';

/** How one language's files become evidence. Loaded when the first such file comes. */
export interface Language {
	extract(job: ExtractJob, source: SourceText): FileEvidence;
}

/** A file of which nothing could be read. */
export function unread(path: RepoPath, reason: NotAnalysedReason, detail: string): FileEvidence {
	return { kind: 'unread', path, suppressions: [], notAnalysed: [{ path, reason, detail }] };
}

/** The bytes of a job's blob, or why there are none. */
export function readBlob(tree: SourceTree, path: RepoPath, blob: ObjectId): Uint8Array | NotAnalysed {
	const answer = tree.blob(blob);
	if (answer === 'too-large') return { path, reason: 'too-large', detail: `over the limit of ${limit('fileBytes')} bytes` };
	if (answer === 'missing' || answer.type !== 'blob') return { path, reason: 'missing-object', detail: `the object ${blob} is not in this clone; fetch it and run again` };
	return answer.bytes;
}

/** Runs a language's extractor; whatever it throws becomes a record, never a crash of the run. */
export function contained(job: { readonly path: RepoPath; readonly side: Side }, extract: () => FileEvidence): FileEvidence {
	try {
		return extract();
	} catch (error) {
		if (error instanceof RangeError) return unread(job.path, 'too-deep', 'nested too deeply to be walked');
		const detail = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error';
		return unread(job.path, 'crashed', `a bug of Groundwire, please report it: ${detail}`);
	}
}
