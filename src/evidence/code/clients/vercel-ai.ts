import { type Client, duration } from './client.ts';

export const VERCEL_AI: readonly Client[] = [
	{
		client: 'ai',
		family: 'llm',
		packages: ['ai'],
		calls: { generateText: 0, streamText: 0, generateObject: 0, streamObject: 0, embed: 0, embedMany: 0 },
		reportClients: false,
		bounds: [{ path: 'abortSignal', kind: 'signal' }, duration('timeout')],
		mends: 'abortSignal',
		// The provider behind it sends with `fetch`.
		otherwise: 'absent',
		signal: { call: ['abortSignal'] },
		headers: { call: ['headers'] },
		retry: { call: ['maxRetries'], times: 2 },
		source: 'https://ai-sdk.dev/docs/ai-sdk-core/settings#abortsignal',
	},
];
