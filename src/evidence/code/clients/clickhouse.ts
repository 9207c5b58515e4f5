import { type Client, duration } from './client.ts';

export const CLICKHOUSE: readonly Client[] = [
	{
		client: 'clickhouse',
		family: 'database',
		packages: ['@clickhouse/client', '@clickhouse/client-web'],
		calls: { query: 0, insert: 0, command: 0, exec: 0 },
		factories: { createClient: 0 },
		reportClients: true,
		bounds: [duration('request_timeout'), { path: 'abort_signal', kind: 'signal' }],
		otherwise: { ms: 30_000 },
		signal: { call: ['abort_signal'] },
		retry: 'none',
		source: 'https://clickhouse.com/docs/integrations/javascript#configuration',
	},
];
