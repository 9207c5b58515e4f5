import { type Client, SIGNAL, duration } from './client.ts';

export const OPENAI: readonly Client[] = [
	{
		client: 'openai',
		family: 'llm',
		packages: ['openai'],
		calls: { 'chat.completions.create': 1, 'chat.completions.parse': 1, 'beta.chat.completions.parse': 1, 'chat.completions.stream': 1, 'responses.create': 1, 'responses.parse': 1, 'completions.create': 1, 'embeddings.create': 1, 'images.generate': 1, 'images.edit': 1, 'audio.transcriptions.create': 1, 'audio.speech.create': 1, 'moderations.create': 1 },
		classes: { '': 0, OpenAI: 0, AzureOpenAI: 0 },
		reportClients: true,
		bounds: [duration('timeout'), SIGNAL],
		otherwise: { ms: 600_000 },
		signal: { call: ['signal'] },
		headers: { call: ['headers'], instance: ['defaultHeaders'] },
		retry: { call: ['maxRetries'], instance: ['maxRetries'], times: 2 },
		source: 'https://github.com/openai/openai-node#timeouts',
	},
];
