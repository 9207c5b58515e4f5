import type { BlockThreshold } from '../config/config.ts';
import type { Finding } from '../finding/finding.ts';
import type { NotAnalysed } from '../parse/parsed.ts';
import { isMet, type Requirement } from './people.ts';
import { approvalsOf, type Bar, barByThreshold, byFinding, isNew } from './requirements.ts';
import type { Conclusion, Verdict, VerdictReason } from './verdict.ts';

export { reaches } from './reaches.ts';
export { isNew } from './requirements.ts';

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
	/** What the findings and the change need. Default: what is at or above `block` blocks. */
	readonly bar?: Bar;
}

/**
 * The verdict before anybody has agreed to anything. It is monotone: one more finding, suppression, unread file or problem never makes
 * it better. An unusable config or policy comes before all; then block, then undecided, then pass.
 */
export function decide({ findings, notAnalysed, matters, problems, block, bar = barByThreshold(findings, block) }: Case): Verdict {
	const open = [...problems.map((problem): VerdictReason => ({ ...problem })), ...notAnalysed.filter(matters).map(unreadReason)];
	return verdictOf({ findings, bar, open, threshold: block });
}

export interface Weighing {
	readonly findings: readonly Finding[];
	/** With `approvedBy` where people were asked. */
	readonly bar: Bar;
	/** Reasons that nobody can lift: what could not be decided. */
	readonly open: readonly VerdictReason[];
	readonly threshold?: BlockThreshold;
}

/** The one place where a verdict is made, with people and without them. */
export function verdictOf({ findings, bar, open, threshold }: Weighing): Verdict {
	const unusable = open.filter(({ kind }) => kind === 'config' || kind === 'policy');
	const unread = open.filter(({ kind }) => kind === 'not-analysed');
	const others = open.filter((reason) => !unusable.includes(reason) && !unread.includes(reason));
	const missing = bar.required.filter((requirement) => !isMet(requirement));
	const asked = byFinding(bar.required);
	const ofFindings = findings.filter(isNew).flatMap((finding) => reasonOf(finding, bar.blocking.has(finding.fingerprint), asked.get(finding.fingerprint) ?? []) ?? []);
	const ofChange = missing.filter(({ fingerprints }) => fingerprints.length === 0).map((requirement): VerdictReason => ({ kind: 'approval-missing', detail: `${progress(requirement)}: ${requirement.why}` }));
	const blocking = [...ofFindings, ...ofChange, ...others];
	return { conclusion: conclusion(unusable.length, blocking.length, unread.length), ...(threshold !== undefined && { threshold: { ...threshold } }), reasons: [...unusable, ...blocking, ...unread] };
}

function conclusion(unusable: number, blocking: number, unread: number): Conclusion {
	if (unusable > 0) return 'undecided';
	if (blocking > 0) return 'block';
	return unread > 0 ? 'undecided' : 'pass';
}

function reasonOf({ fingerprint, rule, state, title, location }: Finding, isBlocking: boolean, asked: readonly Requirement[]): VerdictReason | undefined {
	const place = { fingerprint, path: location.path };
	const unmet = asked.filter((requirement) => !isMet(requirement)).map(progress);
	const isAsked = isBlocking || asked.length > 0;
	if (state === 'pending') {
		const more = unmet.length === 0 ? '' : ` (${unmet.join(', ')})`;
		return isAsked ? { kind: 'pending-suppression', detail: `${rule}: the change suppresses its own finding; a person has to approve that${more}`, ...place } : undefined;
	}
	if (isBlocking) return { kind: 'blocking-finding', detail: `${rule}: ${title}`, ...place };
	return unmet.length === 0 ? undefined : { kind: 'approval-missing', detail: `${rule}: ${unmet.join(', ')}`, ...place };
}

/** `1 of 2 approvals`. */
function progress(requirement: Requirement): string {
	return `${requirement.approvedBy?.length ?? 0} of ${approvalsOf(requirement)}`;
}

function unreadReason({ path, reason, detail }: NotAnalysed): VerdictReason {
	return { kind: 'not-analysed', detail: `${reason}: ${detail}`, path };
}
