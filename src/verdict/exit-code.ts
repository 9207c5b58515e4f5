import { DEFAULTS } from '../config/schema.ts';
import type { Finding } from '../finding/finding.ts';
import type { Severity } from '../policy/policy.ts';
import { isMet, type PeopleReport } from './people.ts';
import { reaches } from './reaches.ts';
import { isNew } from './requirements.ts';
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
	/** What people were asked for; absent for a scan. */
	readonly people?: PeopleReport | undefined;
}

/** The exit code of a run. `failOn` decides anew what gives 1; what could not be decided stays 2, and the verdict stays what it is. */
export function exitCode(outcome: Outcome, failOn?: FailOn): ExitCode {
	const { verdict } = outcome;
	const undecided = verdict.reasons.filter(({ kind }) => kind === 'config' || kind === 'policy' || kind === 'not-analysed');
	if (undecided.some(({ kind }) => kind !== 'not-analysed')) return 2;
	if (failOn === undefined ? verdict.conclusion === 'block' : fails(outcome, failOn)) return 1;
	return undecided.length > 0 ? 2 : 0;
}

function fails(outcome: Outcome, failOn: FailOn): boolean {
	if (failOn === 'never') return false;
	// What a change as a whole needs has no severity that could be too low.
	if (outcome.people?.required.some((requirement) => requirement.fingerprints.length === 0 && !isMet(requirement)) === true) return true;
	const isHeavy = failsOn(outcome.verdict, failOn);
	const isSettled = settled(outcome);
	// What the baseline records is known: of a scan, only what is beyond it counts.
	return outcome.findings.some((finding) => (isNew(finding) || (outcome.scanned && finding.state === 'existing' && finding.baseline !== true)) && isHeavy(finding) && !isSettled(finding));
}

/** Is a finding heavy enough for `failOn`? Without one, none is. */
export function failsOn(verdict: Verdict, failOn: FailOn | undefined): (finding: Finding) => boolean {
	if (failOn === undefined || failOn === 'never') return () => false;
	const threshold = { severity: failOn, confidence: verdict.threshold?.confidence ?? DEFAULTS.block.confidence };
	return (finding) => reaches(finding, threshold);
}

/** A finding that would block and is no reason of the verdict: the config asks for nothing there, or people have agreed. */
function settled({ verdict, scanned }: Outcome): (finding: Finding) => boolean {
	const { threshold } = verdict;
	if (scanned || threshold === undefined) return () => false;
	const named = new Set(verdict.reasons.flatMap(({ fingerprint }) => fingerprint ?? []));
	return (finding) => reaches(finding, threshold) && !named.has(finding.fingerprint);
}
