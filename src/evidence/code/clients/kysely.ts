import { type Client } from './client.ts';

export const KYSELY: readonly Client[] = [
	{
		client: 'kysely',
		family: 'database',
		packages: ['kysely'],
		classes: { Kysely: 0 },
		reportClients: true,
		bounds: [],
		// That of the pool which its dialect is given, and which is judged where it is made.
		otherwise: 'unknown',
		headers: 'none',
		retry: 'none',
		source: 'https://kysely.dev/docs/dialects',
	},
];
