import { type Client, duration } from './client.ts';

export const LDAPJS: readonly Client[] = [
	{
		client: 'ldapjs',
		family: 'http',
		packages: ['ldapjs'],
		factories: { createClient: 0 },
		reportClients: true,
		bounds: [duration('timeout'), duration('connectTimeout'), duration('idleTimeout')],
		mends: 'timeout',
		otherwise: 'absent',
		signal: 'none',
		headers: 'none',
		source: 'https://github.com/ldapjs/node-ldapjs/blob/master/lib/client/client.js',
	},
];
