import type { Finding } from '../finding/finding.ts';
import { findingComment } from '../report/review.ts';
import type { Report } from '../report/report.ts';
import { blockingFingerprints, byWeight, summary } from '../report/summary.ts';
import { closing, isDone, type Closing } from './closing.ts';
import { findingMarker, isSummary, readFindingMarker, summaryMarker } from './markers.ts';
import { anchor, type LineAnchor } from './place.ts';
import type { OwnReviewComment, PullState } from './read.ts';

export interface PlannedComment {
	readonly fingerprint: string;
	readonly body: string;
	readonly path: string;
	/** Absent for a comment on the whole file. */
	readonly at?: LineAnchor;
}

/** What has to be written so that the pull request says what the report says. Empty when it already does. */
export interface Plan {
	readonly inline: readonly PlannedComment[];
	readonly onFile: readonly PlannedComment[];
	/** Own comments to rewrite: findings that are gone, or back. */
	readonly closings: readonly Closing[];
	readonly reopenings: readonly { readonly id: number; readonly body: string }[];
	/** Findings that have, or will have, a comment of their own. */
	readonly commented: ReadonlySet<string>;
}

export interface PlanInput {
	readonly report: Report;
	readonly pull: PullState;
	readonly instance: string;
}

/** More comments than this on one change help nobody; the gravest stand on their lines, the rest in the summary. */
export const MOST_COMMENTS = 40;

/** Compares the report with what is already there. Pure: the same report and state give the same plan. */
export function plan({ report, pull, instance }: PlanInput): Plan {
	const own = pull.reviewComments.flatMap((comment) => {
		const marker = readFindingMarker(comment.body, instance);
		return marker === undefined ? [] : [{ ...marker, comment }];
	});
	const open = new Set(own.filter((entry) => !entry.closed).map((entry) => entry.fingerprint));
	const back = new Map(own.filter((entry) => entry.closed && entry.comment.current).map((entry) => [entry.fingerprint, entry.comment]));
	const wanted = commentable(report);
	const fresh = wanted.filter((finding) => !open.has(finding.fingerprint));
	const placed = fresh.filter((finding) => !back.has(finding.fingerprint)).map((finding) => placedComment(finding, report, pull, instance));
	const bodies = new Map(own.map((entry) => [entry.fingerprint, entry.comment.body]));
	const reopened = fresh.flatMap((finding) => reopening(finding, back.get(finding.fingerprint), report, instance));
	const inline = placed.filter((entry) => entry.at !== undefined);
	const onFile = placed.filter((entry) => entry.at === undefined && entry.path !== '');
	const gone = own.filter((entry) => !entry.closed).flatMap((entry) => closing(entry.fingerprint, entry.comment, report, pull, instance));
	const closed = new Set(gone.map((entry) => entry.fingerprint));
	const kept = [...open].filter((fingerprint) => !closed.has(fingerprint));
	for (const entry of [...inline, ...onFile, ...reopened]) bodies.set(entry.fingerprint, entry.body);
	const commented = new Set([...kept, ...[...inline, ...onFile, ...reopened].map((entry) => entry.fingerprint)]);
	// A comment that stands since an earlier push may not know of what came beside it.
	for (const { fingerprint, beside } of report.findings) {
		if (beside !== undefined && commented.has(beside) && bodies.get(beside)?.includes(fingerprint) === true) commented.add(fingerprint);
	}
	return { inline, onFile, closings: gone, reopenings: reopened, commented };
}

/** Findings that get a comment of their own, gravest first, each fingerprint once. */
function commentable(report: Report): readonly Finding[] {
	const first = new Map<string, Finding>();
	for (const finding of report.findings) {
		if (!isDone(finding) && finding.state !== 'existing' && finding.placement === 'inline' && !first.has(finding.fingerprint)) {
			first.set(finding.fingerprint, finding);
		}
	}
	return [...first.values()].sort(byWeight(blockingFingerprints(report))).slice(0, MOST_COMMENTS);
}

function placedComment(finding: Finding, report: Report, pull: PullState, instance: string): PlannedComment {
	const { fingerprint } = finding;
	const others = { base: report.change.base, beside: besideOf(finding, report) };
	const at = anchor(finding, pull.files);
	if (at.kind === 'summary') return { fingerprint, path: '', body: '' };
	if (at.kind === 'file') return { fingerprint, path: at.path, body: marked(finding, instance, findingComment(finding, others)) };
	const context = { ...others, elsewhere: at.elsewhere, ...(at.suggestion === undefined ? {} : { suggestion: at.suggestion }) };
	return { fingerprint, path: at.path, at, body: marked(finding, instance, findingComment(finding, context)) };
}

/** Findings that this one's comment speaks for. */
function besideOf({ fingerprint }: Finding, report: Report): readonly Finding[] {
	return report.findings.filter((other) => other.beside === fingerprint && !isDone(other)).sort(byWeight(blockingFingerprints(report)));
}

function marked(finding: Finding, instance: string, body: string): string {
	return `${findingMarker(finding.fingerprint, instance)}\n${body}`;
}

/** The finding was fixed once and is back: its own comment says so again, without a suggestion for lines that have moved. */
function reopening(finding: Finding, comment: OwnReviewComment | undefined, report: Report, instance: string): readonly (PlannedComment & { readonly id: number })[] {
	if (comment === undefined) return [];
	const body = marked(finding, instance, findingComment(finding, { base: report.change.base, beside: besideOf(finding, report) }));
	return [{ id: comment.id, fingerprint: finding.fingerprint, path: comment.path, body }];
}

/** GitHub's limit for a comment, less room for the marker. Counted in bytes, which are never fewer than characters. */
const SUMMARY_BYTES = 65_000;

/** What to do with the summary, or undefined when it already says this. */
export type SummaryAction = { readonly kind: 'create'; readonly body: string } | { readonly kind: 'update'; readonly id: number; readonly body: string };

/** The summary as it should read, given which findings have a comment of their own. */
export function planSummary({ report, pull, instance }: PlanInput, commented: ReadonlySet<string>): SummaryAction | undefined {
	const notes = pull.filesComplete ? [] : ['GitHub lists only a part of the files of this change; remarks on the others stand here.'];
	const body = `${summaryMarker(instance)}\n${summary(report, { commented, notes, maxBytes: SUMMARY_BYTES })}`;
	const existing = pull.issueComments.find((comment) => isSummary(comment.body, instance));
	if (existing === undefined) return worthSaying(report) ? { kind: 'create', body } : undefined;
	return sameText(existing.body, body) ? undefined : { kind: 'update', id: existing.id, body };
}

/** GitHub gives bodies back with its own line ends. */
function sameText(a: string, b: string): boolean {
	return a.replaceAll('\r\n', '\n').trimEnd() === b.replaceAll('\r\n', '\n').trimEnd();
}

/** Files that nobody expects to be read; alone they are no reason for a comment on every change that adds a picture. */
const EXPECTED: ReadonlySet<string> = new Set(['binary', 'symlink', 'submodule', 'lfs-pointer']);

function worthSaying(report: Report): boolean {
	const spoken = report.findings.some((finding) => finding.state !== 'existing');
	return spoken || report.verdict.conclusion !== 'pass' || report.notAnalysed.some((entry) => !EXPECTED.has(entry.reason));
}
