import type { Json } from '../../../parse/yaml/compose.ts';
import type { YamlDocument } from '../../../parse/yaml/parse.ts';
import { queryJson } from '../alerts/groups.ts';
import { entriesOf, type FormatObject, type YamlFormat } from '../format.ts';
import { isObject, type JsonObject } from '../objects.ts';

/** Dashboards of Grafana (dashboard JSON model). Each target of a panel has what its query asks for under `promql`, variables put in. */
export const dashboardsFormat: YamlFormat = {
	kind: 'yaml',
	platform: 'dashboards',
	dialect: 'core',
	claims: ({ path, text }) => /\.json$/i.test(path) && /"panels"\s*:/.test(text) && /"(?:schemaVersion|templating|targets)"\s*:/.test(text),
	objects: (document, { path }) => dashboards(document, path),
};

function dashboards(document: YamlDocument, path: string): FormatObject[] {
	const { value } = document;
	if (!isObject(value) || !Array.isArray(value['panels'])) return [];
	const title = typeof value['title'] === 'string' && value['title'] !== '' ? value['title'] : path.slice(path.lastIndexOf('/') + 1);
	return [{ name: title, object: { ...value, panels: value['panels'].map(readPanel) }, positions: entriesOf(document) }];
}

/** Rows hold panels of their own. */
function readPanel(panel: Json): Json {
	if (!isObject(panel)) return panel;
	const source = panel['datasource'];
	return {
		...panel,
		...(Array.isArray(panel['panels']) && { panels: panel['panels'].map(readPanel) }),
		...(Array.isArray(panel['targets']) && { targets: panel['targets'].map((target: Json) => readTarget(target, source)) }),
	};
}

function readTarget(target: Json, panelSource: Json | undefined): Json {
	if (!isObject(target) || typeof target['expr'] !== 'string' || target['expr'].trim() === '' || !isPrometheus(target, panelSource)) return target;
	return { ...target, promql: queryJson(withoutVariables(target['expr'])) };
}

/** A source that is named by a variable or not at all is asked in PromQL, as `expr` says. */
function isPrometheus(target: JsonObject, panelSource: Json | undefined): boolean {
	const source = target['datasource'] ?? panelSource;
	const type = isObject(source) ? source['type'] : source;
	return typeof type !== 'string' || /prometheus|mimir|thanos|cortex|victoriametrics|^\$|^-- /i.test(type) || !/loki|elastic|influx|tempo|cloudwatch|graphite|postgres|mysql/i.test(type);
}

/**
 * Grafana puts the values of variables in before it asks (Grafana documentation, "Variable syntax"). Here stands what any value has in
 * common: a duration for intervals and behind `[`, a word elsewhere. Of the same length where that is possible, so that offsets hold.
 */
function withoutVariables(expression: string): string {
	return expression
		.replace(/\$\{?__(?:rate_)?interval(?:_ms)?(?::\w+)?\}?|\$\{?__range(?:_s|_ms)?\}?/g, '5m')
		.replace(/(?<=[[:]\s*)(?:\$\w+|\$\{[^}]+\}|\[\[[^\]]+\]\])/g, '5m')
		.replace(/\$\{[^}]+\}|\[\[\w+(?::\w+)?\]\]|\$\w+/g, 'v');
}
