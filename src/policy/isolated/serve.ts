import { readFrameSync, writeFrameSync } from '../../isolation/frames.ts';
import { loadPolicy, type PolicyInstance, PolicyTrap } from '../evaluate.ts';
import type { JudgeAnswer, JudgeJob, Setup } from './protocol.ts';

const STDIN = 0;
const STDOUT = 1;

/** The child's life: setup, module, then jobs until the parent closes the pipe. */
export async function serve(): Promise<void> {
	const setup = readFrameSync(STDIN);
	const bytes = readFrameSync(STDIN);
	if (setup === undefined || bytes === undefined) return;
	const settings = JSON.parse(setup.toString('utf8')) as Setup;
	if (settings.tool !== undefined) throw new Error('OPA\'s own evaluator is not here yet');
	const judge = new Judge(await WebAssembly.compile(new Uint8Array(bytes)), settings);
	answer({ type: 'ready' });
	for (let frame = readFrameSync(STDIN); frame !== undefined; frame = readFrameSync(STDIN)) {
		const reply = judge.handle(JSON.parse(frame.toString('utf8')) as JudgeJob);
		if (reply !== undefined) answer(reply);
	}
}

function answer(reply: JudgeAnswer): void {
	writeFrameSync(STDOUT, Buffer.from(JSON.stringify(reply), 'utf8'));
}

class Judge {
	readonly #module: WebAssembly.Module;
	readonly #setup: Setup;
	#data: unknown = {};
	#instance: PolicyInstance | undefined;

	constructor(module: WebAssembly.Module, setup: Setup) {
		this.#module = module;
		this.#setup = setup;
	}

	handle(job: JudgeJob): JudgeAnswer | undefined {
		if (job.type === 'data') {
			this.#data = job.data;
			this.#instance = undefined;
			return undefined;
		}
		try {
			return { type: 'value', value: this.#ready().evaluate(this.#setup.entrypoint, job.envelope) ?? null };
		} catch (error) {
			if (!(error instanceof PolicyTrap)) throw error;
			// After a trap the memory may be damaged.
			this.#instance = undefined;
			return { type: 'trap', detail: error.message };
		}
	}

	#ready(): PolicyInstance {
		if (this.#instance === undefined) {
			this.#instance = loadPolicy(this.#module, this.#setup);
			this.#instance.setData(this.#data);
		}
		return this.#instance;
	}
}
