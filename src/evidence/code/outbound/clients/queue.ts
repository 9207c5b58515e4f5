import { type Client, duration } from './client.ts';

/** Message brokers: all of these bound the connection, a request or a dead peer by default. */
export const QUEUE_CLIENTS: readonly Client[] = [
	{
		client: 'kafkajs',
		family: 'queue',
		packages: ['kafkajs'],
		classes: { Kafka: 0 },
		reportClients: true,
		bounds: [duration('requestTimeout'), duration('connectionTimeout')],
		otherwise: { ms: 30_000 },
		source: 'https://kafka.js.org/docs/configuration#request-timeout',
	},
	{
		client: 'amqplib',
		family: 'queue',
		packages: ['amqplib', 'amqplib/callback_api', 'amqp-connection-manager'],
		factories: { connect: 1 },
		reportClients: true,
		bounds: [duration('timeout'), duration('heartbeat', 's')],
		// The broker's heartbeat (60 s) ends a dead connection.
		otherwise: { ms: 60_000 },
		source: 'https://www.rabbitmq.com/docs/heartbeats#heartbeats-timeout',
	},
	{
		client: 'nats',
		family: 'queue',
		packages: ['nats', '@nats-io/transport-node'],
		factories: { connect: 0 },
		reportClients: true,
		bounds: [duration('timeout')],
		otherwise: { ms: 20_000 },
		source: 'https://github.com/nats-io/nats.node#connect-options',
	},
];
