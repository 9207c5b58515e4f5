import { type Client, SIGNAL } from './client.ts';

export const FETCH: readonly Client[] = [
	{
		client: 'fetch',
		family: 'http',
		packages: ['global'],
		calls: { fetch: 1 },
		reportClients: false,
		bounds: [SIGNAL],
		delegates: ['dispatcher'],
		mends: 'signal',
		// The runtime gives up on missing headers after 300 s; the body and the whole exchange have no end.
		otherwise: 'absent',
		signal: { call: ['signal'] },
		headers: { call: ['headers'] },
		retry: 'none',
		source: 'https://developer.mozilla.org/docs/Web/API/RequestInit#signal',
	},
	{
		client: 'fetch',
		family: 'http',
		packages: ['undici', 'cross-fetch', 'isomorphic-fetch', 'isomorphic-unfetch', 'unfetch', 'whatwg-fetch', 'node-fetch-native', 'cross-undici-fetch', '@whatwg-node/fetch'],
		calls: { '': 1, fetch: 1 },
		reportClients: false,
		bounds: [SIGNAL],
		delegates: ['dispatcher'],
		mends: 'signal',
		otherwise: 'absent',
		signal: { call: ['signal'] },
		headers: { call: ['headers'] },
		retry: 'none',
		source: 'https://undici.nodejs.org/#/docs/api/Fetch',
	},
];
