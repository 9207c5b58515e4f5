import type { Profile } from '../facts.ts';

/** One thing that a package does, and the line that shows it. */
export interface ProfileEntry {
	/** `framework`, `logger`, `tracing`, `request context` … */
	readonly kind: string;
	readonly name: string;
	/** How it is reached or what it covers, where that is known: `version 5`, `module, request`. */
	readonly detail?: string;
	readonly path: string;
	/** From 1. */
	readonly line: number;
}

/** What a package of the repository already does. */
export interface PackageProfile {
	/** Directory of the package, `.` for the root. */
	readonly directory: string;
	readonly name: string;
	readonly entries: readonly ProfileEntry[];
	/** What policies see as `input.profile`. */
	readonly profile: Profile;
}
