export interface ErrorPlace {
	/** The file that is wrong, as the person knows it. */
	readonly path?: string;
	readonly line?: number;
	readonly column?: number;
	/** What to do about it, one sentence. */
	readonly remedy?: string;
}

/**
 * A mistake of the person who runs Groundwire: a wrong option, an invalid config, a base that does not exist.
 * It ends a run with exit code 2 and says how to mend it.
 */
export class ConfigurationError extends Error {
	override readonly name = 'ConfigurationError';
	readonly path: string | undefined;
	readonly line: number | undefined;
	readonly column: number | undefined;
	readonly remedy: string | undefined;

	constructor(message: string, place: ErrorPlace = {}) {
		super(message);
		this.path = place.path;
		this.line = place.line;
		this.column = place.column;
		this.remedy = place.remedy;
	}
}
