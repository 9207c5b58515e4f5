import { DEFAULTS } from '../config/schema.ts';
import type { Finding } from '../finding/finding.ts';
import type { Severity } from '../policy/policy.ts';
import { isNew, reaches } from './decide.ts';
import type { Verdict } from './verdict.ts';

/** 0 pass, 1 blocked, 2 could not decide. 3, a bug of ours, never comes from a verdict. */
export type ExitCode = 0 | 1 | 2;

/** `--fail-on`: the least severity that gives exit code 1, or `never`. */
export type FailOn = Severity | 'never';

export interface Outcome {
	readonly verdict: Verdict;
	readonly findings: readonly Finding[];
	/** A tree was scanned: there is no change, so every finding counts for `--fail-on`. */
	readonly scanned: boolean;
}

/** The exit code of a run. `failOn` decides anew what gives 1; what could not be decided stays 2, and the verdict stays what it is. */
export function exitCode({ verdict, findings, scanned }: Outcome, failOn?: FailOn): ExitCode {
	const undecided = verdict.reasons.filter(({ kind }) => kind === 'config' || kind === 'policy' || kind === 'not-analysed');
	if (undecided.some(({ kind }) => kind !== 'not-analysed')) return 2;
	if (failOn === undefined ? verdict.conclusion === 'block' : fails({ verdict, findings, scanned }, failOn)) return 1;
	return undecided.length > 0 ? 2 : 0;
}

function fails({ verdict, findings, scanned }: Outcome, failOn: FailOn): boolean {
	if (failOn === 'never') return false;
	const threshold = { severity: failOn, confidence: verdict.threshold?.confidence ?? DEFAULTS.block.confidence };
	// What the baseline records is known: of a scan, only what is beyond it counts.
	return findings.some((finding) => (isNew(finding) || (scanned && finding.state === 'existing' && finding.baseline !== true)) && reaches(finding, threshold));
}
