import type { Envelope } from '../entry-module.ts';

/**
 * What passes between the engine and the child that judges. Frames (isolation/frames.ts) over stdin and stdout, in order:
 * the setup, the program (the Wasm module's bytes, or sources as JSON when the setup names a tool), then any number of jobs. The child answers `ready` once, and each job once, in order.
 */
export interface Setup {
	readonly maxBytes: number;
	/** Milliseconds since the epoch: `time.now_ns`. */
	readonly startedAt: number;
	readonly entrypoint: string;
	/** The path of rego.wasm.br: the program is sources for OPA's own evaluator. */
	readonly tool?: string;
}

/** `data` stays until another one comes; it has no answer. */
export type JudgeJob = { readonly type: 'data'; readonly data: Readonly<Record<string, unknown>> } | { readonly type: 'evaluate'; readonly envelope: Envelope };

export type JudgeAnswer =
	| { readonly type: 'ready' }
	/** The entrypoint's value, not yet validated. */
	| { readonly type: 'value'; readonly value: unknown }
	/** The policy failed; the child has a new instance already. */
	| { readonly type: 'trap'; readonly detail: string };
