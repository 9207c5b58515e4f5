import { type Client, duration } from './client.ts';

export const STRIPE: readonly Client[] = [
	{
		client: 'stripe',
		family: 'http',
		packages: ['stripe'],
		classes: { '': 1, Stripe: 1 },
		reportClients: true,
		bounds: [duration('timeout')],
		delegates: ['httpClient'],
		otherwise: { ms: 80_000 },
		signal: 'none',
		retry: { call: ['maxNetworkRetries'], instance: ['maxNetworkRetries'], times: 'unknown' },
		source: 'https://github.com/stripe/stripe-node#configuration',
	},
];
