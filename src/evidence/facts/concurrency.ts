import type { Fact, Handle, NamedFix } from './fact.ts';

/**
 * A promise as code treats it: a call whose promise is waited for or dropped, an async function given to something that does not wait,
 * or a promise that is tested as if it were its value.
 */
export interface PromiseUse extends Fact {
	/**
	 * `call`: a call of which nothing but the promise is left. `callback`: an async function given to something that calls it and goes
	 * on. `predicate`: an async function whose answer is read at once, as `filter` and `some` do. `condition`: a promise that is tested.
	 */
	readonly kind: 'call' | 'callback' | 'predicate' | 'condition';
	/** `awaited` or handed back; `caught`: nobody waits, a failure is dealt with; `floating`: neither. */
	readonly state: 'awaited' | 'caught' | 'floating';
	/** What is called, without arguments: `this.mailer.send`; with `callback`, what it was given to: `rows.forEach`. Text from the change. */
	readonly name: string;
	/** What takes the function, with `callback`: `forEach`, `event`, `timer`, `express`, `promise` (an executor), `map`. */
	readonly taker: 'none' | 'forEach' | 'event' | 'timer' | 'express' | 'promise' | 'map';
	/**
	 * How it is known to be a promise. `async`: a function of the repository says so; `declared`: a type of the repository does; `lazy`: a
	 * query that is sent once somebody waits for it; `known`: a library's interface; `chained`: it has `then`; `unknown`: it is not.
	 */
	readonly promise: 'async' | 'declared' | 'lazy' | 'known' | 'chained' | 'unknown';
	/** Whether a failure can come out of it: `handled` where the function that is called deals with all of its own. */
	readonly failure: 'handled' | 'escapes' | 'unknown';
	/** Whether it leads out of the process: a request, a query, a file. */
	readonly does: 'io' | 'none' | 'unknown';
	/** The function around it: one that could wait, one that could not, or the top level of the module. */
	readonly inside: 'async' | 'sync' | 'module';
	readonly fix?: NamedFix;
}

/** Work started for every element of a collection. */
export interface FanOut extends Fact {
	/** `sequence`: a loop that waits for each element: the bound that others lack. */
	readonly via: 'all' | 'allSettled' | 'any' | 'race' | 'pushed' | 'forEach' | 'sequence';
	/** The collection as written: `projects`. Text from the change. */
	readonly over: string;
	/** What is done to each element, by the name of its first call that leads out. Text from the change; empty when none is known. */
	readonly what: string;
	/**
	 * Where the collection's size comes from. `literal`: written down; `constant`: fixed in code; `query`: as many as a database or API
	 * holds; `pages`: as many pages as there are; `page`: one page of a query; `input`: a request or message decides; `matches`: found in a text; `parameter`: a caller decides.
	 */
	readonly source: 'literal' | 'constant' | 'query' | 'pages' | 'page' | 'input' | 'matches' | 'parameter' | 'unknown';
	/** What is done to each element. `database`: queries of this service's own pool, `io`: anything else that leads out. */
	readonly does: 'io' | 'database' | 'none' | 'unknown';
	readonly bounded: 'yes' | 'no' | 'unknown';
	/** What bounds it: `p-limit`, `chunk`, `sequence`; empty when nothing is known to. */
	readonly limiter: string;
	/** `at` is the beginning; this is the whole. */
	readonly around: Handle;
	readonly fix?: NamedFix;
}

/** A place where bytes pass on faster than their receiver can take them, or where a failure of a stream goes nowhere. */
export interface StreamUse extends Fact {
	/** `write`: a write in a loop; `data`: a listener for `data` that starts work; `pipe`: `a.pipe(b)`. */
	readonly kind: 'write' | 'data' | 'pipe';
	/** The streams as written: `source.pipe(response)`. Text from the change. */
	readonly name: string;
	/** Whether the receiver's pace is heeded (`write`, `data`), or errors of both sides are (`pipe`). */
	readonly state: 'heeded' | 'ignored' | 'unknown';
	/** `write`: what the loop goes over; `pipe`: where it ends. */
	readonly size: 'stream' | 'query' | 'unknown' | 'small';
	/** `pipe`: where the bytes come from or go to: `request`, `response`, `file`, `upstream`; else empty. */
	readonly from: string;
	readonly to: string;
	readonly fix?: NamedFix;
}

/** A call that stops the whole process until it is done. */
export interface BlockingCall extends Fact {
	/** The function: `readFileSync`, `pbkdf2Sync`. */
	readonly name: string;
	readonly family: 'file' | 'probe' | 'hash' | 'process' | 'compression' | 'wait';
	/** `request`: a handler, consumer or job leads here; `start`: runs when the module loads, or once; `unknown`: somebody calls it. */
	readonly when: 'request' | 'start' | 'unknown';
}

export interface ConcurrencyFacts {
	readonly promises: readonly PromiseUse[];
	readonly fanOuts: readonly FanOut[];
	readonly streams: readonly StreamUse[];
	readonly blockingCalls: readonly BlockingCall[];
}
