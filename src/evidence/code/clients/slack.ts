import { type Client, duration } from './client.ts';

export const SLACK: readonly Client[] = [
	{
		client: 'slack',
		family: 'http',
		packages: ['@slack/webhook'],
		classes: { IncomingWebhook: 1 },
		reportClients: true,
		bounds: [duration('timeout')],
		delegates: ['fetch'],
		mends: 'timeout',
		otherwise: 'absent',
		signal: 'none',
		source: 'https://github.com/slackapi/node-slack-sdk/blob/main/packages/webhook/src/IncomingWebhook.ts',
	},
	{
		client: 'slack',
		family: 'http',
		packages: ['@slack/web-api'],
		classes: { WebClient: 1 },
		reportClients: true,
		bounds: [duration('timeout')],
		mends: 'timeout',
		otherwise: 'absent',
		signal: 'none',
		retry: { instance: ['retryConfig'], times: 10 },
		source: 'https://github.com/slackapi/node-slack-sdk/blob/main/packages/web-api/src/WebClient.ts',
	},
];
