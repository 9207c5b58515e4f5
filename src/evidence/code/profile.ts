import type { Codebase, Module } from '../../parse/typescript/modules.ts';
import type { PackageManifest } from '../../parse/typescript/packages.ts';
import type { Profile } from '../facts.ts';
import { learnCorrelation } from './correlation/learn.ts';
import { landmarks } from './handling/landmarks.ts';
import { loggerProfile } from './logging/profile-loggers.ts';
import { learnTracing } from './tracing/learn.ts';

const FRAMEWORKS = [
	'express', 'fastify', 'koa', 'hono', '@nestjs/core', '@hapi/hapi', 'restify', 'next', '@trpc/server', 'apollo-server', '@apollo/server', 'bullmq', 'bull', 'kafkajs',
	'amqplib', 'pg-boss', 'agenda', 'sqs-consumer', 'node-cron', 'cron', 'node-schedule', 'croner', 'bree',
];
const CLIENTS = ['axios', 'got', 'ky', 'undici', 'node-fetch', 'superagent', 'pg', 'mysql2', 'mssql', 'knex', 'drizzle-orm', '@prisma/client', 'mongoose', 'typeorm', 'ioredis', 'redis', 'kafkajs', 'amqplib', 'nats'];
const FLAGS = ['launchdarkly-node-server-sdk', '@launchdarkly/node-server-sdk', 'unleash-client', '@growthbook/growthbook', '@openfeature/server-sdk', 'flagsmith-nodejs', 'posthog-node'];

/** Manifests belong to one side's code base, so base and head are learnt apart. */
const known = new WeakMap<PackageManifest, Profile>();

/** What is known where nothing is. */
export const NO_PROFILE: Profile = {
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
	if (manifest === undefined) return NO_PROFILE;
	const profile = known.get(manifest) ?? learn(module.codebase, manifest);
	known.set(manifest, profile);
	return profile;
}

function learn(codebase: Codebase, manifest: PackageManifest): Profile {
	const has = (name: string): boolean => manifest.dependencies.has(name);
	const dependencies = withRoot(codebase, manifest);
	const texts = landmarks(codebase, manifest);
	return {
		...NO_PROFILE,
		packageName: manifest.name,
		...loggerProfile(codebase, manifest),
		frameworks: FRAMEWORKS.filter(has),
		clients: CLIENTS.filter(has),
		flagClients: FLAGS.filter(has),
		tracing: learnTracing(dependencies, texts),
		...learnCorrelation(new Set(dependencies.keys()), texts),
	};
}

/** Loggers and tracing are often declared once, at the root of a workspace; frameworks are not asked there: they say what a package is for. */
function withRoot(codebase: Codebase, manifest: PackageManifest): ReadonlyMap<string, string> {
	const root = manifest.directory === '' ? undefined : codebase.packages.at('');
	const shared = [...(root?.dependencies ?? [])].filter(([name]) => !FRAMEWORKS.includes(name));
	return new Map([...shared, ...manifest.dependencies]);
}
