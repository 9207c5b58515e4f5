import { type Client, duration } from './client.ts';

export const SEQUELIZE: readonly Client[] = [
	{
		client: 'sequelize',
		family: 'database',
		packages: ['sequelize', 'sequelize-typescript'],
		// `(url, options)`, `(database, user, password, options)`, `(options)`.
		classes: { '': -1, Sequelize: -1 },
		reportClients: true,
		bounds: ['statement_timeout', 'query_timeout', 'connectionTimeoutMillis', 'connectTimeout', 'requestTimeout', 'options.requestTimeout'].map((name) => duration(`dialectOptions.${name}`)),
		// `pool.acquire` ends the wait for a free connection; a query that runs is ended by the dialect's options alone.
		otherwise: { ms: 60_000 },
		signal: 'none',
		headers: 'none',
		retry: { instance: ['retry'], times: 'unknown' },
		source: 'https://sequelize.org/docs/v6/other-topics/connection-pool/',
	},
];
