import type { Fact, Handle, NamedFix } from './fact.ts';

/** What a service does from its start to its end: whom it listens to, when it stops, how it is asked whether it lives, what it keeps. */
export interface LifecycleFacts {
	readonly emitters: readonly Emitter[];
	readonly processListeners: readonly ProcessListener[];
	readonly programs: readonly Program[];
	readonly lifecycle: readonly Running[];
	readonly services: readonly Service[];
	readonly healthRoutes: readonly HealthRoute[];
	readonly caches: readonly Cache[];
}

/** Something that throws its `error` event where nobody listens: one that is made here, or one that code here listens to. */
export interface Emitter extends Fact {
	readonly kind: 'client' | 'pool' | 'socket' | 'request' | 'child' | 'worker' | 'stream' | 'watcher' | 'queue' | 'emitter' | 'other';
	/** Where it comes from: `pg`, `ws`, `child_process`; empty when that cannot be told. */
	readonly library: string;
	/** What the code calls it: `pool`, `this._child`; what makes it where it has no name: `spawn`. Text from the change. */
	readonly name: string;
	/** Made here, not only used. */
	readonly made: boolean;
	/** What gives it, without arguments: `new Pool`, `Shared.subscriber`; empty for what was handed in. Text from the change. */
	readonly origin: string;
	/** Kept in a variable of one function, which also ends it: it can fail only for as long as that. */
	readonly brief: boolean;
	/** What an error that nobody hears does: `crash` ends the process, `stop` ends the emitter's own work; `none`: the library takes it; `unknown`. */
	readonly unheard: 'crash' | 'stop' | 'none' | 'unknown';
	/** Is there a listener for `error`, or something that takes its place (`pipeline`, `finished`, `for await`)? `unknown`: others have it in hand. */
	readonly errors: 'heard' | 'absent' | 'unknown';
	/** The listener. */
	readonly listener?: Handle;
	/** Who else has it in hand: names of functions that are given it, `return`, `export`. Text from the change. */
	readonly handedTo: readonly string[];
	readonly fix?: NamedFix;
}

/** A listener on the process itself: a signal, or `unhandledRejection` and `uncaughtException`. */
export interface ProcessListener extends Fact {
	/** `SIGTERM`, `unhandledRejection`. */
	readonly event: string;
	/** What it brings to an end, by name: `server.close`, `prisma.$disconnect`; calls of its own and of what it calls here. Text from the change. */
	readonly ends: readonly string[];
	/** It ends the process. */
	readonly exits: boolean;
	/** A timer ends the process when draining takes too long. */
	readonly bounded: boolean;
}

/** The process as one file sees it: at most one a file. */
export interface Program extends Fact {
	/** Signals and events of the process that this file, a module that it uses, or another file of the change listens to. */
	readonly hears: readonly string[];
	/** Helpers that listen to signals on the program's behalf: `@godaddy/terminus`, `enableShutdownHooks`. */
	readonly helpers: readonly string[];
	/** What the file declares or imports: a thing that is gone need not be ended. Text from the change. */
	readonly names: readonly string[];
	/** Another file of the change has a health route now that had none at base. */
	readonly healthMoved: boolean;
}

/** A place where a program begins work that lasts until it is told to stop. */
export interface Running extends Fact {
	readonly kind: 'listen' | 'consume' | 'schedule';
	/** `express`, `http`, `kafkajs`, `node-cron`. */
	readonly framework: string;
	/** Topic, queue or schedule, or what listens: `app`. Text from the change. */
	readonly name: string;
	/** `loaded`: it starts with the file; `caller`: when a function of the file is called from elsewhere. */
	readonly starts: 'loaded' | 'caller';
	/** Does something in reach listen to SIGTERM? `unknown`: whoever starts it may. */
	readonly drains: 'present' | 'absent' | 'unknown';
}

/** A server that is made or started here. */
export interface Service extends Fact {
	readonly framework: string;
	readonly name: string;
	/** It starts when the file is loaded; else it is made here, or started by whoever calls. */
	readonly starts: 'loaded' | 'caller';
	/** Can the platform ask it whether it lives? `unknown`: some of its routes are out of sight. */
	readonly health: 'present' | 'absent' | 'unknown';
}

/** A route by which a platform asks whether the service lives or is ready. */
export interface HealthRoute extends Fact {
	readonly framework: string;
	readonly route: string;
	/** The import of what is mounted. */
	readonly imported?: Handle;
	/** By its name: `live`, `ready`, or `health` for both. */
	readonly asks: 'live' | 'ready' | 'health';
	/** Stands under a condition that the server itself does not. */
	readonly conditional: boolean;
	/** Other modules of the service that its handler asks, by name. Text from the change. */
	readonly checks: readonly string[];
	/** Can its handler be read, and does it do more than answer? */
	readonly answers: 'always' | 'checks' | 'unknown';
}

/** What lives as long as the process and grows while it works. */
export interface Cache extends Fact {
	readonly kind: 'map' | 'set' | 'array' | 'object';
	readonly name: string;
	/** What it is filed under: `user.id`; for an array or set what is put in. Text from the change. */
	readonly key: string;
	/** Something takes entries out, counts them, or starts anew. `unknown`: others have it in hand. */
	readonly bounded: 'present' | 'absent' | 'unknown';
	/** What takes entries out: `delete`, `clear`, `size`. */
	readonly by: readonly string[];
}
