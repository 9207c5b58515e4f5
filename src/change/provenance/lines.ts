import type { ChangedFile, CommitSha, Hunk, ProvenanceMark, Revision } from '../change.ts';
import { type Commit, readCommits } from '../commit.ts';
import type { Repository } from '../repository.ts';
import { parseTraces, TRACES, type TracedLines } from './agent-trace.ts';
import { attribute, type Attribution, claimsOfMarks, claimsOfNote, claimsOfTrace } from './claims.ts';
import { type NotedLines, parseGitAiNote } from './git-ai-note.ts';
import { addedLines, type History, type WalkedLines, walkLines } from './line-walk.ts';
import type { Sidecars } from './sidecars.ts';

interface LineMaterial {
	readonly history: Pick<History, 'commits' | 'head' | 'tip'> & { readonly base: Revision };
	readonly files: Promise<readonly ChangedFile[]>;
	/** Of commits and of the pull request. */
	readonly marks: readonly ProvenanceMark[];
	readonly sidecars: Sidecars;
}

export interface ReadLines {
	/** Those given, and those of notes and traces. */
	readonly marks: readonly ProvenanceMark[];
	/** Absent where the lines could not be followed. */
	readonly attribution?: Attribution;
	readonly complete: boolean;
}

/** Nobody writes every other line; whoever does gets no list of them. */
const MOST_RANGES = 20_000;

/** What notes, traces and the marks of commits say of the lines that the change added. Nobody's lines are not followed at all. */
export async function readLines(repository: Repository, { history, files: reading, marks, sidecars }: LineMaterial): Promise<ReadLines> {
	const notes = [...sidecars.notes].flatMap(([commit, text]) => {
		const noted = parseGitAiNote(text);
		return noted === undefined || noted.length === 0 ? [] : [{ commit, noted }];
	});
	const walk = async (): Promise<WalkedLines | undefined> => walkLines(repository, { ...history, outside: await outsideTrees(repository, history) }, reading);
	// Of several stand-ins the first would have brought everything.
	const canWalk = history.commits.size < 2 || [...history.commits.values()].every(({ standIn }) => standIn !== true);
	const isNamed = notes.length > 0 || marks.some(({ commit }) => commit !== undefined);
	const [files, early] = await Promise.all([reading, canWalk && isNamed ? walk() : undefined]);
	const traces = tracesOf(sidecars, files, history.commits);
	const all = [...marks, ...oncePerTool([...notes.flatMap(noteMarks), ...traces.map((trace) => traceMark(trace, history.commits))])];
	const added = addedLines(files);
	if (added.size === 0 || all.every(({ commit }) => commit === undefined)) return { marks: all, attribution: attribute(added, []), complete: true };
	if (!canWalk) return { marks: all, complete: true };
	const walked = early ?? (isNamed ? undefined : await walk());
	if (walked === undefined) return { marks: all, complete: false };
	const claims = [...claimsOfMarks(all, walked), ...notes.flatMap(({ commit, noted }) => claimsOfNote(commit, noted, walked)), ...traces.flatMap((trace) => claimsOfTrace(trace, walked))];
	const attribution = attribute(added, claims);
	const ranges = attribution.attributed.reduce((sum, entry) => sum + entry.ranges.length, 0);
	return ranges > MOST_RANGES ? { marks: all, complete: false } : { marks: all, attribution, complete: walked.complete };
}

/** The records of this change: those about one of its commits, and those that it added to the file. */
function tracesOf({ traces }: Sidecars, files: readonly ChangedFile[], commits: ReadonlyMap<CommitSha, Commit>): readonly TracedLines[] {
	const file = files.find(({ after }) => after?.path === TRACES);
	if (traces === undefined) return [];
	const paths = new Set(files.map(({ after }) => after?.path));
	const isNew = (record: number): boolean => file !== undefined && (file.hunks === 'unknown' || file.hunks.some((hunk) => holds(hunk, record)));
	return parseTraces(traces).filter(({ revision, record, path }) => (revision !== undefined && commits.has(revision)) || (isNew(record) && paths.has(path)));
}

function holds({ headStart, headLines }: Hunk, line: number): boolean {
	return line >= headStart && line < headStart + headLines;
}

function noteMarks({ commit, noted }: { readonly commit: CommitSha; readonly noted: readonly NotedLines[] }): ProvenanceMark[] {
	return noted.map(({ tool, model }) => ({ signal: 'git-ai', place: 'note', evidence: 'refs/notes/ai', tool, kind: 'agent', strength: 'strong', commit, ...(model !== undefined && { model }) }));
}

/** A record about a revision that is none of the change's commits says something of the change, but not of which lines. */
function traceMark({ tool, model, contributor, revision }: TracedLines, commits: ReadonlyMap<CommitSha, Commit>): ProvenanceMark {
	const isOurs = revision !== undefined && commits.has(revision);
	return { signal: 'agent-trace', place: 'trace', evidence: TRACES, tool, kind: contributor === 'ai' ? 'agent' : 'assist', strength: 'weak', ...(model !== undefined && { model }), ...(isOurs && { commit: revision }) };
}

/** A note may name a thousand models; the first of a tool stands for all. */
function oncePerTool(marks: readonly ProvenanceMark[]): readonly ProvenanceMark[] {
	return [...Map.groupBy(marks, ({ signal, tool, kind, commit }) => JSON.stringify([signal, tool, kind, commit])).values()].flatMap(([first]) => first ?? []);
}

/** Trees of the commits that the change stands on. The base's own is known; a merge may have brought others. */
async function outsideTrees(repository: Repository, { commits, base }: LineMaterial['history']): Promise<History['outside']> {
	const parents = [...new Set([...commits.values()].flatMap((commit) => commit.parents))].filter((id) => !commits.has(id) && id !== base.commit);
	const read = await readCommits(repository, parents);
	const trees = parents.flatMap((id, index) => (read[index] === undefined ? [] : [[id, read[index].tree] as const]));
	return new Map([...trees, ...(base.commit === undefined ? [] : [[base.commit, base.tree] as const])]);
}
