import { type Client, duration } from './client.ts';

export const PRISMA: readonly Client[] = [
	{
		client: 'prisma',
		family: 'database',
		packages: ['@prisma/client'],
		classes: { PrismaClient: 0 },
		reportClients: true,
		bounds: [duration('transactionOptions.timeout')],
		// Wait for a connection; a query itself has no end.
		otherwise: { ms: 10_000 },
		signal: 'none',
		headers: 'none',
		retry: 'none',
		source: 'https://www.prisma.io/docs/orm/prisma-client/setup-and-configuration/databases-connections/connection-pool#default-pool-timeout',
	},
];
