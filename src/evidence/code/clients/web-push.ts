import { type Client, duration } from './client.ts';

export const WEB_PUSH: readonly Client[] = [
	{
		client: 'web-push',
		family: 'http',
		packages: ['web-push'],
		calls: { sendNotification: 2 },
		reportClients: false,
		bounds: [duration('timeout')],
		mends: 'timeout',
		otherwise: 'absent',
		signal: 'none',
		headers: { call: ['headers'] },
		retry: 'none',
		source: 'https://github.com/web-push-libs/web-push#sendnotificationpushsubscription-payload-options',
	},
];
