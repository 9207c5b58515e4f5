import type { RepoPath } from '../change/change.ts';
import type { Range } from '../parse/parsed.ts';
import type { RuleId } from '../policy/policy.ts';
import { fingerprint, keyText, type FindingKey } from './fingerprint.ts';
import type { Location } from './finding.ts';
import { baseRun, headRun, type LineMap, type LineMaps } from './line-map.ts';
import { whatBecame } from './removal.ts';

/** A finding with its place on its own side. */
export interface Located {
	readonly rule: RuleId;
	readonly path: RepoPath;
	readonly subject: string;
	readonly message: string;
	readonly range: Range;
	/** Where base had what this finding misses. */
	readonly was?: Range;
	/** Only what was deleted in its own lines, or `was`, can have led to it: not any deletion of the file. */
	readonly selfContained?: boolean;
	/** The source that the finding is about, white space folded: the same text elsewhere is code that moved. */
	readonly text?: string;
}

/** A finding of head, and what the change did about it. */
export interface PairedFinding<T extends Located> {
	readonly finding: T;
	readonly fingerprint: string;
	readonly state: 'introduced' | 'removed' | 'existing';
	/** Where the remark stands: the finding's own range on the RIGHT, or, for `removed`, the deleted line on the LEFT. */
	readonly location: Location;
	/** The baseline records it. */
	readonly recorded?: true;
}

export interface Pairing<T extends Located> {
	/** Every finding of head, exactly once, in the order given. */
	readonly head: readonly PairedFinding<T>[];
	/** Findings of base that head has not. */
	readonly fixed: readonly { readonly finding: T; readonly fingerprint: string }[];
}

interface Slot<T> {
	readonly finding: T;
	ordinal: number | undefined;
}

interface Group<T> {
	readonly key: FindingKey;
	readonly lines: LineMap | undefined;
	readonly base: Slot<T>[];
	readonly head: Slot<T>[];
}

/**
 * Decides which findings of head are new, by pairing them with those of base: rule, path (through renames) and subject must agree.
 * Several of that kind are paired by unchanged lines first, then inside a hunk, then in order. What is left over is new, unless the
 * function around an unchanged line was renamed, or the same code stood elsewhere at base and no longer does: it moved.
 */
export function pairFindings<T extends Located>(base: readonly T[], head: readonly T[], lineMaps: LineMaps): Pairing<T> {
	const { groups, headSlots } = grouped(base, head, lineMaps);
	const paired = new Set<Slot<T>>();
	const fixed: { finding: T; fingerprint: string }[] = [];
	for (const group of groups) {
		for (const [old, current] of pairs(group)) {
			current.ordinal = old.ordinal;
			paired.add(old).add(current);
		}
		let next = group.base.length;
		for (const slot of group.head) slot.ordinal ??= next++;
	}
	for (const [old, current] of moved(groups, paired, lineMaps)) paired.add(old).add(current);
	for (const group of groups) {
		for (const slot of group.base) {
			if (!paired.has(slot)) fixed.push({ finding: slot.finding, fingerprint: fingerprint(group.key, slot.ordinal ?? 0) });
		}
	}
	return {
		fixed,
		head: headSlots.map(({ slot, group }) => ({
			finding: slot.finding,
			fingerprint: fingerprint(group.key, slot.ordinal ?? 0),
			...(paired.has(slot) ? asItStands(slot.finding) : whatBecame(slot.finding, group.lines)),
		})),
	};
}

function asItStands(finding: Located): { state: 'existing'; location: Location } {
	return { state: 'existing', location: { path: finding.path, side: 'RIGHT', ...finding.range } };
}

function grouped<T extends Located>(base: readonly T[], head: readonly T[], lineMaps: LineMaps) {
	const groups = new Map<string, Group<T>>();
	const groupOf = (key: FindingKey, lines?: LineMap): Group<T> => {
		const text = keyText(key);
		const group = groups.get(text) ?? { key, lines, base: [], head: [] };
		groups.set(text, group);
		return group;
	};
	const headSlots = head.map((finding) => {
		const lines = lineMaps(finding.path);
		const group = groupOf({ rule: finding.rule, path: lines.basePath ?? finding.path, subject: finding.subject }, lines);
		const slot: Slot<T> = { finding, ordinal: undefined };
		group.head.push(slot);
		return { slot, group };
	});
	for (const finding of base) groupOf(finding).base.push({ finding, ordinal: undefined });
	for (const group of groups.values()) {
		group.base.sort(byPlace);
		group.head.sort(byPlace);
		for (const [ordinal, slot] of group.base.entries()) slot.ordinal = ordinal;
	}
	return { groups: [...groups.values()], headSlots };
}

function byPlace(a: Slot<Located>, b: Slot<Located>): number {
	const [x, y] = [a.finding, b.finding];
	return (
		x.range.startLine - y.range.startLine ||
		x.range.startColumn - y.range.startColumn ||
		x.range.endLine - y.range.endLine ||
		x.range.endColumn - y.range.endColumn ||
		(x.message < y.message ? -1 : Number(x.message > y.message))
	);
}

