import type { Finding } from '../finding/finding.ts';
import { code, prose } from './markdown-escape.ts';
import { ordered } from './order.ts';
import type { Report } from './report.ts';
import { place } from './review.ts';
import { summary } from './summary.ts';

/** The report as one Markdown page for people: the summary with every remark written out, and what was there before. */
export function markdown(report: Report): string {
	const all = isScan(report) ? asOpen(ordered(report)) : ordered(report);
	const existing = all.findings.filter((finding) => finding.state === 'existing');
	const page = summary(all, { commented: new Set(), maxBytes: Number.MAX_SAFE_INTEGER });
	return `${[page, list(existing)].filter((part) => part !== '').join('\n\n')}\n`;
}

/** A scan has no change: what stands is all there is to say. */
function isScan({ change }: Report): boolean {
	return change.base === null && change.head === null;
}

/** The summary lists what a change answers for; in a scan that is everything but what the baseline records. */
function asOpen(report: Report): Report {
	return { ...report, findings: report.findings.map((finding) => (finding.state === 'existing' && finding.baseline !== true ? { ...finding, state: 'introduced' } : finding)) };
}

function list(existing: readonly Finding[]): string {
	if (existing.length === 0) return '';
	const rows = existing.map((finding) => `- ${finding.severity} · ${code(finding.rule)} · ${place(finding.location)}: ${prose(finding.message)}`);
	return ['#### As it stands', rows.join('\n')].join('\n\n');
}
