import type { Client } from './client.ts';
import { AMQPLIB } from './amqplib.ts';
import { ANTHROPIC } from './anthropic.ts';
import { APOLLO } from './apollo.ts';
import { AWS_SDK_V2 } from './aws-sdk-v2.ts';
import { AWS_SDK_V3 } from './aws-sdk-v3.ts';
import { AXIOS } from './axios.ts';
import { AZURE } from './azure.ts';
import { CASSANDRA_DRIVER } from './cassandra-driver.ts';
import { CLICKHOUSE } from './clickhouse.ts';
import { COHERE } from './cohere.ts';
import { CONNECT_RPC } from './connect-rpc.ts';
import { DRIZZLE } from './drizzle.ts';
import { ELASTICSEARCH } from './elasticsearch.ts';
import { FETCH } from './fetch.ts';
import { GAXIOS } from './gaxios.ts';
import { GOOGLE_CLOUD } from './google-cloud.ts';
import { GOOGLE_GENAI } from './google-genai.ts';
import { GOT } from './got.ts';
import { GRAPHQL_REQUEST } from './graphql-request.ts';
import { GROQ } from './groq.ts';
import { IMAPFLOW } from './imapflow.ts';
import { IOREDIS } from './ioredis.ts';
import { KAFKAJS } from './kafkajs.ts';
import { KNEX, KNEX_STARTS } from './knex.ts';
import { KY } from './ky.ts';
import { KYSELY } from './kysely.ts';
import { LANGCHAIN } from './langchain.ts';
import { LDAPJS } from './ldapjs.ts';
import { MAKE_FETCH_HAPPEN } from './make-fetch-happen.ts';
import { MEILISEARCH } from './meilisearch.ts';
import { MEMCACHED } from './memcached.ts';
import { MIKRO_ORM } from './mikro-orm.ts';
import { MONGODB } from './mongodb.ts';
import { MONGOOSE } from './mongoose.ts';
import { MSSQL } from './mssql.ts';
import { MYSQL2 } from './mysql2.ts';
import { NATS } from './nats.ts';
import { NEEDLE } from './needle.ts';
import { NEO4J } from './neo4j.ts';
import { NEST_AXIOS } from './nest-axios.ts';
import { NODE_FETCH } from './node-fetch.ts';
import { NODE_HTTP } from './node-http.ts';
import { NODEMAILER } from './nodemailer.ts';
import { NOTION } from './notion.ts';
import { OCTOKIT } from './octokit.ts';
import { OFETCH } from './ofetch.ts';
import { OPENAI } from './openai.ts';
import { OPENSEARCH } from './opensearch.ts';
import { PG } from './pg.ts';
import { POSTGRES } from './postgres.ts';
import { PRESTO_CLIENT } from './presto-client.ts';
import { PRISMA } from './prisma.ts';
import { QDRANT } from './qdrant.ts';
import { REDIS } from './redis.ts';
import { REQUEST } from './request.ts';
import { SENDGRID } from './sendgrid.ts';
import { SEQUELIZE } from './sequelize.ts';
import { SLACK } from './slack.ts';
import { SNOWFLAKE } from './snowflake.ts';
import { STRIPE } from './stripe.ts';
import { SUPABASE } from './supabase.ts';
import { SUPERAGENT } from './superagent.ts';
import { TEDIOUS } from './tedious.ts';
import { TWILIO } from './twilio.ts';
import { TYPEORM } from './typeorm.ts';
import { TYPESENSE } from './typesense.ts';
import { UNDICI } from './undici.ts';
import { URQL } from './urql.ts';
import { VERCEL_AI } from './vercel-ai.ts';
import { WEB_PUSH } from './web-push.ts';

