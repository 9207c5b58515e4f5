import { type Client, duration } from './client.ts';

export const GOOGLE_GENAI: readonly Client[] = [
	{
		client: 'google-genai',
		family: 'llm',
		packages: ['@google/genai'],
		calls: { 'models.generateContent': 0, 'models.generateContentStream': 0, 'models.embedContent': 0 },
		classes: { GoogleGenAI: 0 },
		reportClients: true,
		bounds: [duration('httpOptions.timeout'), duration('config.httpOptions.timeout'), { path: 'config.abortSignal', kind: 'signal' }],
		otherwise: 'unknown',
		signal: { call: ['config.abortSignal'] },
		source: 'https://googleapis.github.io/js-genai/release_docs/interfaces/types.HttpOptions.html',
	},
];
