import { ts } from '../../../parse/typescript/compiler.ts';
import { packagesOf } from '../handling/site.ts';
import { identifyCall } from '../outbound/identify.ts';
import { knexQuery } from '../outbound/knex.ts';
import { evaluate } from '../value/evaluate.ts';
import { type Frame, type Value, alternatives } from '../value/value.ts';
import { bare, calledName, rootOf } from './chains.ts';
import { packagesOfType, typeOf } from './types.ts';

/** What a library's interface tells of a call. `database`: a query of the service's own pool. */
export interface LibraryCall {
	readonly promise: 'lazy' | 'known';
	readonly does: 'io' | 'database';
}

const LAZY: LibraryCall = { promise: 'lazy', does: 'database' };
const DATABASE: LibraryCall = { promise: 'known', does: 'database' };
const IO: LibraryCall = { promise: 'known', does: 'io' };

const PRISMA_METHODS = /^(?:create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany|findMany|findFirst|findFirstOrThrow|findUnique|findUniqueOrThrow|count|aggregate|groupBy|\$executeRaw|\$executeRawUnsafe|\$queryRaw|\$queryRawUnsafe)$/;
const MONGOOSE_LAZY = /^(?:find|findOne|findById|findOneAnd\w+|findByIdAnd\w+|updateOne|updateMany|replaceOne|deleteOne|deleteMany|countDocuments|estimatedDocumentCount|distinct|exists)$/;
const MONGOOSE_EAGER = /^(?:create|insertMany|bulkWrite|bulkSave|init|syncIndexes|createIndexes)$/;
const DRIZZLE = /^(?:insert|update|delete|select|execute)$/;
/** `values`, `set`, `where` … end a query of drizzle; without one of them a builder is under way. */
const DRIZZLE_ENDS = /^(?:values|set|where|returning|execute|onConflictDoNothing|onConflictDoUpdate|from|limit|orderBy)$/;
const SUPABASE = /^(?:insert|update|upsert|delete|select|rpc)$/;

/**
 * Methods of what these packages make that give a promise and lead out of the process, as their documentation says. A callback as the last
 * argument takes the place of the promise.
 */
const METHODS: readonly { readonly from: RegExp; readonly methods: RegExp; readonly does: LibraryCall['does'] }[] = [
	{ from: /^(?:ioredis|redis|@redis\/client|@upstash\/redis)$/, methods: /^(?:get|set|setex|setEx|setnx|mget|mset|del|unlink|incr|incrby|decr|expire|pexpire|exists|hget|hset|hgetall|hdel|hincrby|sadd|srem|smembers|zadd|zrem|zrange\w*|lpush|rpush|lpop|rpop|lrange|publish|xadd|keys|scan|eval|evalsha|getdel|ttl|flushdb|flushall)$/i, does: 'io' },
	{ from: /^bullmq$|^@taskforcesh\/bullmq-pro$|^bull$/, methods: /^(?:add|addBulk|addJob|obliterate|drain|clean|upsertJobScheduler|removeRepeatable\w*|removeJobScheduler|remove|updateProgress|moveTo\w+|retry|close)$/, does: 'io' },
	{ from: /^(?:pg|pg-pool|@neondatabase\/serverless|mysql2\/promise)$/, methods: /^(?:query|execute)$/, does: 'database' },
	{ from: /^nodemailer$/, methods: /^sendMail$/, does: 'io' },
	{ from: /^kafkajs$/, methods: /^(?:send|sendBatch|connect|commitOffsets)$/, does: 'io' },
	{ from: /^@aws-sdk\/(?:client|lib)-/, methods: /^(?:send|done)$/, does: 'io' },
	{ from: /^(?:stripe|resend|@sendgrid\/mail|@slack\/web-api|@slack\/webhook|@octokit\/(?:rest|core)|octokit|openai|@anthropic-ai\/sdk|twilio|@notionhq\/client|@linear\/sdk|postmark|@google-cloud\/(?:storage|pubsub|tasks|bigquery))$/, methods: /^(?:create|update|cancel|retrieve|list|send|sendMultiple|sendEmail\w*|postMessage|delete|del|upload|save|download|publish|publishMessage|createTask|insert|query|request)$/, does: 'io' },
	{ from: /^(?:mongodb)$/, methods: /^(?:insertOne|insertMany|updateOne|updateMany|deleteOne|deleteMany|replaceOne|findOne|findOneAnd\w+|bulkWrite|countDocuments|createIndex)$/, does: 'database' },
	{ from: /^(?:typeorm)$/, methods: /^(?:save|insert|update|delete|remove|softDelete|upsert|find|findOne|findBy|findOneBy|query|count)$/, does: 'database' },
	{ from: /^(?:sequelize|sequelize-typescript)$/, methods: /^(?:create|bulkCreate|update|destroy|findAll|findOne|findByPk|findOrCreate|upsert|count|save|increment|query)$/, does: 'database' },
	{ from: /^(?:@clickhouse\/client)$/, methods: /^(?:insert|query|command|exec)$/, does: 'database' },
	{ from: /^(?:amqplib)$/, methods: /^(?:assertQueue|assertExchange|bindQueue|waitForConfirms)$/, does: 'io' },
	{ from: /^pg-boss$/, methods: /^(?:send|insert|work|createQueue|complete|fail|publish)$/, does: 'database' },
	{ from: /^node:(?:fs|stream|timers|dns|readline)\/promises$/, methods: /^(?!setTimeout|setImmediate|setInterval)/, does: 'io' },
];

