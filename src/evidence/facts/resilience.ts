import type { Fact, Handle, NamedFix } from './fact.ts';

/** Something that is tried again when it fails: by hand, by a library, through its queue, or a connection that is made anew. */
export interface Retry extends Fact {
	/** `settings`: what a call is told in its options, whoever tries again; for comparing with base, since defaults are not known. */
	readonly kind: 'loop' | 'recursion' | 'library' | 'requeue' | 'reconnect' | 'settings';
	/** Who tries again: `p-retry`, `bullmq`, `EventSource`; empty for code of the repository. */
	readonly library: string;
	/** What is tried, by name: `prisma.$transaction`. Text from the change; empty when there is none. */
	readonly around: string;
	/** Is there an end to the attempts? */
	readonly bound: 'bounded' | 'absent' | 'unknown';
	/** How many attempts there are at the most, when that is written down. */
	readonly attempts?: number;
	/** How long it waits before the next attempt; `open`: it waits, and something else says how long. */
	readonly backoff: 'growing' | 'fixed' | 'open' | 'absent' | 'unknown';
	readonly jitter: 'present' | 'absent' | 'unknown';
	/** An end to all attempts together, by the clock or by the caller's signal. */
	readonly totalDeadline: 'bounded' | 'absent' | 'unknown';
	/** Only some failures are tried again: the others end it. */
	readonly narrowed: boolean;
	/** Every attempt tries something else: another generated name, the next host. */
	readonly varies: boolean;
	/** May the attempt be made twice? `no`: it writes, with nothing that tells the second from the first. */
	readonly idempotent: 'yes' | 'no' | 'unknown';
	/** Where it reacts to rate limits (429): does it wait for as long as the other side asks? */
	readonly retryAfter: 'honoured' | 'ignored' | 'none';
	/** Retries inside this one, by hand or by a library, by name: their attempts multiply. */
	readonly nested: readonly string[];
}

/**
 * A call that could end when its caller gives up: one to which an AbortSignal is passed, or one that takes a signal in a function
 * that has one.
 */
export interface SignalUse extends Fact {
	/** The callee without arguments: `this.store.load`. Text from the change. */
	readonly name: string;
	/** `outbound`: of a client library; `own`: a function of the repository that takes a signal; `other`: of nobody knows whom. */
	readonly kind: 'outbound' | 'own' | 'other';
	/** Its number among those of the same subject and name, from 0. */
	readonly ordinal: number;
	/**
	 * `passed`: the call ends with its caller. `absent`: it gets no signal. `undefined`: it gets a literal `undefined` for one.
	 * `replaced`: it gets a signal of its own that knows nothing of the caller's. `weak`: it gets the signal of a temporary `Request`.
	 */
	readonly state: 'passed' | 'absent' | 'undefined' | 'replaced' | 'weak' | 'unknown';
	/** The signal that is at hand here, as code: `options.signal`; empty: none. Text from the change. */
	readonly atHand: string;
	/** Where that comes from: a parameter of the function around, the request it serves, its object. */
	readonly source: 'parameter' | 'request' | 'member' | 'none';
	/** Somebody waits for it. */
	readonly awaited: boolean;
	/** Stands where things are put in order after a failure or at the end: it should run although the caller has gone. */
	readonly cleanup: boolean;
	readonly fix?: NamedFix;
}

/** Work that is done while a database transaction or a lock is held. */
export interface HeldWork extends Fact {
	readonly holder: 'transaction' | 'lock';
	/** What holds it: `prisma.$transaction`. Text from the change. */
	readonly by: string;
	/** `call`: leaves the process; `loop`: goes on until something outside ends it. */
	readonly work: 'call' | 'loop';
	/** What is done, by name: `fetch`. Text from the change. */
	readonly name: string;
	/** `http`, `llm`, `cloud`, `grpc`, `queue`; empty for a loop. */
	readonly family: string;
	/** The function of the repository through which it happens; empty when it stands here. Text from the change. */
	readonly through: string;
	/** The beginning of what holds it. */
	readonly held: Handle;
}

/** What a consumer or webhook handler writes: its message may arrive twice. */
export interface MessageWrite extends Fact {
	readonly handler: 'consumer' | 'webhook';
	/** The write, by name: `prisma.payment.create`. Text from the change. */
	readonly name: string;
	/** `charge`: moves money; `insert`: adds a row or record; `send`: tells somebody. */
	readonly effect: 'charge' | 'insert' | 'send';
	/** Does something tell the second arrival from the first? */
	readonly dedupe: 'present' | 'absent' | 'unknown';
	/** What does so: `upsert`, `lookup`, `key`, `constraint`; empty: none was found. */
	readonly by: string;
}

export interface ResilienceFacts {
	readonly retries: readonly Retry[];
	readonly signalUses: readonly SignalUse[];
	readonly heldWork: readonly HeldWork[];
	readonly messageWrites: readonly MessageWrite[];
}
