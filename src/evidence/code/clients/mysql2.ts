import { type Client, duration } from './client.ts';

export const MYSQL2: readonly Client[] = [
	{
		client: 'mysql2',
		family: 'database',
		packages: ['mysql2', 'mysql2/promise', 'mysql'],
		factories: { createPool: 0, createConnection: 0, createPoolCluster: 0 },
		reportClients: true,
		bounds: [duration('connectTimeout'), duration('acquireTimeout')],
		// Bounds the connection only: a query has `timeout` of its own.
		otherwise: { ms: 10_000 },
		signal: 'none',
		headers: 'none',
		retry: 'none',
		source: 'https://github.com/mysqljs/mysql#connection-options',
	},
];
