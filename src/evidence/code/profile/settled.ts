import type { Profile } from '../../facts.ts';

/**
 * The profile that a change is judged by. What answers a rule's question (instrumentation, request context, helpers) counts when it
 * stood at base and still stands: a change cannot talk itself out, and what it takes away is missed. What makes rules ask
 * (frameworks, clients, flags) counts from either side.
 */
export function settledProfile(before: Profile, now: Profile): Profile {
	const instruments = both(before.tracing.instruments, now.tracing.instruments);
	return {
		packageName: now.packageName,
		loggers: either(now.loggers, before.loggers),
		loggerModule: now.loggerModule === '' ? before.loggerModule : now.loggerModule,
		loggerAccess: before.loggerAccess.filter((way) => now.loggerAccess.includes(way)),
		tracing: {
			libraries: either(before.tracing.libraries, now.tracing.libraries),
			auto: before.tracing.auto && now.tracing.auto,
			instruments,
			manual: before.tracing.manual || now.tracing.manual,
		},
		frameworks: either(now.frameworks, before.frameworks),
		frameworkVersions: { ...now.frameworkVersions, ...before.frameworkVersions },
		requestContext: both(before.requestContext, now.requestContext),
		correlationHeaders: both(before.correlationHeaders, now.correlationHeaders),
		middleware: both(before.middleware, now.middleware),
		clients: either(before.clients, now.clients),
		queues: either(before.queues, now.queues),
		metrics: either(before.metrics, now.metrics),
		// A fix may only use what is there at head.
		wrappers: now.wrappers,
		flagClients: either(before.flagClients, now.flagClients),
		flagHelpers: either(now.flagHelpers, before.flagHelpers),
		healthHelpers: both(before.healthHelpers, now.healthHelpers),
		shutdownHelpers: both(before.shutdownHelpers, now.shutdownHelpers),
		environment: { validators: either(now.environment.validators, before.environment.validators), module: now.environment.module === '' ? before.environment.module : now.environment.module },
		conventions: before.conventions,
		newly: broughtAlong(before, now),
	};
}

const HELPERS = ['middleware', 'healthHelpers', 'shutdownHelpers'] as const;

function broughtAlong(before: Profile, now: Profile): Profile['newly'] {
	return {
		instruments: added(before.tracing.instruments, now.tracing.instruments),
		requestContext: added(before.requestContext, now.requestContext),
		helpers: HELPERS.flatMap((kind) => added(before[kind], now[kind])),
	};
}

function added(old: readonly string[], names: readonly string[]): string[] {
	return names.filter((name) => !old.includes(name));
}

function both(before: readonly string[], now: readonly string[]): string[] {
	return before.filter((name) => now.includes(name));
}

function either(first: readonly string[], second: readonly string[]): string[] {
	return [...new Set([...first, ...second])];
}
