import type { Finding } from '../finding/finding.ts';
import { code, visible } from '../report/markdown-escape.ts';
import type { Report } from '../report/report.ts';
import { closedMarker, findingMarker } from './markers.ts';
import type { OwnReviewComment, PullState } from './read.ts';

/** An own comment whose finding is gone, and the body that says so. */
export interface Closing {
	readonly id: number;
	readonly fingerprint: string;
	readonly body: string;
}

/** True for a finding that a person has set aside with effect. */
export function isDone(finding: Finding): boolean {
	return finding.state === 'waived' || finding.state === 'suppressed';
}

/**
 * The comment rewritten, when its finding no longer stands. A finding that was not looked for is not fixed: a comment on a file
 * that was not analysed stays as it is, and so does every comment when policies or config could not be read.
 */
export function closing(fingerprint: string, comment: OwnReviewComment, report: Report, pull: PullState, instance: string): readonly Closing[] {
	const finding = report.findings.find((entry) => entry.fingerprint === fingerprint);
	if (finding !== undefined && !isDone(finding)) return [];
	if (finding === undefined && !wasLookedFor(comment.path, report, pull)) return [];
	const state = finding === undefined ? 'fixed' : finding.state === 'waived' ? 'waived' : 'suppressed';
	const lines = [findingMarker(fingerprint, instance), closedMarker(state), verdictLine(state, finding, report), '', folded(comment.body)];
	return [{ id: comment.id, fingerprint, body: lines.join('\n') }];
}

function wasLookedFor(path: string, report: Report, pull: PullState): boolean {
	if (report.verdict.reasons.some((reason) => reason.kind === 'config' || reason.kind === 'policy')) return false;
	const renamed = pull.files.find((file) => file.previousPath === path)?.path;
	return !report.notAnalysed.some((entry) => entry.path === path || entry.path === renamed || entry.reason === 'policy');
}

function verdictLine(state: 'fixed' | 'waived' | 'suppressed', finding: Finding | undefined, report: Report): string {
	const head = report.change.head === null ? '' : ` in ${code(report.change.head.slice(0, 12))}`;
	if (state === 'fixed') return `**Fixed**${head}.`;
	const reason = finding?.reason === undefined ? '' : `: ${code(visible(finding.reason))}`;
	return state === 'waived' ? `**Waived**${head}${reason}.` : `**Suppressed**${head}${reason}.`;
}

/** The remark as it was, folded, without its marker, and with nothing left to commit by a click. */
function folded(body: string): string {
	const remark = body.replaceAll('\r\n', '\n').split('\n').slice(1).join('\n').replace(/^(`{3,})suggestion$/gmu, '$1');
	return `<details><summary>The remark</summary>\n\n${remark}\n\n</details>`;
}
