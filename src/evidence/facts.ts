/**
 * The facts of one code file: what a policy of scope `file` sees as `input`.
 * src/evidence/schema/code.json describes the same shapes for Rego authors; a test holds the two together.
 */

import type { ConcurrencyFacts } from './facts/concurrency.ts';
import type { LifecycleFacts } from './facts/lifecycle.ts';
import type { LimitFacts } from './facts/limits.ts';
import type { ResilienceFacts } from './facts/resilience.ts';
import type { ConfigurationFacts } from './facts/configuration.ts';
import type { Fact, Handle, NamedFix } from './facts/fact.ts';
import type { LoggingFacts } from './facts/logging.ts';
import type { ProfileFurnishings } from './facts/profile.ts';
import type { TelemetryFacts } from './facts/telemetry.ts';

export type { Fact, Handle, NamedFix } from './facts/fact.ts';
export type { HeldWork, MessageWrite, Retry, SignalUse } from './facts/resilience.ts';

/**
 * What a file is for. `server`: code of a running service. `library`: shared code with no sign of where it runs.
 * Rules that are about production speak on `server` and mostly on `library`.
 */
export type FileRole = 'server' | 'library' | 'browser' | 'cli' | 'script' | 'test' | 'build' | 'generated';

/**
 * How a call ends if the other side hangs.
 * `absent`: nothing bounds it. `literal`: a bound stands at the call. `inherited`: from the instance, factory, agent,
 * wrapper or a library default that is short. `caller`: the caller passes it in. `unknown`: cannot be told, never guessed.
 */
export interface Deadline {
	readonly state: 'absent' | 'literal' | 'inherited' | 'caller' | 'unknown';
	readonly ms?: number;
	/**
	 * Where an inherited bound comes from, or why it is not one (`zero`, `infinity`, `wrong-place`, `default`); of a caller's, whether it
	 * is a number that every caller gives (`duration`), may leave out (`optional`) or gives among other options (`handed-in`).
	 */
	readonly reason?: string;
}

export interface OutboundCall extends Fact {
	/** The library as a person names it: `fetch`, `axios`, `pg`. */
	readonly client: string;
	/** `call` sends something; `client` makes an instance whose settings decide for its later calls. */
	readonly kind: 'call' | 'client';
	/** `http`, `database`, `cache`, `queue`, `cloud`, `llm`, `grpc`. */
	readonly family: string;
	/** Host, URL template, command or topic when it can be read; else empty. Text from the change. */
	readonly target: string;
	readonly method: string;
	readonly awaited: boolean;
	readonly deadline: Deadline;
	/** `auto`: instrumentation of the repository covers this library; `manual`: inside a hand-made span. */
	readonly span: 'auto' | 'manual' | 'absent' | 'unknown';
	/** Does the request or message carry the id that the service carries elsewhere? */
	readonly correlation: 'auto' | 'propagated' | 'absent' | 'unknown';
	/** The variable of this file that holds the options, when they stand apart from the call: several clients may share it. */
	readonly settings?: { readonly at: Handle; readonly name: string };
	/** The editor that can set a deadline here, with what it needs; absent where no safe edit is known. */
	readonly fix?: NamedFix;
}

export interface Handler extends Fact {
	readonly kind: 'http' | 'consumer' | 'job';
	readonly framework: string;
	/** `POST /orders`, a topic, a schedule; empty when it cannot be read. */
	readonly route: string;
	/** Is there a log of this request: by middleware (`auto`), in the handler (`manual`), none? */
	readonly requestLog: 'auto' | 'manual' | 'absent' | 'unknown';
	readonly correlation: 'auto' | 'manual' | 'absent' | 'unknown';
	readonly span: 'auto' | 'manual' | 'absent' | 'unknown';
}

export interface LogCall extends Fact {
	/** `console`, `pino`, `winston`, `bunyan`, `nest`, `fastify`, `custom` … */
	readonly logger: string;
	readonly level: string;
	/** How the message is made. */
	readonly message: 'literal' | 'template' | 'concatenation' | 'expression' | 'none';
	/** Names of the values put into the message. Text from the change. */
	readonly interpolated: readonly string[];
	/** Names of objects and whole errors that were turned into text: in the message, or by `JSON.stringify` beside it. */
	readonly stringified: readonly string[];
	/** Are there structured fields beside the message? */
	readonly fields: boolean;
	/** `object`: the error is passed whole; `text`: only its message or a string of it; `none`: no error in sight. */
	readonly error: 'object' | 'text' | 'none';
	/** `request`: a logger bound to the request; `root`: the module's logger where a request logger is at hand. */
	readonly scope: 'request' | 'root' | 'unknown';
	/** Name of a request-bound logger that this function could have used, for example `req.log`. */
	readonly requestLogger?: string;
	/**
	 * Why writing to the console may be right here: `sink`: it is how a logger of the repository writes; `bootstrap`: before
	 * a logger exists or as the process ends; `development`: under a condition that production does not meet.
	 */
	readonly excuse?: 'sink' | 'bootstrap' | 'development';
	readonly fix?: NamedFix;
}

