import { spawnIsolated } from '../../isolation/child-process.ts';
import { FrameReader, jsonFrame } from '../../isolation/frames.ts';
import { limit } from '../../parse/limits.ts';
import type { PackSources } from './pack.ts';

/** What the process that compiles is asked, once. */
export interface CompileRequest {
	/** Path of rego.wasm.br. */
	readonly tool: string;
	readonly pack: PackSources;
}

export interface CompilerPlace {
	/** The child's entry, dist/child/compile.js. */
	readonly entry: string;
	readonly readable: readonly string[];
	readonly tool: string;
}

/** The pack could not be compiled at all: it took too long, or too much memory. */
export class CompilerLost extends Error {}

const HEAP_MB = 512;
const MAX_FRAME_BYTES = 268_435_456;

/** Compiles a pack in a process that can be killed; the answer is what `packed` wrote. Rejects with `CompilerLost`. */
export async function compileIsolated({ entry, readable, tool }: CompilerPlace, pack: PackSources, deadlineMs: number = limit('packCompileMs')): Promise<Buffer> {
	const isolated = spawnIsolated({ entry, readable: [...readable, tool], heapMb: HEAP_MB });
	const { child } = isolated;
	const reader = new FrameReader(MAX_FRAME_BYTES);
	try {
		return await new Promise<Buffer>((resolve, reject) => {
			const lose = (message: string): void => reject(new CompilerLost(message));
			const timer = setTimeout(() => lose(`compiling took longer than ${deadlineMs} ms`), deadlineMs);
			child.stdin?.on('error', () => undefined);
			child.on('error', (error) => lose(`the process that compiles could not be started: ${error.message}`));
			child.on('close', () => {
				clearTimeout(timer);
				lose(`the process that compiles ended${isolated.lastWords()}`);
			});
			child.stdout?.on('data', (chunk: Buffer) => {
				const answer = firstFrame(reader, chunk);
				if (answer === undefined) return;
				clearTimeout(timer);
				if (answer instanceof CompilerLost) reject(answer);
				else resolve(answer);
			});
			child.stdin?.end(jsonFrame({ tool, pack } satisfies CompileRequest));
		});
	} finally {
		isolated.kill();
	}
}

function firstFrame(reader: FrameReader, chunk: Buffer): Buffer | CompilerLost | undefined {
	try {
		return reader.push(chunk)[0];
	} catch (error) {
		return new CompilerLost(`what was compiled could not be read: ${String(error)}`);
	}
}
