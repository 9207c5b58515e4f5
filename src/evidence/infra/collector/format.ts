import { isFlow } from '../flow.ts';
import { entriesOf, type YamlFormat } from '../format.ts';
import { isConfiguration } from './configuration.ts';

const PIPELINES = /(?:^|[{,])\s*["']?pipelines["']?\s*:/m;
const EXPORTERS = /^["']?exporters["']?\s*:/m;

/** Configurations of the OpenTelemetry Collector: files with `service.pipelines`. Those of its custom resource: see `derivedDocuments`. */
export const collectorFormat: YamlFormat = {
	kind: 'yaml',
	platform: 'collector',
	dialect: 'core',
	claims: ({ path, text }) => /\.ya?ml$/i.test(path) && PIPELINES.test(text) && (EXPORTERS.test(text) || (isFlow(text) && text.includes('exporters'))),
	objects: (document, { path }) => {
		const { value } = document;
		if (!isConfiguration(value) || value['apiVersion'] !== undefined) return [];
		return [{ name: path.slice(path.lastIndexOf('/') + 1), object: value, positions: entriesOf(document) }];
	},
};
