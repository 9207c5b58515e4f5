import { type Client, duration } from './client.ts';

export const KAFKAJS: readonly Client[] = [
	{
		client: 'kafkajs',
		family: 'queue',
		packages: ['kafkajs'],
		classes: { Kafka: 0 },
		reportClients: true,
		bounds: [duration('requestTimeout'), duration('connectionTimeout')],
		otherwise: { ms: 30_000 },
		signal: 'none',
		retry: { instance: ['retry'], times: 5 },
		source: 'https://kafka.js.org/docs/configuration#request-timeout',
	},
];
