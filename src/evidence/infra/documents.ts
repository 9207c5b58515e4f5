import type { NotAnalysed } from '../../parse/parsed.ts';
import type { SourceText } from '../../parse/text.ts';
import { parseYaml, type YamlDocument, type YamlError, type YamlStream } from '../../parse/yaml/parse.ts';
import { splitDocuments } from '../../parse/yaml/segments.ts';
import type { DocumentEvidence, DocumentFileEvidence, UnreadFile } from '../file-evidence.ts';
import { derivedDocuments } from './derived.ts';
import { entriesOf, type YamlFormat } from './format.ts';
import { textFormats, yamlFormats } from './formats.ts';
import { kubernetesFormat, looksLikeManifest } from './kubernetes.ts';
import { yamlSuppressions } from './suppressions.ts';
import { templateKind } from './template.ts';

/** More places than this in one file help nobody: the rest is counted. */
const MOST_ERRORS = 10;

/**
 * The documents of a YAML or JSON file that some platform knows, or why it could not be read. A file of no known platform
 * gives no documents, unless `generic` asks for all; a broken document costs itself only.
 */
export function extractDocuments(source: SourceText, generic = false): DocumentFileEvidence | UnreadFile {
	const text = textFormats.find((format) => format.claims(source));
	if (text !== undefined) return text.read(source);
	const isJson = source.path.toLowerCase().endsWith('.json');
	const formats = yamlFormats.filter((format) => format.claims(source));
	const [first] = formats;
	// Broken JSON is reported only where some platform claims it: many tools allow comments in theirs.
	if (first === undefined && !generic) return documentsOf(source, [], [], []);
	const { documents, errors } = parseYaml(source, first?.dialect ?? 'kubernetes');
	const templates = templateErrors(source, errors);
	const isOurs = looksLikeManifest(source.text) || formats.some((format) => format !== kubernetesFormat);
	const readable = documents.filter(({ index }) => !templates.has(index));
	const found = documentEvidence(source, formats, { documents: readable, errors }, generic ? { platform: isJson ? 'json' : 'yaml', file: source.path.slice(source.path.lastIndexOf('/') + 1) } : undefined);
	const recognised = new Set(found.map(({ from }) => from));
	const relevant = errors.filter(({ index }) => !templates.has(index) && (generic || recognised.has(index) || !readable.some((read) => read.index === index)));
	const notAnalysed = [...templateRecord(source, templates, isOurs), ...errorRecords(source, relevant)];
	if (found.length > 0) return documentsOf(source, withDerived(found.map(({ evidence }) => evidence)), partial(notAnalysed), readable);
	if (notAnalysed.length === 0 || readable.length > 0) return documentsOf(source, [], partial(notAnalysed), readable);
	return { kind: 'unread', path: source.path, suppressions: [], notAnalysed };
}

function withDerived(documents: readonly DocumentEvidence[]): readonly DocumentEvidence[] {
	return [...documents, ...derivedDocuments(documents, Math.max(...documents.map(({ index }) => index)) + 1)];
}

function documentsOf(
	source: SourceText,
	documents: readonly DocumentEvidence[],
	notAnalysed: readonly NotAnalysed[],
	readable: readonly YamlDocument[],
): DocumentFileEvidence {
	const suppressions = documents.length === 0 ? [] : yamlSuppressions(source, readable.map(({ root }) => root));
	return { kind: 'documents', path: source.path, suppressions, notAnalysed, documents };
}

interface Found {
	/** Ordinal in the YAML stream; a list's items share one. */
	readonly from: number;
	readonly evidence: DocumentEvidence;
}

/** What documents of no known platform are called. */
interface Generic {
	readonly platform: 'yaml' | 'json';
	readonly file: string;
}

/** Ordinals count the objects of a list one by one, and a document that gave none as one: broken ones keep their place. */
function documentEvidence(source: SourceText, formats: readonly YamlFormat[], { documents, errors }: YamlStream, generic: Generic | undefined): Found[] {
	const read = new Map(documents.map((document) => [document.index, document] as const));
	const last = Math.max(-1, ...read.keys(), ...errors.map(({ index }) => index));
	const found: Found[] = [];
	let ordinal = 0;
	for (let from = 0; from <= last; from++) {
		const document = read.get(from);
		const objects = document === undefined ? [] : formats.flatMap((format) => format.objects(document, source).map((object) => ({ platform: format.platform, ...object })));
		for (const [offset, { platform, name, object, positions }] of objects.entries()) {
			found.push({ from, evidence: { index: ordinal + offset, platform, name, document: object, positions } });
		}
		if (objects.length === 0 && generic !== undefined && document !== undefined && document.value !== null) found.push({ from, evidence: genericEvidence(document, generic, ordinal) });
		ordinal += Math.max(1, objects.length);
	}
	return found;
}

function genericEvidence(document: YamlDocument, { platform, file }: Generic, index: number): DocumentEvidence {
	return { index, platform, name: index === 0 ? file : `${file}#${index}`, document: document.value, positions: entriesOf(document) };
}

/** The documents that are templates: by ordinal, what kind of template. */
function templateErrors(source: SourceText, errors: readonly YamlError[]): ReadonlyMap<number, 'helm' | 'other'> {
	const syntax = errors.filter(({ reason }) => reason === 'syntax');
	const templates = new Map<number, 'helm' | 'other'>();
	if (syntax.length === 0 || !/\{[{%]/.test(source.text)) return templates;
	const segments = splitDocuments(source.text);
	for (const { index } of syntax) {
		const segment = segments[index];
		const kind = segment === undefined ? undefined : templateKind(source.text.slice(segment.start, segment.end));
		if (kind !== undefined) templates.set(index, kind);
	}
	return templates;
}

/** A template of something that no format knows is none of our business, as any other such file. */
function templateRecord(source: SourceText, templates: ReadonlyMap<number, 'helm' | 'other'>, isOurs: boolean): NotAnalysed[] {
	if (templates.size === 0) return [];
	const helm = [...templates.values()].includes('helm');
	if (!isOurs && !(helm && /(?:^|\/)templates\//.test(source.path))) return [];
	const detail = helm ? 'a Helm template that is part of no chart: only what it renders to could be judged' : 'a template: only what it renders to could be judged';
	return [{ path: source.path, reason: 'missing-tool', detail }];
}

function errorRecords(source: SourceText, errors: readonly YamlError[]): NotAnalysed[] {
	const records = errors.slice(0, MOST_ERRORS).map(({ line, column, reason, message }) => ({ path: source.path, reason, detail: `${line}:${column} ${message}` }));
	const first = errors[MOST_ERRORS];
	if (first === undefined) return records;
	return [...records, { path: source.path, reason: first.reason, detail: `${errors.length - MOST_ERRORS} more such places from ${first.line}:${first.column} on` }];
}

function partial(records: readonly NotAnalysed[]): NotAnalysed[] {
	return records.map((record) => ({ ...record, partial: true }));
}
