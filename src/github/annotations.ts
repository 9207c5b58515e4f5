import type { Finding } from '../finding/finding.ts';
import { visible } from '../report/markdown-escape.ts';
import type { Report } from '../report/report.ts';
import { blockingFingerprints, byWeight } from '../report/summary.ts';

/** An annotation of a check run, as the API takes it. */
export interface Annotation {
	path: string;
	start_line: number;
	end_line: number;
	annotation_level: 'failure' | 'warning' | 'notice';
	title: string;
	message: string;
}

const OPEN: ReadonlySet<string> = new Set(['introduced', 'removed', 'pending']);
/** What GitHub takes: 255 characters of title, and 64 KB of message. */
const TITLE = 255;
const MESSAGE = 8000;

/** Findings that somebody has to act on, the gravest first. */
export function openFindings(report: Report): readonly Finding[] {
	return report.findings.filter(({ state }) => OPEN.has(state)).sort(byWeight(blockingFingerprints(report)));
}

/** Every open finding as an annotation, the gravest first. None is left out. */
export function annotations(report: Report): readonly Annotation[] {
	const blocking = blockingFingerprints(report);
	return openFindings(report).map((finding) => annotation(finding, blocking));
}

function annotation(finding: Finding, blocking: ReadonlySet<string>): Annotation {
	const { path, startLine, endLine, gone } = lineAtHead(finding);
	const level = finding.placement === 'inline' ? 'warning' : 'notice';
	return {
		path,
		start_line: startLine,
		end_line: endLine,
		annotation_level: blocking.has(finding.fingerprint) ? 'failure' : level,
		title: visible(finding.title).slice(0, TITLE),
		message: visible([finding.message, gone, finding.remedy, `[${finding.rule}]`].filter((part) => part !== '').join(' ')).slice(0, MESSAGE),
	};
}

/** Annotations stand on lines of head. What stood on a line that is gone is shown where it was missed, else on the file's first line, with its place in words. */
function lineAtHead({ location, atHead }: Finding): { readonly path: string; readonly startLine: number; readonly endLine: number; readonly gone: string } {
	if (location.side === 'RIGHT') return { ...location, gone: '' };
	const gone = `(It stood on line ${location.startLine} before.)`;
	return atHead === undefined ? { path: location.path, startLine: 1, endLine: 1, gone } : { ...atHead, gone };
}
