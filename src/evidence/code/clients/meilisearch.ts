import { type Client, duration } from './client.ts';

export const MEILISEARCH: readonly Client[] = [
	{
		client: 'meilisearch',
		family: 'database',
		packages: ['meilisearch'],
		classes: { MeiliSearch: 0, Meilisearch: 0 },
		reportClients: true,
		bounds: [duration('timeout')],
		delegates: ['httpClient'],
		mends: 'timeout',
		otherwise: 'absent',
		source: 'https://github.com/meilisearch/meilisearch-js/blob/main/src/types/types.ts',
	},
];
