import { type Client } from './client.ts';

export const APOLLO: readonly Client[] = [
	{
		client: 'apollo',
		family: 'http',
		packages: ['@apollo/client', '@apollo/client/core', '@apollo/client/link/http', '@apollo/client/link/batch-http', 'apollo-link-http'],
		factories: { createHttpLink: 0 },
		classes: { HttpLink: 0, BatchHttpLink: 0 },
		reportClients: true,
		bounds: [{ path: 'fetchOptions.signal', kind: 'signal' }],
		delegates: ['fetch'],
		otherwise: 'absent',
		signal: { instance: ['fetchOptions.signal'] },
		headers: { instance: ['headers'] },
		retry: 'none',
		source: 'https://www.apollographql.com/docs/react/api/link/apollo-link-http',
	},
];
