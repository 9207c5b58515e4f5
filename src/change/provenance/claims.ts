import type { AttributedLines, CommitSha, LineCount, ProvenanceKind, ProvenanceMark, RepoPath } from '../change.ts';
import type { TracedLines } from './agent-trace.ts';
import type { LineRange, NotedLines } from './git-ai-note.ts';
import type { LinesByPath, WalkedLines } from './line-walk.ts';
import type { Segment } from './segments.ts';

/** Who or what claims some lines of head. */
type Claimant = Omit<AttributedLines, 'path' | 'ranges'>;

export interface Claim {
	readonly by: Claimant;
	readonly segments: readonly Segment[];
}

/** The order in which claims on one line hold: what asks for more care comes first, and among equals what speaks of single lines. */
const WEIGHT: readonly string[] = ['agent strong', 'session strong', 'agent weak', 'session weak', 'disclosed strong', 'disclosed weak', 'assist strong', 'assist weak'];
const COVERING: ReadonlySet<ProvenanceKind> = new Set(['agent', 'session', 'disclosed', 'assist']);
const LINE_SIGNALS: readonly string[] = ['git-ai', 'agent-trace'];

/** A mark on a commit speaks for all that the commit brought, unless it is a claim about single lines. */
export function claimsOfMarks(marks: readonly ProvenanceMark[], { brought }: WalkedLines): Claim[] {
	return marks.flatMap(({ commit, kind, tool, model, strength, signal }) => {
		const lines = commit === undefined || !COVERING.has(kind) || LINE_SIGNALS.includes(signal) ? undefined : brought.get(commit);
		return lines === undefined ? [] : [{ by: { tool, kind, strength, signal, ...(model !== undefined && { model }) }, segments: [...lines.values()].flat() }];
	});
}

/** The lines of one commit that its note names. */
export function claimsOfNote(commit: CommitSha, noted: readonly NotedLines[], { brought }: WalkedLines): Claim[] {
	return noted.map(({ path, ranges, tool, model }) => ({
		by: { tool, kind: 'agent', strength: 'strong', signal: 'git-ai', ...(model !== undefined && { model }) },
		segments: within(brought.get(commit), path, ranges),
	}));
}

/** The lines that a trace names, where its revision is a commit of the change. */
export function claimsOfTrace({ revision, path, ranges, tool, model, contributor }: TracedLines, { stood }: WalkedLines): Claim[] {
	const lines = revision === undefined ? undefined : stood.get(revision);
	const kind = contributor === 'ai' ? 'agent' : 'assist';
	return lines === undefined ? [] : [{ by: { tool, kind, strength: 'weak', signal: 'agent-trace', ...(model !== undefined && { model }) }, segments: within(lines, path, ranges) }];
}

function within(lines: LinesByPath | undefined, path: RepoPath, ranges: readonly LineRange[]): Segment[] {
	const segments = lines?.get(path) ?? [];
	return ranges.flatMap(([first, last]) => segments.flatMap((segment): Segment[] => {
		const from = Math.max(first, segment.line);
		const count = Math.min(last, segment.line + segment.count - 1) - from + 1;
		return count < 1 ? [] : [{ path: segment.path, line: from, head: segment.head + from - segment.line, count }];
	}));
}

export interface Attribution {
	readonly attributed: readonly AttributedLines[];
	readonly lines: LineCount;
}

/** Gives each added line to the weightiest claim on it. A claim can only take an unclaimed line or one of a lighter claim. */
export function attribute(added: LinesByPath, claims: readonly Claim[]): Attribution {
	const sorted = claims.toSorted((a, b) => heavier(a.by, b.by));
	const byPath = new Map<RepoPath, Claim[]>();
	for (const { by, segments } of sorted) {
		for (const [path, own] of Map.groupBy(segments, (segment) => segment.path)) byPath.set(path, [...(byPath.get(path) ?? []), { by, segments: own }]);
	}
	const attributed = [...added].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([path, segments]) => (byPath.has(path) ? paint(path, segments, byPath.get(path) ?? []) : []));
	return { attributed, lines: counted(total([...added.values()].flat()), attributed) };
}

function heavier(a: Claimant, b: Claimant): number {
	const weight = ({ kind, strength }: Claimant): number => WEIGHT.indexOf(`${kind} ${strength}`);
	const exact = ({ signal }: Claimant): number => (LINE_SIGNALS.includes(signal) ? LINE_SIGNALS.indexOf(signal) : LINE_SIGNALS.length);
	const [left, right] = [a, b].map((by) => JSON.stringify([by.tool, by.signal, by.model]));
	return weight(a) - weight(b) || exact(a) - exact(b) || (left === right ? 0 : String(left) < String(right) ? -1 : 1);
}

function paint(path: RepoPath, added: readonly Segment[], claims: readonly Claim[]): AttributedLines[] {
	const owners = new Map<number, Claimant>();
	const isAdded = new Set(added.flatMap(({ head, count }) => Array.from({ length: count }, (_, index) => head + index)));
	for (const { by, segments } of claims) {
		for (const { head, count } of segments) {
			for (let line = head; line < head + count; line++) if (isAdded.has(line) && !owners.has(line)) owners.set(line, by);
		}
	}
	const byOwner = new Map<string, { readonly by: Claimant; readonly lines: number[] }>();
	for (const [line, by] of owners) {
		const key = JSON.stringify(by);
		const known = byOwner.get(key) ?? { by, lines: [] };
		known.lines.push(line);
		byOwner.set(key, known);
	}
	return [...byOwner.values()].map(({ by, lines }) => ({ path, ranges: rangesOf(lines), ...by }));
}

function rangesOf(lines: readonly number[]): LineRange[] {
	const ranges: [number, number][] = [];
	for (const line of lines.toSorted((a, b) => a - b)) {
		const last = ranges.at(-1);
		if (last !== undefined && last[1] === line - 1) last[1] = line;
		else ranges.push([line, line]);
	}
	return ranges;
}

function counted(added: number, attributed: readonly AttributedLines[]): LineCount {
	const counts = new Map<string, LineCount['byTool'][number]>();
	for (const { tool, kind, ranges } of attributed) {
		const lines = ranges.reduce((sum, [first, last]) => sum + last - first + 1, counts.get(`${tool} ${kind}`)?.lines ?? 0);
		counts.set(`${tool} ${kind}`, { tool, kind, lines });
	}
	const byTool = [...counts.values()].sort((a, b) => b.lines - a.lines || (a.tool + a.kind < b.tool + b.kind ? -1 : 1));
	return { added, byTool, unknown: added - byTool.reduce((sum, { lines }) => sum + lines, 0) };
}

function total(segments: readonly Segment[]): number {
	return segments.reduce((sum, { count }) => sum + count, 0);
}
