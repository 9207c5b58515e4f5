import type { RepoPath } from '../change/change.ts';
import { type Baseline, type BaselineEntry, recordedCount } from './baseline.ts';
import { keyText } from './fingerprint.ts';

/** What the tree of HEAD says to a baseline. */
export interface BaselineFacts {
	/** The baseline so far; absent where there is none. */
	readonly before: Baseline | undefined;
	/** All findings of the tree. */
	readonly found: Baseline;
	/** Could a finding of this entry have been found? What cannot be looked for is kept. */
	readonly judged: (entry: BaselineEntry) => boolean;
	readonly exists: (path: RepoPath) => boolean;
}

export interface BaselineUpdate {
	readonly after: Baseline;
	/** How many recorded findings are no longer there. */
	readonly gone: number;
	/** How many findings are recorded under a new path: their old file is no longer there. */
	readonly moved: number;
	/** How many records are kept although nobody could look. */
	readonly kept: number;
	/** Findings beyond the baseline: in `after` only when it may grow. */
	readonly fresh: Baseline;
}

/** The next baseline. It shrinks by itself, follows files that moved, and grows only when told (`grow`), or when there was none. */
export function updateBaseline({ before, found, judged, exists }: BaselineFacts, grow: boolean): BaselineUpdate {
	if (before === undefined) return { after: found, gone: 0, moved: 0, kept: 0, fresh: found };
	const old = new Map(before.map((entry) => [keyText(entry), entry]));
	const now = new Map(found.map((entry) => [keyText(entry), entry]));
	const stays = before.flatMap((entry) => counted(entry, judged(entry) ? Math.min(entry.count, now.get(keyText(entry))?.count ?? 0) : entry.count));
	const beyond = found.flatMap((entry) => counted(entry, entry.count - (old.get(keyText(entry))?.count ?? 0)));
	const staying = new Map(stays.map((entry) => [keyText(entry), entry.count]));
	const lost = before.flatMap((entry) => counted(entry, entry.count - (staying.get(keyText(entry)) ?? 0)));
	const { moved, fresh } = followed(beyond, lost.filter(({ path }) => !exists(path)));
	return {
		after: added(stays, grow ? [...moved, ...fresh] : moved),
		gone: recordedCount(lost) - recordedCount(moved),
		moved: recordedCount(moved),
		kept: recordedCount(before.filter((entry) => !judged(entry))),
		fresh,
	};
}

function counted(entry: BaselineEntry, count: number): BaselineEntry[] {
	return count > 0 ? [{ ...entry, count }] : [];
}

function alike({ rule, subject }: BaselineEntry): string {
	return JSON.stringify([rule, subject]);
}

/** Findings of a file that is gone may stand, as many and about the same subject, in another: the file was renamed. */
function followed(beyond: Baseline, lost: Baseline): { readonly moved: Baseline; readonly fresh: Baseline } {
	const left = new Map([...Map.groupBy(lost, alike)].map(([key, entries]) => [key, recordedCount(entries)]));
	const moved: BaselineEntry[] = [];
	const fresh: BaselineEntry[] = [];
	for (const entry of beyond) {
		const taken = Math.min(entry.count, left.get(alike(entry)) ?? 0);
		left.set(alike(entry), (left.get(alike(entry)) ?? 0) - taken);
		moved.push(...counted(entry, taken));
		fresh.push(...counted(entry, entry.count - taken));
	}
	return { moved, fresh };
}

function added(baseline: Baseline, more: Baseline): Baseline {
	const groups = Map.groupBy([...baseline, ...more], keyText);
	return [...groups.values()].flatMap(([first, ...others]) => (first === undefined ? [] : [{ ...first, count: first.count + recordedCount(others) }]));
}
