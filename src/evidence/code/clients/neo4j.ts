import { type Client, duration } from './client.ts';

export const NEO4J: readonly Client[] = [
	{
		client: 'neo4j',
		family: 'database',
		packages: ['neo4j-driver'],
		factories: { driver: 2 },
		reportClients: true,
		bounds: [duration('connectionTimeout'), duration('connectionAcquisitionTimeout'), duration('maxTransactionRetryTime')],
		// Bounds the wait for a connection: a transaction has `timeout` of its own.
		otherwise: { ms: 60_000 },
		signal: 'none',
		headers: 'none',
		source: 'https://github.com/neo4j/neo4j-javascript-driver/blob/6.x/packages/core/src/types.ts',
	},
];
