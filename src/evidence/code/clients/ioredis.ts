import { type Client, duration } from './client.ts';

export const IOREDIS: readonly Client[] = [
	{
		client: 'ioredis',
		family: 'cache',
		packages: ['ioredis', 'iovalkey'],
		// `(url)`, `(url, options)`, `(port, host, options)`.
		classes: { '': -1, Redis: -1, Cluster: 1 },
		optionsFirst: true,
		reportClients: true,
		bounds: [duration('commandTimeout'), duration('socketTimeout'), duration('redisOptions.commandTimeout'), duration('redisOptions.socketTimeout')],
		delegates: ['Connector'],
		mends: 'commandTimeout',
		// `connectTimeout` (10 s) bounds the connection; a command that was sent waits for ever.
		otherwise: 'absent',
		signal: 'none',
		headers: 'none',
		retry: { instance: ['maxRetriesPerRequest', 'retryStrategy'], times: 20 },
		source: 'https://github.com/redis/ioredis/blob/main/lib/redis/RedisOptions.ts',
	},
];
