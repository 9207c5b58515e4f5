import { type Client, SIGNAL, duration } from './client.ts';

export const ANTHROPIC: readonly Client[] = [
	{
		client: 'anthropic',
		family: 'llm',
		packages: ['@anthropic-ai/sdk'],
		calls: { 'messages.create': 1, 'messages.stream': 1, 'messages.parse': 1, 'messages.countTokens': 1, 'beta.messages.create': 1, 'completions.create': 1 },
		classes: { '': 0, Anthropic: 0 },
		reportClients: true,
		bounds: [duration('timeout'), SIGNAL],
		otherwise: { ms: 600_000 },
		signal: { call: ['signal'] },
		headers: { call: ['headers'], instance: ['defaultHeaders'] },
		retry: { call: ['maxRetries'], instance: ['maxRetries'], times: 2 },
		source: 'https://github.com/anthropics/anthropic-sdk-typescript#timeouts',
	},
];
