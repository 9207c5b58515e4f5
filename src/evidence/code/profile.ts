import type { Module } from '../../parse/typescript/modules.ts';
import type { PackageManifest } from '../../parse/typescript/packages.ts';
import type { Profile } from '../facts.ts';

const LOGGERS = ['pino', 'nestjs-pino', 'pino-http', 'winston', 'bunyan', 'log4js', 'loglevel', 'tslog', 'consola', 'signale', '@nestjs/common', 'fastify'];
const FRAMEWORKS = ['express', 'fastify', 'koa', 'hono', '@nestjs/core', '@hapi/hapi', 'restify', 'next', '@trpc/server', 'apollo-server', '@apollo/server', 'bullmq', 'bull', 'kafkajs', 'amqplib', 'pg-boss'];
const CLIENTS = ['axios', 'got', 'ky', 'undici', 'node-fetch', 'superagent', 'pg', 'mysql2', 'mssql', 'knex', 'drizzle-orm', '@prisma/client', 'mongoose', 'typeorm', 'ioredis', 'redis', 'kafkajs', 'amqplib', 'nats'];
const FLAGS = ['launchdarkly-node-server-sdk', '@launchdarkly/node-server-sdk', 'unleash-client', '@growthbook/growthbook', '@openfeature/server-sdk', 'flagsmith-nodejs', 'posthog-node'];
const TRACING = ['@opentelemetry/api', 'dd-trace', '@sentry/node', 'newrelic', 'elastic-apm-node', 'applicationinsights'];

const known = new WeakMap<PackageManifest, Profile>();

const EMPTY: Profile = {
	packageName: '',
	loggers: [],
	loggerModule: '',
	tracing: { libraries: [], auto: false, instruments: [], manual: false },
	frameworks: [],
	requestContext: [],
	correlationHeaders: [],
	clients: [],
	flagClients: [],
	conventions: { console: false },
};

/** What the package that owns a file already does. */
export function profileOf(module: Module): Profile {
	const manifest = module.codebase.packages.owner(module.path);
	if (manifest === undefined) return EMPTY;
	const profile = known.get(manifest) ?? fromManifest(manifest);
	known.set(manifest, profile);
	return profile;
}

function fromManifest(manifest: PackageManifest): Profile {
	const has = (name: string): boolean => manifest.dependencies.has(name);
	return {
		...EMPTY,
		packageName: manifest.name,
		loggers: LOGGERS.filter(has),
		frameworks: FRAMEWORKS.filter(has),
		clients: CLIENTS.filter(has),
		flagClients: FLAGS.filter(has),
		tracing: { ...EMPTY.tracing, libraries: TRACING.filter(has), auto: ['@opentelemetry/auto-instrumentations-node', 'dd-trace', '@sentry/node', 'newrelic', 'elastic-apm-node'].some(has) },
	};
}
