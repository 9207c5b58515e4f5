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
	{
		client: 'groq',
		family: 'llm',
		packages: ['groq-sdk'],
		classes: { '': 0, Groq: 0 },
		reportClients: true,
		bounds: [duration('timeout')],
		otherwise: { ms: 60_000 },
		source: 'https://github.com/groq/groq-typescript#timeouts',
	},
	{
		client: 'langchain',
		family: 'llm',
		packages: ['@langchain/openai'],
		classes: { ChatOpenAI: 0, AzureChatOpenAI: 0, OpenAI: 0, AzureOpenAI: 0, OpenAIEmbeddings: 0, AzureOpenAIEmbeddings: 0 },
		reportClients: true,
		bounds: [duration('timeout'), duration('configuration.timeout')],
		// That of the SDK underneath.
		otherwise: { ms: 600_000 },
		source: 'https://reference.langchain.com/javascript/langchain-openai/ChatOpenAI',
	},
	{
		client: 'langchain',
		family: 'llm',
		packages: ['@langchain/anthropic'],
		classes: { ChatAnthropic: 0 },
		reportClients: true,
		// The model itself takes no `timeout`: what is not among `clientOptions` is not read.
		bounds: [duration('clientOptions.timeout')],
		delegates: ['createClient'],
		otherwise: { ms: 600_000 },
		source: 'https://reference.langchain.com/javascript/langchain-anthropic/ChatAnthropic',
	},
];
