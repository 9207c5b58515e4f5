import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { ConsoleStdout, File, OpenFile, WASI } from '@bjorn3/browser_wasi_shim';
import { REFUSED_BUILTINS } from './refused-builtins.ts';

/** A place in a Rego file, counted from 1; columns count UTF-8 bytes. */
export interface RegoPlace {
	readonly file: string;
	readonly row: number;
	readonly col: number;
}

/** What OPA's parser, compiler or type checker objects to. */
export interface RegoProblem extends RegoPlace {
	readonly code: string;
	readonly message: string;
}

/** One `# METADATA` block. `path` is what it speaks of; neither it nor `package` begins with `data.`. */
export interface RegoAnnotation extends RegoPlace {
	readonly scope: string;
	readonly package: string;
	readonly path: string;
	readonly title: string;
	readonly description: string;
	readonly custom: Readonly<Record<string, unknown>> | null;
	readonly relatedResources: readonly Readonly<Record<string, unknown>>[];
}

export interface RegoBuiltinUse extends RegoPlace {
	readonly name: string;
}

export interface RegoTestResult extends RegoPlace {
	readonly package: string;
	readonly name: string;
	readonly outcome: 'pass' | 'fail' | 'error' | 'skip';
	/** The expression that failed and its variables, or the error. */
	readonly trace?: string;
}

/** What every request needs: sources by path, and JSON schemas by the name they have after `schema.`. */
export interface RegoSources {
	readonly modules: Readonly<Record<string, string>>;
	readonly schemas?: Readonly<Record<string, unknown>>;
	readonly rego?: 'v0' | 'v1';
}

export interface RegoCompileRequest extends RegoSources {
	/** Rules to compile to Wasm, as `package/path/rule`; without any, the modules are only checked. */
	readonly entrypoints?: readonly string[];
}

export interface RegoTestRequest extends RegoSources {
	/** What tests see as `data` beside the modules. */
	readonly data?: Readonly<Record<string, unknown>>;
	/** A regular expression over the full names of tests, for example `groundwire.change`. */
	readonly only?: string;
}

interface RegoAnswer {
	readonly errors: readonly RegoProblem[];
	readonly annotations: readonly RegoAnnotation[];
}

/** With errors there is no Wasm. `builtins` are those the modules call, each at its first place. */
export interface RegoCompiled extends RegoAnswer {
	readonly wasm?: Uint8Array<ArrayBuffer>;
	readonly builtins: readonly RegoBuiltinUse[];
}

/** With errors no test was run. */
export interface RegoTested extends RegoAnswer {
	readonly tests: readonly RegoTestResult[];
}

/** OPA's own compiler, type checker and test runner, without files or network. Each call starts from nothing. */
export interface RegoTool {
	inspect(request: RegoSources): RegoAnswer;
	compile(request: RegoCompileRequest): RegoCompiled;
	test(request: RegoTestRequest): RegoTested;
}

interface RawResponse extends RegoAnswer {
	readonly wasm?: string;
	readonly builtins?: readonly RegoBuiltinUse[];
	readonly tests?: readonly RegoTestResult[];
}

/** Loads the tool from `rego.wasm.br`: some 300 ms to unpack. It is never needed by a plain `check`. */
export async function loadRegoTool(path: string): Promise<RegoTool> {
	const module = await WebAssembly.compile(new Uint8Array(await promisify(brotliDecompress)(await readFile(path))));
	const ask = (op: string, request: object): RawResponse => run(module, { op, refuse: REFUSED_BUILTINS, ...request });
	return {
		inspect: (request) => ask('inspect', request),
		compile: (request) => {
			const { wasm, builtins = [], ...answer } = ask('compile', request);
			return { ...answer, builtins, ...(wasm === undefined ? {} : { wasm: new Uint8Array(Buffer.from(wasm, 'base64')) }) };
		},
		test: (request) => {
			const { tests = [], errors, annotations } = ask('test', request);
			return { errors, annotations, tests };
		},
	};
}

/** Runs the command once on an in-memory WASI host. Throws when it answers nothing: a bug of ours. */
function run(module: WebAssembly.Module, request: object): RawResponse {
	const stdin = new OpenFile(new File(Buffer.from(JSON.stringify(request), 'utf8')));
	const stdout = new File([]);
	const complaints: string[] = [];
	const wasi = new WASI(['rego'], [], [stdin, new OpenFile(stdout), ConsoleStdout.lineBuffered((line) => complaints.push(line))], { debug: false });
	const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: wasi.wasiImport });
	const code = wasi.start(instance as unknown as Parameters<WASI['start']>[0]);
	if (code !== 0) throw new Error(`the Rego tool ended with ${code}: ${complaints.slice(0, 20).join('\n')}`);
	return JSON.parse(Buffer.from(stdout.data).toString('utf8')) as RawResponse;
}