/** Every client library that is known: one file a library. */
export const CLIENTS: readonly Client[] = [
	...FETCH,
	...NODE_FETCH,
	...MAKE_FETCH_HAPPEN,
	...UNDICI,
	...AXIOS,
	...NEST_AXIOS,
	...GOT,
	...KY,
	...SUPERAGENT,
	...NEEDLE,
	...REQUEST,
	...NODE_HTTP,
	...GRAPHQL_REQUEST,
	...PG,
	...POSTGRES,
	...MYSQL2,
	...MSSQL,
	...KNEX,
	...SEQUELIZE,
	...PRISMA,
	...MONGODB,
	...MONGOOSE,
	...CLICKHOUSE,
	...ELASTICSEARCH,
	...CASSANDRA_DRIVER,
	...QDRANT,
	...TYPESENSE,
	...MEILISEARCH,
	...PRESTO_CLIENT,
	...SNOWFLAKE,
	...IOREDIS,
	...REDIS,
	...MEMCACHED,
	...KAFKAJS,
	...AMQPLIB,
	...NATS,
	...AWS_SDK_V3,
	...AWS_SDK_V2,
	...OPENAI,
	...ANTHROPIC,
	...GROQ,
	...LANGCHAIN,
	...SLACK,
	...STRIPE,
	...NODEMAILER,
	...IMAPFLOW,
	...TWILIO,
	...WEB_PUSH,
	...LDAPJS,
	...APOLLO,
	...AZURE,
	...COHERE,
	...CONNECT_RPC,
	...DRIZZLE,
	...GAXIOS,
	...GOOGLE_CLOUD,
	...GOOGLE_GENAI,
	...KYSELY,
	...MIKRO_ORM,
	...NEO4J,
	...NOTION,
	...OCTOKIT,
	...OFETCH,
	...OPENSEARCH,
	...SENDGRID,
	...SUPABASE,
	...TEDIOUS,
	...TYPEORM,
	...URQL,
	...VERCEL_AI,
];

const byPackage = Map.groupBy(
	CLIENTS.flatMap((client) => client.packages.map((name) => ({ name, client }))),
	({ name }) => name,
);
const families = CLIENTS.flatMap((client) => client.packages.filter((name) => name.endsWith('*')).map((name) => ({ start: name.slice(0, -1), client })));

/** The rows for a package, in the order of the tables. */
export function clientsOf(packageName: string): readonly Client[] {
	const exact = byPackage.get(packageName)?.map(({ client }) => client) ?? [];
	return [...exact, ...families.filter(({ start }) => packageName.startsWith(start)).map(({ client }) => client)];
}

/** Is this version range one that the row is about? A range that cannot be read counts as the newest. */
export function speaksFor(client: Client, range: string | undefined): boolean {
	if (client.versions === undefined) return true;
	const digits = /(\d+)(?:\.|$|\s|-)/.exec(range ?? '')?.[1];
	const major = digits === undefined ? Number.POSITIVE_INFINITY : Number(digits);
	const { below, from } = client.versions;
	return (below === undefined || major < below) && (from === undefined || major >= from);
}

/** The index of the settings of a class or factory; `*Client` in the table is a pattern. */
export function settingsIndex(table: Readonly<Record<string, number>> | undefined, name: string): number | undefined {
	if (table === undefined) return undefined;
	if (Object.hasOwn(table, name)) return table[name];
	const pattern = Object.keys(table).find((key) => key.startsWith('*') && name.endsWith(key.slice(1)) && name !== '');
	return pattern === undefined ? undefined : table[pattern];
}

/** Last parts of the names by which these clients are called or made: a call of anything else is not worth following. */
export function namesOf(clients: readonly Client[]): ReadonlySet<string> {
	const names = clients.flatMap(({ calls, factories, classes }) => [calls, factories, classes].flatMap((table) => Object.keys(table ?? {})));
	const last = names.map((name) => name.slice(name.lastIndexOf('.') + 1)).filter((name) => name !== '');
	return new Set([...last, ...(clients.some(({ client }) => client === 'knex') ? KNEX_STARTS : [])]);
}
