import { type Client, SIGNAL, duration } from './client.ts';
import { ALL_VERBS, verbs } from './verbs.ts';

export const GOT: readonly Client[] = [
	{
		client: 'got',
		family: 'http',
		packages: ['got'],
		versions: { from: 12 },
		calls: { '': 1, ...verbs([...ALL_VERBS, 'stream', 'paginate'], 1), got: 1, ...verbs(ALL_VERBS.map((verb) => `got.${verb}`), 1) },
		optionsFirst: true,
		factories: { extend: 0, 'got.extend': 0 },
		reportClients: true,
		bounds: [duration('timeout'), SIGNAL],
		delegates: ['handlers'],
		otherwise: 'absent',
		signal: { call: ['signal'] },
		headers: { call: ['headers'], instance: ['headers'] },
		retry: { call: ['retry'], instance: ['retry'], times: 2 },
		source: 'https://github.com/sindresorhus/got/blob/main/documentation/6-timeout.md',
	},
	{
		client: 'got',
		family: 'http',
		packages: ['got'],
		versions: { below: 12 },
		calls: { '': 1, ...verbs([...ALL_VERBS, 'stream', 'paginate'], 1), got: 1, ...verbs(ALL_VERBS.map((verb) => `got.${verb}`), 1) },
		optionsFirst: true,
		factories: { extend: 0, 'got.extend': 0 },
		reportClients: true,
		bounds: [duration('timeout')],
		delegates: ['handlers'],
		otherwise: 'absent',
		signal: 'none',
		headers: { call: ['headers'], instance: ['headers'] },
		retry: { call: ['retry'], instance: ['retry'], times: 2 },
		source: 'https://github.com/sindresorhus/got/blob/v11.8.6/readme.md#timeout',
	},
];
