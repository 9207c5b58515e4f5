import type { Fact, Handle, NamedFix } from './fact.ts';

/** One value that becomes a label of a metric, part of its name, or part of a span's name: each value it can take is a series or group of its own. */
export interface MetricLabel extends Fact {
	/** `convention`: an attribute that conventions want with few values, because metrics are made from it: `error.type`, `http.route`. */
	readonly on: 'metric' | 'metric-name' | 'span-name' | 'convention';
	/** The metric as the code names it: `this.ordersCounter`; for a span's name the call that makes it. Text from the change. */
	readonly metric: string;
	/** The label's key; empty in a name. Text from the change. */
	readonly label: string;
	/** The value as it is written. Text from the change. */
	readonly value: string;
	/** How many values it can take, as far as the code tells. */
	readonly bound: 'bounded' | 'unbounded' | 'unknown';
	/** Why it is unbounded. */
	readonly kind: 'id' | 'path' | 'message' | 'time' | 'random' | 'personal' | 'none';
	/** The call that records it: labels of one call have the same. */
	readonly call: Handle;
}

/** A span that is made by hand, and whether every way out of its code ends it. */
export interface ManualSpan extends Fact {
	/** The call that makes it: `tracer.startSpan`. Text from the change. */
	readonly api: string;
	/** Its name; empty when it cannot be read. Text from the change. */
	readonly name: string;
	/**
	 * `always`; `helper`: what makes it ends it; `unless`: a way out leaves it open; `never`: nothing in its code ends it; `unknown`: it is
	 * handed on, kept, or ended where we do not look.
	 */
	readonly ended: 'always' | 'helper' | 'unless' | 'never' | 'unknown';
	/** How many calls end it, wherever they stand. */
	readonly endings: number;
	/** Functions that are given it, and other ways in which it leaves its code. */
	readonly given: readonly string[];
	/** The way out that leaves it open; `call`: something that is waited for may fail. */
	readonly leak: 'return' | 'throw' | 'continue' | 'branch' | 'call' | 'none';
	/** Where that is. */
	readonly leakAt?: Handle;
	/** The call that may fail. Text from the change. */
	readonly leaking: string;
	readonly fix?: NamedFix;
}

/** A place where a failure arrives while a span is at hand. */
export interface SpanFailure extends Fact {
	/** The variable, parameter or field that holds the span. Text from the change. */
	readonly span: string;
	/** The call that made it, or that gives it to this code; empty when that is elsewhere. Text from the change. */
	readonly api: string;
	/** `made`: by hand, for the function that the failure arrives in; `given`: a parameter, a field, or of a function around. */
	readonly held: 'made' | 'given';
	/** Its number among those of the same subject, span and `held`, from 0. */
	readonly ordinal: number;
	readonly exception: 'recorded' | 'absent' | 'unknown';
	/** `other`: a status is set, and it is not that of an error. */
	readonly status: 'error' | 'other' | 'absent' | 'unknown';
	/** `rethrown`: somebody else may record it; `expected`: the handler asks which failure it is, or goes on to another try. */
	readonly outcome: 'rethrown' | 'expected' | 'ended';
}

/** The span that happens to be active, which is undefined where none is. */
export interface ActiveSpan extends Fact {
	/** The variable that holds it. Text from the change. */
	readonly span: string;
	/** The call that asks for it. Text from the change. */
	readonly api: string;
	/** Uses that fail when there is none, those in the answer to a failure first. */
	readonly unguarded: readonly { readonly at: Handle; readonly method: string; readonly onFailure: boolean }[];
}

/** A place where work leaves the asynchronous context of its trace, or comes into one. */
export interface ContextCrossing extends Fact {
	/**
	 * `message`: handed to a broker; `consumer`: taken from one; `request`: headers going out; `worker`: another thread or process;
	 * `callback`: a function kept for later; `observer`: a span made in a hook that the runtime calls; `scope`: `context.with`.
	 */
	readonly kind: 'message' | 'consumer' | 'request' | 'worker' | 'callback' | 'observer' | 'scope';
	/** Topic, callee or hook, the same at base and head. Text from the change. */
	readonly name: string;
	/** Its number among those of the same kind, subject and name, from 0. */
	readonly ordinal: number;
	/** `auto`: instrumentation of its library carries the context. */
	readonly context: 'carried' | 'absent' | 'auto' | 'unknown';
}

/** Work whose rate, failures and duration somebody will ask for. */
export interface MeasuredWork extends Fact {
	readonly kind: 'job' | 'consumer' | 'task' | 'cache' | 'client';
	readonly name: string;
	/** What tells of it: a metric, a span, a log line of what it did, a log line of its failure. */
	readonly by: readonly ('metric' | 'span' | 'log' | 'failure-log')[];
	/** Something that we cannot look into may tell. */
	readonly elsewhere: boolean;
}

export interface TelemetryFacts {
	readonly metricLabels: readonly MetricLabel[];
	readonly manualSpans: readonly ManualSpan[];
	readonly spanFailures: readonly SpanFailure[];
	readonly activeSpans: readonly ActiveSpan[];
	readonly contextCrossings: readonly ContextCrossing[];
	readonly measuredWork: readonly MeasuredWork[];
}
