import { type Client, duration } from './client.ts';
import { PG_BOUNDS } from './pg.ts';

export const KNEX: readonly Client[] = [
	{
		client: 'knex',
		family: 'database',
		packages: ['knex'],
		factories: { '': 0, knex: 0 },
		reportClients: true,
		bounds: [duration('acquireConnectionTimeout'), ...PG_BOUNDS.map(({ path }) => duration(`connection.${path}`)), duration('connection.connectTimeout'), duration('connection.requestTimeout')],
		// Bounds the wait for a connection only: a query has `.timeout()` and `.abortOnSignal()`.
		otherwise: { ms: 60_000 },
		signal: { chained: ['abortOnSignal'] },
		headers: 'none',
		retry: 'none',
		source: 'https://knexjs.org/guide/#acquireconnectiontimeout',
	},
];

/**
 * Query builders of knex: a query starts at the instance or one of these methods, and its end is chained to it.
 * https://knexjs.org/guide/query-builder.html#timeout, #abortonsignal
 */
export const KNEX_STARTS: ReadonlySet<string> = new Set(['table', 'from', 'select', 'insert', 'update', 'delete', 'del', 'raw', 'with', 'into', 'where', 'count', 'first', 'withSchema', 'transaction']);
export const KNEX_BOUNDS: ReadonlySet<string> = new Set(['timeout', 'abortOnSignal']);
