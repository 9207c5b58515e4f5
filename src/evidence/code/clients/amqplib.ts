import { type Client, duration } from './client.ts';

export const AMQPLIB: readonly Client[] = [
	{
		client: 'amqplib',
		family: 'queue',
		packages: ['amqplib', 'amqplib/callback_api', 'amqp-connection-manager'],
		factories: { connect: 1 },
		reportClients: true,
		bounds: [duration('timeout'), duration('heartbeat', 's')],
		// The broker's heartbeat (60 s) ends a dead connection.
		otherwise: { ms: 60_000 },
		signal: 'none',
		retry: 'none',
		source: 'https://www.rabbitmq.com/docs/heartbeats#heartbeats-timeout',
	},
];