/** The last names of all of these: a call by another name costs nothing. */
const NAMES = /^(?:create\w*|update\w*|upsert\w*|delete\w*|find\w*|count\w*|aggregate|groupBy|\$\w+|exists|distinct|replaceOne|insert\w*|bulk\w+|values|set|where|returning|onConflictDo\w+|from|limit|orderBy|rpc|select|first|raw|into)$/;

/** The call of a library whose interface is known to give a promise; undefined for any other. */
export function libraryCall(call: ts.CallExpression | ts.TaggedTemplateExpression, frame: Frame): LibraryCall | undefined {
	const callee = ts.isCallExpression(call) ? call.expression : call.tag;
	const method = lastName(callee);
	if (method === undefined || (ts.isCallExpression(call) && takesCallback(call))) return undefined;
	const lazy = NAMES.test(method) ? lazyCall(callee, method, frame) : undefined;
	if (lazy !== undefined || !ts.isCallExpression(call)) return lazy;
	return mayBeListed(method) ? listedCall(callee, method, frame) : undefined;
}

/** Another argument than an event's listener or a transaction's body that is a function: the old way to get an answer. */
function takesCallback(call: ts.CallExpression): boolean {
	const last = call.arguments.at(-1);
	return last !== undefined && (ts.isArrowFunction(last) || ts.isFunctionExpression(last)) && lastName(call.expression) !== '$transaction';
}

function lastName(callee: ts.Expression): string | undefined {
	const node = bare(callee);
	if (ts.isIdentifier(node)) return node.text;
	return ts.isPropertyAccessExpression(node) ? node.name.text : undefined;
}

const listed = new Map<string, boolean>();

function mayBeListed(method: string): boolean {
	const known = listed.get(method) ?? (method === 'fetch' || METHODS.some(({ methods }) => methods.test(method)) || HTTP.test(method));
	if (listed.size < 5_000) listed.set(method, known);
	return known;
}

const HTTP = /^(?:fetch|request|axios|got|ky|get|post|put|patch|delete|head)$/;
/** Not promises: streams and callbacks of the runtime, builders that wait to be sent. */
const NO_PROMISE = new Set(['http', 'https', 'node:http', 'superagent', 'grpc', 'redis', 'request']);

function listedCall(callee: ts.Expression, method: string, frame: Frame): LibraryCall | undefined {
	const value = evaluate(callee, frame);
	const http = HTTP.test(method) ? identifyCall(value, frame.module) : undefined;
	if (http !== undefined) return NO_PROMISE.has(http.client.client) || http.uncertain ? undefined : IO;
	const packages = packagesBehind(callee, value, frame);
	const row = packages.length === 0 ? undefined : METHODS.find(({ from, methods }) => methods.test(method) && packages.some((name) => from.test(name)));
	if (row !== undefined) return row.does === 'io' ? IO : DATABASE;
	return alternatives(value).some(isFilePromise) ? IO : undefined;
}

