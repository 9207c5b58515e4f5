import { type Client, duration } from './client.ts';

export const CASSANDRA_DRIVER: readonly Client[] = [
	{
		client: 'cassandra',
		family: 'database',
		packages: ['cassandra-driver'],
		classes: { Client: 0 },
		reportClients: true,
		bounds: [duration('socketOptions.readTimeout'), duration('socketOptions.connectTimeout')],
		otherwise: { ms: 12_000 },
		signal: 'none',
		headers: 'none',
		source: 'https://docs.datastax.com/en/developer/nodejs-driver/latest/api/type.ClientOptions/index.html',
	},
];
