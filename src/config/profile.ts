/** The lists of a profile that a config can put right. `tracing` are libraries; `instruments` is what instrumentation covers. */
export const PROFILE_LISTS = [
	'loggers', 'tracing', 'instruments', 'frameworks', 'middleware', 'requestContext', 'correlationHeaders', 'clients', 'queues', 'metrics', 'wrappers', 'flagClients', 'flagHelpers', 'healthHelpers', 'shutdownHelpers',
] as const;
export type ProfileList = (typeof PROFILE_LISTS)[number];

/** What the config says of a package that could not be learnt, or was learnt wrongly. */
export interface ProfileCorrection {
	/** Directory of the package, `.` for the root; absent: all packages. */
	readonly package?: string;
	readonly add?: Readonly<Partial<Record<ProfileList, readonly string[]>>>;
	readonly remove?: Readonly<Partial<Record<ProfileList, readonly string[]>>>;
}
