import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

import { ConsoleStdout, File, OpenFile, WASI } from '@bjorn3/browser_wasi_shim';

/**
 * Where a part of a document stands: JSON pointer, start line and column, end line and column (from 1, columns in UTF-16 units,
 * end exclusive). The file is named where it is not the document's own.
 */
export type HclPosition = readonly [pointer: string, startLine: number, startColumn: number, endLine: number, endColumn: number, file?: string];

/** One comment with its marks; each line of a block of `#` lines is its own. `ownLine`: nothing stands before it on its line. */
export interface HclComment {
	readonly line: number;
	readonly endLine: number;
	readonly column: number;
	readonly text: string;
	readonly ownLine: boolean;
}

export interface HclFile {
	/** Conftest's HCL2 shape with evaluated values; what cannot be known is `{"$unknown": "var.name"}`. */
	readonly document: unknown;
	readonly positions: readonly HclPosition[];
	readonly comments: readonly HclComment[];
}

/**
 * What is wrong with the text, or a limit that was met. `error`: something was not read; `warning`: something was left out; `depth`: a
 * call leads too deep, or back to where it came from.
 */
export interface HclProblem {
	readonly file: string;
	readonly line: number;
	readonly column: number;
	readonly message: string;
	readonly severity: 'error' | 'warning' | 'depth';
}

/** A module of the request's tree with the values of one call. */
export interface HclCalledModule {
	readonly directory: string;
	/** From the outermost module: `module.logs["a"].module.bucket`. */
	readonly address: string;
	readonly files: Readonly<Record<string, HclFile>>;
}

/** One module: its configuration files (files of values are none) by path. */
export interface HclModule {
	readonly files: Readonly<Record<string, HclFile>>;
	/** Those that it calls, and that they call: once where several calls give the same. */
	readonly called: readonly HclCalledModule[];
	readonly problems: readonly HclProblem[];
	/** Leaves of attribute values. */
	readonly counts: { readonly known: number; readonly unknown: number };
}

export interface HclRequest {
	/** The configuration and values files, by path. */
	readonly files: Readonly<Record<string, string>>;
	/** Comments are listed of those files only that contain this text; default: of all. */
	readonly comments?: string;
	/** The files are of several directories, and that of the outermost module is `directory`. Otherwise all are of one module. */
	readonly tree?: boolean;
	readonly directory?: string;
	/** Other files by path, which `file` and `templatefile` may read. */
	readonly texts?: Readonly<Record<string, string>>;
}

/** HashiCorp's own HCL parser and evaluator, without files or network. */
export interface HclTool {
	/** Evaluates one module. Synchronous. Throws `HclTrap` where the module brings the evaluator down; the next call starts anew. */
	evaluate(request: HclRequest): HclModule;
}

/** The evaluator ran out of memory or stack, or has a bug. */
export class HclTrap extends Error {}

interface Exports {
	readonly memory: WebAssembly.Memory;
	_initialize(): void;
	allocate(size: number): number;
	evaluate(): bigint;
	release(): void;
}

/** Above this an instance is given up after its call: Wasm memory never shrinks. A new one has 250 MB, of which it uses few. */
const LARGE_BYTES = 402_653_184;

/** Loads the tool from `hcl.wasm.br`. */
export async function loadHclTool(path: string): Promise<HclTool> {
	const module = await WebAssembly.compile(new Uint8Array(await promisify(brotliDecompress)(await readFile(path))));
	let current: Instance | undefined;
	return {
		evaluate(request) {
			const instance = current ?? instantiate(module);
			current = undefined;
			const answer = ask(instance, request);
			if (instance.exports.memory.buffer.byteLength <= LARGE_BYTES) current = instance;
			return answer;
		},
	};
}

interface Instance {
	readonly exports: Exports;
	readonly complaints: string[];
}

function instantiate(module: WebAssembly.Module): Instance {
	const complaints: string[] = [];
	const output = ConsoleStdout.lineBuffered((line) => complaints.push(line));
	const wasi = new WASI(['hcl'], [], [new OpenFile(new File([])), output, output], { debug: false });
	const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: wasi.wasiImport });
	const exports = instance.exports as unknown as Exports;
	wasi.initialize({ exports });
	return { exports, complaints };
}

function ask({ exports, complaints }: Instance, request: HclRequest): HclModule {
	try {
		const text = Buffer.from(JSON.stringify(request), 'utf8');
		const at = exports.allocate(text.length);
		// The memory may have grown just now, which gives it another buffer.
		new Uint8Array(exports.memory.buffer, at, text.length).set(text);
		const answer = exports.evaluate();
		const bytes = Buffer.from(exports.memory.buffer, Number(answer >> 32n), Number(answer & 0xffff_ffffn));
		const response = JSON.parse(bytes.toString('utf8')) as HclModule & { readonly error?: string };
		exports.release();
		if (response.error !== undefined) throw new Error(response.error);
		return response;
	} catch (error) {
		throw new HclTrap(`the HCL evaluator ended: ${complaints.slice(0, 3).join(' ') || String(error)}`, { cause: error });
	}
}
