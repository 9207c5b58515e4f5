import { limit } from '../../../parse/limits.ts';
import { ancestors, asRepoPath, directoryOf, type SourceTree } from '../../../parse/source-tree.ts';
import type { Json } from '../../../parse/yaml/compose.ts';
import { isObject, joined } from '../helm/chart.ts';
import type { Refused, Rendered, RenderFile, RenderOutput, RenderPlan, RenderRoot } from '../rendering.ts';
import { builtFiles } from './built.ts';
import { type KustomizationGraph, Kustomizations } from './graph.ts';
import { type Kustomization, KUSTOMIZATION_NAMES } from './kustomization.ts';

/** The folder below the run's own that holds the tree's files by their paths. */
const TREE_FOLDER = 'tree';
const NEVER_SEARCHED = new Set(['node_modules', '.git', 'vendor', '.terraform']);

/** The kustomizations that nobody else uses and that are made of these files, by their directories. */
export function kustomizationRoots(tree: SourceTree, paths: readonly string[], whole: boolean): string[] {
	const all = new Kustomizations(tree);
	const named = [...new Set(paths.filter(isKustomization).map(directoryOf))];
	const around = whole ? named : [...new Set([...named, ...paths.flatMap((path) => [...ancestors(path)].filter((directory) => all.at(directory) !== undefined))])];
	if (around.length === 0) return [];
	const directories = whole ? around : [...new Set([...around, ...searched(tree, around)])];
	const graphs = directories.flatMap((directory) => (all.at(directory) === undefined ? [] : [{ directory, graph: all.graph(directory) }]));
	const used = new Set(graphs.flatMap(({ directory, graph }) => graph.members.map((member) => member.directory).filter((member) => member !== directory)));
	const leaves = graphs.filter(({ directory }) => all.at(directory)?.isComponent === false && (!used.has(directory) || isInCycle(directory, graphs)));
	if (whole) return leaves.map(({ directory }) => directory);
	const touched = new Set(paths);
	return leaves.filter(({ graph }) => filesOf(graph).some((path) => touched.has(path))).map(({ directory }) => directory);
}

function isKustomization(path: string): boolean {
	return KUSTOMIZATION_NAMES.includes(path.slice(path.lastIndexOf('/') + 1));
}

/** Of kustomizations that use each other in a ring the first one is built, and says so. */
function isInCycle(directory: string, graphs: readonly { readonly directory: string; readonly graph: KustomizationGraph }[]): boolean {
	const users = graphs.filter((other) => other.directory !== directory && other.graph.members.some((member) => member.directory === directory));
	const own = graphs.find((other) => other.directory === directory)?.graph.members.map((member) => member.directory) ?? [];
	return users.every((user) => own.includes(user.directory) && directory < user.directory);
}

function filesOf({ members, objects, patches, settings }: KustomizationGraph): string[] {
	return [...members.map(({ path }) => path), ...objects, ...patches, ...settings];
}

/** The kustomizations in the folders around these, the nearest first, as far as the limit goes. */
function searched(tree: SourceTree, around: readonly string[]): string[] {
	const seen = new Set<string>();
	const found: string[] = [];
	let left = limit('searchedFolders');
	const search = (directory: string): void => {
		if (seen.has(directory) || left <= 0) return;
		seen.add(directory);
		left--;
		const entries = tree.list(directory);
		if (KUSTOMIZATION_NAMES.some((name) => entries.has(name))) found.push(directory);
		for (const [name, { kind }] of entries) if (kind === 'directory' && !NEVER_SEARCHED.has(name)) search(joined(directory, name));
	};
	const levels = around.map((directory) => [directory, ...ancestors(directory)]);
	for (let level = 0; level < Math.max(...levels.map(({ length }) => length)); level++) for (const chain of levels) if (chain[level] !== undefined) search(chain[level] ?? '');
	return found;
}

