import { type Client, duration } from './client.ts';

export const AZURE: readonly Client[] = [
	{
		client: 'azure',
		family: 'cloud',
		packages: ['@azure/*'],
		classes: { '*Client': -1 },
		reportClients: true,
		bounds: [duration('retryOptions.tryTimeoutInMs'), duration('retryOptions.timeoutInMs')],
		otherwise: 'unknown',
		signal: { call: ['abortSignal'] },
		retry: { instance: ['retryOptions'], times: 3 },
		source: 'https://learn.microsoft.com/azure/developer/javascript/core/cancellation',
	},
];
