import { entriesOf, type YamlFormat } from '../format.ts';
import { isObject } from '../objects.ts';

/** `values.yaml`, `values-prod.yaml`, `prod.values.yml`, and what stands in a folder of values. */
const NAME = /(?:^|[/._-])values(?:[._-][^/]*)?\.ya?ml$|(?:^|\/)values\/[^/]+\.ya?ml$/i;

/**
 * Values that are given to a Helm chart, also to one that is not in this repository. The document is the mapping itself. Values in
 * custom resources: see `derivedDocuments`.
 */
export const valuesFormat: YamlFormat = {
	kind: 'yaml',
	platform: 'helm-values',
	dialect: 'kubernetes',
	claims: ({ path }) => NAME.test(path),
	objects: (document, { path }) => {
		const { value } = document;
		// A mapping that is neither a manifest nor a file of another tool.
		if (!isObject(value) || value['apiVersion'] !== undefined || value['kind'] !== undefined || value['services'] !== undefined) return [];
		return [{ name: path.slice(path.lastIndexOf('/') + 1), object: value, positions: entriesOf(document) }];
	},
};
