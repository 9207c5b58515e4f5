import type { Fact, Handle } from './fact.ts';

/**
 * A call or construction that somebody waits for or keeps, and that is none of a known client: what limits of time it is given is
 * only worth comparing with what base gave it: given are the calls of a callee that has a limit in one of its calls, here or at base.
 */
export interface LimitedCall extends Fact {
	/** The callee without arguments: `this.gateway.load`, `new Gateway`. Text from the change. */
	readonly name: string;
	/** The options that limit its time: `timeout`, `requestTimeout`, `signal` with a timer. Text from the change. */
	readonly limits: readonly { readonly name: string; readonly at: Handle }[];
	/** Something that cannot be looked into may limit it: options handed in, a default of what is called. */
	readonly open: boolean;
}

/** What a file gives to others as limits of time. */
export interface LimitFacts {
	readonly limitedCalls: readonly LimitedCall[];
}
