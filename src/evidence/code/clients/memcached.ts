import { type Client, duration } from './client.ts';

export const MEMCACHED: readonly Client[] = [
	{
		client: 'memcached',
		family: 'cache',
		packages: ['memcached'],
		classes: { '': 1 },
		reportClients: true,
		bounds: [duration('timeout')],
		otherwise: { ms: 5_000 },
		signal: 'none',
		headers: 'none',
		retry: { instance: ['retries'], times: 5 },
		source: 'https://github.com/3rd-Eden/memcached#options',
	},
];
