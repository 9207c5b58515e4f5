import { type Client, duration } from './client.ts';

export const QDRANT: readonly Client[] = [
	{
		client: 'qdrant',
		family: 'database',
		packages: ['@qdrant/js-client-rest'],
		classes: { QdrantClient: 0 },
		reportClients: true,
		bounds: [duration('timeout')],
		otherwise: { ms: 300_000 },
		headers: { instance: ['headers'] },
		source: 'https://github.com/qdrant/qdrant-js/blob/master/packages/js-client-rest/src/qdrant-client.ts',
	},
];
