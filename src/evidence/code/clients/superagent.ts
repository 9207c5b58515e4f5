import { type Client } from './client.ts';
import { ALL_VERBS, verbs } from './verbs.ts';

export const SUPERAGENT: readonly Client[] = [
	{
		client: 'superagent',
		family: 'http',
		packages: ['superagent'],
		calls: { '': 9, ...verbs([...ALL_VERBS, 'del'], 9) },
		factories: { agent: 9 },
		reportClients: false,
		bounds: [],
		chained: ['timeout'],
		otherwise: 'absent',
		signal: 'none',
		headers: { chained: ['set'] },
		retry: { chained: ['retry'], times: 0 },
		source: 'https://forwardemail.github.io/superagent/#timeouts',
	},
];
