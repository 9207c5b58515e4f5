import * as core from '@actions/core';
import type { Finding } from '../finding/finding.ts';
import { openFindings } from '../github/annotations.ts';
import { visible } from '../report/markdown-escape.ts';
import type { Report } from '../report/report.ts';
import { blockingFingerprints } from '../report/summary.ts';

/** A runner shows ten annotations of a kind in one step (and fifty of all kinds in a job), and drops the others without a word. */
const MOST_OF_A_KIND = 10;

/**
 * Findings as annotations of the workflow run, for when they cannot be shown on the pull request: errors for what blocks,
 * warnings for the rest that would have a comment, notices for what the summary only names. The gravest of a kind come first.
 * Gives back how many found no room.
 */
export function annotate(report: Report): number {
	const blocking = blockingFingerprints(report);
	const open = openFindings(report);
	const errors = open.filter(({ fingerprint }) => blocking.has(fingerprint));
	const others = open.filter(({ fingerprint }) => !blocking.has(fingerprint));
	const [warnings, notices] = [others.filter(({ placement }) => placement === 'inline'), others.filter(({ placement }) => placement === 'summary')];
	for (const [findings, send] of [[errors, core.error], [warnings, core.warning], [notices, core.notice]] as const) {
		for (const finding of findings.slice(0, MOST_OF_A_KIND)) send(visible(`${finding.message} [${finding.rule}]`), { title: visible(finding.title), ...place(finding) });
	}
	return [errors, warnings, notices].reduce((left, { length }) => left + Math.max(0, length - MOST_OF_A_KIND), 0);
}

/** A runner knows the lines of head only. */
function place({ location, atHead = location }: Finding): { readonly file: string; readonly startLine?: number; readonly endLine?: number } {
	const { path, side, startLine, endLine } = atHead;
	return { file: visible(path), ...(side === 'RIGHT' ? { startLine, endLine } : {}) };
}
