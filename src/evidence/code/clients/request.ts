import { type Client, duration } from './client.ts';
import { ALL_VERBS, verbs } from './verbs.ts';

export const REQUEST: readonly Client[] = [
	{
		client: 'request',
		family: 'http',
		packages: ['request', 'request-promise', 'request-promise-native', 'postman-request', '@cypress/request'],
		calls: { '': 1, ...verbs([...ALL_VERBS, 'del'], 1) },
		optionsFirst: true,
		factories: { defaults: 0 },
		reportClients: true,
		bounds: [duration('timeout')],
		mends: 'timeout',
		otherwise: 'absent',
		signal: 'none',
		headers: { call: ['headers'], instance: ['headers'] },
		retry: 'none',
		source: 'https://github.com/request/request#requestoptions-callback',
	},
];
