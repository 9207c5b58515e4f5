import type { RepoPath } from '../change/change.ts';
import type { Edit, Range } from '../parse/parsed.ts';
import type { Confidence, Persona, RuleId, Severity } from '../policy/policy.ts';

export type FindingState = 'introduced' | 'removed' | 'existing' | 'suppressed' | 'waived' | 'pending';
/** RIGHT is the head, LEFT the base, as on GitHub. */
export type DiffSide = 'LEFT' | 'RIGHT';

export interface Location extends Range {
	readonly path: RepoPath;
	readonly side: DiffSide;
}

/** A fact a policy objects to. Serialised as it stands in the JSON report (docs/report.schema.json). */
export interface Finding {
	readonly fingerprint: string;
	readonly rule: RuleId;
	readonly category: string;
	readonly persona: Persona;
	readonly severity: Severity;
	readonly confidence: Confidence;
	readonly state: FindingState;
	/** `inline`: a review comment; `summary`: a line of the summary. */
	readonly placement: 'inline' | 'summary';
	/** Fingerprint of the finding of the same line whose comment names this one, too. */
	readonly beside?: string;
	readonly subject: string;
	/** The rule's title: what the headline says. */
	readonly title: string;
	readonly message: string;
	readonly why: string;
	readonly remedy: string;
	readonly location: Location;
	readonly related: readonly Location[];
	readonly edits: readonly Edit[];
	/** The reason a person gave, for suppressed, pending and waived. */
	readonly reason?: string;
	/** For a place on the LEFT: where the finding itself stands at head. Absent where head has no such file. */
	readonly atHead?: Location;
	/** Of what a person decides about: the words, the weight, the file's content, what the policy saw, and every place of a group. Another digest is another decision. Of a file that the change deleted, it is of what went. Absent in a scan. */
	readonly digest?: string;
	/** How many people the policy wants to agree. */
	readonly approvals?: number;
	/** For `waived`: who granted it and until when. */
	readonly waiver?: { readonly by: string; readonly until: string; readonly comment: number };
	/** `existing`, and the change took away the comment that excused it; `reason` is what that comment gave. */
	readonly uncovered?: true;
	/** `existing`, and recorded in the baseline. */
	readonly baseline?: true;
}

export interface FixedFinding {
	readonly fingerprint: string;
	readonly rule: RuleId;
	readonly subject: string;
	readonly path: RepoPath;
}
