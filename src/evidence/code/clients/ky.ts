import { type Client, SIGNAL, duration } from './client.ts';
import { ALL_VERBS, verbs } from './verbs.ts';

export const KY: readonly Client[] = [
	{
		client: 'ky',
		family: 'http',
		packages: ['ky', 'ky-universal'],
		calls: { '': 1, ...verbs(ALL_VERBS, 1) },
		factories: { create: 0, extend: 0 },
		reportClients: false,
		bounds: [duration('timeout'), SIGNAL],
		otherwise: { ms: 10_000 },
		signal: { call: ['signal'] },
		headers: { call: ['headers'], instance: ['headers'] },
		retry: { call: ['retry'], instance: ['retry'], times: 2 },
		source: 'https://github.com/sindresorhus/ky#timeout',
	},
];
