import { type Client, duration } from './client.ts';

export const TYPESENSE: readonly Client[] = [
	{
		client: 'typesense',
		family: 'database',
		packages: ['typesense'],
		classes: { Client: 0, SearchClient: 0 },
		reportClients: true,
		bounds: [duration('connectionTimeoutSeconds', 's'), duration('timeoutSeconds', 's')],
		otherwise: { ms: 5_000 },
		retry: { instance: ['numRetries'], times: 'unknown' },
		source: 'https://github.com/typesense/typesense-js/blob/master/src/Typesense/Configuration.ts',
	},
];
