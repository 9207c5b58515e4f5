import { type Client, SIGNAL, duration } from './client.ts';

export const GAXIOS: readonly Client[] = [
	{
		client: 'gaxios',
		family: 'http',
		packages: ['gaxios'],
		calls: { request: 0 },
		classes: { Gaxios: 0 },
		reportClients: true,
		bounds: [duration('timeout'), SIGNAL],
		delegates: ['adapter', 'fetchImplementation'],
		mends: 'timeout',
		otherwise: 'absent',
		signal: { call: ['signal'] },
		headers: { call: ['headers'] },
		retry: { call: ['retry', 'retryConfig'], times: 'unknown' },
		source: 'https://github.com/googleapis/google-cloud-node-core/blob/main/packages/gaxios/src/common.ts',
	},
];