/** What kustomize is to be run on; undefined where there is no kustomization. `without`: patches that found nothing to change. */
export function planKustomization(tree: SourceTree, directory: string, without: readonly string[] = []): RenderPlan | Refused | undefined {
	const graph = new Kustomizations(tree).graph(directory);
	const [first] = graph.members;
	const root: RenderRoot = { renderer: 'kustomize', directory };
	if (first === undefined) return undefined;
	const outside = new Map<string, string>();
	const made = graph.members.map((member): RenderFile => ({ path: inTree(joined(member.directory, 'kustomization.yaml')), content: { text: JSON.stringify(rewritten(member, graph, outside, without, member === first)) } }));
	const files = [...graph.objects, ...graph.patches, ...graph.settings].flatMap((path): RenderFile[] => {
		const entry = tree.entry(path);
		return entry === undefined ? [] : [{ path: inTree(path), content: { blob: entry.id } }];
	});
	const copies = [...outside].flatMap(([copy, path]): RenderFile[] => {
		const entry = tree.entry(path);
		return entry === undefined ? [] : [{ path: inTree(copy), content: { blob: entry.id } }];
	});
	return { root, about: asRepoPath(first.path), parts: partsOf(graph), command: { renderer: 'kustomize', directory: inTree(directory) }, files: [...made, ...files, ...copies] };
}

/** A patch is no object of its own, whether or not anything was built of it. */
function partsOf({ patches, members }: KustomizationGraph): Rendered['covered'] {
	return [...patches, ...members.map(({ path }) => path)].map(asRepoPath);
}

function inTree(path: string): string {
	return path === '' ? TREE_FOLDER : `${TREE_FOLDER}/${path}`;
}

/**
 * A kustomization as it is written down for the program: without what is refused, and files from outside of its folder as copies inside,
 * since the program reads no others. Written as JSON: what it reads is what was looked at.
 */
function rewritten(member: Kustomization, { dropped }: KustomizationGraph, outside: Map<string, string>, without: readonly string[], isFirst: boolean): Json {
	const gone = new Set((dropped.get(member.path) ?? []).map((pointer) => pointer.split('/').slice(1, 3).join('/')));
	const moved = new Map(member.references.flatMap(({ pointer, path, use }) => copyOf(member, path, use, outside).map((name): [string, string] => [pointer, name])));
	const entries = Object.entries(member.value).flatMap(([key, value]): [string, Json][] => {
		if (gone.has(key)) return [];
		if (!Array.isArray(value)) return [[key, value]];
		const items = value.map((item: Json, index) => withPath(item, moved.get(`/${key}/${index}`), moved.get(`/${key}/${index}/path`)));
		return [[key, items.filter((_item, index) => !gone.has(`${key}/${index}`) && !without.includes(`${member.path} /${key}/${index}`))]];
	});
	const metadata = member.value['buildMetadata'];
	const wanted = [...new Set([...(Array.isArray(metadata) ? metadata : []), 'originAnnotations'])];
	return Object.fromEntries(isFirst ? [...entries, ['buildMetadata', wanted]] : entries);
}

function copyOf(member: Kustomization, path: string | undefined, use: string, outside: Map<string, string>): string[] {
	if (path === undefined || use === 'settings' || member.directory === '' || path.startsWith(`${member.directory}/`) || !/\.(?:ya?ml|json)$/.test(path)) return [];
	const name = `.outside-${outside.size}.yaml`;
	outside.set(joined(member.directory, name), path);
	return [name];
}

function withPath(item: Json, whole: string | undefined, path: string | undefined): Json {
	if (whole !== undefined) return whole;
	return path === undefined || !isObject(item) ? item : { ...item, path };
}

/** What a kustomization builds, on the lines of the files that it is made of. */
export function renderedKustomization(tree: SourceTree, directory: string, output: RenderOutput, without: readonly string[] = []): Rendered {
	const graph = new Kustomizations(tree).graph(directory);
	const [first] = graph.members;
	if (first === undefined) return { files: [], covered: [], notAnalysed: [] };
	const patches = partsOf(graph);
	if (output.ended !== 'well') return failed(tree, graph, first, output, without, patches);
	const copies = new Map<string, string>();
	for (const member of graph.members) for (const { path, use } of member.references) copyOf(member, path, use, copies);
	const files = builtFiles(tree, graph, copies, output.stdout);
	return { files, covered: [...patches, ...[...graph.objects].map(asRepoPath)], notAnalysed: graph.notAnalysed };
}

