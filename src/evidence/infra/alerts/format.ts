import type { YamlDocument } from '../../../parse/yaml/parse.ts';
import { entriesOf, type FormatObject, type YamlFormat } from '../format.ts';
import { isObject } from '../objects.ts';
import { readGroups } from './groups.ts';

const RULES = /(?:^|[{,])\s*(?:-\s*)?["']?(?:alert|record)["']?\s*:/m;
const TESTS = /(?:^|[{,])[ \t]*["']?rule_files["']?\s*:/m;

/**
 * Files of rules of Prometheus, and of unit tests of rules. The document is `{groups}` as Prometheus reads it, each rule with what
 * its expression asks for; of tests it is the file. Rules of the custom resource: see `derivedDocuments`.
 */
export const alertsFormat: YamlFormat = {
	kind: 'yaml',
	platform: 'alerts',
	dialect: 'kubernetes',
	claims: ({ path, text }) => /\.(?:ya?ml|json)$/i.test(path) && (RULES.test(text) || TESTS.test(text)),
	objects: (document, { path }) => objects(document, path.slice(path.lastIndexOf('/') + 1)),
};

function objects(document: YamlDocument, name: string): FormatObject[] {
	const { value } = document;
	if (!isObject(value) || value['apiVersion'] !== undefined) return [];
	const isTest = Array.isArray(value['rule_files']) && Array.isArray(value['tests']);
	return (isTest ? [value] : readGroups(value)).map((object) => ({ name, object, positions: entriesOf(document) }));
}
