import type { ProvenanceKind } from '../change/change.ts';

export type Severity = 'critical' | 'high' | 'medium' | 'low';
export type Confidence = 'high' | 'medium' | 'low';
export type Persona = 'essential' | 'recommended' | 'strict';
/** What one evaluation sees: a code file's facts, one document, a set of documents, or the whole change. */
export type Scope = 'file' | 'document' | 'workspace' | 'change';
export type RuleId = string & { readonly __brand: 'RuleId' };

export const SEVERITIES: readonly Severity[] = ['low', 'medium', 'high', 'critical'];
export const CONFIDENCES: readonly Confidence[] = ['low', 'medium', 'high'];
export const PERSONAS: readonly Persona[] = ['essential', 'recommended', 'strict'];

/** The `# METADATA` of a rule. Docs, the rule index and the config schema are generated from it. */
export interface RuleMetadata {
	readonly id: RuleId;
	/** The Rego package, for example `groundwire.code.missing_timeout`. */
	readonly package: string;
	readonly title: string;
	/** What happens in production: the `why` of a finding. */
	readonly description: string;
	/** The way out, one sentence: the `remedy` of a finding. */
	readonly remedy: string;
	readonly category: string;
	readonly severity: Severity;
	readonly confidence: Confidence;
	readonly persona: Persona;
	/** The persona to which it belongs in a scan: what is new may be grave although what runs so for years is not. Absent: the same. */
	readonly scanPersona?: Persona;
	readonly scope: Scope;
	readonly relatedResources: readonly string[];
	/** `custom.params` of the metadata: the rule's settings and their defaults. */
	readonly params: Readonly<Record<string, unknown>>;
	/** Which documents it sees (`DocumentEvidence.platform`); absent: those of its category's domain. */
	readonly platforms?: readonly string[];
}

/** A place a policy names: a code fact's handle, or a path into the document. */
export type At = string | readonly (string | number)[];

/** One element of a policy's `findings`, validated. */
export interface RawFinding {
	readonly at: At;
	/** With scope workspace: which of `input.documents`. */
	readonly document?: number;
	readonly subject?: string;
	readonly message: string;
	readonly severity?: Severity;
	readonly confidence?: Confidence;
	readonly fix?: { readonly name: string; readonly params?: Readonly<Record<string, unknown>> };
	readonly related?: readonly { readonly at: At; readonly document?: number }[];
	/** How many people have to agree at least, from 1 to 6: it blocks until they have, whatever its severity. What blocks by its severity still does. */
	readonly approvals?: number;
	/** What base had and head lacks: `at` of a fact of `data.groundwire.before`. Where the change deleted it, the remark stands at the first; the others are related. Code only. */
	readonly was?: readonly string[];
}

/** One input to be judged. `rules` are the ids to run; `key` is the caller's name for it and comes back. */
export interface PolicyInput {
	readonly key: string;
	readonly scope: Scope;
	readonly rules: readonly RuleId[];
	readonly input: unknown;
	/** The file that the input is of, or the first of a workspace: `data.conftest.file`. */
	readonly path?: string;
	/** The same document at base, where there is one: `data.groundwire.before`. */
	readonly before?: unknown;
	/** `data.groundwire.profile`. */
	readonly profile?: unknown;
	/** What the config says that the file is about (`money`, `auth`, `writes`): `data.groundwire.places`. */
	readonly places?: readonly string[];
	/** Who claims what the change added of it: `data.groundwire.authored`. */
	readonly authored?: readonly AuthoredPlace[];
}

/** A place of an input that lines of the change stand in, with who claims these. */
export interface AuthoredPlace {
	/** The `at` of a fact of code; of a document the place as a JSON pointer, `""` for all of it. */
	readonly at: string;
	/** With scope workspace: which of `input.documents`. */
	readonly document?: number;
	/** `unknown`: nobody claims them. */
	readonly kind: ProvenanceKind | 'unknown';
	/** Absent where nobody claims them. */
	readonly tool?: string;
	readonly strength?: 'strong' | 'weak';
	/** How many of the lines that the change added. */
	readonly lines: number;
}

/** What `data.groundwire` holds for a whole change. */
export interface PolicyData {
	readonly change: unknown;
	readonly provenance: unknown;
	readonly context: unknown;
	/** By rule id: the rule's defaults with the config's settings over them. */
	readonly params: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Judgement {
	readonly key: string;
	readonly rule: RuleId;
	readonly findings: readonly RawFinding[];
}

export interface Judged {
	readonly judgements: readonly Judgement[];
	/** Inputs that a policy could not judge (trap, deadline, memory, a result of the wrong shape); `path` is set by the caller from `key`. */
	readonly failed: readonly { readonly key: string; readonly rule?: RuleId; readonly detail: string }[];
}

/** The policies as the pipeline sees them. Evaluation happens in a process that can be killed. */
export interface PolicyEngine {
	readonly rules: readonly RuleMetadata[];
	/** What is not judged at `until` (ms since the epoch; default: the limits table) has failed. */
	judge(data: PolicyData, inputs: readonly PolicyInput[], until?: number): Promise<Judged>;
	close(): Promise<void>;
}
