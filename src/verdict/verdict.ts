import type { Confidence, Severity } from '../policy/policy.ts';

export type Conclusion = 'pass' | 'block' | 'undecided';

/** Why the verdict is what it is: one entry for each finding that blocks and each thing that could not be decided. */
export interface VerdictReason {
	readonly kind: 'blocking-finding' | 'pending-suppression' | 'approval-missing' | 'not-analysed' | 'config' | 'policy';
	readonly detail: string;
	readonly fingerprint?: string;
	readonly path?: string;
}

export interface Verdict {
	readonly conclusion: Conclusion;
	/** At or above both, a new finding blocks. */
	readonly threshold?: { readonly severity: Severity; readonly confidence: Confidence };
	readonly reasons: readonly VerdictReason[];
}
