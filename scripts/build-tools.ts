import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

import { addLinked, type LinkedModule, wasmLicences } from './wasm-licences.ts';

/**
 * Builds the Go parts, or those that are named, to dist/<tool>.wasm.br. Needs the Go toolchain that the tool's go.mod names, to
 * the patch: another one gives other bytes. The results are committed, so `npm run build` needs no Go. The licences of all that
 * is linked go to dist/THIRD-PARTY-LICENSES-wasm.txt.
 */
const ROOT = join(import.meta.dirname, '..');
const TOOLS = ['rego', 'hcl'] as const;

function pinnedToolchain(directory: string): string {
	const [, version] = /^toolchain (go\S+)$/m.exec(readFileSync(join(directory, 'go.mod'), 'utf8')) ?? [];
	if (version === undefined) throw new Error(`${directory}/go.mod names no toolchain`);
	return version;
}

/** GOTOOLCHAIN fetches the pinned version where another one is installed and fetching is allowed. */
function goEnvironment(toolchain: string): NodeJS.ProcessEnv {
	const installed = execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8', env: { ...process.env, GOTOOLCHAIN: 'local' } }).trim();
	return {
		...process.env,
		GOTOOLCHAIN: installed === toolchain ? 'local' : toolchain,
		GOOS: 'wasip1',
		GOARCH: 'wasm',
		GOFLAGS: '-mod=readonly',
		GOWASM: '',
		GOEXPERIMENT: '',
		CGO_ENABLED: '0',
	};
}

function compile(directory: string): Buffer {
	const folder = mkdtempSync(join(tmpdir(), 'groundwire-tools-'));
	try {
		const output = join(folder, 'tool.wasm');
		execFileSync('go', ['build', '-buildmode=c-shared', '-trimpath', '-buildvcs=false', '-ldflags=-s -w -buildid=', '-o', output, '.'], {
			cwd: directory,
			env: goEnvironment(pinnedToolchain(directory)),
			stdio: 'inherit',
		});
		return readFileSync(output);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** What is linked into all tools, whichever of them is built. */
function linkedModules(): Iterable<LinkedModule> {
	const known = new Map<string, LinkedModule>();
	for (const tool of TOOLS) {
		const cwd = join(ROOT, 'tools', tool);
		const env = goEnvironment(pinnedToolchain(cwd));
		const go = (...args: readonly string[]) => execFileSync('go', args, { cwd, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).trim();
		const [version = '', root = ''] = go('env', 'GOVERSION', 'GOROOT').split('\n');
		addLinked(known, `${tool}.wasm`, go('list', '-deps', '-json=Dir,Standard,Module', '.'), { version, root });
	}
	return known.values();
}

function compress(wasm: Buffer): Buffer {
	return brotliCompressSync(wasm, {
		params: {
			[constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
			[constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
			[constants.BROTLI_PARAM_SIZE_HINT]: wasm.length,
		},
	});
}

mkdirSync(join(ROOT, 'dist'), { recursive: true });
const named = process.argv.slice(2);
for (const tool of TOOLS) {
	if (named.length > 0 && !named.includes(tool)) continue;
	const wasm = compile(join(ROOT, 'tools', tool));
	const packed = compress(wasm);
	writeFileSync(join(ROOT, 'dist', `${tool}.wasm.br`), packed);
	console.error(`dist/${tool}.wasm.br: ${packed.length} bytes (${wasm.length} unpacked)`);
}
writeFileSync(join(ROOT, 'dist', 'THIRD-PARTY-LICENSES-wasm.txt'), wasmLicences(linkedModules()));
