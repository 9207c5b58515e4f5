import type { Range } from '../../parse/parsed.ts';
import type { Json } from '../../parse/yaml/compose.ts';
import type { YamlDocument } from '../../parse/yaml/parse.ts';
import type { PositionEntry } from '../file-evidence.ts';
import { isFlow } from './flow.ts';
import { entriesOf, type FormatObject, type YamlFormat } from './format.ts';
import { spellsObjectKeys } from './raw-search.ts';
import { isObject } from './objects.ts';

type JsonObject = { readonly [key: string]: Json };

const LIST_ITEM = /^\/items\/([0-9]+)(\/.*)?$/s;

/** Manifests of Kubernetes: any YAML may be one; of other files those that hold its keys, since many tools allow comments in theirs. */
export const kubernetesFormat: YamlFormat = {
	kind: 'yaml',
	platform: 'kubernetes',
	dialect: 'kubernetes',
	claims: ({ path, text }) => /\.ya?ml$/i.test(path) || spellsObjectKeys(text),
	objects: (document) => kubernetesObjects(document),
};

/** The Kubernetes objects of a document: one, those of a `List`, or none when it is something else. */
export function kubernetesObjects(document: YamlDocument): FormatObject[] {
	const { value, positions } = document;
	if (!isObject(value) || typeof value['apiVersion'] !== 'string' || typeof value['kind'] !== 'string') return [];
	const items = value['items'];
	if (!value['kind'].endsWith('List') || !Array.isArray(items)) {
		return [{ name: objectName(value), object: value, positions: entriesOf(document) }];
	}
	const byItem = itemPositions(positions);
	return items.flatMap((item: Json, index) =>
		isObject(item) && typeof item['apiVersion'] === 'string' && typeof item['kind'] === 'string'
			? [{ name: objectName(item), object: item, positions: byItem.get(index) ?? [] }]
			: [],
	);
}

/** Does the text read like a manifest, although it could not be parsed? */
export function looksLikeManifest(text: string): boolean {
	return isFlow(text) ? spellsObjectKeys(text) : /^[ \t]*"?apiVersion"?[ \t]*:/m.test(text) && /^[ \t]*"?kind"?[ \t]*:/m.test(text);
}

/** `Deployment/shop/web`; `Deployment/web` where no namespace is written down. */
function objectName(object: JsonObject): string {
	const metadata = object['metadata'];
	const named = isObject(metadata) ? [metadata['namespace'], metadata['name'] ?? metadata['generateName']] : [];
	return [object['kind'], ...named].flatMap((part) => (typeof part === 'string' && part !== '' ? [part] : [])).join('/');
}

/** The positions below each item of a list, with pointers that count from the item. One pass: a list can be long. */
function itemPositions(positions: ReadonlyMap<string, Range>): Map<number, PositionEntry[]> {
	const byItem = new Map<number, PositionEntry[]>();
	for (const [pointer, range] of positions) {
		const match = LIST_ITEM.exec(pointer);
		if (match === null) continue;
		const index = Number(match[1]);
		const entries = byItem.get(index) ?? [];
		entries.push(entry(match[2] ?? '', range));
		byItem.set(index, entries);
	}
	return byItem;
}

function entry(pointer: string, range: Range): PositionEntry {
	return [pointer, range.startLine, range.startColumn, range.endLine, range.endColumn];
}
