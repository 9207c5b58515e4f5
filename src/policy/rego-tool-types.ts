/** A place in a Rego file, counted from 1; columns count UTF-8 bytes. */
export interface RegoPlace {
	readonly file: string;
	readonly row: number;
	readonly col: number;
}

/** What OPA's loader, parser, compiler or type checker objects to. */
export interface RegoProblem extends RegoPlace {
	readonly code: string;
	readonly message: string;
}

/** One `# METADATA` block. `path` is what it speaks of; neither it nor `package` begins with `data.`. */
export interface RegoAnnotation extends RegoPlace {
	readonly scope: string;
	readonly package: string;
	readonly path: string;
	readonly title: string;
	readonly description: string;
	readonly custom: Readonly<Record<string, unknown>> | null;
	readonly relatedResources: readonly Readonly<Record<string, unknown>>[];
}

/** What one module declares, as it is written. */
export interface RegoModule {
	readonly file: string;
	/** Without `data.`. */
	readonly package: string;
	/** As written: `data.lib`, `rego.v1`, `input.x`. */
	readonly imports: readonly string[];
	/** A rule that is written in several pieces stands here several times. */
	readonly rules: readonly RegoRule[];
}

export interface RegoRule extends RegoPlace {
	/** The first part of its name: `deny` of `deny.storage contains message`. */
	readonly name: string;
	/** The whole of it, as written. */
	readonly ref: string;
	readonly kind: 'complete' | 'set' | 'object' | 'function';
	readonly default?: true;
}

export interface RegoBuiltinUse extends RegoPlace {
	readonly name: string;
}

export interface RegoTestResult extends RegoPlace {
	readonly package: string;
	/** With `#01`, `#02`, … where several tests of a package have one name. */
	readonly name: string;
	readonly outcome: 'pass' | 'fail' | 'error' | 'skip';
	/** The cases of a test that has cases, such as `test_sum[case.name]`: each counts for itself. */
	readonly cases?: readonly { readonly name: readonly string[]; readonly outcome: 'pass' | 'fail' }[];
	/** The expression that failed. */
	readonly failedAt?: RegoPlace;
	/** The expression that failed and its variables, or the error. */
	readonly trace?: string;
	readonly printed?: string;
	readonly durationNs: number;
}

/** What every request needs: sources by path, and JSON schemas by the name they have after `schema.`. */
export interface RegoSources {
	readonly modules?: Readonly<Record<string, string>>;
	/** In place of `modules`: Rego and data files by path, loaded as `opa` loads `paths` from a disk. */
	readonly files?: Readonly<Record<string, string>>;
	/** Files and folders of `files` that were named. A folder's data is rooted below it. */
	readonly paths?: readonly string[];
	readonly schemas?: Readonly<Record<string, unknown>>;
	readonly rego?: 'v0' | 'v1';
	/** The compiler's strict mode (default: true). `opa` itself is not strict unless told so. */
	readonly strict?: boolean;
	/** How many errors the compiler names before it gives up (default: 100; `opa`: 10). */
	readonly errorLimit?: number;
}

export interface RegoCompileRequest extends RegoSources {
	/** Rules to compile to Wasm, as `package/path/rule`; without any, the modules are only checked. */
	readonly entrypoints?: readonly string[];
	/** Compile without making Wasm, to know which builtins the entrypoints need. */
	readonly noWasm?: boolean;
}

export interface RegoFormatRequest {
	readonly modules: Readonly<Record<string, string>>;
	readonly rego?: 'v0' | 'v1';
}

/** Tests may replace a builtin that is refused elsewhere, so all are there; none of them reaches a network. */
export interface RegoTestRequest extends RegoSources {
	/** What tests see as `data` beside the modules, when there are no `files`. */
	readonly data?: Readonly<Record<string, unknown>>;
	/** A regular expression over the full names of tests, for example `groundwire.change`. */
	readonly only?: string;
	/** What the tests below a folder see as `data.fixtures`, by folder. The nearest folder counts. */
	readonly fixtures?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
	readonly coverage?: boolean;
}

export interface RegoInspected {
	readonly errors: readonly RegoProblem[];
	readonly annotations: readonly RegoAnnotation[];
	/** The modules that could be read, by file. */
	readonly modules: readonly RegoModule[];
}

/** `builtins` are those that the modules call, each at its first place; with entrypoints, those that the entrypoints need, through every package. */
export interface RegoChecked extends RegoInspected {
	readonly builtins: readonly RegoBuiltinUse[];
}

/** With errors there is no Wasm. */
export interface RegoCompiled extends RegoChecked {
	/** Whose answer in Wasm may not be OPA's own: arrays in the order of a walk, formats beyond the usual, data asked for a number. */
	readonly unproven: readonly RegoPlace[];
	readonly wasm?: Uint8Array<ArrayBuffer>;
}

/** A module with errors is not in `formatted`. */
export interface RegoFormatted {
	readonly errors: readonly RegoProblem[];
	readonly formatted: Readonly<Record<string, string>>;
}

interface CoverageRange {
	readonly start: { readonly row: number };
	readonly end: { readonly row: number };
}

/** OPA's coverage report. Percentages are from 0 to 100. */
export interface RegoCoverage {
	readonly files: Readonly<Record<string, { readonly coverage?: number; readonly covered?: readonly CoverageRange[]; readonly not_covered?: readonly CoverageRange[] }>>;
	readonly covered_lines: number;
	readonly not_covered_lines: number;
	readonly coverage: number;
}

/** With errors no test was run. */
export interface RegoTested extends RegoChecked {
	readonly tests: readonly RegoTestResult[];
	readonly coverage?: RegoCoverage;
}
