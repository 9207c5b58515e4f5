import { type Client, SIGNAL, duration } from './client.ts';

export const LANGCHAIN: readonly Client[] = [
	{
		client: 'langchain',
		family: 'llm',
		packages: ['@langchain/openai'],
		calls: { invoke: 1, stream: 1, batch: 1 },
		classes: { ChatOpenAI: 0, AzureChatOpenAI: 0, OpenAI: 0, AzureOpenAI: 0, OpenAIEmbeddings: 0, AzureOpenAIEmbeddings: 0 },
		reportClients: true,
		bounds: [duration('timeout'), SIGNAL, duration('configuration.timeout')],
		// That of the SDK underneath.
		otherwise: { ms: 600_000 },
		signal: { call: ['signal'] },
		retry: { instance: ['maxRetries'], times: 'unknown' },
		source: 'https://reference.langchain.com/javascript/langchain-openai/ChatOpenAI',
	},
	{
		client: 'langchain',
		family: 'llm',
		packages: ['@langchain/anthropic'],
		calls: { invoke: 1, stream: 1, batch: 1 },
		classes: { ChatAnthropic: 0 },
		reportClients: true,
		// The model itself takes no `timeout`: what is not among `clientOptions` is not read.
		bounds: [duration('clientOptions.timeout'), SIGNAL],
		delegates: ['createClient'],
		otherwise: { ms: 600_000 },
		signal: { call: ['signal'] },
		retry: { instance: ['maxRetries'], times: 'unknown' },
		source: 'https://reference.langchain.com/javascript/langchain-anthropic/ChatAnthropic',
	},
];