const MEANINGS: readonly (readonly [RegExp, string])[] = [
	[/no matches for Id|failed to find unique target/, 'a patch finds nothing to change'],
	[/already registered id|may not add resource/, 'two of its objects have one name'],
	[/unknown field|cannot unmarshal|invalid Kustomization/, 'kustomize does not know a field of it'],
	[/not in or below/, 'a file outside of its folder is not read'],
	[/no such file|must resolve|doesn't exist|unable to find/, 'a file that it names is not there'],
	[/yaml|JSON|parse/i, 'one of its files is no valid YAML'],
];

function failed(tree: SourceTree, graph: KustomizationGraph, first: Kustomization, { ended, stderr }: RenderOutput, without: readonly string[], covered: Rendered['covered']): Rendered {
	const about = asRepoPath(first.path);
	if (ended === 'timeout') return { files: [], covered, notAnalysed: [...graph.notAnalysed, { path: about, reason: 'timeout', detail: 'kustomize took too long to build it' }] };
	if (ended === 'too-large') return { files: [], covered, notAnalysed: [...graph.notAnalysed, { path: about, reason: 'too-large', detail: 'it builds more than the limit' }] };
	const aimless = aimlessPatches(tree, graph, stderr).filter(({ key }) => !without.includes(key));
	if (aimless.length > 0) {
		const notAnalysed = aimless.map(({ path, line }) => ({ path: asRepoPath(path), reason: 'missing-object' as const, detail: `${line}:1 this patch finds nothing to change in what is here: it was left out`, partial: true }));
		return { files: [], covered: [], notAnalysed, retryWithout: aimless.map(({ key }) => key) };
	}
	const meaning = MEANINGS.find(([pattern]) => pattern.test(stderr))?.[1] ?? 'kustomize cannot build it';
	return { files: [], covered, notAnalysed: [...graph.notAnalysed, { path: about, reason: 'syntax', detail: `1:1 ${meaning}: its files were judged one by one` }] };
}

/** The strategic merges of which kustomize says that there is nothing of this kind and name. */
function aimlessPatches(tree: SourceTree, graph: KustomizationGraph, stderr: string): { readonly key: string; readonly path: string; readonly line: number }[] {
	const name = /no matches for Id [\w.\-[\]]+?\/([\w-]+(?:\.[\w-]+)*?)\.(?:\[noNs\]|[\w-]+)/.exec(stderr)?.[1];
	if (name === undefined) return [];
	return graph.members.flatMap((member) => {
		const listed = ['patchesStrategicMerge', 'patches'].flatMap((key) => (Array.isArray(member.value[key]) ? member.value[key].map((entry: Json, index) => ({ entry, pointer: `/${key}/${index}` })) : []));
		return listed.flatMap(({ entry, pointer }) => {
			const reference = member.references.find((one) => one.pointer === pointer || one.pointer === `${pointer}/path`);
			const text = reference?.path === undefined ? inlineText(entry) : new TextDecoder().decode(tree.read(reference.path) ?? new Uint8Array());
			return new RegExp(`^\\s+name:\\s*["']?${name.replaceAll('.', '\\.')}["']?\\s*$`, 'm').test(text) ? [{ key: `${member.path} ${pointer}`, path: member.path, line: member.document.positions.get(pointer)?.startLine ?? 1 }] : [];
		});
	});
}

function inlineText(entry: Json): string {
	if (typeof entry === 'string') return entry;
	const patch = isObject(entry) && entry['target'] === undefined ? entry['patch'] : undefined;
	return typeof patch === 'string' ? patch : '';
}