/** The packages that a callee comes from: by what made it, else by the written type of what it is called on. */
function packagesBehind(callee: ts.Expression, value: Value, frame: Frame): readonly string[] {
	const made = packagesOf(value);
	const node = bare(callee);
	if (made.length > 0 || !ts.isPropertyAccessExpression(node) || value.kind === 'function') return made;
	const typed = typeOf(node.expression, frame.module);
	return typed === undefined ? [] : packagesOfType(typed);
}

/** `import { promises as fs } from 'fs'`, `fs.promises.writeFile`. */
function isFilePromise(value: Value): boolean {
	return value.kind === 'package' && value.name === 'node:fs' && value.path.includes('promises');
}

function lazyCall(callee: ts.Expression, method: string, frame: Frame): LibraryCall | undefined {
	const { module } = frame;
	const has = (name: string): boolean => module.codebase.packages.version(module.path, name) !== undefined;
	const root = rootOf(callee);
	const name = calledName(root);
	if (PRISMA_METHODS.test(method) && isPrisma(callee, name, method) && (/prisma/i.test(name) || has('@prisma/client'))) return LAZY;
	if (/supabase/i.test(name) && has('@supabase/supabase-js') && SUPABASE.test(method) && !ts.isIdentifier(callee)) return LAZY;
	return mongooseCall(callee, method, frame, has) ?? drizzleCall(callee, method, root, frame, has) ?? (has('knex') ? knexCall(callee, frame) : undefined);
}

/** `prisma.user.update`, `tx.user.update`, `this.prisma.user.update`, `prisma.$executeRaw`. */
function isPrisma(callee: ts.Expression, root: string, method: string): boolean {
	if (!/prisma|^(?:tx|trx|transaction)$/i.test(root)) return false;
	const node = bare(callee);
	if (!ts.isPropertyAccessExpression(node)) return false;
	return method.startsWith('$') || (ts.isPropertyAccessExpression(node.expression) && node.expression.expression.kind !== ts.SyntaxKind.ThisKeyword);
}

function mongooseCall(callee: ts.Expression, method: string, frame: Frame, has: (name: string) => boolean): LibraryCall | undefined {
	if (!ts.isPropertyAccessExpression(callee) || !(MONGOOSE_LAZY.test(method) || MONGOOSE_EAGER.test(method)) || !has('mongoose')) return undefined;
	if (!alternatives(evaluate(callee.expression, frame)).some((value) => isModel(value))) return undefined;
	return MONGOOSE_LAZY.test(method) ? LAZY : DATABASE;
}

function isModel(value: Value): boolean {
	return value.kind === 'result' && packagesOf(value).includes('mongoose') && ['member', 'package'].includes(value.of.kind);
}

function drizzleCall(callee: ts.Expression, method: string, root: ts.Expression, frame: Frame, has: (name: string) => boolean): LibraryCall | undefined {
	if (!DRIZZLE_ENDS.test(method) || !has('drizzle-orm') || !/\b(?:db|tx|trx|database)\d*$/i.test(calledName(root))) return undefined;
	const first = firstCall(callee);
	if (first === undefined || !DRIZZLE.test(first)) return undefined;
	return packagesOf(evaluate(root, frame)).every((name) => name.startsWith('drizzle-orm')) ? LAZY : undefined;
}

/** The first method called on the root: `insert` of `db.insert(a).values(b)`. */
function firstCall(callee: ts.Expression): string | undefined {
	let inner: ts.Expression = bare(callee);
	let name: string | undefined;
	while (ts.isPropertyAccessExpression(inner) || ts.isCallExpression(inner)) {
		if (ts.isPropertyAccessExpression(inner)) name = inner.name.text;
		inner = bare(inner.expression);
	}
	return name;
}

/** A chain that starts at a knex instance. */
function knexCall(callee: ts.Expression, frame: Frame): LibraryCall | undefined {
	for (let inner: ts.Expression = bare(callee.parent as ts.Expression); ; inner = bare(inner.expression)) {
		if (ts.isCallExpression(inner) && knexQuery(inner, frame) !== undefined) return LAZY;
		if (!ts.isCallExpression(inner) && !ts.isPropertyAccessExpression(inner)) return undefined;
	}
}
