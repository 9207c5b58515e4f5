import { type Client, duration } from './client.ts';

export const MONGOOSE: readonly Client[] = [
	{
		client: 'mongoose',
		family: 'database',
		packages: ['mongoose'],
		factories: { connect: 1, createConnection: 1 },
		reportClients: true,
		bounds: [duration('serverSelectionTimeoutMS'), duration('socketTimeoutMS'), duration('connectTimeoutMS')],
		otherwise: { ms: 30_000 },
		headers: 'none',
		retry: { instance: ['retryReads', 'retryWrites'], times: 1 },
		source: 'https://mongoosejs.com/docs/connections.html#options',
	},
];
