import type { Emitter } from '../../facts/lifecycle.ts';

/** One way of making an emitter, and what its library does with an error that nobody hears. */
export interface EmitterSource {
	/** As a person names it. */
	readonly library: string;
	/** Packages that it comes from. */
	readonly from: RegExp;
	/** The function or class that makes it. */
	readonly names: readonly string[];
	readonly kind: Emitter['kind'];
	/** `crash`: the process ends; `stop`: the library logs and may stop working; `none`: it takes the error itself. */
	readonly unheard: 'crash' | 'stop' | 'none';
	/** Where the fact stands: documentation or source code. */
	readonly source: string;
}

/** By what is looked up first: the name of the function or class. Adding a library is a row, plus a fixture. */
export const EMITTERS: readonly EmitterSource[] = [
	{ library: 'pg', from: /^pg(?:-native)?$|^@neondatabase\/serverless$/, names: ['Pool'], kind: 'pool', unheard: 'crash', source: 'https://node-postgres.com/apis/pool#events' },
	{ library: 'pg', from: /^pg(?:-native)?$/, names: ['Client'], kind: 'client', unheard: 'crash', source: 'https://node-postgres.com/apis/client#events' },
	{ library: 'mysql2', from: /^mysql2?(?:\/promise)?$/, names: ['createConnection'], kind: 'client', unheard: 'crash', source: 'https://github.com/mysqljs/mysql#error-handling' },
	{ library: 'redis', from: /^redis$|^@redis\/client$/, names: ['createClient', 'createCluster', 'createSentinel', 'createClientPool'], kind: 'client', unheard: 'crash', source: 'https://github.com/redis/node-redis#events' },
	{ library: 'ioredis', from: /^ioredis$/, names: ['Redis', 'Cluster', 'default'], kind: 'client', unheard: 'none', source: 'https://github.com/redis/ioredis/blob/main/lib/Redis.ts (silentEmit)' },
	{ library: 'amqplib', from: /^amqplib(?:\/callback_api)?$/, names: ['connect'], kind: 'client', unheard: 'crash', source: 'https://amqp-node.github.io/amqplib/channel_api.html#model_events' },
	{ library: 'amqplib', from: /^amqplib(?:\/callback_api)?$/, names: ['createChannel', 'createConfirmChannel'], kind: 'client', unheard: 'crash', source: 'https://amqp-node.github.io/amqplib/channel_api.html#channel_events' },
	{ library: 'mqtt', from: /^mqtt$/, names: ['connect'], kind: 'client', unheard: 'crash', source: 'https://github.com/mqttjs/MQTT.js#event-error' },
	{ library: 'ws', from: /^ws$/, names: ['WebSocket', 'default'], kind: 'socket', unheard: 'crash', source: 'https://github.com/websockets/ws/blob/master/doc/ws.md#event-error-1' },
	{ library: 'net', from: /^node:net$/, names: ['connect', 'createConnection', 'Socket'], kind: 'socket', unheard: 'crash', source: 'https://nodejs.org/api/net.html#event-error_1' },
	{ library: 'tls', from: /^node:tls$/, names: ['connect'], kind: 'socket', unheard: 'crash', source: 'https://nodejs.org/api/net.html#event-error_1' },
	{ library: 'http2', from: /^node:http2$/, names: ['connect'], kind: 'client', unheard: 'crash', source: 'https://nodejs.org/api/http2.html#event-error' },
	{ library: 'dgram', from: /^node:dgram$/, names: ['createSocket'], kind: 'socket', unheard: 'crash', source: 'https://nodejs.org/api/dgram.html#event-error' },
	{ library: 'http', from: /^node:https?$/, names: ['request', 'get'], kind: 'request', unheard: 'crash', source: 'https://nodejs.org/api/http.html#httprequesturl-options-callback' },
	{ library: 'child_process', from: /^node:child_process$|^cross-spawn$/, names: ['spawn', 'fork', 'default'], kind: 'child', unheard: 'crash', source: 'https://nodejs.org/api/child_process.html#event-error' },
	{ library: 'worker_threads', from: /^node:worker_threads$/, names: ['Worker'], kind: 'worker', unheard: 'crash', source: 'https://nodejs.org/api/worker_threads.html#event-error' },
	{ library: 'fs', from: /^node:fs$|^graceful-fs$|^fs-extra$/, names: ['createReadStream', 'createWriteStream'], kind: 'stream', unheard: 'crash', source: 'https://nodejs.org/api/stream.html#event-error' },
	{ library: 'zlib', from: /^node:zlib$/, names: ['createGunzip', 'createUnzip', 'createInflate', 'createInflateRaw', 'createBrotliDecompress', 'createZstdDecompress'], kind: 'stream', unheard: 'crash', source: 'https://nodejs.org/api/zlib.html#class-zlibzlibbase' },
	{ library: 'got', from: /^got$/, names: ['stream'], kind: 'stream', unheard: 'crash', source: 'https://github.com/sindresorhus/got/blob/main/documentation/3-streams.md' },
	{ library: 'busboy', from: /^busboy$|^@fastify\/busboy$/, names: ['default', 'busboy', 'Busboy'], kind: 'stream', unheard: 'crash', source: 'https://github.com/mscdex/busboy#busboy-special-parser-stream-events' },
	{ library: 'chokidar', from: /^chokidar$/, names: ['watch'], kind: 'watcher', unheard: 'crash', source: 'https://github.com/paulmillr/chokidar#getting-started' },
	{ library: 'pg-boss', from: /^pg-boss$/, names: ['default', 'PgBoss'], kind: 'queue', unheard: 'crash', source: 'https://timgit.github.io/pg-boss/#/./api/events' },
	{ library: 'ssh2', from: /^ssh2$/, names: ['Client'], kind: 'client', unheard: 'crash', source: 'https://github.com/mscdex/ssh2#client-events' },
	{ library: 'ssh2-sftp-client', from: /^ssh2-sftp-client$/, names: ['default'], kind: 'client', unheard: 'none', source: 'https://github.com/theophilusx/ssh2-sftp-client#error-handling' },
	{ library: 'ldapjs', from: /^ldapjs$/, names: ['createClient'], kind: 'client', unheard: 'crash', source: 'http://ldapjs.org/client.html' },
	{ library: 'imapflow', from: /^imapflow$/, names: ['ImapFlow'], kind: 'client', unheard: 'crash', source: 'https://imapflow.com/module-imapflow-ImapFlow.html#event:error' },
	{ library: 'bullmq', from: /^bullmq$|^@taskforcesh\/bullmq-pro$/, names: ['Worker', 'WorkerPro'], kind: 'worker', unheard: 'stop', source: 'https://docs.bullmq.io/guide/workers#event-listeners' },
	{ library: 'bullmq', from: /^bullmq$|^@taskforcesh\/bullmq-pro$/, names: ['Queue', 'QueueEvents', 'FlowProducer'], kind: 'queue', unheard: 'none', source: 'https://github.com/taskforcesh/bullmq/blob/master/src/classes/queue-base.ts (emit)' },
	{ library: 'bull', from: /^bull$/, names: ['default'], kind: 'queue', unheard: 'none', source: 'https://github.com/OptimalBits/bull/blob/develop/lib/queue.js (dummy handler)' },
	{ library: 'redlock', from: /^redlock$/, names: ['Redlock', 'default'], kind: 'client', unheard: 'none', source: 'https://github.com/mike-marcacci/node-redlock#error-handling' },
	{ library: 'kafkajs', from: /^kafkajs$/, names: ['consumer', 'producer', 'admin'], kind: 'client', unheard: 'none', source: 'https://kafka.js.org/docs/instrumentation-events' },
	{ library: 'mongoose', from: /^mongoose$/, names: ['createConnection'], kind: 'client', unheard: 'none', source: 'https://github.com/Automattic/mongoose/blob/master/lib/connection.js (emits only to listeners)' },
	{ library: 'child_process', from: /^node:child_process$/, names: ['exec', 'execFile'], kind: 'child', unheard: 'none', source: 'https://github.com/nodejs/node/blob/main/lib/child_process.js (execFile hears it)' },
];

/** Rows by name. */
export const BY_NAME: ReadonlyMap<string, readonly EmitterSource[]> = byName();

function byName(): Map<string, EmitterSource[]> {
	const found = new Map<string, EmitterSource[]>();
	for (const row of EMITTERS) for (const name of row.names) found.set(name, [...(found.get(name) ?? []), row]);
	return found;
}

/** Packages whose import makes a file worth looking at. */
export const WORTH_A_LOOK =
	/\b(?:pg|pg-native|mysql2?|redis|@redis\/client|ioredis|amqplib|mqtt|ws|net|tls|http2?|https|dgram|child_process|cross-spawn|worker_threads|fs|graceful-fs|fs-extra|zlib|got|busboy|chokidar|pg-boss|ssh2|ldapjs|imapflow|bullmq|redlock|events|@neondatabase\/serverless)(?:\/\w+)?['"]/;
