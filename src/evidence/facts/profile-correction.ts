/** The lists of a profile that a config can put right. `tracing` are libraries; `instruments` is what instrumentation covers. */
export const PROFILE_LISTS = [
	'loggers', 'tracing', 'instruments', 'frameworks', 'middleware', 'requestContext', 'correlationHeaders', 'clients', 'queues', 'metrics', 'wrappers', 'flagClients', 'flagHelpers', 'healthHelpers', 'shutdownHelpers',
] as const;
export type ProfileList = (typeof PROFILE_LISTS)[number];

/** What each list means, for the config's schema. */
export const PROFILE_MEANINGS: Readonly<Record<ProfileList, string>> = {
	loggers: 'Logging libraries.',
	tracing: 'Tracing libraries.',
	instruments: 'Libraries of which instrumentation makes spans and on which it passes the trace on: `http`, `pg`.',
	frameworks: 'Frameworks that serve requests, messages or jobs.',
	middleware: 'Middleware of HTTP servers.',
	requestContext: 'What gives every request its id in the logs. A name of your own will do.',
	correlationHeaders: 'Headers under which the id is passed on, in lower case.',
	clients: 'Clients of other services and of stores.',
	queues: 'Queues, brokers and job runners.',
	metrics: 'What makes metrics.',
	wrappers: 'What bounds, retries or breaks calls.',
	flagClients: 'Clients of feature flags.',
	flagHelpers: 'Functions of the repository that answer whether a flag is on.',
	healthHelpers: 'What answers probes.',
	shutdownHelpers: 'What ends the process in good order.',
};

/** What the config says of a package that could not be learnt, or was learnt wrongly. */
export interface ProfileCorrection {
	/** Directory of the package, `.` for the root; absent: all packages. */
	readonly package?: string;
	readonly add?: Readonly<Partial<Record<ProfileList, readonly string[]>>>;
	readonly remove?: Readonly<Partial<Record<ProfileList, readonly string[]>>>;
}
