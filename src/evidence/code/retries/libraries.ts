/** What is known of a library that tries again. */
export interface RetryLibrary {
	readonly library: string;
	readonly packages: readonly string[];
	/** Exports that try a function, or that furnish a client, with the index of their options. `''` is the default export. */
	readonly functions: Readonly<Record<string, number>>;
	/** Index of the function that is tried; none where a client is furnished. */
	readonly work?: number;
	/** Options for the number of attempts; the value counts further attempts unless `total`. */
	readonly limit: readonly string[];
	readonly total?: boolean;
	/** Options that switch the end off. */
	readonly forever?: readonly string[];
	/** Options that set how long it waits. */
	readonly delay: readonly string[];
	/** Options that add chance. */
	readonly jitter?: readonly string[];
	/** Without options. `attempts` 0: for ever. */
	readonly otherwise: { readonly attempts: number; readonly backoff: 'growing' | 'fixed' | 'absent'; readonly jitter: 'present' | 'absent' };
	readonly source: string;
}

/** Libraries whose work is to try again. A client's own retries stand in the table of clients. */
export const RETRY_LIBRARIES: readonly RetryLibrary[] = [
	{
		library: 'p-retry',
		packages: ['p-retry'],
		functions: { '': 1 },
		work: 0,
		limit: ['retries'],
		forever: ['forever'],
		delay: ['factor', 'minTimeout', 'maxTimeout'],
		jitter: ['randomize'],
		otherwise: { attempts: 11, backoff: 'growing', jitter: 'absent' },
		source: 'https://github.com/sindresorhus/p-retry#options',
	},
	{
		library: 'async-retry',
		packages: ['async-retry'],
		functions: { '': 1 },
		work: 0,
		limit: ['retries'],
		forever: ['forever'],
		delay: ['factor', 'minTimeout', 'maxTimeout'],
		jitter: ['randomize'],
		otherwise: { attempts: 11, backoff: 'growing', jitter: 'present' },
		source: 'https://github.com/vercel/async-retry#api',
	},
	{
		library: 'axios-retry',
		packages: ['axios-retry'],
		functions: { '': 1 },
		limit: ['retries'],
		delay: ['retryDelay'],
		otherwise: { attempts: 4, backoff: 'absent', jitter: 'absent' },
		source: 'https://github.com/softonic/axios-retry#options',
	},
	{
		library: 'exponential-backoff',
		packages: ['exponential-backoff'],
		functions: { backOff: 1 },
		work: 0,
		limit: ['numOfAttempts'],
		total: true,
		delay: ['startingDelay', 'timeMultiple', 'maxDelay'],
		jitter: ['jitter'],
		otherwise: { attempts: 10, backoff: 'growing', jitter: 'absent' },
		source: 'https://github.com/coveooss/exponential-backoff#backoffoptions',
	},
	{
		library: 'cockatiel',
		packages: ['cockatiel'],
		functions: { retry: 1 },
		limit: ['maxAttempts'],
		delay: ['backoff'],
		otherwise: { attempts: 0, backoff: 'absent', jitter: 'absent' },
		source: 'https://github.com/connor4312/cockatiel#retrypolicy-options',
	},
	{
		library: 'ts-retry-promise',
		packages: ['ts-retry-promise'],
		functions: { retry: 1 },
		work: 0,
		limit: ['retries'],
		forever: [],
		delay: ['delay', 'backoff'],
		otherwise: { attempts: 11, backoff: 'fixed', jitter: 'absent' },
		source: 'https://github.com/normartin/ts-retry-promise#interface',
	},
];
