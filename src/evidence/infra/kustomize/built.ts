import { isDeepStrictEqual } from 'node:util';

import { asRepoPath, joinPath, directoryOf, type SourceTree } from '../../../parse/source-tree.ts';
import { decodeText, sourceText, type SourceText } from '../../../parse/text.ts';
import type { Json } from '../../../parse/yaml/compose.ts';
import { parseYaml } from '../../../parse/yaml/parse.ts';
import type { DocumentEvidence, DocumentFileEvidence, PositionEntry } from '../../file-evidence.ts';
import { derivedDocuments } from '../derived.ts';
import { extractDocuments } from '../documents.ts';
import { isObject } from '../helm/chart.ts';
import { kubernetesObjects } from '../kubernetes.ts';
import { pointerOf, valueAt } from '../positions.ts';
import { yamlSuppressions } from '../suppressions.ts';
import { alignedPath } from './align.ts';
import type { KustomizationGraph } from './graph.ts';
import { entryAt, type Patch, type PatchedObject, patchesOf } from './patches.ts';

type Path = readonly (string | number)[];

const ORIGIN = 'config.kubernetes.io/origin';
/** A document that was put together of several files is none of one file: an editor that looks for it finds none. */
const FIRST_INDEX = 1_000;

/** The evidence of the files that built objects come from. */
export function builtFiles(tree: SourceTree, graph: KustomizationGraph, copies: ReadonlyMap<string, string>, output: string): DocumentFileEvidence[] {
	const built = new Built(tree, graph, copies);
	const documents = output.split(/^---\n/m).flatMap((text) => built.objects(text));
	const byFile = Map.groupBy(documents, ({ path }) => path);
	// Of a file without objects, a patch for one, its comments count.
	const paths = [...new Set([...byFile.keys(), ...graph.patches, ...graph.members.map(({ path }) => path)])];
	return paths.map((path) => ({ kind: 'documents', path: asRepoPath(path), suppressions: built.suppressions(path), notAnalysed: [], documents: withDerived((byFile.get(path) ?? []).map(({ evidence }) => evidence)) }));
}

function withDerived(documents: readonly DocumentEvidence[]): readonly DocumentEvidence[] {
	return [...documents, ...derivedDocuments(documents, Math.max(FIRST_INDEX, ...documents.map(({ index }) => index)) + 1)];
}

interface BuiltObject {
	readonly path: string;
	readonly evidence: DocumentEvidence;
}

class Built {
	readonly #tree: SourceTree;
	readonly #graph: KustomizationGraph;
	readonly #copies: ReadonlyMap<string, string>;
	readonly #patches: readonly Patch[];
	readonly #directory: string;
	readonly #bases = new Map<string, readonly DocumentEvidence[]>();
	readonly #taken = new Set<string>();

	constructor(tree: SourceTree, graph: KustomizationGraph, copies: ReadonlyMap<string, string>) {
		this.#tree = tree;
		this.#graph = graph;
		this.#copies = copies;
		this.#patches = patchesOf(tree, graph);
		this.#directory = graph.members[0]?.directory ?? '';
	}

	suppressions(path: string): DocumentFileEvidence['suppressions'] {
		const source = this.#source(path);
		return source === undefined ? [] : yamlSuppressions(source, parseYaml(source, 'kubernetes').documents.map(({ root }) => root));
	}

