import { type Client, SIGNAL, duration } from './client.ts';

export const OFETCH: readonly Client[] = [
	{
		client: 'ofetch',
		family: 'http',
		packages: ['ofetch'],
		calls: { '': 1, raw: 1, ofetch: 1, $fetch: 1, 'ofetch.raw': 1, '$fetch.raw': 1 },
		factories: { create: 0, 'ofetch.create': 0, '$fetch.create': 0 },
		reportClients: true,
		bounds: [duration('timeout'), SIGNAL],
		delegates: ['onRequest', 'dispatcher'],
		mends: 'timeout',
		otherwise: 'absent',
		signal: { call: ['signal'] },
		headers: { call: ['headers'], instance: ['headers'] },
		retry: { call: ['retry'], instance: ['retry'], times: 1 },
		source: 'https://github.com/unjs/ofetch#%EF%B8%8F-timeout',
	},
];
