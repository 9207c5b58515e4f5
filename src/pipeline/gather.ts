import type { ChangedFile, FileVersion, RepoPath, Side } from '../change/change.ts';
import type { ExtractionClient } from '../evidence/extraction/client.ts';
import type { ExtractJob } from '../evidence/extraction/protocol.ts';
import type { FileEvidence } from '../evidence/file-evidence.ts';
import { mayHoldDocuments } from '../evidence/infra/paths.ts';
import { couldHoldObjects } from '../evidence/infra/raw-search.ts';
import { isCodePath } from '../parse/code-path.ts';
import { limit } from '../parse/limits.ts';
import type { NotAnalysed, NotAnalysedReason } from '../parse/parsed.ts';
import { isVendored } from '../parse/vendored.ts';
import type { Material } from './material.ts';

/** The evidence of both sides, by path on that side. */
export interface Evidence {
	readonly base: ReadonlyMap<RepoPath, FileEvidence>;
	readonly head: ReadonlyMap<RepoPath, FileEvidence>;
	/** What of head was not read, with entries that are no files of text. */
	readonly notAnalysed: readonly NotAnalysed[];
}

/** Does some extractor read files of this name? Code that was copied or bundled is nobody's to mend here. */
export function isCandidate(path: RepoPath): boolean {
	return isCodePath(path) ? !isVendored(path) : mayHoldDocuments(path);
}

/** Extracts the evidence of every changed file, at base and at head. */
export async function gather(material: Material, client: ExtractionClient, isIgnored: (path: RepoPath) => boolean): Promise<Evidence> {
	const wanted = material.change.files.filter((file) => isCandidate((file.after ?? file.before)?.path ?? ('' as RepoPath)) && contentChanged(file));
	const versions = wanted.flatMap((file) => [...version(file, 'head'), ...version(file, 'base')]).filter(({ file }) => !isIgnored(file.path));
	const jobs = versions.filter(({ file }) => isText(file)).map(({ side, file }, id): ExtractJob => ({ type: 'extract', id, side, path: file.path, blob: file.blob }));
	const results = await client.extract(jobs);
	const sides = { base: new Map<RepoPath, FileEvidence>(), head: new Map<RepoPath, FileEvidence>() };
	for (const job of jobs) {
		const evidence = results.get(job.id);
		if (evidence !== undefined) sides[job.side].set(job.path, evidence);
	}
	const odd = versions.filter(({ side, file }) => side === 'head' && !isText(file)).map(({ file }) => oddEntry(file));
	const unread: NotAnalysed[] = [];
	for (const { side, path, blob } of jobs) {
		const lacking = (side === 'head' ? sides.head.get(path)?.notAnalysed : undefined) ?? [];
		if (lacking.length > 0 && !(await concernsNobody(lacking, path, () => material.raw(blob, limit('searchedBytes'))))) unread.push(...lacking);
	}
	return { ...sides, notAnalysed: [...odd, ...unread] };
}

/** Reasons that speak of size alone: the file may be as sound as it is long. */
const OVERSIZED: ReadonlySet<NotAnalysedReason> = new Set(['too-large', 'line-too-long', 'too-many-nodes', 'too-deep']);

/** A large file in which no object can stand (a generated description of an API, for one) leaves nothing to analyse. */
async function concernsNobody(lacking: readonly NotAnalysed[], path: RepoPath, raw: () => ReturnType<Material['raw']>): Promise<boolean> {
	if (isCodePath(path) || !lacking.every(({ reason }) => OVERSIZED.has(reason))) return false;
	const bytes = await raw();
	return bytes !== undefined && !couldHoldObjects(bytes);
}

/** A file whose mode alone changed says nothing new. */
function contentChanged({ before, after }: ChangedFile): boolean {
	return before?.blob !== after?.blob || before?.path !== after?.path || before?.kind !== after?.kind;
}

function version(file: ChangedFile, side: Side): { readonly side: Side; readonly file: FileVersion }[] {
	// The original of a copy still stands: what it says is nothing that the copy had before.
	if (side === 'base' && file.status === 'copied') return [];
	const found = side === 'base' ? file.before : file.after;
	return found === undefined ? [] : [{ side, file: found }];
}

function isText({ kind }: FileVersion): boolean {
	return kind === 'file' || kind === 'executable';
}

function oddEntry({ path, kind }: FileVersion): NotAnalysed {
	if (kind === 'symlink') return { path, reason: 'symlink', detail: 'symbolic links are never followed' };
	return { path, reason: 'submodule', detail: 'the content is in another repository' };
}
