import type { ProfileFurnishings } from '../../facts/profile.ts';

/** Packages by what they furnish a package with. A name that ends in `*` stands for all that begin so. */
type PackageKind = 'frameworks' | 'clients' | 'flagClients' | 'middleware' | 'queues' | 'metrics' | 'wrappers' | 'healthHelpers' | 'shutdownHelpers' | 'validators';

const PACKAGES: Readonly<Record<PackageKind, readonly string[]>> = {
	frameworks: [
		'express', 'fastify', 'koa', 'hono', '@nestjs/core', '@hapi/hapi', 'restify', 'next', '@trpc/server', 'apollo-server', '@apollo/server', 'graphql-yoga', '@remix-run/node', '@remix-run/express',
		'bullmq', 'bull', 'kafkajs', 'amqplib', 'pg-boss', 'agenda', 'sqs-consumer', 'node-cron', 'cron', 'node-schedule', 'croner', 'bree',
	],
	clients: ['axios', 'got', 'ky', 'undici', 'node-fetch', 'superagent', 'pg', 'mysql2', 'mssql', 'knex', 'drizzle-orm', '@prisma/client', 'mongoose', 'typeorm', 'ioredis', 'redis', 'kafkajs', 'amqplib', 'nats'],
	flagClients: [
		'launchdarkly-node-server-sdk', '@launchdarkly/node-server-sdk', 'unleash-client', 'unleash-proxy-client', '@unleash/nextjs', '@growthbook/growthbook', '@openfeature/server-sdk', 'flagsmith-nodejs', 'flagsmith', 'posthog-node',
		'@splitsoftware/splitio', 'configcat-node', '@configcat/sdk', 'statsig-node', '@statsig/statsig-node-core', '@vercel/flags', 'flags', '@happykit/flags', '@optimizely/optimizely-sdk', '@eppo/node-server-sdk', '@aws-lambda-powertools/parameters',
	],
	middleware: [
		'helmet', 'cors', 'compression', 'morgan', 'pino-http', 'express-pino-logger', 'express-winston', 'express-async-errors', 'express-async-handler', 'express-promise-router', 'express-rate-limit', 'rate-limiter-flexible', 'express-openapi-validator',
		'express-timeout-handler', 'connect-timeout', 'http-proxy-middleware', 'body-parser', 'passport', '@middy/core', 'nestjs-pino', 'nestjs-cls', 'nestjs-zod', '@nestjs/throttler', '@fastify/*', 'koa-*', '@koa/*', '@hono/*',
	],
	queues: [
		'bullmq', 'bull', 'bee-queue', 'kafkajs', '@confluentinc/kafka-javascript', 'node-rdkafka', 'amqplib', 'amqp-connection-manager', 'rhea', 'nats', '@nats-io/*', 'sqs-consumer', 'sqs-producer', '@aws-sdk/client-sqs', '@aws-sdk/client-sns',
		'@aws-sdk/client-eventbridge', '@google-cloud/pubsub', '@google-cloud/tasks', '@azure/service-bus', '@azure/event-hubs', 'pg-boss', 'graphile-worker', '@temporalio/*', 'agenda', 'inngest', '@trigger.dev/sdk', 'mqtt', '@upstash/qstash',
	],
	metrics: ['prom-client', '@opentelemetry/sdk-metrics', '@opentelemetry/exporter-prometheus', '@opentelemetry/exporter-metrics-otlp-*', 'hot-shots', 'datadog-metrics', 'node-statsd', 'express-prom-bundle', 'fastify-metrics', '@willsoto/nestjs-prometheus', '@aws-lambda-powertools/metrics', 'aws-embedded-metrics'],
	wrappers: ['p-limit', 'p-map', 'p-queue', 'p-retry', 'p-timeout', 'p-throttle', 'async-retry', 'axios-retry', 'fetch-retry', 'exponential-backoff', 'retry', 'promise-retry', 'cockatiel', 'opossum', 'bottleneck', 'async', 'dataloader', 'lru-cache', 'cacheable'],
	healthHelpers: ['@godaddy/terminus', '@nestjs/terminus', 'lightship', '@fastify/under-pressure', 'under-pressure', 'fastify-healthcheck', 'express-healthcheck', '@cloudnative/health-connect', '@cloudnative/health'],
	shutdownHelpers: [
		'@godaddy/terminus', 'lightship', 'http-terminator', 'stoppable', 'close-with-grace', 'fastify-graceful-shutdown', 'http-graceful-shutdown', 'http-shutdown', 'node-graceful-shutdown', 'express-graceful-shutdown', 'server-destroy', 'graceful-shutdown',
		'@hapi/hapi', 'exit-hook', 'async-exit-hook', 'terminus', 'graceful-http-shutdown', 'graceful-process',
	],
	validators: ['envalid', '@t3-oss/env-core', '@t3-oss/env-nextjs', 'convict', 'znv', 'env-var', 'env-schema', '@fastify/env', 'fastify-env', '@nestjs/config', 'dotenv-safe', 'ts-env-schema', '@julr/vite-plugin-validate-env', 'nestjs-config', '@epic-web/config'],
};

/** Kinds of software that show in a package's dependencies only by the types it compiles against. */
const RUNTIMES: Readonly<Record<string, readonly string[]>> = {
	'aws-lambda': ['@types/aws-lambda', '@middy/core', 'aws-lambda', 'serverless-http', '@aws-lambda-powertools/commons'],
	'cloudflare-workers': ['@cloudflare/workers-types', 'wrangler', '@cloudflare/vitest-pool-workers'],
};

/** Which of a package's dependencies are of a kind, in the order of the table. */
export function packagesOfKind(kind: PackageKind, dependencies: ReadonlyMap<string, string>): string[] {
	return PACKAGES[kind].flatMap((name) => (name.endsWith('*') ? beginning(name.slice(0, -1), dependencies) : dependencies.has(name) ? [name] : []));
}

function beginning(start: string, dependencies: ReadonlyMap<string, string>): string[] {
	return [...dependencies.keys()].filter((name) => name.startsWith(start)).sort();
}

/** The places that a package is written for and that bring their own server: `aws-lambda`, `cloudflare-workers`. */
export function runtimesOf(dependencies: ReadonlyMap<string, string>): string[] {
	return Object.keys(RUNTIMES).filter((runtime) => RUNTIMES[runtime]?.some((name) => dependencies.has(name)));
}

/** Does this name a framework? Only what a package itself depends on says what it is for. */
export function isFramework(name: string): boolean {
	return PACKAGES.frameworks.includes(name);
}

/** Majors of dependencies whose version range states one: `^4.18.2`, `5.x`, `npm:express@5.0.0`; of several, the first. */
export function majorsOf(names: readonly string[], dependencies: ReadonlyMap<string, string>): ProfileFurnishings['frameworkVersions'] {
	return Object.fromEntries(
		names.flatMap((name) => {
			const major = /(?:^|@|[\^~>=v\s])(\d{1,4})(?:\.|$|\s|-)/.exec(dependencies.get(name) ?? '')?.[1];
			return major === undefined ? [] : [[name, Number(major)]];
		}),
	);
}