/** A text shorter than this stands in too many places to tell what moved. */
const TELLING_TEXT = 12;

/** Findings of one rule that no key brought together: an unchanged line in a renamed function, or the same code elsewhere. One to one. */
function moved<T extends Located>(groups: readonly Group<T>[], paired: ReadonlySet<Slot<T>>, lineMaps: LineMaps): [Slot<T>, Slot<T>][] {
	const found: [Slot<T>, Slot<T>][] = [];
	const taken = new Set(paired);
	const pass = (baseMark: (slot: Slot<T>, path: RepoPath) => string | undefined, headMark: (slot: Slot<T>, path: RepoPath) => string | undefined): void => {
		const waiting = new Map<string, Slot<T>[]>();
		for (const { key, head } of groups) {
			for (const slot of head) {
				const mark = taken.has(slot) ? undefined : headMark(slot, key.path);
				if (mark !== undefined) waiting.set(mark, [...(waiting.get(mark) ?? []), slot]);
			}
		}
		for (const { key, base } of groups) {
			for (const old of base) {
				const mark = taken.has(old) ? undefined : baseMark(old, key.path);
				const current = mark === undefined ? undefined : waiting.get(mark)?.shift();
				if (current === undefined) continue;
				taken.add(old).add(current);
				found.push([old, current]);
			}
		}
	};
	const known = new Map(groups.flatMap(({ key, lines }) => (lines === undefined ? [] : [[key.path, lines] as const])));
	const linesAt = (path: RepoPath): LineMap => known.get(path) ?? lineMaps(path);
	const place = (finding: Located, path: string, line: number | undefined): string | undefined => (line === undefined ? undefined : JSON.stringify([finding.rule, path, line]));
	pass(
		({ finding }, path) => place(finding, path, linesAt(path).headLineOf(finding.range.startLine)),
		({ finding }, path) => place(finding, path, finding.range.startLine),
	);
	// What moved was deleted there and added here: a line that stands where it stood has not moved.
	const wasDeleted = ({ finding }: Slot<T>, path: RepoPath): boolean => linesAt(path).headLineOf(finding.range.startLine) === undefined;
	const wasAdded = ({ finding }: Slot<T>, path: RepoPath): boolean => linesAt(path).baseLineOf(finding.range.startLine) === undefined;
	const text = ({ finding }: Slot<T>): string | undefined => ((finding.text ?? '').length < TELLING_TEXT ? undefined : JSON.stringify([finding.rule, finding.text]));
	// In one file the same words about another function are the same code under a new roof.
	const words = ({ finding }: Slot<T>, path: string): string => JSON.stringify([finding.rule, path, finding.message]);
	for (const mark of [text, words]) {
		pass(
			(slot, path) => (wasDeleted(slot, path) ? mark(slot, path) : undefined),
			(slot, path) => (wasAdded(slot, path) ? mark(slot, path) : undefined),
		);
	}
	return found;
}

/** Passes, each over what the one before left: the same words on the same line, the same line, the same hunk, the same order. */
function pairs<T extends Located>(group: Group<T>): [Slot<T>, Slot<T>][] {
	const base = new Set(group.base);
	const head = new Set(group.head);
	const found: [Slot<T>, Slot<T>][] = [];
	const pass = (baseMark: (line: number, message: string) => unknown, headMark: (line: number, message: string) => unknown): void => {
		const waiting = Map.groupBy(head, ({ finding }) => headMark(finding.range.startLine, finding.message));
		for (const old of group.base) {
			if (!base.has(old)) continue;
			const mark = baseMark(old.finding.range.startLine, old.finding.message);
			const current = mark === undefined ? undefined : waiting.get(mark)?.shift();
			if (current === undefined) continue;
			base.delete(old);
			head.delete(current);
			found.push([old, current]);
		}
	};
	const { lines } = group;
	if (lines !== undefined && lines.hunks !== 'unknown') {
		const { hunks } = lines;
		pass((line, message) => wordsOn(lines.headLineOf(line), message), wordsOn);
		pass((line) => lines.headLineOf(line), (line) => line);
		pass(
			(line) => hunks.findIndex((hunk) => within(line, baseRun(hunk))) + 1 || undefined,
			(line) => hunks.findIndex((hunk) => within(line, headRun(hunk))) + 1 || undefined,
		);
	}
	pass(() => 'any', () => 'any');
	return found;
}

/** A policy without places says all that it has to say on one line: only its words tell which of it is new. */
function wordsOn(line: number | undefined, message: string): string | undefined {
	return line === undefined ? undefined : `${line} ${message}`;
}

function within(line: number, run: { readonly first: number; readonly end: number }): boolean {
	return line >= run.first && line < run.end;
}
