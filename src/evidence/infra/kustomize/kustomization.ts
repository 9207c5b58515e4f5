import { joinPath, type SourceTree } from '../../../parse/source-tree.ts';
import type { SourceText } from '../../../parse/text.ts';
import type { Json } from '../../../parse/yaml/compose.ts';
import type { YamlDocument } from '../../../parse/yaml/parse.ts';
import { isObject, joined, yamlAt } from '../helm/chart.ts';

export const KUSTOMIZATION_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** A kustomization as it stands in the tree. */
export interface Kustomization {
	readonly directory: string;
	readonly path: string;
	readonly source: SourceText;
	readonly document: YamlDocument;
	readonly value: { readonly [key: string]: Json };
	readonly isComponent: boolean;
	readonly references: readonly Reference[];
}

/** Something that a kustomization names. */
export interface Reference {
	/** Where it is named: `/resources/0`. */
	readonly pointer: string;
	readonly line: number;
	readonly text: string;
	/** `directory`: a file or a directory may stand there. `patch`: no object of its own. */
	readonly use: 'object' | 'patch' | 'settings' | 'plugin';
	/** Path of the tree; absent where it leads out of it or is an address. */
	readonly path?: string;
	readonly refused?: 'remote' | 'outside';
}

/** Why a part of a kustomization is left out. */
export const REMOTE = /^(?:[a-z][\w+.-]*::|[a-z][\w+.-]*:\/\/|git@)|^(?:[\w-]+\.)+[a-z]{2,}[:/]|\?(?:.*&)?(?:ref|version)=|\.git(?:\/|$)/i;

const OBJECTS = ['resources', 'bases', 'components'];
const PLUGINS = ['generators', 'transformers', 'validators'];

/** Names of Docker images and the like stand in no such list, so a dot before a slash is an address. */
function referenceOf(directory: string, text: string): Pick<Reference, 'path' | 'refused'> {
	if (REMOTE.test(text) && !/^\.{0,2}\//.test(text)) return { refused: 'remote' };
	const path = text.startsWith('/') ? undefined : joinPath(directory, text);
	return path === undefined ? { refused: 'outside' } : { path };
}

/** The kustomization of a directory; undefined when there is none that can be read. */
export function kustomizationAt(tree: SourceTree, directory: string): Kustomization | undefined {
	const path = KUSTOMIZATION_NAMES.map((name) => joined(directory, name)).find((candidate) => tree.entry(candidate) !== undefined);
	const read = path === undefined ? undefined : yamlAt(tree, path);
	const value = read?.document.value;
	if (path === undefined || read === undefined || !isObject(value)) return undefined;
	return { directory, path, ...read, value, isComponent: value['kind'] === 'Component', references: referencesOf(directory, value, read.document) };
}

function referencesOf(directory: string, value: Kustomization['value'], { positions }: YamlDocument): Reference[] {
	const found: Reference[] = [];
	const add = (pointer: string, text: Json | undefined, use: Reference['use']): void => {
		if (typeof text === 'string' && text !== '') found.push({ pointer, line: positions.get(pointer)?.startLine ?? 1, text, use, ...referenceOf(directory, text) });
	};
	const each = (key: string): readonly Json[] => (Array.isArray(value[key]) ? value[key] : []);
	for (const key of OBJECTS) each(key).forEach((text, index) => add(`/${key}/${index}`, text, 'object'));
	for (const key of PLUGINS) each(key).forEach((text, index) => (typeof text === 'string' && text.includes('\n') ? undefined : add(`/${key}/${index}`, text, 'plugin')));
	each('patchesStrategicMerge').forEach((text, index) => (typeof text === 'string' && isInline(text) ? undefined : add(`/patchesStrategicMerge/${index}`, text, 'patch')));
	for (const key of ['patches', 'patchesJson6902', 'replacements']) each(key).forEach((entry, index) => add(`/${key}/${index}/path`, isObject(entry) ? entry['path'] : undefined, 'patch'));
	for (const key of ['crds', 'configurations']) each(key).forEach((text, index) => add(`/${key}/${index}`, text, 'settings'));
	add('/openapi/path', isObject(value['openapi']) ? value['openapi']['path'] : undefined, 'settings');
	for (const key of ['configMapGenerator', 'secretGenerator']) each(key).forEach((entry, index) => generatorReferences(entry, `/${key}/${index}`).forEach(([pointer, text]) => add(pointer, text, 'settings')));
	return found;
}

/** A patch that stands in the kustomization itself. */
export function isInline(text: string): boolean {
	return text.includes('\n') || /^\s*[{[]/.test(text);
}

/** `files` may have a key before the path. */
function generatorReferences(entry: Json, pointer: string): [string, Json | undefined][] {
	if (!isObject(entry)) return [];
	const files = Array.isArray(entry['files']) ? entry['files'].map((text: Json, index): [string, Json] => [`${pointer}/files/${index}`, typeof text === 'string' ? text.slice(text.indexOf('=') + 1) : text]) : [];
	const envs = Array.isArray(entry['envs']) ? entry['envs'].map((text: Json, index): [string, Json] => [`${pointer}/envs/${index}`, text]) : [];
	return [...files, ...envs, [`${pointer}/env`, entry['env']]];
}
