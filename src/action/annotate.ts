import * as core from '@actions/core';
import { blockingFingerprints, byWeight } from '../report/summary.ts';
import { visible } from '../report/markdown-escape.ts';
import type { Report } from '../report/report.ts';

/** A runner shows ten annotations of a kind in one step, and drops the others without a word. */
const MOST_OF_A_KIND = 10;

/**
 * Findings as annotations of the workflow run, for when no comment can be written: errors for what blocks, warnings for the rest that
 * would have a comment.
 * Gives back how many found no room.
 */
export function annotate(report: Report): number {
	const blocking = blockingFingerprints(report);
	const open = report.findings.filter((finding) => ['introduced', 'removed', 'pending'].includes(finding.state)).sort(byWeight(blocking));
	const errors = open.filter((finding) => blocking.has(finding.fingerprint));
	const warnings = open.filter((finding) => !blocking.has(finding.fingerprint) && finding.placement === 'inline');
	for (const [findings, send] of [[errors, core.error], [warnings, core.warning]] as const) {
		for (const finding of findings.slice(0, MOST_OF_A_KIND)) {
			const { path, startLine, endLine, side } = finding.location;
			const lines = side === 'RIGHT' ? { startLine, endLine } : {};
			send(visible(`${finding.message} [${finding.rule}]`), { title: visible(finding.title), file: visible(path), ...lines });
		}
	}
	return Math.max(0, errors.length - MOST_OF_A_KIND) + Math.max(0, warnings.length - MOST_OF_A_KIND);
}