	/** The objects of one document of the output. */
	objects(text: string): BuiltObject[] {
		const { documents } = parseYaml(sourceText(asRepoPath('built.yaml'), text), 'kubernetes');
		return documents.flatMap((document) => {
			const origin = valueAt(document.value, pointerOf(['metadata', 'annotations', ORIGIN]));
			const plain = withoutOrigin(document.value);
			const pointers = [...document.positions.keys()];
			const objects = kubernetesObjects({ ...document, value: plain, positions: new Map() });
			return objects.flatMap(({ name, object }) => this.#object(name, object, pointers, typeof origin === 'string' ? origin : '') ?? []);
		});
	}

	#object(name: string, object: Json, pointers: readonly string[], origin: string): BuiltObject | undefined {
		const below = /^path: (.*)$/m.exec(origin)?.[1];
		const generated = /^configuredIn: (.*)$/m.exec(origin)?.[1];
		const named = joinPath(this.#directory, (below ?? generated ?? '').replace(/^'(.*)'$/, '$1'));
		if (named === undefined || (below ?? generated) === undefined) return undefined;
		if (below === undefined) return this.#generated(name, object, named);
		const path = this.#copies.get(named) ?? named;
		const base = this.#baseOf(path, object);
		return base === undefined ? undefined : { path, evidence: this.#evidence(name, object, pointers, path, base) };
	}

	/** What a generator makes stands on its entry in the kustomization. */
	#generated(name: string, object: Json, configuredIn: string): BuiltObject | undefined {
		const member = this.#graph.members.find(({ directory }) => directory === directoryOf(configuredIn));
		if (member === undefined) return undefined;
		const key = valueAt(object, '/kind') === 'Secret' ? 'secretGenerator' : 'configMapGenerator';
		const entries = member.value[key];
		const index = Array.isArray(entries) ? entries.findIndex((entry: Json) => isObject(entry) && typeof entry['name'] === 'string' && String(valueAt(object, '/metadata/name')).includes(entry['name'])) : -1;
		const range = member.document.positions.get(`/${key}/${index}`) ?? member.document.positions.get(`/${key}`);
		const positions: PositionEntry[] = range === undefined ? [] : [['', range.startLine, range.startColumn, range.endLine, range.endColumn]];
		return { path: member.path, evidence: { index: this.#index(member.path, undefined), platform: 'kubernetes', workspace: this.#directory, name, document: object, positions } };
	}

	#evidence(name: string, object: Json, pointers: readonly string[], path: string, base: DocumentEvidence): DocumentEvidence {
		const patched: PatchedObject = { kind: String(valueAt(object, '/kind')), names: [base.document, object].map((one) => String(valueAt(one, '/metadata/name'))), built: object };
		const places = new Map(base.positions.map((entry) => [entry[0], entry]));
		const positions: PositionEntry[] = [];
		let isAsWritten = true;
		for (const pointer of pointers) {
			const at = pathOf(pointer);
			const value = valueAt(object, pointer);
			if (value === undefined) continue;
			const found = alignedPath(object, base.document as Json, at);
			const own = found === undefined ? undefined : places.get(pointerOf(found));
			if (found === undefined || pointerOf(found) !== pointer) isAsWritten = false;
			const isBase = own !== undefined && (isDeepStrictEqual(valueAt(base.document, pointerOf(found ?? [])), value) || (typeof value === 'object' && value !== null));
			const place = isBase ? undefined : this.#patches.map((patch) => patch.find(patched, at, value as Json)).find((one) => one !== undefined);
			if (place !== undefined) positions.push(place[4] === path ? [pointer, place[0], place[1], place[2], place[3]] : entryAt(pointer, place));
			else if (own !== undefined) positions.push([pointer, own[1], own[2], own[3], own[4]]);
		}
		return { index: this.#index(path, isAsWritten ? base.index : undefined), platform: 'kubernetes', workspace: this.#directory, name, document: object, positions };
	}

	/** Its own ordinal in the file, for one that is built as it is written. */
	#index(path: string, wanted: number | undefined): number {
		for (let index = wanted ?? FIRST_INDEX; ; index = Math.max(FIRST_INDEX, index + 1)) {
			const key = `${path} ${index}`;
			if (this.#taken.has(key)) continue;
			this.#taken.add(key);
			return index;
		}
	}

	/** The object of the file that was built into this one: of its kind, by its name, which may have got a prefix or a suffix. */
	#baseOf(path: string, object: Json): DocumentEvidence | undefined {
		const kind = valueAt(object, '/kind');
		const name = String(valueAt(object, '/metadata/name'));
		const sameKind = this.#documents(path).filter(({ document }) => valueAt(document, '/kind') === kind);
		const like = sameKind.filter((document) => name.includes(nameOf(document))).toSorted((a, b) => nameOf(b).length - nameOf(a).length);
		return sameKind.find((document) => nameOf(document) === name) ?? like[0] ?? (sameKind.length === 1 ? sameKind[0] : undefined);
	}

	#documents(path: string): readonly DocumentEvidence[] {
		const known = this.#bases.get(path);
		if (known !== undefined) return known;
		const source = this.#source(path);
		const read = source === undefined ? undefined : extractDocuments(source);
		const documents = read?.kind === 'documents' ? read.documents.filter(({ platform }) => platform === 'kubernetes') : [];
		this.#bases.set(path, documents);
		return documents;
	}

	#source(path: string): SourceText | undefined {
		const bytes = this.#tree.read(path);
		const decoded = bytes === undefined ? undefined : decodeText(asRepoPath(path), bytes);
		return decoded?.ok === true ? decoded.value : undefined;
	}
}

function nameOf({ document }: DocumentEvidence): string {
	return String(valueAt(document, '/metadata/name'));
}

/** The object without what was asked for to find where it came from. */
function withoutOrigin(value: Json): Json {
	if (!isObject(value) || !isObject(value['metadata'])) return value;
	const { annotations, ...metadata } = value['metadata'];
	const own = isObject(annotations) ? Object.entries(annotations).filter(([name]) => name !== ORIGIN) : [];
	return { ...value, metadata: { ...metadata, ...(own.length > 0 && { annotations: Object.fromEntries(own) }) } };
}

function pathOf(pointer: string): Path {
	return pointer.split('/').slice(1).map((part) => (/^(?:0|[1-9][0-9]*)$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
}
