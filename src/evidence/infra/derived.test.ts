import { describe, expect, test } from 'vitest';

import type { RepoPath } from '../../change/change.ts';
import { sourceText } from '../../parse/text.ts';
import { extractDocuments } from './documents.ts';
import { resolveAt } from './positions.ts';

function documents(text: string) {
	const evidence = extractDocuments(sourceText('a.yaml' as RepoPath, text));
	if (evidence.kind !== 'documents') throw new Error('nothing was read');
	return evidence.documents;
}

describe('what custom resources hold for others', () => {
	test('the values of a release, on their lines', () => {
		const [object, values] = documents('apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: web}\nspec:\n  values:\n    image:\n      tag: latest\n');
		expect(object).toMatchObject({ index: 0, platform: 'kubernetes', name: 'HelmRelease/web' });
		expect(values).toMatchObject({ index: 1, platform: 'helm-values', name: 'HelmRelease/web', document: { image: { tag: 'latest' } } });
		expect(resolveAt(values?.positions ?? [], ['image', 'tag'])).toMatchObject({ startLine: 7, startColumn: 7 });
	});

	test('the rules of a PrometheusRule', () => {
		const [, rules] = documents('apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n  groups:\n  - name: a\n    rules:\n    - alert: Down\n      expr: up == 0\n');
		expect(rules).toMatchObject({ platform: 'alerts', document: { groups: [{ rules: [{ alert: 'Down', promql: { language: 'promql' } }] }] } });
		expect(resolveAt(rules?.positions ?? [], ['groups', 0, 'rules', 0, 'expr']).startLine).toBe(8);
	});

	test('the configuration of a collector, as a mapping and as text', () => {
		const head = 'apiVersion: opentelemetry.io/v1beta1\nkind: OpenTelemetryCollector\nmetadata: {name: otel}\nspec:\n';
		const config = ['exporters:', '  debug: {}', 'service:', '  pipelines:', '    traces:', '      exporters: [debug]'];
		const [, mapping] = documents(`${head}  config:\n${config.map((line) => `    ${line}\n`).join('')}`);
		const [, text] = documents(`${head}  config: |\n${config.map((line) => `    ${line}\n`).join('')}`);
		expect(mapping).toMatchObject({ platform: 'collector', name: 'OpenTelemetryCollector/otel' });
		expect(text?.document).toEqual(mapping?.document);
		for (const document of [mapping, text]) expect(resolveAt(document?.positions ?? [], ['service', 'pipelines', 'traces', 'exporters', 0])).toMatchObject({ startLine: 11, startColumn: 23 });
	});

	test('a release without values holds nothing', () => {
		expect(documents('apiVersion: v1\nkind: HelmRelease\nspec: {}\n')).toHaveLength(1);
	});
});
