import type { Json } from '../../../parse/yaml/compose.ts';
import type { YamlDocument } from '../../../parse/yaml/parse.ts';
import type { PositionEntry } from '../../file-evidence.ts';
import { entriesOf, type FormatObject, type YamlFormat } from '../format.ts';
import { isObject, type JsonObject } from '../objects.ts';

/** `values.yaml`, `values-prod.yaml`, `prod.values.yml`, and what stands in a folder of values. */
const NAME = /(?:^|[/._-])values(?:[._-][^/]*)?\.ya?ml$|(?:^|\/)values\/[^/]+\.ya?ml$/i;
const RELEASE = /^kind:[ \t]*["']?(?:HelmRelease|HelmChart|HelmChartConfig|Application)\b/m;

/**
 * Values that are given to a Helm chart, also to one that is not in this repository: files of values, and those of a Flux
 * `HelmRelease` and an Argo CD `Application`. The document is the mapping of values itself.
 */
export const valuesFormat: YamlFormat = {
	kind: 'yaml',
	platform: 'helm-values',
	dialect: 'kubernetes',
	claims: ({ path, text }) => NAME.test(path) || (/\.ya?ml$/i.test(path) && RELEASE.test(text)),
	objects: (document, { path }) => [...released(document), ...(NAME.test(path) ? plain(document, path) : [])],
};

/** Where a custom resource keeps the values of its chart. */
const PLACES: readonly (readonly [kind: string, path: readonly string[]])[] = [
	['HelmRelease', ['spec', 'values']],
	['HelmChart', ['spec', 'values']],
	['Application', ['spec', 'source', 'helm', 'valuesObject']],
];

function released(document: YamlDocument): FormatObject[] {
	const { value } = document;
	if (!isObject(value)) return [];
	return PLACES.flatMap(([kind, path]) => {
		const values = value['kind'] === kind ? path.reduce<Json | undefined>((at, key) => (isObject(at) ? at[key] : undefined), value) : undefined;
		return isObject(values) ? [{ name: nameOf(value), object: values, positions: below(entriesOf(document), `/${path.join('/')}`) }] : [];
	});
}

/** A mapping that is neither a manifest nor a file of another tool. */
function plain(document: YamlDocument, path: string): FormatObject[] {
	const { value } = document;
	if (!isObject(value) || value['apiVersion'] !== undefined || value['kind'] !== undefined || value['services'] !== undefined) return [];
	return [{ name: path.slice(path.lastIndexOf('/') + 1), object: value, positions: entriesOf(document) }];
}

function nameOf(object: JsonObject): string {
	const metadata = object['metadata'];
	const { namespace, name } = isObject(metadata) ? metadata : {};
	return [object['kind'], namespace, name].filter((part) => typeof part === 'string').join('/');
}

function below(entries: readonly PositionEntry[], root: string): PositionEntry[] {
	return entries.flatMap(([pointer, ...range]): PositionEntry[] => (pointer === root || pointer.startsWith(`${root}/`) ? [[pointer.slice(root.length), ...range]] : []));
}
