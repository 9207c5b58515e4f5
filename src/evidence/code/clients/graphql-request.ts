import { type Client, SIGNAL, duration } from './client.ts';

export const GRAPHQL_REQUEST: readonly Client[] = [
	{
		client: 'graphql-request',
		family: 'http',
		packages: ['graphql-request'],
		calls: { request: 9, rawRequest: 9, batchRequests: 9 },
		optionsFirst: true,
		classes: { GraphQLClient: 1 },
		reportClients: true,
		bounds: [SIGNAL, duration('timeout')],
		delegates: ['fetch', 'requestMiddleware'],
		otherwise: 'absent',
		signal: { call: ['signal'], instance: ['signal'] },
		headers: { call: ['requestHeaders'], instance: ['headers'] },
		retry: 'none',
		source: 'https://github.com/graffle-js/graffle/tree/graphql-request#cancellation',
	},
];
