import { type Client, duration } from './client.ts';

/** Language model providers. Their defaults are long, but they are there. */
export const LLM_CLIENTS: readonly Client[] = [
	{
		client: 'openai',
		family: 'llm',
		packages: ['openai'],
		classes: { '': 0, OpenAI: 0, AzureOpenAI: 0 },
		reportClients: true,
		bounds: [duration('timeout')],
		otherwise: { ms: 600_000 },
		source: 'https://github.com/openai/openai-node#timeouts',
	},
	{
		client: 'anthropic',
		family: 'llm',
		packages: ['@anthropic-ai/sdk'],
		classes: { '': 0, Anthropic: 0 },
		reportClients: true,
		bounds: [duration('timeout')],
		otherwise: { ms: 600_000 },
		source: 'https://github.com/anthropics/anthropic-sdk-typescript#timeouts',
	},
];
