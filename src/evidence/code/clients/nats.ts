import { type Client, duration } from './client.ts';

export const NATS: readonly Client[] = [
	{
		client: 'nats',
		family: 'queue',
		packages: ['nats', '@nats-io/transport-node'],
		factories: { connect: 0 },
		reportClients: true,
		bounds: [duration('timeout')],
		otherwise: { ms: 20_000 },
		signal: 'none',
		source: 'https://github.com/nats-io/nats.node#connect-options',
	},
];
