import { type Client, duration } from './client.ts';

/** SDKs of hosted services, which are HTTP clients underneath. */
export const SERVICE_CLIENTS: readonly Client[] = [
	{
		client: 'slack',
		family: 'http',
		packages: ['@slack/web-api'],
		classes: { WebClient: 1 },
		reportClients: true,
		bounds: [duration('timeout')],
		otherwise: 'absent',
		source: 'https://github.com/slackapi/node-slack-sdk/blob/main/packages/web-api/src/WebClient.ts',
	},
	{
		client: 'stripe',
		family: 'http',
		packages: ['stripe'],
		classes: { '': 1, Stripe: 1 },
		reportClients: true,
		bounds: [duration('timeout')],
		delegates: ['httpClient'],
		otherwise: { ms: 80_000 },
		source: 'https://github.com/stripe/stripe-node#configuration',
	},
	{
		client: 'nodemailer',
		family: 'http',
		packages: ['nodemailer'],
		factories: { createTransport: 0 },
		reportClients: true,
		bounds: [duration('connectionTimeout'), duration('greetingTimeout'), duration('socketTimeout')],
		otherwise: { ms: 120_000 },
		source: 'https://nodemailer.com/smtp/#connection-options',
	},
];
