import { type Client, duration } from './client.ts';

export const POSTGRES: readonly Client[] = [
	{
		client: 'postgres',
		family: 'database',
		packages: ['postgres'],
		factories: { '': 1 },
		reportClients: true,
		bounds: [duration('connect_timeout', 's'), duration('connection.statement_timeout')],
		optionsFirst: true,
		otherwise: { ms: 30_000 },
		signal: 'none',
		headers: 'none',
		retry: 'none',
		source: 'https://github.com/porsager/postgres#connection-timeout',
	},
];
