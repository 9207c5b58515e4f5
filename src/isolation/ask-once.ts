import { spawnIsolated } from './child-process.ts';
import { FrameReader, jsonFrame } from './frames.ts';

export interface AskOptions {
	/** The child's entry: an absolute path of a module. */
	readonly entry: string;
	readonly readable: readonly string[];
	readonly heapMb: number;
	readonly deadlineMs: number;
	/** An answer above this is none. */
	readonly maxBytes: number;
}

/** An isolated process answers one question with one JSON value. Undefined when it takes too long, too much memory, or breaks. */
export async function askOnce(question: unknown, { entry, readable, heapMb, deadlineMs, maxBytes }: AskOptions): Promise<unknown> {
	const isolated = spawnIsolated({ entry, readable, heapMb });
	const { child } = isolated;
	const reader = new FrameReader(maxBytes);
	try {
		return await new Promise<unknown>((resolve) => {
			const lost = (): void => resolve(undefined);
			const timer = setTimeout(lost, deadlineMs);
			child.stdin?.on('error', () => undefined);
			child.on('error', lost);
			child.on('close', () => {
				clearTimeout(timer);
				lost();
			});
			child.stdout?.on('data', (chunk: Buffer) => {
				const answer = firstAnswer(reader, chunk);
				if (answer === 'incomplete') return;
				clearTimeout(timer);
				resolve(answer.value);
			});
			child.stdin?.end(jsonFrame(question));
		});
	} finally {
		isolated.kill();
	}
}

/** The child may be hostile by now: what is no JSON is no answer. */
function firstAnswer(reader: FrameReader, chunk: Buffer): { readonly value: unknown } | 'incomplete' {
	try {
		const [bytes] = reader.push(chunk);
		return bytes === undefined ? 'incomplete' : { value: JSON.parse(bytes.toString('utf8')) as unknown };
	} catch {
		return { value: undefined };
	}
}
