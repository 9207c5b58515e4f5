import { type Client, duration } from './client.ts';

export const TEDIOUS: readonly Client[] = [
	{
		client: 'tedious',
		family: 'database',
		packages: ['tedious'],
		classes: { Connection: 0 },
		reportClients: true,
		bounds: [duration('options.requestTimeout'), duration('options.connectTimeout')],
		otherwise: { ms: 15_000 },
		signal: 'none',
		headers: 'none',
		retry: 'none',
		source: 'https://github.com/tediousjs/tedious/blob/master/src/connection.ts',
	},
];
