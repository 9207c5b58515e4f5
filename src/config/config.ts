import type { Confidence, Persona, Severity } from '../policy/policy.ts';
import type { PeopleRules } from './people.ts';
import type { ProfileCorrection } from '../evidence/facts/profile-correction.ts';

/** What the config says of one rule. */
export interface RuleSetting {
	readonly enabled?: boolean;
	readonly severity?: Severity;
	readonly confidence?: Confidence;
	/** The rule's own settings, by name. */
	readonly params?: Readonly<Record<string, unknown>>;
	/** The rule speaks only about files that match one of these globs. */
	readonly paths?: readonly string[];
}

/** At or above both: the verdict is `block`. */
export interface BlockThreshold {
	readonly severity: Severity;
	readonly confidence: Confidence;
}

/** One pack of the team's own policies: a folder of Rego, of the repository itself or of another one. */
export interface PackSetting {
	/** The folder, relative to the root of its repository; `.` is the root. */
	readonly path: string;
	/** How reports call it; it also stands before the ids of its rules that have none of their own. */
	readonly name?: string;
	/** The version of the language that its files are written in. Default: v1. */
	readonly rego?: 'v0' | 'v1';
	/** Files or folders of the pack's `data`, as `conftest --data` takes them. */
	readonly data?: readonly string[];
	/** Conftest's `--combine`: the documents of a folder are judged together. */
	readonly combine?: boolean;
	/** Globs of files: the pack sees these only. */
	readonly files?: readonly string[];
	/** The packages that hold rules, `*` at the end for any. Default: all. */
	readonly namespaces?: readonly string[];
	/** Present when the pack stands in another repository. */
	readonly pinned?: PinnedSource;
}

/** Another repository, and what the pack must be there, down to its bytes. */
export interface PinnedSource {
	readonly git: string;
	/** A commit, a tag or a branch. */
	readonly ref: string;
	/** `sha256:` and 64 hexadecimal digits. */
	readonly digest: string;
}

/** What a part of the repository does, for which a finding there weighs more. */
export const PLACES = ['money', 'auth', 'writes'] as const;
export type PlaceName = (typeof PLACES)[number];
/** Globs of the files of each. */
export type Places = Readonly<Partial<Record<PlaceName, readonly string[]>>>;

/** The settings of a run, after all layers. */
export interface Config {
	readonly persona: Persona | undefined;
	readonly block: BlockThreshold;
	readonly rules: Readonly<Record<string, RuleSetting>>;
	/** Globs of files that are not judged. */
	readonly ignore: readonly string[];
	/** The team's own policies. */
	readonly policies: readonly PackSetting[];
	/** Where a finding weighs one step more. */
	readonly places: Places;
	readonly comments: CommentSettings;
	/** What was learnt wrongly of the repository's packages, or could not be learnt. */
	readonly profile: readonly ProfileCorrection[];
	/** Files of values beside values.yaml, by the chart's directory. */
	readonly helmValues: Readonly<Record<string, readonly string[]>>;
	/** Globs of files by the name of the environment that they are deployed to. */
	readonly environments: Readonly<Record<string, readonly string[]>>;
	/** From risk to what is needed, in the order of the file. */
	readonly approvals: readonly ApprovalRule[];
	readonly people: PeopleRules;
}

/** When an approval rule speaks: every key that is given has to fit. */
export interface ApprovalCondition {
	/** At or above. */
	readonly severity?: Severity;
	readonly confidence?: Confidence;
	/** Ids of rules; a `*` at the end stands for any ending. */
	readonly rules?: readonly string[];
	/** `terraform/iam-wildcard`, `code/*`. */
	readonly categories?: readonly string[];
	/** Globs of files: of the finding, or, in a rule without anything about findings, of the change. */
	readonly paths?: readonly string[];
	/** Lines that an agent wrote or helped to write; can only ask for more. */
	readonly provenance?: 'agent' | 'assist';
	/** A name under `environments`. */
	readonly environment?: string;
}

/** What is needed: nothing, a block that no approval lifts, or approvals. */
export type ApprovalNeed = 'nothing' | 'block' | { readonly approvals: number; readonly team?: string };

/** One line of the map from risk to what is needed. */
export interface ApprovalRule {
	readonly name?: string;
	readonly when: ApprovalCondition;
	readonly need: ApprovalNeed;
}

export interface CommentSettings {
	/** The most remarks of one change that stand on their lines; the rest is in the summary. */
	readonly inline: number;
}

/** One layer: what one file sets. Absent means that the layer below decides. */
export interface ConfigLayer {
	/** `built-in`, or the path of the file. */
	readonly source: string;
	readonly persona?: Persona;
	readonly block?: Partial<BlockThreshold>;
	readonly rules?: Readonly<Record<string, RuleSetting>>;
	readonly ignore?: readonly string[];
	readonly policies?: readonly PackSetting[];
	readonly places?: Places;
	readonly comments?: Partial<CommentSettings>;
	readonly profile?: readonly ProfileCorrection[];
	readonly helmValues?: Readonly<Record<string, readonly string[]>>;
	readonly environments?: Readonly<Record<string, readonly string[]>>;
	readonly approvals?: readonly ApprovalRule[];
	readonly people?: Partial<PeopleRules>;
}

/** What the config parser must know of a rule, to check its id and settings. */
export interface KnownRule {
	readonly id: string;
	/** The rule's settings and their defaults. */
	readonly params: Readonly<Record<string, unknown>>;
	readonly category?: string;
}
