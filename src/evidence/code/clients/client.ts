/**
 * What the extractors know of a client library. Facts about libraries are data: one file a library, a row for each of its faces
 * and major versions, each with the page or the source file that says so. What could not be verified is left out or `unknown`,
 * so that no rule ever objects to it.
 */
export interface Client {
	/** The library as a person names it. */
	readonly client: string;
	readonly family: 'http' | 'database' | 'cache' | 'queue' | 'cloud' | 'llm' | 'grpc';
	/** Packages whose exports these are; `global` is the runtime, `@aws-sdk/client-*` is a family of packages. */
	readonly packages: readonly string[];
	/** Only these major versions of the package; `below: 4` is 3 and older. Unknown versions count as the newest. */
	readonly versions?: { readonly below?: number; readonly from?: number };
	/** Exports, or methods of an instance, that send something, with the index of their options. `''` is the export itself. */
	readonly calls?: Readonly<Record<string, number>>;
	/** The first argument may be the options themselves: `axios({ url, timeout })`. */
	readonly optionsFirst?: boolean;
	/** Functions that make an instance with settings of its own, with the index of the settings. */
	readonly factories?: Readonly<Record<string, number>>;
	/** Classes whose instances have settings of their own, with the index of the settings; `-1` is the last argument, `*Client` is a pattern. */
	readonly classes?: Readonly<Record<string, number>>;
	/** An instance that is made without a deadline is a fact by itself. */
	readonly reportClients: boolean;
	/** Any of these that is set bounds the call. */
	readonly bounds: readonly Bound[];
	/** Methods that bound a call when chained to it: `.timeout(5000)`. */
	readonly chained?: readonly string[];
	/** An option with which someone else decides: a custom `fetch`, interceptors, a pool that was made elsewhere. */
	readonly delegates?: readonly string[];
	/** Text of a connection string that bounds it. */
	readonly connectionText?: RegExp;
	/** The option that an editor writes where a deadline lacks: `signal`, `timeout.request`. Left out: none is sure to be right. */
	readonly mends?: string;
	/** What holds when nothing is set. */
	readonly otherwise: Otherwise;
	/** Where a caller's AbortSignal goes; left out: not known. */
	readonly signal?: Acceptance | 'none';
	/** Where headers of a request go; left out: not known. */
	readonly headers?: Acceptance | 'none';
	/** Where its own retries are set, and how often it tries again when nothing is set; left out: not known. */
	readonly retry?: Retry | 'none';
	/** Where this is written. */
	readonly source: string;
}

/** Where a library takes something. */
export interface Acceptance {
	/** Paths in the options of a call: `signal`. */
	readonly call?: readonly string[];
	/** Paths in the settings of an instance: `maxRetries`. */
	readonly instance?: readonly string[];
	/** Methods chained to a call: `.abortOnSignal(signal)`. */
	readonly chained?: readonly string[];
}

export interface Retry extends Acceptance {
	/** Further attempts after the first one when nothing is set. */
	readonly times: number | 'unknown';
}

export interface Bound {
	/** Path in the options: `timeout`, `socket.socketTimeout`. */
	readonly path: string;
	/** `duration`: a number, or an object of numbers by phase. `signal`: an AbortSignal. */
	readonly kind: 'duration' | 'signal';
	/** Unit of a number; milliseconds when absent. */
	readonly unit?: 's';
	/** Zero is a bound here; mostly it means none. */
	readonly zeroBounds?: boolean;
}

/** `absent`: it waits for ever. A number of milliseconds: the library's own default. `unknown`: could not be verified. */
export type Otherwise = 'absent' | 'unknown' | { readonly ms: number };

export function duration(path: string, unit?: 's'): Bound {
	return unit === undefined ? { path, kind: 'duration' } : { path, kind: 'duration', unit };
}

export const SIGNAL: Bound = { path: 'signal', kind: 'signal' };
