import { type Client, duration } from './client.ts';

export const IMAPFLOW: readonly Client[] = [
	{
		client: 'imapflow',
		family: 'http',
		packages: ['imapflow'],
		classes: { ImapFlow: 0 },
		reportClients: true,
		bounds: [duration('connectionTimeout'), duration('greetingTimeout'), duration('socketTimeout')],
		otherwise: { ms: 300_000 },
		signal: 'none',
		headers: 'none',
		source: 'https://imapflow.com/docs/api/imapflow-client/',
	},
];
