import { readPromql, type PromqlQuery } from '../../../parse/promql/query.ts';
import type { Json } from '../../../parse/yaml/compose.ts';
import type { YamlDocument } from '../../../parse/yaml/parse.ts';
import type { PositionEntry } from '../../file-evidence.ts';
import { entriesOf, type FormatObject, type YamlFormat } from '../format.ts';
import { isObject, type JsonObject } from '../objects.ts';

const RULES = /^\s*(?:-\s*)?["']?(?:alert|record)["']?\s*:/m;
const TESTS = /^rule_files\s*:/m;

/**
 * Rules of Prometheus (recording and alerting rules), those of a `PrometheusRule` too, and unit tests of rules. The document is
 * `{groups}` as Prometheus reads it, each rule with what its expression asks for under `promql`; of tests it is the file.
 */
export const alertsFormat: YamlFormat = {
	kind: 'yaml',
	platform: 'alerts',
	dialect: 'kubernetes',
	claims: ({ path, text }) => /\.(?:ya?ml|json)$/i.test(path) && (RULES.test(text) || TESTS.test(text)),
	objects: (document, { path }) => [...ruleGroups(document, path), ...unitTests(document, path)],
};

function ruleGroups(document: YamlDocument, path: string): FormatObject[] {
	const { value } = document;
	if (!isObject(value)) return [];
	const isObjectOfCluster = value['kind'] === 'PrometheusRule' && isObject(value['spec']);
	const groups = isObjectOfCluster && isObject(value['spec']) ? value['spec']['groups'] : value['apiVersion'] === undefined ? value['groups'] : undefined;
	if (!Array.isArray(groups) || !groups.some(hasRules)) return [];
	const root = isObjectOfCluster ? '/spec' : '';
	const name = isObjectOfCluster ? objectName(value) : path.slice(path.lastIndexOf('/') + 1);
	return [{ name, object: { groups: groups.map(readGroup) }, positions: below(entriesOf(document), root) }];
}

function unitTests(document: YamlDocument, path: string): FormatObject[] {
	const { value } = document;
	if (!isObject(value) || !Array.isArray(value['rule_files']) || !Array.isArray(value['tests'])) return [];
	return [{ name: path.slice(path.lastIndexOf('/') + 1), object: value, positions: entriesOf(document) }];
}

function hasRules(group: Json): boolean {
	return isObject(group) && Array.isArray(group['rules']) && group['rules'].some((rule: Json) => isObject(rule) && (rule['alert'] !== undefined || rule['record'] !== undefined));
}

function readGroup(group: Json): Json {
	if (!isObject(group) || !Array.isArray(group['rules'])) return group;
	return { ...group, rules: group['rules'].map(readRule) };
}

function readRule(rule: Json): Json {
	return isObject(rule) && typeof rule['expr'] === 'string' ? { ...rule, promql: queryJson(rule['expr']) } : rule;
}

/** What an expression asks for, as JSON. */
export function queryJson(expression: string): Json {
	const { problem, ...query }: PromqlQuery = readPromql(expression);
	// Loki's rules have the same files: what begins with a stream of logs is none of PromQL.
	if (problem !== undefined && /^[^|]*\{[^}]*\}\s*(?:\||\[)|\|[=~]|\|\s*(?:json|logfmt|unwrap|line_format)\b/.test(expression)) return { language: 'logql' };
	return { language: 'promql', ...(problem !== undefined && { problem: { ...problem } }), ...toJson(query) };
}

function toJson(query: Omit<PromqlQuery, 'problem'>): JsonObject {
	return {
		selectors: query.selectors.map(({ metric, labels }) => ({ metric, labels: labels.map((label) => ({ ...label })) })),
		functions: query.functions,
		ranges: query.ranges,
		thresholds: query.thresholds.map((threshold) => ({ ...threshold })),
	};
}

function objectName(object: JsonObject): string {
	const metadata = isObject(object['metadata']) ? object['metadata'] : {};
	return [object['kind'], metadata['namespace'], metadata['name']].filter((part) => typeof part === 'string').join('/');
}

function below(entries: readonly PositionEntry[], root: string): PositionEntry[] {
	return entries.flatMap(([pointer, ...range]): PositionEntry[] => (pointer === root || pointer.startsWith(`${root}/`) ? [[pointer.slice(root.length), ...range]] : []));
}
