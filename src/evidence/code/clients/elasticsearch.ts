import { type Client, duration } from './client.ts';

export const ELASTICSEARCH: readonly Client[] = [
	{
		client: 'elasticsearch',
		family: 'database',
		packages: ['@elastic/elasticsearch'],
		classes: { Client: 0 },
		reportClients: true,
		bounds: [duration('requestTimeout')],
		otherwise: { ms: 30_000 },
		signal: { call: ['signal'] },
		headers: { call: ['headers'], instance: ['headers'] },
		retry: { call: ['maxRetries'], instance: ['maxRetries'], times: 3 },
		source: 'https://www.elastic.co/docs/reference/elasticsearch/clients/javascript/basic-config',
	},
];
