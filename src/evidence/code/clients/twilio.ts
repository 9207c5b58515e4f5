import { type Client, duration } from './client.ts';

export const TWILIO: readonly Client[] = [
	{
		client: 'twilio',
		family: 'http',
		packages: ['twilio'],
		classes: { Twilio: 2 },
		factories: { '': 2 },
		reportClients: true,
		bounds: [duration('timeout')],
		delegates: ['httpClient'],
		otherwise: { ms: 30_000 },
		signal: 'none',
		retry: { instance: ['autoRetry', 'maxRetries'], times: 0 },
		source: 'https://github.com/twilio/twilio-node/blob/main/src/base/RequestClient.ts',
	},
];
