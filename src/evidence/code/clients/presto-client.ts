import { type Client, duration } from './client.ts';

export const PRESTO_CLIENT: readonly Client[] = [
	{
		client: 'presto-client',
		family: 'database',
		packages: ['presto-client'],
		versions: { from: 1 },
		classes: { Client: 0 },
		reportClients: true,
		bounds: [duration('timeout', 's')],
		otherwise: { ms: 60_000 },
		source: 'https://github.com/tagomoris/presto-client-node/blob/master/lib/presto-client/index.js',
	},
	{
		client: 'presto-client',
		family: 'database',
		packages: ['presto-client'],
		versions: { below: 1 },
		classes: { Client: 0 },
		reportClients: true,
		bounds: [duration('timeout', 's')],
		otherwise: 'absent',
		source: 'https://github.com/tagomoris/presto-client-node#new-clientopts',
	},
];
