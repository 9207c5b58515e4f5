/** What a package is furnished with beyond loggers and tracing. Names are those of packages, unless they say otherwise. */
export interface ProfileFurnishings {
	/** The major version of each of `frameworks` that states one: `{"express": 4}`. */
	readonly frameworkVersions: Readonly<Record<string, number>>;
	/** Middleware of HTTP servers: `helmet`, `express-async-errors`, `nestjs-zod`. */
	readonly middleware: readonly string[];
	readonly queues: readonly string[];
	readonly metrics: readonly string[];
	/** What bounds, retries or breaks calls: `p-limit`, `cockatiel`, `opossum`. */
	readonly wrappers: readonly string[];
	readonly healthHelpers: readonly string[];
	/** Packages, and signs in the set-up code: `process.on('SIGTERM')`, `enableShutdownHooks`. */
	readonly shutdownHelpers: readonly string[];
	/** Functions and objects of the repository that answer whether a flag is on: `flagResolver.isEnabled`. Text from the repository. */
	readonly flagHelpers: readonly string[];
	/** How the logger is reached: imported (`module`), made for a part (`child`), on the request, or out of the async context. */
	readonly loggerAccess: readonly ('module' | 'child' | 'request' | 'context')[];
	/** What checks the environment at start, and the module that does it, as an import path relative to the package; else empty. */
	readonly environment: { readonly validators: readonly string[]; readonly module: string };
	/**
	 * Guardrails that this change brings along. They do not count as what the package already does, and say why code of the same change
	 * gives up its own.
	 */
	readonly newly: { readonly instruments: readonly string[]; readonly requestContext: readonly string[]; readonly helpers: readonly string[] };
}
