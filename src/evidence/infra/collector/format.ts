import type { YamlDocument } from '../../../parse/yaml/parse.ts';
import { parseYaml } from '../../../parse/yaml/parse.ts';
import { sourceText, type SourceText } from '../../../parse/text.ts';
import type { PositionEntry } from '../../file-evidence.ts';
import { entriesOf, type FormatObject, type YamlFormat } from '../format.ts';
import { isObject, type JsonObject } from '../objects.ts';

const PIPELINES = /^\s*(?:["']?pipelines["']?)\s*:/m;

/**
 * Configurations of the OpenTelemetry Collector: files with `service.pipelines`, and those of an `OpenTelemetryCollector` object
 * (`spec.config`, as a mapping or as text). The document is the configuration.
 */
export const collectorFormat: YamlFormat = {
	kind: 'yaml',
	platform: 'collector',
	dialect: 'core',
	claims: ({ path, text }) => /\.ya?ml$/i.test(path) && PIPELINES.test(text) && /^\s*exporters\s*:/m.test(text),
	objects: (document, source) => [...plain(document, source), ...ofObject(document, source)],
};

function plain(document: YamlDocument, { path }: SourceText): FormatObject[] {
	const { value } = document;
	if (!isConfiguration(value) || value['apiVersion'] !== undefined) return [];
	return [{ name: path.slice(path.lastIndexOf('/') + 1), object: value, positions: entriesOf(document) }];
}

function isConfiguration(value: unknown): value is JsonObject {
	if (typeof value !== 'object' || value === null) return false;
	const { service, exporters } = value as JsonObject;
	return isObject(service) && isObject(service['pipelines']) && exporters !== undefined;
}

function ofObject(document: YamlDocument, source: SourceText): FormatObject[] {
	const { value } = document;
	if (!isObject(value) || value['kind'] !== 'OpenTelemetryCollector' || !isObject(value['spec'])) return [];
	const config = value['spec']['config'];
	const metadata = isObject(value['metadata']) ? value['metadata'] : {};
	const name = ['OpenTelemetryCollector', metadata['namespace'], metadata['name']].filter((part) => typeof part === 'string').join('/');
	const entries = below(entriesOf(document), '/spec/config');
	if (isConfiguration(config)) return [{ name, object: config, positions: entries }];
	return typeof config === 'string' ? fromText(config, name, entries[0], source) : [];
}

/** A block of text begins on the line below its key; each of its lines is one of the file. */
function fromText(text: string, name: string, whole: PositionEntry | undefined, source: SourceText): FormatObject[] {
	const [document] = parseYaml(sourceText(source.path, text), 'core').documents;
	if (document === undefined || !isConfiguration(document.value) || whole === undefined) return [];
	const [, keyLine, column] = whole;
	const positions = entriesOf(document).map(([pointer, line, start, endLine, end]): PositionEntry => [pointer, keyLine + line, column + 2 + start - 1, keyLine + endLine, column + 2 + end - 1]);
	return [{ name, object: document.value, positions }];
}

function below(entries: readonly PositionEntry[], root: string): PositionEntry[] {
	return entries.flatMap(([pointer, ...range]): PositionEntry[] => (pointer === root || pointer.startsWith(`${root}/`) ? [[pointer.slice(root.length), ...range]] : []));
}
