import type { RegoProblem } from '../rego-tool-types.ts';
import type { RuleMetadata } from '../policy.ts';
import type { Program } from '../isolated/program.ts';

/** What of a pack is compiled. */
export interface PackSources {
	/** Stands before the ids of rules that have no `custom.id`. */
	readonly prefix?: string;
	/** Rego by path; tests are left out. */
	readonly modules: Readonly<Record<string, string>>;
	readonly rego: 'v0' | 'v1';
	/** Conftest's `--combine`. */
	readonly combine: boolean;
	/** Which packages hold rules; absent: all. */
	readonly namespaces?: readonly string[];
}

/** A pack as it stands at base or in the pinned repository. */
export interface Pack {
	/** How reports call it: its `name`, else its folder. */
	readonly name: string;
	/** Its folder in its repository. */
	readonly path: string;
	readonly sources: PackSources;
	/** Base documents: what rules see as `data` beside the modules. */
	readonly data: Readonly<Record<string, unknown>>;
	/** Globs of files: the pack sees these only. */
	readonly files?: readonly string[];
}

/** A program of some of a pack's rules, ready to be evaluated. */
export interface PackProgram {
	readonly program: PackedProgram;
	readonly rules: readonly RuleMetadata[];
}

/** As `Program`, but for the path of the tool, which depends on the machine. */
export type PackedProgram = Extract<Program, { readonly kind: 'wasm' }> | Omit<Extract<Program, { readonly kind: 'evaluator' }>, 'tool'>;

/** What became of a pack's sources. */
export interface CompiledPack {
	readonly programs: readonly PackProgram[];
	/** What does not compile, with its place; the rest was compiled without it. */
	readonly problems: readonly RegoProblem[];
}
