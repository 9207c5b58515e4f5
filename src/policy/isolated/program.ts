import type { RegoSources } from '../rego-tool.ts';

/**
 * What an isolated engine runs: policies compiled to Wasm, or their sources in OPA's own evaluator, which starts more slowly
 * and answers everything as OPA does. Both have the entry that `ENTRYPOINT` names.
 */
export type Program =
	| { readonly kind: 'wasm'; readonly wasm: Uint8Array }
	/** `tool` is the path of rego.wasm.br; the child must be allowed to read it. */
	| { readonly kind: 'evaluator'; readonly tool: string; readonly sources: RegoSources };
