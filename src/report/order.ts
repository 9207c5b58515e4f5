import type { Finding, FixedFinding, Location } from '../finding/finding.ts';
import type { NotAnalysed } from '../parse/parsed.ts';
import { SEVERITIES } from '../policy/policy.ts';
import type { Report } from './report.ts';

type Order<T> = (a: T, b: T) => number;

/** The report in the order in which it is shown: the gravest first, then by place. The same report gives the same order. */
export function ordered(report: Report): Report {
	return {
		...report,
		findings: report.findings.map((finding) => ({ ...finding, related: finding.related.toSorted(byLocation) })).sort(byGravity),
		fixed: report.fixed.toSorted(byFixed),
		notAnalysed: report.notAnalysed.toSorted(byUnread),
	};
}

const byLocation: Order<Location> = (a, b) => text(a.path, b.path) || a.startLine - b.startLine || a.startColumn - b.startColumn || text(a.side, b.side);

const byGravity: Order<Finding> = (a, b) =>
	SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
	text(a.location.path, b.location.path) ||
	a.location.startLine - b.location.startLine ||
	text(a.rule, b.rule) ||
	text(a.fingerprint, b.fingerprint);

const byFixed: Order<FixedFinding> = (a, b) => text(a.path, b.path) || text(a.rule, b.rule) || text(a.subject, b.subject) || text(a.fingerprint, b.fingerprint);

const byUnread: Order<NotAnalysed> = (a, b) => text(a.path, b.path) || text(a.reason, b.reason) || text(a.detail, b.detail);

/** By UTF-16 units: no locale, so that every machine gives the same bytes. */
function text(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}
