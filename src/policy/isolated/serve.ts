import { readFrameSync, writeFrameSync } from '../../isolation/frames.ts';
import { PolicyTrap } from '../evaluate.ts';
import type { EvaluatorRequest } from '../rego-tool.ts';
import type { JudgeAnswer, JudgeJob, Setup } from './protocol.ts';
import { evaluatorRunner, type Runner, wasmRunner } from './runner.ts';

const STDIN = 0;
const STDOUT = 1;

/** The child's life: setup, program, then jobs until the parent closes the pipe. */
export async function serve(): Promise<void> {
	const first = readFrameSync(STDIN);
	const program = readFrameSync(STDIN);
	if (first === undefined || program === undefined) return;
	const setup = JSON.parse(first.toString('utf8')) as Setup;
	const runner = await open(program, setup);
	answer({ type: 'ready' });
	for (let frame = readFrameSync(STDIN); frame !== undefined; frame = readFrameSync(STDIN)) {
		const reply = handle(runner, setup, JSON.parse(frame.toString('utf8')) as JudgeJob);
		if (reply !== undefined) answer(reply);
	}
}

async function open(program: Buffer, setup: Setup): Promise<Runner> {
	if (setup.tool === undefined) return wasmRunner(new Uint8Array(program), setup);
	return evaluatorRunner(setup.tool, JSON.parse(program.toString('utf8')) as EvaluatorRequest, setup);
}

function answer(reply: JudgeAnswer): void {
	writeFrameSync(STDOUT, Buffer.from(JSON.stringify(reply), 'utf8'));
}

function handle(runner: Runner, { entrypoint }: Setup, job: JudgeJob): JudgeAnswer | undefined {
	try {
		if (job.type === 'evaluate') return { type: 'value', value: runner.evaluate(entrypoint, job.envelope) ?? null };
		runner.setData(job.data);
		return undefined;
	} catch (error) {
		if (!(error instanceof PolicyTrap)) throw error;
		// Data has no answer of its own: what it broke is told by the evaluation that follows.
		return job.type === 'evaluate' ? { type: 'trap', detail: error.message } : undefined;
	}
}
