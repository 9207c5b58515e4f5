import { type Client, duration } from './client.ts';

export const COHERE: readonly Client[] = [
	{
		client: 'cohere',
		family: 'llm',
		packages: ['cohere-ai'],
		versions: { from: 8 },
		calls: { chat: 1, chatStream: 1, embed: 1, rerank: 1, classify: 1 },
		classes: { CohereClient: 0, CohereClientV2: 0 },
		reportClients: true,
		bounds: [duration('timeoutInSeconds', 's'), { path: 'abortSignal', kind: 'signal' }],
		otherwise: { ms: 300_000 },
		signal: { call: ['abortSignal'] },
		headers: { call: ['headers'], instance: ['headers'] },
		retry: { call: ['maxRetries'], instance: ['maxRetries'], times: 2 },
		source: 'https://github.com/cohere-ai/cohere-typescript/blob/main/src/BaseClient.ts',
	},
	{
		client: 'cohere',
		family: 'llm',
		packages: ['cohere-ai'],
		versions: { below: 8 },
		calls: { chat: 1, chatStream: 1, embed: 1, rerank: 1, classify: 1 },
		classes: { CohereClient: 0, CohereClientV2: 0 },
		reportClients: true,
		bounds: [duration('timeoutInSeconds', 's'), { path: 'abortSignal', kind: 'signal' }],
		otherwise: 'unknown',
		signal: { call: ['abortSignal'] },
		retry: { call: ['maxRetries'], times: 'unknown' },
		source: 'https://github.com/cohere-ai/cohere-typescript',
	},
];
