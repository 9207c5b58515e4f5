import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { brotliDecompress } from 'node:zlib';
import { ConsoleStdout, File, OpenFile, WASI } from '@bjorn3/browser_wasi_shim';
import { withMemoryLimit } from './rego-tool-memory.ts';

/** The tool's answer is gone: it ran out of memory or of stack, or failed in a way of its own. The instance is of no more use. */
export class RegoToolCrash extends Error {}

interface Exports {
	readonly memory: WebAssembly.Memory;
	readonly reserve: (size: number) => number;
	readonly handle: (size: number) => number;
	readonly response: () => number;
}

/** How many lines of a crash's message are kept: Go prints every goroutine. */
const CRASH_LINES = 8;

/**
 * Of V8: roughly the bytes that a function of Wasm executes before it is compiled again, 13 million by default. OPA is a large
 * program and is mostly done before better code would be: a pack of ten rules is compiled in a fifth of the time.
 */
const TIERING_BUDGET = 2_000_000_000;

/** Unpacks and compiles `rego.wasm.br`. With `maxBytes` an instance's memory cannot grow past it. */
export async function compileRegoTool(path: string, maxBytes?: number): Promise<WebAssembly.Module> {
	setFlagsFromString(`--wasm-tiering-budget=${TIERING_BUDGET}`);
	const bytes = new Uint8Array(await promisify(brotliDecompress)(await readFile(path)));
	return WebAssembly.compile(maxBytes === undefined ? bytes : withMemoryLimit(bytes, maxBytes));
}

/** One instance of the tool: a Go program that answers requests in JSON, on an in-memory WASI host without files. */
export class RegoToolInstance {
	readonly #exports: Exports;
	readonly #complaints: string[] = [];
	#crashed = false;

	constructor(module: WebAssembly.Module) {
		const complain = ConsoleStdout.lineBuffered((line) => this.#complaints.push(line));
		const wasi = new WASI(['rego'], [], [new OpenFile(new File([])), complain, complain], { debug: false });
		const instance = this.#guarded(() => new WebAssembly.Instance(module, { wasi_snapshot_preview1: wasi.wasiImport }));
		this.#exports = instance.exports as unknown as Exports;
		this.#guarded(() => wasi.initialize(instance as unknown as Parameters<WASI['initialize']>[0]));
	}

	/** No request has brought it down. */
	get usable(): boolean {
		return !this.#crashed;
	}

	/** Answers one request. Throws `RegoToolCrash`; a request that the tool does not understand is a bug of ours. */
	ask(request: object): unknown {
		const response = JSON.parse(this.exchange(JSON.stringify(request))) as { readonly failure?: string };
		if (response.failure !== undefined) throw new Error(`the Rego tool failed: ${response.failure}`);
		return response;
	}

	/** The same in JSON text. */
	exchange(request: string): string {
		const bytes = Buffer.from(request, 'utf8');
		return this.#guarded(() => this.#exchange(bytes));
	}

	#exchange(text: Uint8Array): string {
		const { memory, reserve, handle, response } = this.#exports;
		// Each call may move the memory: its buffer is asked for again.
		const room = reserve(text.length) >>> 0;
		new Uint8Array(memory.buffer).set(text, room);
		const size = handle(text.length) >>> 0;
		const start = response() >>> 0;
		return Buffer.from(memory.buffer, start, size).toString('utf8');
	}

	#guarded<T>(action: () => T): T {
		if (this.#crashed) throw new RegoToolCrash('the Rego tool had crashed before');
		try {
			return action();
		} catch (error) {
			this.#crashed = true;
			const said = this.#complaints.slice(0, CRASH_LINES).join('\n');
			const thrown = error instanceof Error ? error.message : String(error);
			throw new RegoToolCrash(said === '' ? thrown : said, { cause: error });
		}
	}
}
