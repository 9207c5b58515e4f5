import { type Client, duration } from './client.ts';

const PG_BOUNDS = [duration('connectionTimeoutMillis'), duration('statement_timeout'), duration('query_timeout'), duration('lock_timeout')];

/** Databases. One bound is enough for silence: which of connect, query and idle time matters most is the team's to say. */
export const DATABASE_CLIENTS: readonly Client[] = [
	{
		client: 'pg',
		family: 'database',
		packages: ['pg', '@neondatabase/serverless', 'pg-pool'],
		classes: { Client: 0, Pool: 0, 'native.Client': 0, 'native.Pool': 0, '': 0 },
		reportClients: true,
		bounds: PG_BOUNDS,
		connectionText: /[?&](?:connect_timeout|statement_timeout|query_timeout|options)=/,
		otherwise: 'absent',
		source: 'https://node-postgres.com/apis/client#new-client',
	},
	{
		client: 'postgres',
		family: 'database',
		packages: ['postgres'],
		factories: { '': 1 },
		reportClients: true,
		bounds: [duration('connect_timeout', 's'), duration('connection.statement_timeout')],
		optionsFirst: true,
		otherwise: { ms: 30_000 },
		source: 'https://github.com/porsager/postgres#connection-timeout',
	},
	{
		client: 'mysql2',
		family: 'database',
		packages: ['mysql2', 'mysql2/promise', 'mysql'],
		factories: { createPool: 0, createConnection: 0, createPoolCluster: 0 },
		reportClients: true,
		bounds: [duration('connectTimeout'), duration('acquireTimeout')],
		// Bounds the connection only: a query has `timeout` of its own.
		otherwise: { ms: 10_000 },
		source: 'https://github.com/mysqljs/mysql#connection-options',
	},
	{
		client: 'mssql',
		family: 'database',
		packages: ['mssql', 'mssql/msnodesqlv8'],
		classes: { ConnectionPool: 0 },
		factories: { connect: 0 },
		reportClients: true,
		bounds: [duration('requestTimeout'), duration('connectionTimeout')],
		otherwise: { ms: 15_000 },
		source: 'https://github.com/tediousjs/node-mssql#general-same-for-all-drivers',
	},
	{
		client: 'knex',
		family: 'database',
		packages: ['knex'],
		factories: { '': 0, knex: 0 },
		reportClients: true,
		bounds: [duration('acquireConnectionTimeout'), ...PG_BOUNDS.map(({ path }) => duration(`connection.${path}`)), duration('connection.connectTimeout'), duration('connection.requestTimeout')],
		// Bounds the wait for a connection only: a query has `.timeout()` and `.abortOnSignal()`.
		otherwise: { ms: 60_000 },
		source: 'https://knexjs.org/guide/#acquireconnectiontimeout',
	},
	{
		client: 'prisma',
		family: 'database',
		packages: ['@prisma/client'],
		classes: { PrismaClient: 0 },
		reportClients: true,
		bounds: [duration('transactionOptions.timeout')],
		// Wait for a connection; a query itself has no end.
		otherwise: { ms: 10_000 },
		source: 'https://www.prisma.io/docs/orm/prisma-client/setup-and-configuration/databases-connections/connection-pool#default-pool-timeout',
	},
	{
		client: 'mongodb',
		family: 'database',
		packages: ['mongodb'],
		classes: { MongoClient: 1 },
		reportClients: true,
		bounds: [duration('timeoutMS'), duration('serverSelectionTimeoutMS'), duration('socketTimeoutMS'), duration('connectTimeoutMS')],
		otherwise: { ms: 30_000 },
		source: 'https://www.mongodb.com/docs/drivers/node/current/connect/connection-options/#connection-options',
	},
	{
		client: 'mongoose',
		family: 'database',
		packages: ['mongoose'],
		factories: { connect: 1, createConnection: 1 },
		reportClients: true,
		bounds: [duration('serverSelectionTimeoutMS'), duration('socketTimeoutMS'), duration('connectTimeoutMS')],
		otherwise: { ms: 30_000 },
		source: 'https://mongoosejs.com/docs/connections.html#options',
	},
	{
		client: 'clickhouse',
		family: 'database',
		packages: ['@clickhouse/client', '@clickhouse/client-web'],
		factories: { createClient: 0 },
		reportClients: true,
		bounds: [duration('request_timeout')],
		otherwise: { ms: 30_000 },
		source: 'https://clickhouse.com/docs/integrations/javascript#configuration',
	},
	{
		client: 'elasticsearch',
		family: 'database',
		packages: ['@elastic/elasticsearch', '@opensearch-project/opensearch'],
		classes: { Client: 0 },
		reportClients: true,
		bounds: [duration('requestTimeout')],
		otherwise: { ms: 30_000 },
		source: 'https://www.elastic.co/docs/reference/elasticsearch/clients/javascript/basic-config',
	},
	{
		client: 'presto-client',
		family: 'database',
		packages: ['presto-client'],
		versions: { from: 1 },
		classes: { Client: 0 },
		reportClients: true,
		bounds: [duration('timeout', 's')],
		otherwise: { ms: 60_000 },
		source: 'https://github.com/tagomoris/presto-client-node/blob/master/lib/presto-client/index.js',
	},
	{
		client: 'presto-client',
		family: 'database',
		packages: ['presto-client'],
		versions: { below: 1 },
		classes: { Client: 0 },
		reportClients: true,
		bounds: [duration('timeout', 's')],
		otherwise: 'absent',
		source: 'https://github.com/tagomoris/presto-client-node#new-clientopts',
	},
	{
		client: 'snowflake',
		family: 'database',
		packages: ['snowflake-sdk'],
		factories: { createConnection: 0, createPool: 0 },
		reportClients: true,
		bounds: [duration('timeout')],
		otherwise: { ms: 90_000 },
		source: 'https://docs.snowflake.com/en/developer-guide/node-js/nodejs-driver-options',
	},
];

/**
 * Query builders of knex: a query starts at the instance or one of these methods, and its end is chained to it.
 * https://knexjs.org/guide/query-builder.html#timeout, #abortonsignal
 */
export const KNEX_STARTS: ReadonlySet<string> = new Set(['table', 'from', 'select', 'insert', 'update', 'delete', 'del', 'raw', 'with', 'into', 'where', 'count', 'first', 'withSchema', 'transaction']);
export const KNEX_BOUNDS: ReadonlySet<string> = new Set(['timeout', 'abortOnSignal']);
