import { type Client } from './client.ts';

export const URQL: readonly Client[] = [
	{
		client: 'urql',
		family: 'http',
		packages: ['@urql/core', 'urql'],
		factories: { createClient: 0 },
		classes: { Client: 0 },
		reportClients: true,
		bounds: [{ path: 'fetchOptions.signal', kind: 'signal' }],
		delegates: ['fetch', 'fetchOptions'],
		otherwise: 'absent',
		headers: { instance: ['fetchOptions.headers'] },
		source: 'https://nearform.com/open-source/urql/docs/api/core/',
	},
];
