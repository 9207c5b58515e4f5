import type { Confidence, Persona, Severity } from '../policy/policy.ts';

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

/** The settings of a run, after all layers. */
export interface Config {
	readonly persona: Persona | undefined;
	readonly block: BlockThreshold;
	readonly rules: Readonly<Record<string, RuleSetting>>;
	/** Globs of files that are not judged. */
	readonly ignore: readonly string[];
	/** Folders of the team's own policies. */
	readonly policies: readonly string[];
}

/** One layer: what one file sets. Absent means that the layer below decides. */
export interface ConfigLayer {
	/** `built-in`, or the path of the file. */
	readonly source: string;
	readonly persona?: Persona;
	readonly block?: Partial<BlockThreshold>;
	readonly rules?: Readonly<Record<string, RuleSetting>>;
	readonly ignore?: readonly string[];
	readonly policies?: readonly string[];
}

/** What the config parser must know of a rule, to check its id and settings. */
export interface KnownRule {
	readonly id: string;
	/** The rule's settings and their defaults. */
	readonly params: Readonly<Record<string, unknown>>;
}
