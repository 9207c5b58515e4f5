import { type Client, SIGNAL, duration } from './client.ts';

export const MAKE_FETCH_HAPPEN: readonly Client[] = [
	{
		client: 'fetch',
		family: 'http',
		packages: ['make-fetch-happen', 'minipass-fetch', 'npm-registry-fetch', 'node-fetch-npm'],
		calls: { '': 1, json: 1 },
		reportClients: false,
		bounds: [SIGNAL, duration('timeout')],
		mends: 'timeout',
		otherwise: 'absent',
		signal: { call: ['signal'] },
		headers: { call: ['headers'] },
		retry: { call: ['retry'], times: 'unknown' },
		source: 'https://github.com/npm/minipass-fetch#options',
	},
];