export interface Catch extends Fact {
	readonly kind: 'clause' | 'method' | 'callback';
	/** What becomes of the error. Several can hold. */
	readonly does: readonly ('log' | 'rethrow' | 'return-failure' | 'return-fallback' | 'metric' | 'record' | 'narrow' | 'respond' | 'use-error' | 'cleanup' | 'call' | 'nothing')[];
	/** The body is empty but for comments. */
	readonly empty: boolean;
	/** A comment in it gives a reason. */
	readonly explained: boolean;
	/** What was tried: cleanup after use, a probe for existence, a parse, a cache entry taken out, something that writes or calls out. */
	readonly guards: 'cleanup' | 'probe' | 'parse' | 'rollback' | 'eviction' | 'outbound' | 'other';
	/** The call that was tried, by name: `storage.getObject`. Text from the change; empty when there is none. */
	readonly trying: string;
	/** Nobody waits for what was tried: `send(mail).catch(() => {})` as a statement of its own. */
	readonly detached: boolean;
	/** What was tried is a function that the caller handed in: it may tell its failures itself. */
	readonly handed: boolean;
	/** Stands where requests are answered, whatever the file is for. */
	readonly serves: boolean;
	/** Status codes that a handler which answers the request writes down. */
	readonly statuses: readonly number[];
	readonly fix?: NamedFix;
}

/** A unit of work that a trace should show: what missing-span is about. */
export interface WorkUnit extends Fact {
	readonly kind: 'job' | 'consumer' | 'publish' | 'task';
	readonly name: string;
	readonly span: 'auto' | 'manual' | 'absent' | 'unknown';
}

/**
 * Where tracing is in use: a span made by hand (`span`), or a call that somebody waits for, hands back or starts (`call`), inside
 * or outside of one.
 */
export interface TracedCall extends Fact {
	readonly kind: 'span' | 'call';
	/** The callee without arguments: `this.repository.save`. Text from the change. */
	readonly name: string;
	/** Spans made by hand that are open around it, that of its own callee included. */
	readonly depth: number;
	/** Other calls around it that are given the function it stands in: one that we cannot look into may open a span. */
	readonly wrappers: number;
}

/**
 * A place where the id of a request is taken in, kept or handed on, or could be. `app`: the set-up of a server and its middleware;
 * `response`: the answer of a middleware that knows the id; `headers`: headers of a request going out; `call`: a call of a client;
 * `argument`: a call of the repository's own function that takes the id; `log`: a log line of a failure; `logger`: the log lines of a
 * function together, which a logger that is bound to the id gives it.
 */
export interface Handover extends Fact {
	readonly kind: 'app' | 'response' | 'headers' | 'call' | 'argument' | 'log' | 'logger';
	/** What it belongs to, the same at base and head: framework, variable, callee. Text from the change. */
	readonly name: string;
	/** Its number among those of the same kind, subject and name, from 0. */
	readonly ordinal: number;
	/** `unknown`: something that we cannot look into may carry the id. */
	readonly state: 'passed' | 'absent' | 'unknown';
	/** The names under which ids pass. Text from the change. */
	readonly ids: readonly string[];
	/** An id that stands ready here, as code: `req.headers[REQUEST_ID]`; empty: none in sight. Text from the change. */
	readonly atHand: string;
	/** `app`: the server is made here, not only furnished. */
	readonly made: boolean;
	/** `app`: the whole set-up, from its first to its last line; `at` is its beginning. */
	readonly around?: Handle;
	/** `log`: the start of the message. Text from the change. */
	readonly message?: string;
	/** `logger`: the function's further log lines. */
	readonly others?: readonly Handle[];
}

/** What the repository already does, learnt from the package that owns the file, at base where it exists there. */
export interface Profile extends ProfileFurnishings {
	readonly packageName: string;
	/** Logging libraries in use, best first: `pino`, `winston`. Empty: none. */
	readonly loggers: readonly string[];
	/** A module of the repository that exports a logger, as an import path relative to the package; else empty. */
	readonly loggerModule: string;
	readonly tracing: {
		readonly libraries: readonly string[];
		/** Auto-instrumentation in place (`@opentelemetry/auto-instrumentations-node`, `dd-trace`, Sentry …). */
		readonly auto: boolean;
		/** Instrumented by name: `http`, `pg`, `undici` … */
		readonly instruments: readonly string[];
		/** Spans are made by hand somewhere in the package. */
		readonly manual: boolean;
	};
	readonly frameworks: readonly string[];
	/** Something gives every request its id in the logs (pino-http, nestjs-pino, fastify, AsyncLocalStorage …). */
	readonly requestContext: readonly string[];
	/** Header names under which the repository passes a correlation id on, lower case. */
	readonly correlationHeaders: readonly string[];
	readonly clients: readonly string[];
	readonly flagClients: readonly string[];
	readonly conventions: { readonly console: boolean };
}

export interface CodeEvidence extends LimitFacts, TelemetryFacts, ConfigurationFacts, LoggingFacts, ConcurrencyFacts, LifecycleFacts, ResilienceFacts {
	readonly path: string;
	readonly language: 'typescript' | 'javascript';
	readonly role: FileRole;
	readonly profile: Profile;
	readonly outboundCalls: readonly OutboundCall[];
	readonly handlers: readonly Handler[];
	readonly logCalls: readonly LogCall[];
	readonly catches: readonly Catch[];
	readonly workUnits: readonly WorkUnit[];
	readonly tracedCalls: readonly TracedCall[];
	readonly handovers: readonly Handover[];
}
