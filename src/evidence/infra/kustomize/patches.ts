import { isDeepStrictEqual } from 'node:util';

import { asRepoPath, type SourceTree } from '../../../parse/source-tree.ts';
import { decodeText, lineText, sourceText } from '../../../parse/text.ts';
import type { Json } from '../../../parse/yaml/compose.ts';
import { parseYaml, type YamlDocument } from '../../../parse/yaml/parse.ts';
import type { PositionEntry } from '../../file-evidence.ts';
import { isObject } from '../helm/chart.ts';
import { pointerOf, valueAt } from '../positions.ts';
import { alignedPath } from './align.ts';
import type { KustomizationGraph } from './graph.ts';
import { isInline, type Kustomization } from './kustomization.ts';

type Path = readonly (string | number)[];
type Place = readonly [startLine: number, startColumn: number, endLine: number, endColumn: number, file: string];

/** An object as it was before patches, and as it is built. */
export interface PatchedObject {
	readonly kind: string;
	/** Its name in the base, and as it is built. */
	readonly names: readonly string[];
	readonly built: Json;
}

/** A change of objects that stands somewhere in the kustomizations. */
export interface Patch {
	/** Where a value at a path of a built object is set, when this patch sets it. */
	find(object: PatchedObject, path: Path, value: Json): Place | undefined;
}

/** A document of a patch; `place` gives its parts their places. */
interface PatchDocument {
	readonly value: Json;
	readonly place: (pointer: string) => Place | undefined;
}

/** Every patch of a kustomization and those below it, the one that is applied last first. */
export function patchesOf(tree: SourceTree, graph: KustomizationGraph): Patch[] {
	return graph.members.flatMap((member) => patchesIn(tree, member).toReversed());
}

function patchesIn(tree: SourceTree, kustomization: Kustomization): Patch[] {
	const { value } = kustomization;
	const each = (key: string): readonly Json[] => (Array.isArray(value[key]) ? value[key] : []);
	const written = (text: Json | undefined, pointer: string): PatchDocument[] => (typeof text !== 'string' ? [] : inlineDocuments(kustomization, pointer, text));
	const merges = each('patchesStrategicMerge').flatMap((text, index) => {
		const documents = typeof text !== 'string' ? [] : isInline(text) ? written(text, `/patchesStrategicMerge/${index}`) : fileDocuments(tree, kustomization, `/patchesStrategicMerge/${index}`);
		return documents.map((document) => new MergePatch(document, undefined));
	});
	const others = ['patches', 'patchesJson6902'].flatMap((key) =>
		each(key).flatMap((entry, index) => {
			if (!isObject(entry)) return [];
			const documents = [...fileDocuments(tree, kustomization, `/${key}/${index}/path`), ...written(entry['patch'], `/${key}/${index}/patch`)];
			return documents.map((document) => (Array.isArray(document.value) ? new OperationPatch(document, entry['target']) : new MergePatch(document, entry['target'])));
		}),
	);
	return [...merges, ...others, new SettingPatch(kustomization)];
}

function fileDocuments(tree: SourceTree, { references }: Kustomization, pointer: string): PatchDocument[] {
	const path = references.find((reference) => reference.pointer === pointer)?.path;
	const bytes = path === undefined ? undefined : tree.read(path);
	const decoded = path === undefined || bytes === undefined ? undefined : decodeText(asRepoPath(path), bytes);
	return decoded?.ok === true && path !== undefined ? parseYaml(decoded.value, 'kubernetes').documents.map((document) => placedDocument(document, path, 0, 0)) : [];
}

/** A patch in a block of text stands on the lines of that block; one on a single line on that line. */
function inlineDocuments({ source, path, document }: Kustomization, pointer: string, text: string): PatchDocument[] {
	const range = document.positions.get(pointer);
	if (range === undefined) return [];
	const first = range.startLine === range.endLine ? undefined : range.startLine + 1;
	const documents = parseYaml(sourceText(source.path, text), 'kubernetes').documents;
	if (first === undefined) return documents.map(({ value }) => ({ value, place: () => [range.startLine, range.startColumn, range.endLine, range.endColumn, path] }));
	const indent = /^\s*/.exec(lineText(source, first))?.[0].length ?? 0;
	return documents.map((one) => placedDocument(one, path, first - 1, indent));
}

function placedDocument({ value, positions }: YamlDocument, path: string, lines: number, columns: number): PatchDocument {
	return {
		value,
		place: (pointer) => {
			const range = positions.get(pointer);
			return range === undefined ? undefined : [range.startLine + lines, range.startColumn + columns, range.endLine + lines, range.endColumn + columns, path];
		},
	};
}

/** Does a patch's target choose an object? What is not said chooses all; labels are not looked at. */
function isTarget(target: Json | undefined, { kind, names }: PatchedObject): boolean {
	if (!isObject(target)) return false;
	return fits(target['kind'], [kind]) && fits(target['name'], names);
}

function fits(wanted: Json | undefined, actual: readonly string[]): boolean {
	return typeof wanted !== 'string' || wanted === '' || actual.includes(wanted) || actual.some((name) => wildcard(wanted, name));
}

