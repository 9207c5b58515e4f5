import { FrameReader, frame, jsonFrame } from '../../isolation/frames.ts';
import { type IsolatedProcess, spawnIsolated } from '../../isolation/child-process.ts';
import type { Program } from './program.ts';
import type { JudgeAnswer, JudgeJob, Setup } from './protocol.ts';

export interface JudgeChildOptions {
	/** The child's entry: dist/child/judge.js, or its source in tests. */
	readonly entry: string;
	/** Paths that hold the child's own code. */
	readonly readable: readonly string[];
	readonly program: Program;
	readonly setup: Omit<Setup, 'tool'>;
}

/** The child is gone or did not answer in time; the message is for the report. */
export class ChildLost extends Error {
	/** False when it never came as far as to take an evaluation: that is no policy's fault. */
	readonly started: boolean;

	constructor(message: string, started: boolean) {
		super(message);
		this.started = started;
	}
}

/** Answers above this are no findings of ours. */
const MAX_FRAME_BYTES = 67_108_864;
const HEAP_MB = 256;
/** Starting Node and compiling the module, on a busy machine. */
const START_MS = 30_000;

interface Waiting {
	readonly resolve: (answer: JudgeAnswer) => void;
	readonly reject: (reason: ChildLost) => void;
}

/** One life of the child that judges. It takes one evaluation at a time. */
export class JudgeChild {
	readonly #process: IsolatedProcess;
	readonly #ready: Promise<JudgeAnswer>;
	#started = false;
	#waiting: Waiting | undefined;
	#lost: string | undefined;

	constructor(options: JudgeChildOptions) {
		this.#process = spawnIsolated({ entry: options.entry, readable: options.readable, heapMb: HEAP_MB });
		this.#listen();
		this.#ready = this.#next(START_MS, 'the process that evaluates policies did not start');
		// Whoever evaluates first hears of it; until then it is no unhandled rejection.
		this.#ready.catch(() => undefined);
		const { program, setup } = options;
		this.#write(jsonFrame(program.kind === 'wasm' ? setup : { ...setup, tool: program.tool }));
		this.#write(program.kind === 'wasm' ? frame(program.wasm) : jsonFrame(program.sources));
	}

	/** Sets `data` for the evaluations that follow. */
	setData(data: Readonly<Record<string, unknown>>): void {
		this.#write(jsonFrame({ type: 'data', data } satisfies JudgeJob));
	}

	/** Evaluates once. Rejects with `ChildLost` at the deadline (ms) and when the child ends; then it is of no more use. */
	async evaluate(envelope: (JudgeJob & { type: 'evaluate' })['envelope'], deadlineMs: number): Promise<JudgeAnswer> {
		await this.#ready;
		this.#started = true;
		const answer = this.#next(deadlineMs, `took longer than ${deadlineMs} ms`);
		this.#write(jsonFrame({ type: 'evaluate', envelope } satisfies JudgeJob));
		return answer;
	}

	kill(): void {
		this.#process.kill();
	}

	/** Lets the child end by itself and waits for it. */
	async close(): Promise<void> {
		const { child } = this.#process;
		if (child.exitCode !== null || child.signalCode !== null) return;
		const ended = new Promise<void>((resolve) => {
			child.once('close', () => resolve());
		});
		this.kill();
		await ended;
	}

	#next(ms: number, late: string): Promise<JudgeAnswer> {
		return new Promise((resolve, reject) => {
			if (this.#lost !== undefined) return reject(new ChildLost(this.#lost, this.#started));
			const timer = setTimeout(() => this.#lose(late), ms);
			const settle = <T>(done: (value: T) => void) => (value: T): void => {
				clearTimeout(timer);
				this.#waiting = undefined;
				done(value);
			};
			this.#waiting = { resolve: settle(resolve), reject: settle(reject) };
		});
	}

	#listen(): void {
		const { child } = this.#process;
		const reader = new FrameReader(MAX_FRAME_BYTES);
		child.stdout?.on('data', (chunk: Buffer) => {
			try {
				for (const bytes of reader.push(chunk)) this.#waiting?.resolve(JSON.parse(bytes.toString('utf8')) as JudgeAnswer);
			} catch (error) {
				this.#lose(`the answer could not be read: ${String(error)}`);
			}
		});
		// The pipe breaks when the child ends; `close` follows and says why.
		child.stdin?.on('error', () => undefined);
		child.on('error', (error) => this.#lose(`the process that evaluates policies could not be started: ${error.message}`));
		child.on('close', () => this.#lose(`the process that evaluates policies ended${this.#process.lastWords()}`));
	}

	#lose(reason: string): void {
		this.#lost ??= reason;
		this.kill();
		this.#waiting?.reject(new ChildLost(this.#lost, this.#started));
	}

	#write(bytes: Uint8Array): void {
		this.#process.child.stdin?.write(bytes);
	}
}
