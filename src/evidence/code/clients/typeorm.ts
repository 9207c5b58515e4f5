import { type Client, duration } from './client.ts';

export const TYPEORM: readonly Client[] = [
	{
		client: 'typeorm',
		family: 'database',
		packages: ['typeorm'],
		factories: { createConnection: 0 },
		classes: { DataSource: 0 },
		reportClients: true,
		bounds: ['connectTimeoutMS', 'connectTimeout', 'acquireTimeout', 'requestTimeout', 'connectionTimeout', 'extra.connectionTimeoutMillis', 'extra.statement_timeout', 'extra.query_timeout', 'extra.connectTimeout', 'extra.requestTimeout', 'options.requestTimeout'].map((name) => duration(name)),
		// That of the driver behind `type`, which differs: pg waits for ever, mysql2 and mssql do not.
		otherwise: 'unknown',
		signal: 'none',
		headers: 'none',
		retry: 'none',
		source: 'https://typeorm.io/docs/data-source/data-source-options',
	},
];
