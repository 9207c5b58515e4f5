import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A package of Go as `go list -json` tells it; those of Go's own library have no module. */
interface GoPackage {
	readonly Dir: string;
	readonly Standard?: boolean;
	readonly Module?: { readonly Path: string; readonly Version?: string; readonly Dir: string };
}

/** A module that is linked into one of the tools. */
export interface LinkedModule {
	readonly name: string;
	readonly version: string;
	readonly directory: string;
	/** Folders of the packages that are linked: some hold code of others with a licence of its own. */
	readonly packages: ReadonlySet<string>;
	readonly tools: ReadonlySet<string>;
}

const LICENCE_FILE = /^(?:licen[cs]e|notice|copying|patents)/i;
const KINDS: readonly (readonly [name: string, text: RegExp])[] = [
	['MPL-2.0', /Mozilla Public License,? version 2\.0/i],
	['Apache-2.0', /Apache License\s+Version 2\.0/i],
	['BSD-3-Clause', /Redistribution and use[\s\S]*(?:Neither the name|names of its contributors)/i],
	['BSD-2-Clause', /Redistribution and use/i],
	['MIT', /Permission is hereby granted, free of charge/i],
];

/** Reads what `go list -deps -json` printed for one tool into the modules known so far; Go itself is one of them. */
export function addLinked(known: Map<string, LinkedModule>, tool: string, printed: string, go: { readonly version: string; readonly root: string }): void {
	for (const entry of JSON.parse(`[${printed.replaceAll(/^\}\n\{$/gm, '},{')}]`) as readonly GoPackage[]) {
		const found = entry.Standard === true ? { Path: 'go', Version: go.version, Dir: go.root } : entry.Module;
		if (found?.Version === undefined) continue;
		const key = `${found.Path} ${found.Version}`;
		const { packages, tools } = known.get(key) ?? { packages: new Set(), tools: new Set() };
		const folders = found.Path === 'go' ? packages : new Set([...packages, entry.Dir]);
		known.set(key, { name: found.Path, version: found.Version, directory: found.Dir, packages: folders, tools: new Set([...tools, tool]) });
	}
}

/** The licences of all that is linked, with the texts, and where the source of what asks for it is found. */
export function wasmLicences(modules: Iterable<LinkedModule>): string {
	const sorted = [...modules].sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
	return `${sorted.map(licenceOf).join('\n\n')}\n`;
}

function licenceOf(linked: LinkedModule): string {
	const texts = licenceFiles(linked).map((path) => ({ path: relative(linked.directory, path), text: readFileSync(path, 'utf8').replaceAll('\r\n', '\n').trim() }));
	if (texts.length === 0) throw new Error(`${linked.name} ${linked.version} has no licence file in ${linked.directory}`);
	const kind = kindOf(texts[0]?.text ?? '');
	const source = kind === 'MPL-2.0' ? `Source code, unmodified, under the same licence: ${sourceOf(linked)}\n` : '';
	const [first, ...others] = texts.map(({ path, text }, index) => (index === 0 ? text : `--- ${path}\n${text}`));
	return `${linked.name} ${linked.version} (${kind}), in ${[...linked.tools].join(' and ')}\n${source}${[first, ...others].join('\n\n')}`;
}

/** The licence of the module first, then its notices and those of folders that hold code of others. */
function licenceFiles({ directory, packages }: LinkedModule): string[] {
	const folders = new Set([directory]);
	for (let folder of packages) {
		for (; folder.startsWith(`${directory}/`); folder = join(folder, '..')) folders.add(folder);
	}
	return [...folders].sort().flatMap((folder) => (existsSync(folder) ? namesIn(folder).map((name) => join(folder, name)) : []));
}

function namesIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name) && !entry.name.endsWith('.go'))
		.map(({ name }) => name)
		.sort();
}

function kindOf(text: string): string {
	return KINDS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'see below';
}

/** Where the module proxy and the repository have the source of exactly this version. */
function sourceOf({ name, version }: LinkedModule): string {
	const repository = name.split('/').slice(0, 3).join('/');
	return `https://${repository}/tree/${version} and https://proxy.golang.org/${name}/@v/${version}.zip`;
}
