import type { ts } from '../../../parse/typescript/compiler.ts';
import type { Module } from '../../../parse/typescript/modules.ts';
import type { PackageManifest } from '../../../parse/typescript/packages.ts';
import type { Deadline } from '../../facts.ts';
import { joinPath } from '../../../parse/source-tree.ts';
import type { Client } from '../clients/client.ts';
import { ABSENT } from './judgement.ts';

/** Where services set what holds for the whole process. Read as text: a sign of it is enough for silence. */
const ENTRIES = ['index', 'main', 'server', 'app', 'start', 'bootstrap', 'instrumentation', 'setup', 'init', 'worker'];
const ROOTS = ['', 'src/', 'server/', 'lib/', 'app/'];
const SIDE_IMPORT = /(?:import|require\()\s*(?:[\w*{}\s,]+from\s*)?['"](\.[^'"]*(?:fetch|http|undici|dispatcher|axios|agent|setup|bootstrap|init|polyfill|global|instrument)[^'"]*)['"]/gi;

const decoder = new TextDecoder('utf-8');
const known = new WeakMap<PackageManifest, string>();

/** A bound that the process sets for every call: `setGlobalDispatcher`, `axios.defaults.timeout`, `HttpModule.register`. */
export function packageWideDeadline(client: Client, sourceFile: ts.SourceFile, module: Module): Deadline | undefined {
	if (client.client === 'fetch' || client.client === 'undici') return setsDispatcher(`${sourceFile.text}\n${entryText(module)}`) ? { state: 'inherited', reason: 'dispatcher' } : undefined;
	if (client.client === 'axios') return /axios\.defaults\.timeout\s*=[^=]/i.test(`${sourceFile.text}\n${entryText(module)}`) ? { state: 'inherited', reason: 'defaults' } : undefined;
	return client.client === 'HttpService' ? nestModule(module) : undefined;
}

function setsDispatcher(text: string): boolean {
	return /setGlobalDispatcher\s*\(/.test(text) && /(?:headersTimeout|bodyTimeout)/.test(text);
}

/** The text of a package's entry files and of what they import for its effect. */
function entryText(module: Module): string {
	const manifest = module.codebase.packages.owner(module.path);
	if (manifest === undefined) return '';
	const text = known.get(manifest) ?? readEntries(manifest, module);
	known.set(manifest, text);
	return text;
}

function readEntries(manifest: PackageManifest, module: Module): string {
	const texts: string[] = [];
	for (const root of ROOTS) {
		const directory = joinPath(manifest.directory, root);
		if (directory === undefined) continue;
		for (const [name, entry] of module.codebase.tree.list(directory)) {
			if (entry.kind !== 'file' || !/\.[cm]?[jt]s$/.test(name) || !ENTRIES.includes(name.slice(0, name.indexOf('.')))) continue;
			const text = read(module, joinPath(directory, name) ?? '');
			texts.push(text, ...[...text.matchAll(SIDE_IMPORT)].map(([, specifier = '']) => sideText(module, directory, specifier)));
		}
	}
	return texts.join('\n');
}

function sideText(module: Module, directory: string, specifier: string): string {
	const path = joinPath(directory, specifier.replace(/\.[cm]?[jt]s$/, ''));
	if (path === undefined) return '';
	for (const ending of ['.ts', '.js', '.mts', '.mjs', '/index.ts', '/index.js']) if (module.codebase.tree.entry(path + ending)?.kind === 'file') return read(module, path + ending);
	return '';
}

function read(module: Module, path: string): string {
	const bytes = module.codebase.tree.read(path);
	return bytes === undefined ? '' : decoder.decode(bytes);
}

/** `HttpModule.register({ timeout })` in a module file beside the service or above it. Without one nothing is known. */
function nestModule(module: Module): Deadline | undefined {
	let directory = module.path;
	for (let level = 0; level < 3 && directory.includes('/'); level += 1) {
		directory = directory.slice(0, directory.lastIndexOf('/'));
		for (const [name, entry] of module.codebase.tree.list(directory)) {
			if (entry.kind !== 'file' || !/\.module\.[jt]s$/.test(name)) continue;
			const text = read(module, `${directory}/${name}`);
			if (!/\bHttpModule\b/.test(text)) continue;
			if (/HttpModule\s*\.register(?:Async)?\s*\([\s\S]{0,600}?\btimeout\b/.test(text)) return { state: 'inherited', reason: 'client' };
			if (/HttpModule\s*\.registerAsync/.test(text)) return { state: 'unknown', reason: 'client' };
			// Where the module is given settings, it is they that lack a deadline.
			return /HttpModule\s*\.register\b/.test(text) ? { state: 'absent', reason: 'client' } : ABSENT;
		}
	}
	return { state: 'unknown', reason: 'client' };
}
