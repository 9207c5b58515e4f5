import { type Baseline, BASELINE_PATH, recordedCount } from '../finding/baseline.ts';
import type { BaselineUpdate } from '../finding/baseline-update.ts';
import type { NotAnalysed } from '../parse/parsed.ts';
import { visible } from '../report/markdown-escape.ts';

/** What `groundwire baseline` did, in numbers. */
export interface BaselineDone extends BaselineUpdate {
	/** Findings recorded before; absent when there was no baseline. */
	readonly before: number | undefined;
	readonly grow: boolean;
	readonly dryRun: boolean;
	/** The commit whose tree was judged. */
	readonly head: string | null;
	readonly notAnalysed: readonly NotAnalysed[];
}

const LISTED = 20;

/** Plain lines for a person: what was recorded, what went, what is new and not recorded. */
export function baselineMessages(done: BaselineDone): string {
	const { before, after, fresh, grow, dryRun, notAnalysed, kept } = done;
	const lines = [
		...(before === undefined ? firstLines(done) : changeLines(done, before)),
		...(before !== undefined && fresh.length > 0 ? freshLines(fresh, grow) : []),
		...(kept > 0 ? [`Kept, because this run could not look for them: ${kept}.`] : []),
		...(notAnalysed.length > 0 ? [`Not analysed, so that nothing new is recorded of ${files(notAnalysed.length, 'it', 'them')}: ${listed([...new Set(notAnalysed.map(({ path }) => visible(path)))])}.`] : []),
		...(dryRun ? ['Nothing was written (--dry-run).'] : before === undefined && after.length > 0 ? [`Commit ${BASELINE_PATH}: from then on, only what is new speaks.`] : []),
	];
	return `${lines.join('\n')}\n`;
}

function files(count: number, one: string, many: string): string {
	return count === 1 ? one : many;
}

function firstLines({ after, head }: BaselineDone): string[] {
	const at = head === null ? '' : ` at ${head.slice(0, 12)}`;
	if (after.length === 0) return [`Nothing to record: the tree${at} has no findings.`];
	const rules = Map.groupBy(after, ({ rule }) => rule);
	const table = [...rules].map(([rule, entries]) => ({ rule, count: recordedCount(entries) })).sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1));
	const width = String(table[0]?.count ?? 0).length + 2;
	return [
		`${counted(recordedCount(after))} in ${new Set(after.map(({ path }) => path)).size} files of the tree${at}:`,
		...table.map(({ rule, count }) => `${String(count).padStart(width)} ${rule}`),
	];
}

function changeLines({ after, gone, moved }: BaselineDone, before: number): string[] {
	const now = recordedCount(after);
	return [
		gone > 0 ? `${gone} of ${before} recorded findings ${gone === 1 ? 'is' : 'are'} gone; ${now} ${now === 1 ? 'stays' : 'stay'} recorded.` : `${counted(now)} recorded; none is gone.`,
		...(moved > 0 ? [`${moved} moved with a renamed file.`] : []),
	];
}

function freshLines(fresh: Baseline, grow: boolean): string[] {
	const count = recordedCount(fresh);
	const head = grow ? `Recorded with --grow: ${counted(count)}.` : `${counted(count)} ${count === 1 ? 'is' : 'are'} beyond the baseline, and not recorded:`;
	const shown = fresh.slice(0, LISTED).map((entry) => `  ${visible(entry.path)}: ${visible(entry.rule)} ${visible(entry.subject)}${entry.count > 1 ? ` (${entry.count})` : ''}`);
	const more = fresh.length > LISTED ? [`  and ${fresh.length - LISTED} more`] : [];
	return [head, ...shown, ...more, ...(grow ? [] : ['Mend them, or record them with --grow.'])];
}

function counted(count: number): string {
	return `${count} ${count === 1 ? 'finding' : 'findings'}`;
}

function listed(names: readonly string[]): string {
	const more = names.length - LISTED;
	return names.slice(0, LISTED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
