import type { BlockThreshold } from '../config/config.ts';
import type { Finding } from '../finding/finding.ts';
import type { NotAnalysed } from '../parse/parsed.ts';
import { CONFIDENCES, SEVERITIES, type Confidence, type Severity } from '../policy/policy.ts';
import type { Conclusion, Verdict, VerdictReason } from './verdict.ts';

/** A config or a policy that could not be used. The rest was judged without it, so the verdict is `undecided` whatever was found. */
export interface Problem {
	readonly kind: 'config' | 'policy';
	readonly detail: string;
	readonly path?: string;
}

export interface Case {
	readonly findings: readonly Finding[];
	readonly notAnalysed: readonly NotAnalysed[];
	/** Would a rule whose findings block have judged what was not analysed? See `couldBlock`. */
	readonly matters: (entry: NotAnalysed) => boolean;
	readonly problems: readonly Problem[];
	readonly block: BlockThreshold;
}

/**
 * The verdict. It is monotone: one more finding, suppression, unread file or problem never makes it better. An unusable config or
 * policy comes before all; then block, then undecided, then pass.
 */
export function decide({ findings, notAnalysed, matters, problems, block }: Case): Verdict {
	const unusable = problems.map((problem): VerdictReason => ({ ...problem }));
	const blocking = findings.filter((finding) => isBlocking(finding, block)).map(blockingReason);
	const unread = notAnalysed.filter(matters).map(unreadReason);
	const reasons = [...unusable, ...blocking, ...unread];
	return { conclusion: conclusion(unusable.length, blocking.length, unread.length), threshold: { ...block }, reasons };
}

function conclusion(unusable: number, blocking: number, unread: number): Conclusion {
	if (unusable > 0) return 'undecided';
	if (blocking > 0) return 'block';
	return unread > 0 ? 'undecided' : 'pass';
}

/** Is it a finding of this change, and heavy enough? Existing, suppressed and waived ones never block. */
export function isBlocking(finding: Finding, block: BlockThreshold): boolean {
	return isNew(finding) && reaches(finding, block);
}

/** Does the change answer for it? */
export function isNew({ state }: Pick<Finding, 'state'>): boolean {
	return state === 'introduced' || state === 'removed' || state === 'pending';
}

/** At or above both thresholds. */
export function reaches(weight: { readonly severity: Severity; readonly confidence: Confidence }, block: BlockThreshold): boolean {
	return (
		SEVERITIES.indexOf(weight.severity) >= SEVERITIES.indexOf(block.severity) &&
		CONFIDENCES.indexOf(weight.confidence) >= CONFIDENCES.indexOf(block.confidence)
	);
}

function blockingReason({ fingerprint, rule, state, location, title }: Finding): VerdictReason {
	const place = { fingerprint, path: location.path };
	if (state !== 'pending') return { kind: 'blocking-finding', detail: `${rule}: ${title}`, ...place };
	return { kind: 'pending-suppression', detail: `${rule}: the change suppresses its own finding; a person has to approve that`, ...place };
}

function unreadReason({ path, reason, detail }: NotAnalysed): VerdictReason {
	return { kind: 'not-analysed', detail: `${reason}: ${detail}`, path };
}
