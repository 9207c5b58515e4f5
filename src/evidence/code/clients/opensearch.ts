import { type Client, duration } from './client.ts';

export const OPENSEARCH: readonly Client[] = [
	{
		client: 'opensearch',
		family: 'database',
		packages: ['@opensearch-project/opensearch'],
		classes: { Client: 0 },
		reportClients: true,
		bounds: [duration('requestTimeout')],
		otherwise: { ms: 30_000 },
		headers: { call: ['headers'], instance: ['headers'] },
		retry: { call: ['maxRetries'], instance: ['maxRetries'], times: 3 },
		source: 'https://github.com/opensearch-project/opensearch-js/blob/main/lib/Transport.js',
	},
];
