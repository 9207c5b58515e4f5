import type { Fact, NamedFix } from './fact.ts';

/** A value that should not leave the process in plain, at a place where it is written down. One fact for each value of a place. */
export interface Exposure extends Fact {
	/** Where it ends up: a log line, an attribute of a span, a label of a metric, the message of an error. */
	readonly sink: 'log' | 'span' | 'metric' | 'error';
	/**
	 * `secret`: a password, token or key. `credential`: what holds one, such as a connection string or a signed link. `headers`, `body`,
	 * `request`: those of a request as a whole. `env`, `config`, `account`: such an object as a whole. `url`: an address, which may hold a
	 * password or a token. `personal`: what tells who somebody is.
	 */
	readonly kind: 'secret' | 'credential' | 'headers' | 'body' | 'request' | 'env' | 'config' | 'account' | 'url' | 'personal';
	/** The value as code: `user.email`. Text from the change. */
	readonly name: string;
	/** The word that tells its kind, lower case: `token`, `authorization`, `email`. */
	readonly noun: string;
	/** `field`: under a key beside the message; `interpolated`: in the text; `stringified`: an object made into text; `argument`: as it is. */
	readonly how: 'field' | 'interpolated' | 'stringified' | 'argument';
	/** `yes`: masked, hashed or cut short here, or taken out by the logger; `unknown`: the logger has a redaction that cannot be read. */
	readonly redacted: 'yes' | 'no' | 'unknown';
}

/** A list of names whose values are taken out of what is written: `redact: ['password']`. */
export interface Redaction extends Fact {
	/** The names or paths, in source order. Text from the change. */
	readonly paths: readonly string[];
	/** All of them can be read here. */
	readonly complete: boolean;
}

/** A log line that tells of an error. */
export interface ErrorLog extends Fact {
	/** As in `logCalls`. */
	readonly logger: string;
	readonly level: string;
	/** The error as code: `err`. Text from the change. */
	readonly error: string;
	/**
	 * `object`: whole; `text`: only its message or a text of it; `misplaced`: whole, where this logger drops it;
	 * `none`: not at all, although an error was caught right here.
	 */
	readonly how: 'object' | 'text' | 'misplaced' | 'none';
	/** How it was made into text: `message`, `template`, `json`, `string`, `inspect`; empty when it was not. */
	readonly via: 'message' | 'template' | 'json' | 'string' | 'inspect' | '';
	/** Does the logger take the error as it is: known from its library, or from how this file calls it? */
	readonly takesObject: 'yes' | 'no' | 'unknown';
	/** The error goes elsewhere from here whole: thrown on, or handed to a reporter. */
	readonly alsoGoes: boolean;
	readonly fix?: NamedFix;
}

/** What a place where failures arrive makes of them, for callers of this code. */
export interface ErrorMapping extends Fact {
	/** `response`: an answer to a request; `throw`: another error; `return`: a value; `none`: it goes on. */
	readonly becomes: 'response' | 'throw' | 'return' | 'none';
	/** The answer to all failures that nothing tells apart: a status, or a code such as `INTERNAL_SERVER_ERROR`; empty: none is written down. */
	readonly answer: string;
	/** The error, or something of it, goes into the answer: somebody further up can still tell. */
	readonly keepsError: boolean;
	/** Which failures are told apart: names of classes, codes and names of errors that it asks for. Text from the change. */
	readonly narrowed: readonly string[];
	/** A function that is given the error may tell failures apart. */
	readonly delegated: boolean;
	/** Classes of errors that what was tried is seen to throw. Text from the change. */
	readonly thrown: readonly string[];
	/** What was tried, by name. Text from the change. */
	readonly trying: string;
	/** An error is thrown from here without the one that caused it. */
	readonly dropsCause: boolean;
	/** Stands where requests are answered. */
	readonly serves: boolean;
	readonly fix?: NamedFix;
}

/** `throw` of something of no kind of its own: a string, or a bare `Error`. */
export interface BareThrow extends Fact {
	readonly what: 'text' | 'object' | 'error';
	/** Its message, with `{}` for values. Text from the change. */
	readonly message: string;
	/** Classes of errors of the repository that this file throws. Text from the change. */
	readonly typed: readonly string[];
}

/** A call that is waited for where no handler of its own function takes a failure. */
export interface UnguardedCall extends Fact {
	/** As `trying` of a handler names it. Text from the change. */
	readonly name: string;
}

/** Something that logs each request, put in front of the handlers. */
export interface RequestLog extends Fact {
	/** As the code names it: `morgan`. Text from the change. */
	readonly name: string;
	/** `beside`: not here, and another file of the change has one now. */
	readonly where: 'here' | 'beside';
}

/** Facts about logs and errors beyond `logCalls` and `catches`. */
export interface LoggingFacts {
	readonly exposures: readonly Exposure[];
	readonly redactions: readonly Redaction[];
	readonly errorLogs: readonly ErrorLog[];
	readonly errorMappings: readonly ErrorMapping[];
	readonly bareThrows: readonly BareThrow[];
	readonly unguardedCalls: readonly UnguardedCall[];
	readonly requestLogs: readonly RequestLog[];
}
