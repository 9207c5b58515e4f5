import { type Client, SIGNAL, duration } from './client.ts';

export const GROQ: readonly Client[] = [
	{
		client: 'groq',
		family: 'llm',
		packages: ['groq-sdk'],
		calls: { 'chat.completions.create': 1, 'embeddings.create': 1, 'audio.transcriptions.create': 1 },
		classes: { '': 0, Groq: 0 },
		reportClients: true,
		bounds: [duration('timeout'), SIGNAL],
		otherwise: { ms: 60_000 },
		signal: { call: ['signal'] },
		headers: { call: ['headers'], instance: ['defaultHeaders'] },
		retry: { call: ['maxRetries'], instance: ['maxRetries'], times: 2 },
		source: 'https://github.com/groq/groq-typescript#timeouts',
	},
];
