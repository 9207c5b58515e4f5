import type { ProfileCorrection, ProfileList } from '../../facts/profile-correction.ts';
import type { Profile } from '../../facts.ts';

type Lists = Readonly<Partial<Record<ProfileList, readonly string[]>>>;

/** A profile as the config of base puts it right, for the package in a directory. Corrections without a package are for all. */
export function corrected(profile: Profile, directory: string, corrections: readonly ProfileCorrection[]): Profile {
	return corrections.filter(({ package: of }) => of === undefined || of === (directory === '' ? '.' : directory)).reduce(correctedOnce, profile);
}

function correctedOnce(profile: Profile, { add = {}, remove = {} }: ProfileCorrection): Profile {
	const list = (name: Exclude<ProfileList, 'instruments' | 'tracing'>): readonly string[] => correctedList(profile[name], name, add, remove);
	const instruments = correctedList(profile.tracing.instruments, 'instruments', add, remove);
	return {
		...profile,
		loggers: list('loggers'),
		frameworks: list('frameworks'),
		middleware: list('middleware'),
		requestContext: list('requestContext'),
		correlationHeaders: list('correlationHeaders'),
		clients: list('clients'),
		queues: list('queues'),
		metrics: list('metrics'),
		wrappers: list('wrappers'),
		flagClients: list('flagClients'),
		flagHelpers: list('flagHelpers'),
		healthHelpers: list('healthHelpers'),
		shutdownHelpers: list('shutdownHelpers'),
		tracing: { ...profile.tracing, instruments, auto: instruments.length > 0, libraries: correctedList(profile.tracing.libraries, 'tracing', add, remove) },
	};
}

function correctedList(names: readonly string[], list: ProfileList, add: Lists, remove: Lists): readonly string[] {
	const added = add[list] ?? [];
	const removed = remove[list] ?? [];
	return added.length === 0 && removed.length === 0 ? names : [...new Set([...names, ...added])].filter((name) => !removed.includes(name));
}
