import { CONFIDENCES, SEVERITIES } from '../policy/policy.ts';
import type { Finding } from './finding.ts';

/** What blocks first, then by severity, confidence and place: the same findings come in the same order on every machine. */
export function heaviestFirst(blocks: (finding: Finding) => boolean): (a: Finding, b: Finding) => number {
	return (a, b) =>
		Number(blocks(b)) - Number(blocks(a)) ||
		SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
		CONFIDENCES.indexOf(b.confidence) - CONFIDENCES.indexOf(a.confidence) ||
		text(a.location.path, b.location.path) ||
		a.location.startLine - b.location.startLine ||
		text(a.rule, b.rule) ||
		text(a.fingerprint, b.fingerprint);
}

/** By UTF-16 units: no locale. */
function text(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}
