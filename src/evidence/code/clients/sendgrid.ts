import { type Client } from './client.ts';

export const SENDGRID: readonly Client[] = [
	{
		client: 'sendgrid',
		family: 'http',
		packages: ['@sendgrid/mail'],
		calls: { send: 9, sendMultiple: 9 },
		reportClients: false,
		bounds: [],
		// None by itself; `setTimeout` of the one service object gives one to all of its calls, wherever it is called.
		otherwise: 'unknown',
		signal: 'none',
		retry: 'none',
		source: 'https://github.com/sendgrid/sendgrid-nodejs/blob/main/packages/mail/src/classes/mail-service.js',
	},
];
