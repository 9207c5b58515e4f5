import { type Client, duration } from './client.ts';

export const MIKRO_ORM: readonly Client[] = [
	{
		client: 'mikro-orm',
		family: 'database',
		packages: ['core', 'postgresql', 'mysql', 'mariadb', 'mssql', 'mongodb'].map((name) => `@mikro-orm/${name}`),
		factories: { 'MikroORM.init': 0 },
		reportClients: true,
		bounds: ['statement_timeout', 'query_timeout', 'connectionTimeoutMillis', 'connectTimeout', 'requestTimeout'].flatMap((name) => [duration(`driverOptions.connection.${name}`), duration(`driverOptions.${name}`)]),
		// That of the driver.
		otherwise: 'unknown',
		headers: 'none',
		source: 'https://mikro-orm.io/docs/configuration#driver',
	},
];
