import type { Report } from '../report/report.ts';
import { summary } from '../report/summary.ts';
import { readFindingMarker, isSummary, memoryMarker, summaryMarker } from './markers.ts';
import { sameText, type Plan, type PlanInput } from './plan.ts';

/** GitHub's limit for a comment, less some room. Counted in bytes, which are never fewer than characters. */
const MOST_BYTES = 65_400;

/** What to do with the summary, or undefined when it already says this. */
export type SummaryAction = { readonly kind: 'create'; readonly body: string } | { readonly kind: 'update'; readonly id: number; readonly body: string };

/** The summary as it should read, given which findings have a comment of their own. A change that is clean from the start gets none. */
export function planSummary(input: PlanInput, planned: Plan, commented: ReadonlySet<string>): SummaryAction | undefined {
	const { report, pull, instance } = input;
	const existing = pull.issueComments.find((comment) => isSummary(comment.body, instance));
	if (existing === undefined && !worthSaying(report)) return undefined;
	const notes = pull.filesComplete ? [] : ['GitHub lists only a part of the files of this change; remarks on the others stand here.'];
	const memory = report.change.head === null ? [] : [memoryMarker({ head: report.change.head, ...(report.change.base === null ? {} : { base: report.change.base }), posted: postedBy(input, planned, commented) })];
	const markers = [summaryMarker(instance), ...memory].join('\n');
	const maxBytes = MOST_BYTES - Buffer.byteLength(markers, 'utf8');
	const body = `${markers}\n${summary(report, { commented, notes, maxBytes, threads: planned.threads })}`;
	if (existing === undefined) return { kind: 'create', body };
	return sameText(existing.body, body) ? undefined : { kind: 'update', id: existing.id, body };
}

/** Summaries beside the one that is kept up to date, by number: two runs at the same time wrote one each. */
export function superfluousSummaries({ pull, instance }: PlanInput): readonly number[] {
	return pull.issueComments.filter((comment) => isSummary(comment.body, instance)).slice(1).map(({ id }) => id);
}

/** What this head has been given comments for: remembered, written on this very commit, and written just now. */
function postedBy({ report, pull, instance }: PlanInput, planned: Plan, commented: ReadonlySet<string>): ReadonlySet<string> {
	const here = pull.reviewComments.filter(({ commit }) => commit === report.change.head).flatMap(({ body }) => readFindingMarker(body, instance)?.fingerprint ?? []);
	const now = [...planned.inline, ...planned.onFile].map(({ fingerprint }) => fingerprint).filter((fingerprint) => commented.has(fingerprint));
	return new Set([...planned.posted, ...here, ...now].slice(0, MOST_REMEMBERED));
}

/** Far more than one run posts. */
const MOST_REMEMBERED = 100;

/** Files that nobody expects to be read; alone they are no reason for a comment on every change that adds a picture. */
const EXPECTED: ReadonlySet<string> = new Set(['binary', 'symlink', 'submodule', 'lfs-pointer']);

function worthSaying(report: Report): boolean {
	const spoken = report.findings.some((finding) => finding.state !== 'existing') || (report.guardrails ?? []).length > 0;
	const people = report.people?.required.length ?? 0;
	const asked = people > 0 || (report.people?.refused ?? []).length > 0;
	return spoken || asked || report.verdict.conclusion !== 'pass' || report.notAnalysed.some((entry) => !EXPECTED.has(entry.reason));
}
