import { type Client, duration } from './client.ts';

export const NODEMAILER: readonly Client[] = [
	{
		client: 'nodemailer',
		family: 'http',
		packages: ['nodemailer'],
		factories: { createTransport: 0 },
		reportClients: true,
		bounds: [duration('connectionTimeout'), duration('greetingTimeout'), duration('socketTimeout')],
		// A silent server: two minutes for the connection, ten for each wait after it.
		otherwise: { ms: 600_000 },
		signal: 'none',
		retry: 'none',
		source: 'https://nodemailer.com/smtp/#connection-options',
	},
];
