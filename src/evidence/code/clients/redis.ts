import { type Client, duration } from './client.ts';

export const REDIS: readonly Client[] = [
	{
		client: 'redis',
		family: 'cache',
		packages: ['redis', '@redis/client'],
		versions: { from: 4 },
		factories: { createClient: 0, createCluster: 0, createClientPool: 0 },
		reportClients: true,
		bounds: [duration('socket.socketTimeout'), duration('commandOptions.timeout'), duration('socket.timeout')],
		otherwise: 'absent',
		headers: 'none',
		source: 'https://github.com/redis/node-redis/blob/master/docs/client-configuration.md',
	},
	{
		client: 'redis',
		family: 'cache',
		packages: ['redis'],
		versions: { below: 4 },
		// No setting of this version ends a command that was sent: each command needs its own.
		factories: { createClient: 0 },
		calls: { get: 9, mget: 9, set: 9, hget: 9, hgetall: 9, hmget: 9, exists: 9, incr: 9, smembers: 9, lrange: 9, zrange: 9, keys: 9, scan: 9 },
		reportClients: false,
		bounds: [],
		otherwise: 'absent',
		headers: 'none',
		source: 'https://github.com/redis/node-redis/blob/v3.1.2/README.md#options-object-properties',
	},
];
