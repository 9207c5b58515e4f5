import { type Client, duration } from './client.ts';

export const MSSQL: readonly Client[] = [
	{
		client: 'mssql',
		family: 'database',
		packages: ['mssql', 'mssql/msnodesqlv8'],
		classes: { ConnectionPool: 0 },
		factories: { connect: 0 },
		reportClients: true,
		bounds: [duration('requestTimeout'), duration('connectionTimeout')],
		otherwise: { ms: 15_000 },
		signal: 'none',
		headers: 'none',
		retry: 'none',
		source: 'https://github.com/tediousjs/node-mssql#general-same-for-all-drivers',
	},
];
