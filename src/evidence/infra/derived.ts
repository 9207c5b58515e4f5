import type { Json } from '../../parse/yaml/compose.ts';
import { parseYaml } from '../../parse/yaml/parse.ts';
import { sourceText } from '../../parse/text.ts';
import { asRepoPath } from '../../parse/source-tree.ts';
import type { DocumentEvidence, PositionEntry } from '../file-evidence.ts';
import { readGroups } from './alerts/groups.ts';
import { isConfiguration } from './collector/configuration.ts';
import { entriesOf } from './format.ts';
import { isObject, type JsonObject } from './objects.ts';
import type { Platform } from './platforms.ts';

/** A part of a custom resource that is a document of another platform. */
interface Part {
	readonly platform: Platform;
	/** JSON pointer to it. */
	readonly root: string;
	readonly value: Json;
}

/** Where a custom resource keeps the values of its chart: Flux, k3s, Argo CD. */
const VALUES: Readonly<Record<string, readonly string[]>> = { HelmRelease: ['spec', 'values'], HelmChart: ['spec', 'values'], Application: ['spec', 'source', 'helm', 'valuesObject'] };

/**
 * What custom resources hold for others: the values of a Helm release, the rules of a `PrometheusRule`, the configuration of an
 * `OpenTelemetryCollector`. Each is a document of its own platform, on the lines where it stands. `next` is the first free ordinal.
 */
export function derivedDocuments(documents: readonly DocumentEvidence[], next: number): DocumentEvidence[] {
	return documents
		.filter(({ platform }) => platform === 'kubernetes')
		.flatMap((document) => partsOf(document.document).map((part) => ({ document, part })))
		.flatMap(({ document, part }, offset) => derived(document, part, next + offset));
}

function partsOf(object: unknown): Part[] {
	if (!isObject(object as Json)) return [];
	const { kind } = object as JsonObject;
	const path = typeof kind === 'string' && Object.hasOwn(VALUES, kind) ? VALUES[kind] : undefined;
	if (path !== undefined) return partAt('helm-values', object as JsonObject, path);
	if (kind === 'PrometheusRule') return partAt('alerts', object as JsonObject, ['spec']);
	return kind === 'OpenTelemetryCollector' ? partAt('collector', object as JsonObject, ['spec', 'config']) : [];
}

function partAt(platform: Platform, object: JsonObject, path: readonly string[]): Part[] {
	const value = path.reduce<Json | undefined>((at, key) => (isObject(at) ? at[key] : undefined), object);
	return isObject(value) || (platform === 'collector' && typeof value === 'string') ? [{ platform, root: `/${path.join('/')}`, value }] : [];
}

function derived({ name, positions, workspace }: DocumentEvidence, { platform, root, value }: Part, index: number): DocumentEvidence[] {
	const entries = below(positions, root);
	const whole = { index, platform, name, ...(workspace !== undefined && { workspace }) };
	if (typeof value === 'string') return textOf(value, entries[0]).map(({ document, places }) => ({ ...whole, document, positions: places }));
	if (platform === 'alerts') return readGroups(value).map((document) => ({ ...whole, document, positions: entries }));
	return platform === 'collector' && !isConfiguration(value) ? [] : [{ ...whole, document: value, positions: entries }];
}

/** A configuration as a block of text begins on the line below its key, and each of its lines is one of the file. */
function textOf(text: string, key: PositionEntry | undefined): { readonly document: Json; readonly places: readonly PositionEntry[] }[] {
	const [document] = parseYaml(sourceText(asRepoPath('config'), text), 'core').documents;
	if (document === undefined || key === undefined || !isConfiguration(document.value)) return [];
	const [, line, column, , , file] = key;
	const shift = column + 1;
	const places = entriesOf(document).map(([pointer, startLine, startColumn, endLine, endColumn]): PositionEntry => {
		const place = [pointer, line + startLine, shift + startColumn, line + endLine, shift + endColumn] as const;
		return file === undefined ? place : [...place, file];
	});
	return [{ document: document.value, places }];
}

function below(entries: readonly PositionEntry[], root: string): PositionEntry[] {
	return entries.filter(([pointer]) => pointer === root || pointer.startsWith(`${root}/`)).map(([pointer, ...place]): PositionEntry => [pointer.slice(root.length), ...place]);
}
