import { type Client, duration } from './client.ts';

export const DRIZZLE: readonly Client[] = [
	{
		client: 'drizzle',
		family: 'database',
		packages: ['node-postgres', 'postgres-js', 'mysql2', 'neon-serverless', 'neon-http'].map((driver) => `drizzle-orm/${driver}`),
		factories: { drizzle: -1 },
		reportClients: true,
		bounds: ['connectionTimeoutMillis', 'statement_timeout', 'query_timeout', 'connectTimeout'].map((name) => duration(`connection.${name}`)),
		// That of the client it is given, which is judged where it is made.
		otherwise: 'unknown',
		signal: 'none',
		headers: 'none',
		retry: 'none',
		source: 'https://orm.drizzle.team/docs/connect-overview',
	},
];
