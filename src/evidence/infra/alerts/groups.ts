import { readPromql, type PromqlQuery } from '../../../parse/promql/query.ts';
import type { Json } from '../../../parse/yaml/compose.ts';
import { isObject, type JsonObject } from '../objects.ts';

/** `{groups}` of rules, each rule with what its expression asks for under `promql`; nothing where there are no such groups. */
export function readGroups(value: Json): JsonObject[] {
	if (!isObject(value) || !Array.isArray(value['groups']) || !value['groups'].some(hasRules)) return [];
	return [{ ...value, groups: value['groups'].map(readGroup) }];
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

/** A selector of logs, a filter of lines or a parser of Loki: its rules stand in the same files. */
const LOGQL = /^[^|]*\{[^}]*\}\s*(?:\||\[)|\|[=~]|\|\s*(?:json|logfmt|unwrap|line_format)\b/;

/** What an expression asks for, as JSON. */
export function queryJson(expression: string): Json {
	const { problem, ...query } = readPromql(expression);
	if (problem !== undefined && LOGQL.test(expression)) return { language: 'logql' };
	return { language: 'promql', ...(problem !== undefined && { problem: { ...problem } }), ...asJson(query) };
}

function asJson(query: Omit<PromqlQuery, 'problem'>): JsonObject {
	return {
		selectors: query.selectors.map(({ metric, labels }) => ({ metric, labels: labels.map((label) => ({ ...label })) })),
		functions: query.functions,
		ranges: query.ranges,
		thresholds: query.thresholds.map((threshold) => ({ ...threshold })),
	};
}
