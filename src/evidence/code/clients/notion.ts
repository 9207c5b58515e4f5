import { type Client, duration } from './client.ts';

export const NOTION: readonly Client[] = [
	{
		client: 'notion',
		family: 'http',
		packages: ['@notionhq/client'],
		classes: { Client: 0 },
		reportClients: true,
		bounds: [duration('timeoutMs')],
		delegates: ['fetch'],
		otherwise: { ms: 60_000 },
		source: 'https://github.com/makenotion/notion-sdk-js#client-options',
	},
];
