import { type Client } from './client.ts';

export const SUPABASE: readonly Client[] = [
	{
		client: 'supabase',
		family: 'http',
		packages: ['@supabase/supabase-js'],
		factories: { createClient: 2 },
		reportClients: true,
		bounds: [],
		// A query may have its signal chained to it, and `global.fetch` may set one for all.
		otherwise: 'unknown',
		signal: { chained: ['abortSignal'] },
		headers: { instance: ['global.headers'] },
		source: 'https://supabase.com/docs/reference/javascript/db-abortsignal',
	},
];