/** The expressions that targets use in practice: `.*`, `web.*`, `web-.*-api`, `(a|b)`. */
function wildcard(pattern: string, name: string): boolean {
	if (!/^[\w.*|()-]+$/.test(pattern) || pattern.split('*').length > 4) return false;
	return pattern.replace(/[()]/g, '').split('|').some((one) => {
		const parts = one.split('.*');
		return name.startsWith(parts[0] ?? '') && name.endsWith(parts.at(-1) ?? '') && parts.every((part) => name.includes(part)) && (parts.length > 1 || name === one);
	});
}

/** A strategic merge: an object that says what differs. */
class MergePatch implements Patch {
	readonly #document: PatchDocument;
	readonly #target: Json | undefined;

	constructor(document: PatchDocument, target: Json | undefined) {
		this.#document = document;
		this.#target = target;
	}

	find(object: PatchedObject, path: Path, value: Json): Place | undefined {
		const { value: patch, place } = this.#document;
		if (!isObject(patch) || path.length === 0 || !(this.#target === undefined ? this.#isNamed(object) : isTarget(this.#target, object))) return undefined;
		const found = alignedPath(object.built, patch, path);
		if (found === undefined) return undefined;
		const set = valueAt(patch, pointerOf(found));
		return isDeepStrictEqual(set, value) || (typeof value === 'object' && value !== null) ? place(pointerOf(found)) : undefined;
	}

	#isNamed({ kind, names }: PatchedObject): boolean {
		const name = valueAt(this.#document.value, '/metadata/name');
		return valueAt(this.#document.value, '/kind') === kind && typeof name === 'string' && names.includes(name);
	}
}

/** JSON Patch (RFC 6902): what is added or replaced stands in the operation. */
class OperationPatch implements Patch {
	readonly #document: PatchDocument;
	readonly #target: Json | undefined;

	constructor(document: PatchDocument, target: Json | undefined) {
		this.#document = document;
		this.#target = target;
	}

	find(object: PatchedObject, path: Path, value: Json): Place | undefined {
		const { value: operations, place } = this.#document;
		if (!Array.isArray(operations) || !isTarget(this.#target, object)) return undefined;
		for (const [index, operation] of [...operations.entries()].toReversed()) {
			if (!isObject(operation) || (operation['op'] !== 'add' && operation['op'] !== 'replace') || typeof operation['path'] !== 'string') continue;
			const below = belowOperation(object.built, operation['path'], operation['value'], path);
			if (below !== undefined && isDeepStrictEqual(valueAt(operation['value'], pointerOf(below)), value)) return place(`/${index}/value${pointerOf(below)}`);
		}
		return undefined;
	}
}

/** The rest of a path behind an operation's own; `-` is the item that was added. */
function belowOperation(built: Json, pointer: string, set: Json | undefined, path: Path): Path | undefined {
	const parts = pointer.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
	if (parts.length > path.length) return undefined;
	for (const [depth, part] of parts.entries()) {
		const isAdded = part === '-' && isDeepStrictEqual(valueAt(built, pointerOf(path.slice(0, depth + 1))), set);
		if (String(path[depth]) !== part && !isAdded) return undefined;
	}
	return path.slice(parts.length);
}

/** `images`, `replicas` and `namespace` of a kustomization. */
class SettingPatch implements Patch {
	readonly #kustomization: Kustomization;

	constructor(kustomization: Kustomization) {
		this.#kustomization = kustomization;
	}

	find({ names }: PatchedObject, path: Path, value: Json): Place | undefined {
		const pointer = pointerOf(path);
		const settings = this.#kustomization.value;
		if (pointer === '/metadata/namespace') return settings['namespace'] === value ? this.#place('/namespace') : undefined;
		if (path.at(-1) === 'image' && typeof value === 'string') return this.#image(value);
		if (pointer !== '/spec/replicas' || !Array.isArray(settings['replicas'])) return undefined;
		const index = settings['replicas'].findIndex((entry: Json) => isObject(entry) && entry['count'] === value && names.includes(textOf(entry['name']) ?? ''));
		return index < 0 ? undefined : this.#place(`/replicas/${index}/count`);
	}

	#image(value: string): Place | undefined {
		const { images } = this.#kustomization.value;
		if (!Array.isArray(images)) return undefined;
		for (const [index, entry] of images.entries()) {
			if (!isObject(entry)) continue;
			const name = textOf(entry['newName']) ?? textOf(entry['name']);
			if (name === undefined || !(value === name || value.startsWith(`${name}:`) || value.startsWith(`${name}@`))) continue;
			const key = ['digest', 'newTag', 'newName'].find((one) => textOf(entry[one]) !== undefined && value.endsWith(textOf(entry[one]) ?? ''));
			if (key !== undefined) return this.#place(`/images/${index}/${key}`);
		}
		return undefined;
	}

	#place(pointer: string): Place | undefined {
		return placedDocument(this.#kustomization.document, this.#kustomization.path, 0, 0).place(pointer);
	}
}

function textOf(value: Json | undefined): string | undefined {
	return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

/** A place as an entry of a document. */
export function entryAt(pointer: string, place: Place): PositionEntry {
	return [pointer, ...place];
}
