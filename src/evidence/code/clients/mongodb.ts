import { type Client, duration } from './client.ts';

export const MONGODB: readonly Client[] = [
	{
		client: 'mongodb',
		family: 'database',
		packages: ['mongodb'],
		classes: { MongoClient: 1 },
		reportClients: true,
		bounds: [duration('timeoutMS'), duration('serverSelectionTimeoutMS'), duration('socketTimeoutMS'), duration('connectTimeoutMS')],
		otherwise: { ms: 30_000 },
		headers: 'none',
		retry: { instance: ['retryReads', 'retryWrites'], times: 1 },
		source: 'https://www.mongodb.com/docs/drivers/node/current/connect/connection-options/#connection-options',
	},
];
