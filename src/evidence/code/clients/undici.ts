import { type Client, SIGNAL, duration } from './client.ts';

export const UNDICI: readonly Client[] = [
	{
		client: 'undici',
		family: 'http',
		packages: ['undici'],
		calls: { request: 1, stream: 1, pipeline: 1 },
		reportClients: false,
		bounds: [SIGNAL, duration('headersTimeout'), duration('bodyTimeout')],
		delegates: ['dispatcher'],
		otherwise: { ms: 300_000 },
		signal: { call: ['signal'] },
		headers: { call: ['headers'] },
		retry: 'none',
		source: 'https://undici.nodejs.org/#/docs/api/Client?id=parameter-clientoptions',
	},
];
