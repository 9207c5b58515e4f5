import { type Client, SIGNAL, duration } from './client.ts';
import { VERBS_WITH_BODY, verbs } from './verbs.ts';

export const NEEDLE: readonly Client[] = [
	{
		client: 'needle',
		family: 'http',
		packages: ['needle'],
		calls: { '': 3, ...verbs(['get', 'head', 'delete'], 1), ...verbs(VERBS_WITH_BODY, 2) },
		reportClients: false,
		bounds: [duration('timeout'), duration('open_timeout'), duration('response_timeout'), duration('read_timeout'), SIGNAL],
		// Bounds the connection only.
		otherwise: { ms: 10_000 },
		signal: { call: ['signal'] },
		headers: { call: ['headers'] },
		retry: 'none',
		source: 'https://github.com/tomas/needle#request-options',
	},
];
