import { type Client, duration } from './client.ts';

export const SNOWFLAKE: readonly Client[] = [
	{
		client: 'snowflake',
		family: 'database',
		packages: ['snowflake-sdk'],
		factories: { createConnection: 0, createPool: 0 },
		reportClients: true,
		bounds: [duration('timeout')],
		otherwise: { ms: 90_000 },
		source: 'https://docs.snowflake.com/en/developer-guide/node-js/nodejs-driver-options',
	},
];
