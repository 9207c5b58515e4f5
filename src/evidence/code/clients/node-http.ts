import { type Client, SIGNAL, duration } from './client.ts';

export const NODE_HTTP: readonly Client[] = [
	{
		client: 'http',
		family: 'http',
		packages: ['node:http', 'node:https'],
		calls: { request: 1, get: 1 },
		optionsFirst: true,
		reportClients: false,
		bounds: [duration('timeout'), SIGNAL],
		chained: ['setTimeout'],
		mends: 'signal',
		otherwise: 'absent',
		signal: { call: ['signal'] },
		headers: { call: ['headers'] },
		retry: 'none',
		source: 'https://nodejs.org/api/http.html#httprequestoptions-callback',
	},
];
