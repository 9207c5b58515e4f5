import type { CommitSha, Provenance } from '../change/change.ts';
import type { BaselineUse } from '../finding/baseline-matching.ts';
import type { Finding, FixedFinding } from '../finding/finding.ts';
import type { CommentCount } from '../finding/placement.ts';
import type { UnusedSuppression } from '../finding/suppression-use.ts';
import type { NotAnalysed } from '../parse/parsed.ts';
import type { PeopleReport } from '../verdict/people.ts';
import type { GuardrailChange } from '../verdict/tampering.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** How much was read: the summary says it beside the findings. */
export interface Coverage {
	readonly files: number;
	readonly analysed: number;
	readonly workspaces: number;
}

/** The report, version 1. docs/report.schema.json describes it; additions only. */
export interface Report {
	readonly schema: 'groundwire.report/1';
	readonly tool: { readonly version: string };
	/** When the run began (ISO 8601): with `timings`, all that differs between two runs over one change. */
	readonly startedAt: string;
	readonly change: {
		readonly base: CommitSha | null;
		readonly head: CommitSha | null;
		readonly provenance: Provenance;
	};
	readonly verdict: Verdict;
	readonly findings: readonly Finding[];
	readonly fixed: readonly FixedFinding[];
	readonly notAnalysed: readonly NotAnalysed[];
	readonly coverage: Coverage;
	/** Which remarks stand on their lines; absent for a scan, which has no lines to comment. */
	readonly comments?: CommentCount;
	/** How the baseline of base fares; absent where there is none. */
	readonly baseline?: BaselineUse;
	/** Who may decide what, and what has to be agreed to; absent for a scan. */
	readonly people?: PeopleReport;
	/** Guardrails that the change touches, and what that will do. Absent where it touches none. */
	readonly guardrails?: readonly GuardrailChange[];
	/** Comments that silence nothing: in the files of the change, or of the scan. */
	readonly unusedSuppressions?: readonly UnusedSuppression[];
	readonly timings: Readonly<Record<string, number>> & { readonly totalMs: number };
}
