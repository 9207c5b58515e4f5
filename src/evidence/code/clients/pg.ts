import { type Client, duration } from './client.ts';

export const PG_BOUNDS = [duration('connectionTimeoutMillis'), duration('statement_timeout'), duration('query_timeout'), duration('lock_timeout')];

export const PG: readonly Client[] = [
	{
		client: 'pg',
		family: 'database',
		packages: ['pg', '@neondatabase/serverless', 'pg-pool'],
		classes: { Client: 0, Pool: 0, 'native.Client': 0, 'native.Pool': 0, '': 0 },
		reportClients: true,
		bounds: PG_BOUNDS,
		connectionText: /[?&](?:connect_timeout|statement_timeout|query_timeout|options)=/,
		mends: 'connectionTimeoutMillis',
		otherwise: 'absent',
		signal: 'none',
		headers: 'none',
		retry: 'none',
		source: 'https://node-postgres.com/apis/client#new-client',
	},
];
