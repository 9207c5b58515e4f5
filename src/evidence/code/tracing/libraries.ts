/**
 * What each tracing product instruments by itself. Sources: the README of @opentelemetry/auto-instrumentations-node, Datadog's
 * "Compatibility requirements" for dd-trace-js, Sentry's "Integrations" for Node, New Relic's "Compatibility and requirements" for Node.
 */
const OPENTELEMETRY = ['http', 'undici', 'express', 'fastify', 'koa', 'hapi', 'restify', 'connect', 'router', 'nestjs', 'graphql', 'grpc', 'amqplib', 'kafkajs', 'aws-sdk', 'aws-lambda', 'pg', 'mysql', 'mysql2', 'mongodb', 'mongoose', 'redis', 'ioredis', 'knex', 'tedious', 'memcached', 'cassandra', 'socket.io', 'openai'];
const DATADOG = [...OPENTELEMETRY.filter((name) => name !== 'socket.io'), 'next', 'hono', 'google-cloud-pubsub', 'elasticsearch', 'prisma'];
const SENTRY = ['http', 'undici', 'express', 'fastify', 'koa', 'hapi', 'hono', 'nestjs', 'connect', 'graphql', 'amqplib', 'kafkajs', 'aws-lambda', 'pg', 'mysql', 'mysql2', 'mongodb', 'mongoose', 'redis', 'ioredis', 'knex', 'tedious', 'prisma', 'next', 'openai'];
const NEWRELIC = ['http', 'undici', 'express', 'fastify', 'koa', 'hapi', 'restify', 'connect', 'nestjs', 'graphql', 'grpc', 'amqplib', 'kafkajs', 'aws-sdk', 'pg', 'mysql', 'mysql2', 'mongodb', 'redis', 'ioredis', 'memcached', 'next', 'prisma', 'openai', 'bullmq'];

interface Product {
	/** Packages that bring it in. */
	readonly packages: readonly string[];
	/** What it covers with no further code; absent: it is only an API for spans made by hand. */
	readonly covers?: readonly string[];
	/** What it covers from a version of its own on: major and minor. */
	readonly since?: Readonly<Record<string, readonly [major: number, minor: number]>>;
	/** Covers only where the set-up code says so. */
	readonly when?: RegExp;
}

export const PRODUCTS: readonly Product[] = [
	{ packages: ['@opentelemetry/api', '@opentelemetry/sdk-node', '@opentelemetry/sdk-trace-node', '@opentelemetry/sdk-trace-base', 'opentelemetry', 'jaeger-client', 'opentracing'] },
	{ packages: ['@opentelemetry/auto-instrumentations-node', '@hyperdx/node-opentelemetry', '@honeycombio/opentelemetry-node', '@splunk/otel', '@azure/monitor-opentelemetry', '@baselime/node-opentelemetry', '@elastic/opentelemetry-node', 'applicationinsights', '@appsignal/nodejs'], covers: OPENTELEMETRY },
	{ packages: ['dd-trace'], covers: DATADOG, since: { bullmq: [5, 82] } },
	{ packages: ['newrelic'], covers: NEWRELIC },
	{ packages: ['elastic-apm-node'], covers: OPENTELEMETRY },
	{ packages: ['@sentry/node', '@sentry/nestjs', '@sentry/nextjs', '@sentry/bun'], covers: SENTRY, when: /tracesSampleRate|tracesSampler/ },
	{ packages: ['@vercel/otel'], covers: ['next', 'undici', 'fetch'] },
	{ packages: ['aws-xray-sdk', 'aws-xray-sdk-core', '@aws-lambda-powertools/tracer'] },
];

/** Can a version range be met by this version or a later one? Only a range that surely cannot is refused: no lock file is read. */
export function canReach(range: string | undefined, [major, minor]: readonly [number, number]): boolean {
	const match = /^([~^]|>=?|v|=)?\s*(\d+)(?:\.(\d+))?[\d.\w-]*$/.exec(range?.trim() ?? '');
	if (match === null) return true;
	const [, operator = '', first, second] = match;
	if (operator.startsWith('>') || Number(first) > major) return true;
	if (Number(first) < major) return false;
	return operator === '^' || second === undefined || Number(second) >= minor;
}

/** Instrumentations that a package adds one by one: `@opentelemetry/instrumentation-pg`, `bullmq-otel`, `@prisma/instrumentation`. */
export function namedInstrumentation(dependency: string): string | undefined {
	const plain = /^@opentelemetry\/instrumentation-(.+)$/.exec(dependency)?.[1]?.replace(/^nestjs-core$/, 'nestjs');
	if (plain !== undefined) return plain;
	if (dependency === '@prisma/instrumentation') return 'prisma';
	if (dependency === '@fastify/otel') return 'fastify';
	if (dependency === '@hono/otel') return 'hono';
	if (/^(?:@[\w-]+\/)?(?:opentelemetry-)?instrumentation-bullmq$|^bullmq-otel$|opentelemetry-instrumentation-bullmq$/.test(dependency)) return 'bullmq';
	return /opentelemetry-instrumentation-([\w-]+)$/.exec(dependency)?.[1];
}

/** A library of a fact, under the name that instrumentations use. */
const INSTRUMENTATION: Readonly<Record<string, string>> = {
	fetch: 'undici',
	undici: 'undici',
	'@nestjs/core': 'nestjs',
	nest: 'nestjs',
	'@hapi/hapi': 'hapi',
	lambda: 'aws-lambda',
	sqs: 'aws-sdk',
	sns: 'aws-sdk',
	eventbridge: 'aws-sdk',
	'sqs-consumer': 'aws-sdk',
	'@prisma/client': 'prisma',
	'@google-cloud/pubsub': 'google-cloud-pubsub',
	mssql: 'tedious',
	typeorm: 'pg',
	'drizzle-orm': 'pg',
};
/** Libraries that go through node's http module, which one instrumentation covers. */
const OVER_HTTP = new Set(['axios', 'got', 'node-fetch', 'superagent', 'request', 'needle', 'http', 'https', 'node:http', 'node:https', 'express', 'koa', 'hono', 'fastify', 'restify', 'hapi', 'nestjs', 'connect', 'trpc']);

/** Does one of these instrumentations make spans for this library? */
export function isInstrumented(library: string, instruments: readonly string[]): boolean {
	const name = INSTRUMENTATION[library] ?? library;
	if (instruments.includes(name)) return true;
	if (name.startsWith('@aws-sdk/') || name === 'aws-sdk') return instruments.includes('aws-sdk');
	return OVER_HTTP.has(name) && instruments.includes('http');
}
