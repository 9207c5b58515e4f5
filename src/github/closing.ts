import type { Finding } from '../finding/finding.ts';
import { code, prose, visible } from '../report/markdown-escape.ts';
import type { Report } from '../report/report.ts';
import type { OwnComment } from './binding.ts';
import { closedMarker, findingMarker, type ClosedState, type Hidden } from './markers.ts';
import type { PullState } from './read.ts';
import type { Thread } from './threads.ts';

/** An own comment whose finding is gone, and the body that says so. */
export interface Closing {
	readonly id: number;
	readonly fingerprint: string;
	/** To be resolved, else minimised, before the comment says that it is closed. Absent where that was done, or cannot be. */
	readonly thread?: Thread;
	readonly body: (hidden: Hidden) => string;
	/** What was done to the thread so far. */
	readonly hidden: Hidden;
}

/** True for a finding that a person has set aside with effect. */
export function isDone(finding: Finding): boolean {
	return finding.state === 'waived' || finding.state === 'suppressed';
}

/**
 * The comment rewritten, when its finding no longer stands; nothing where it says so already. A finding that was not looked for is
 * not fixed: a comment on a file that was not analysed stays as it is, and so does every comment when policies or config could not
 * be read.
 */
export function closing(own: OwnComment & { readonly moved?: boolean }, finding: Finding | undefined, report: Report, pull: PullState, instance: string): readonly Closing[] {
	const { mark, comment } = own;
	if (finding === undefined && !wasLookedFor(comment.path, report, pull)) return [];
	const state = finding === undefined ? (own.moved === true ? 'moved' : 'fixed') : finding.state === 'waived' ? 'waived' : 'suppressed';
	const line = verdictLine(state, finding, report);
	if (mark.closed?.state === state && (state === 'fixed' || state === 'moved' || comment.body.split(/\r?\n/u)[2] === line)) return [];
	// What was said to be moved and is no longer found was fixed elsewhere.
	if (mark.closed?.state === 'moved' && state === 'fixed') return [];
	const remark = remarkOf(comment.body, mark.closed !== undefined);
	const body = (hidden: Hidden): string => [findingMarker(mark, instance), closedMarker(state, hidden), line, '', folded(remark)].join('\n');
	return [{ id: comment.id, fingerprint: mark.fingerprint, body, ...hiding(own) }];
}

/** Only once: a thread that a person opened again is theirs. */
function hiding({ mark, comment: { thread } }: OwnComment): Pick<Closing, 'hidden' | 'thread'> {
	if (mark.closed !== undefined) return { hidden: mark.closed.hidden };
	if (thread === undefined) return { hidden: 'no' };
	if (thread.resolved) return { hidden: 'resolved' };
	return thread.minimised ? { hidden: 'minimised' } : { hidden: 'no', thread };
}

function wasLookedFor(path: string, report: Report, pull: PullState): boolean {
	if (report.verdict.reasons.some((reason) => reason.kind === 'config' || reason.kind === 'policy')) return false;
	const renamed = pull.files.find((file) => file.previousPath === path)?.path;
	return !report.notAnalysed.some((entry) => entry.path === path || entry.path === renamed || entry.reason === 'policy');
}

function verdictLine(state: ClosedState, finding: Finding | undefined, report: Report): string {
	const head = report.change.head === null ? '' : ` in ${code(report.change.head.slice(0, 12))}`;
	const reason = finding?.reason === undefined ? '' : `: ${code(visible(finding.reason))}`;
	const lines: Readonly<Record<ClosedState, string>> = {
		fixed: `**Fixed**${head}.`,
		moved: `**Moved**${head}: its file has another name now, and the remark stands there.`,
		waived: `**Waived**${granted(finding)}${reason}.`,
		suppressed: `**Suppressed** by a comment in the code${reason}.`,
	};
	return lines[state];
}

function granted(finding: Finding | undefined): string {
	return finding?.waiver === undefined ? '' : ` by ${code(finding.waiver.by, 100)} until ${prose(finding.waiver.until, 20)}`;
}

const OPENING = '<details><summary>The remark</summary>\n\n';
const END = '\n\n</details>';

/** The remark as it was, without markers. */
function remarkOf(body: string, closed: boolean): string {
	const lines = body.replaceAll('\r\n', '\n').split('\n').slice(1).join('\n');
	const start = closed ? lines.indexOf(OPENING) : -1;
	return start < 0 ? lines : lines.slice(start + OPENING.length, Math.max(start + OPENING.length, lines.lastIndexOf(END)));
}

/** Folded, with nothing left to commit by a click. */
function folded(remark: string): string {
	return `${OPENING}${remark.replace(/^(`{3,})suggestion$/gmu, '$1').trimEnd()}${END}`;
}
