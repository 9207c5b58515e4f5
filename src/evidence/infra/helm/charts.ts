import { asRepoPath, joinPath, type SourceTree } from '../../../parse/source-tree.ts';
import { sourceText } from '../../../parse/text.ts';
import type { NotAnalysed } from '../../../parse/parsed.ts';
import { parseYaml } from '../../../parse/yaml/parse.ts';
import type { DocumentEvidence, DocumentFileEvidence, FileEvidence } from '../../file-evidence.ts';
import { derivedDocuments } from '../derived.ts';
import { extractDocuments } from '../documents.ts';
import { kubernetesObjects } from '../kubernetes.ts';
import { pointerOf, valueAt } from '../positions.ts';
import { yamlSuppressions } from '../suppressions.ts';
import type { Refused, Rendered, RenderFile, RenderOutput, RenderPlan, RenderRoot } from '../rendering.ts';
import { type Chart, chartFile, everyChart, isObject, joined, readChart, yamlAt } from './chart.ts';
import { helmFailure, meaningOf } from './failure.ts';
import { guessed } from './guess.ts';
import { isDefinition, Marks } from './marks.ts';
import { type RenderedChunk, renderedChunks } from './output.ts';
import { ChartPlaces, type KnownTemplate } from './places.ts';
import { valueReferences } from './references.ts';
import { templateSuppressions } from './suppressions.ts';
import { ChartValues, type ValuesFile } from './values.ts';

/** What to render of a chart, and how. */
export interface ChartRequest {
	readonly directory: string;
	/** A word that nobody knows who wrote the chart: it marks lines. */
	readonly word: string;
	/** Files of values beside values.yaml, from the chart's directory. */
	readonly values: readonly string[];
	/** Templates without which it is tried again. */
	readonly without: readonly string[];
	/** Templates in which no line is marked. */
	readonly unmarked: readonly string[];
}

/** The folder below the run's own in which the chart is written down. */
const CHART_FOLDER = 'chart';
/** Documents of a template are no documents of its file: an editor that looks for one finds none. */
const FIRST_INDEX = 1_000;
const NAME_LENGTH = 50;
const DEFINITION = 'CustomResourceDefinition';
const FIRST_LINE: DocumentEvidence['positions'] = [['', 1, 1, 1, 2]];

/** What helm is to be run on; undefined for a chart that is rendered only as a part of others. */
export function planChart(tree: SourceTree, request: ChartRequest): RenderPlan | Refused | undefined {
	const root: RenderRoot = { renderer: 'helm', directory: request.directory };
	if (tree.entry(chartFile(request.directory)) === undefined) return undefined;
	const chart = readChart(tree, request.directory, request.without);
	if (chart === undefined) return { root, refused: [{ path: chartFile(request.directory), reason: 'syntax', detail: '1:1 no name of a chart can be read in it, so nothing of the chart was rendered' }] };
	if (chart.isLibrary) return undefined;
	const { present, absent } = namedValues(tree, request);
	if (absent.length > 0) return { root, refused: absent };
	const files = everyChart(chart).flatMap((one) => one.files);
	const marks = new Marks(request.word);
	const marked = new Map(templatesOf(chart).map(({ below, source }, index) => [below, request.unmarked.includes(below) ? source.text : marks.mark(source.text, index)]));
	const placed = (list: readonly RenderFile[]): RenderFile[] => [...list.map((file) => ({ ...file, path: `${CHART_FOLDER}/${file.path}` })), ...present];
	return {
		root,
		about: chartFile(request.directory),
		parts: [],
		command: { renderer: 'helm', chart: CHART_FOLDER, release: releaseName(chart.name), values: present.map(({ path }) => path) },
		files: placed(files),
		// Without an action every line is its own origin.
		...(templatesOf(chart).some(({ source }) => source.text.includes('{{')) && { marked: placed(files.map((file) => withText(file, marked.get(file.path)))) }),
	};
}

function withText(file: RenderFile, text: string | undefined): RenderFile {
	return text === undefined ? file : { ...file, content: { text } };
}

/** Its own name: then the names of what it renders to are those that a reader of the chart knows. */
function releaseName(name: string): string {
	const usable = name.toLowerCase().replace(/[^a-z0-9-]+/g, '-').replace(/^-+|-+$/g, '').slice(0, NAME_LENGTH).replace(/-+$/, '');
	return usable === '' ? 'release' : usable;
}

function namedValues(tree: SourceTree, { directory, values }: ChartRequest): { readonly present: RenderFile[]; readonly absent: NotAnalysed[] } {
	const found = values.map((name, index) => {
		const path = joinPath(directory, name);
		const entry = path === undefined ? undefined : tree.entry(path);
		return entry?.kind === 'file' || entry?.kind === 'executable' ? { path: `values/${index}.yaml`, content: { blob: entry.id } } : name;
	});
	return {
		present: found.filter((file) => typeof file !== 'string'),
		absent: found.filter((file) => typeof file === 'string').map((name) => ({ path: asRepoPath(joined(directory, name)), reason: 'missing-object', detail: 'the config names this file of values, and it is not there: the chart was not rendered' })),
	};
}

/** Every template of a chart and those below it; a template's number is its place in this list. */
function templatesOf(chart: Chart): readonly (Chart['templates'][number] & { readonly chart: Chart })[] {
	return everyChart(chart).flatMap((one) => one.templates.map((template) => ({ ...template, chart: one })));
}

/** The evidence of a chart's templates, of what helm wrote; `marked` is its output with marks. */
export function renderedChart(tree: SourceTree, request: ChartRequest, plain: RenderOutput, marked: RenderOutput | undefined): Rendered {
	const chart = readChart(tree, request.directory, request.without);
	if (chart === undefined) return { files: [], covered: [], notAnalysed: [] };
	if (plain.ended !== 'well') return failed(chart, request, plain);
	const chunks = renderedChunks(plain.stdout, marked?.ended === 'well' ? marked.stdout : undefined, new Marks(request.word));
	const templates = templatesOf(chart);
	const files = new ChartEvidence(tree, chart, request).files(chunks);
	const broken = marked?.ended === 'failed' ? helmFailure(marked.stderr)?.path.replace(/^[^/]*\//, '') : undefined;
	const retryUnmarked = templates.filter(({ below }) => below === broken && !request.unmarked.includes(below)).map(({ below }) => below);
	return {
		files,
		covered: templates.map(({ source }) => source.path),
		notAnalysed: everyChart(chart).flatMap(({ notAnalysed }) => notAnalysed),
		...(retryUnmarked.length > 0 && { retryUnmarked }),
	};
}

/** A template that helm stumbles over is left out, and the rest tried again. */
function failed(chart: Chart, { directory, without }: ChartRequest, { ended, stderr }: RenderOutput): Rendered {
	const about = chartFile(directory);
	if (ended === 'timeout') return { files: [], covered: [], notAnalysed: [{ path: about, reason: 'timeout', detail: 'helm took too long to render this chart' }] };
	if (ended === 'too-large') return { files: [], covered: [], notAnalysed: [{ path: about, reason: 'too-large', detail: 'the chart renders to more than the limit' }] };
	const failure = helmFailure(stderr);
	const sources = new Map(templatesOf(chart).map(({ below, source }) => [below, source.path]));
	const below = failure?.path.replace(/^[^/]*\//, '') ?? '';
	const path = sources.get(below);
	if (failure === undefined || path === undefined || without.includes(below)) return { files: [], covered: [], notAnalysed: [{ path: about, reason: 'syntax', detail: `1:1 ${meaningOf(stderr)}: nothing of the chart was rendered` }] };
	const at = sources.get(failure.at.path.replace(/^[^/]*\//, '')) ?? path;
	const elsewhere = at === path ? '' : ` in ${at}`;
	return { files: [], covered: [], notAnalysed: [{ path, reason: 'syntax', detail: `${failure.at.line}:${failure.at.column}${elsewhere} ${failure.detail}: this template was not rendered` }], retryWithout: [below] };
}

/** Makes the evidence of each file of a chart. */
class ChartEvidence {
	readonly #templates: readonly (KnownTemplate & { readonly chart: Chart })[];
	readonly #numbers: ReadonlyMap<string, number>;
	readonly #places: ChartPlaces;
	readonly #directory: string;
	readonly #valuesFiles: readonly ValuesFile[];

	constructor(tree: SourceTree, chart: Chart, request: ChartRequest) {
		const templates = templatesOf(chart);
		const references = valueReferences(templates.map(({ source, chart: { keys } }) => ({ path: source.path, text: source.text, chart: keys })));
		this.#templates = templates.map((template) => ({ ...template, references: references.get(template.source.path) ?? { written: new Map(), blocks: [] } }));
		this.#numbers = new Map(templates.map(({ below }, index) => [below, index]));
		this.#directory = request.directory;
		this.#valuesFiles = valuesFilesOf(tree, chart, request);
		this.#places = new ChartPlaces(this.#templates, new ChartValues(this.#valuesFiles));
	}

	files(chunks: readonly RenderedChunk[]): FileEvidence[] {
		const byTemplate = Map.groupBy(chunks, ({ template }) => template);
		const files = [...byTemplate].flatMap(([template, own]) => this.#file(template, own) ?? []);
		return [...files, ...this.#partials(), ...this.#values()];
	}

	/** Named templates hold no documents, but lines that findings stand on. */
	#partials(): DocumentFileEvidence[] {
		return this.#templates.filter(({ source }) => /(?:^|\/)_[^/]*$/.test(source.path)).map(({ source }) => bare(source.path, templateSuppressions(source)));
	}

	#values(): DocumentFileEvidence[] {
		return this.#valuesFiles.map(({ path, source, document }) => bare(path, yamlSuppressions(source, [document.root])));
	}

	#file(template: string, chunks: readonly RenderedChunk[]): DocumentFileEvidence | undefined {
		const number = this.#numbers.get(template);
		const known = number === undefined ? undefined : this.#templates[number];
		if (number === undefined || known === undefined) return undefined;
		const { source } = known;
		// Without an action in it helm writes it as it stands.
		const verbatim = source.text.includes('{{') ? undefined : extractDocuments(source);
		const documents = verbatim?.kind === 'documents' ? verbatim.documents : withDerived(this.#documents(number, known, chunks));
		return {
			kind: 'documents',
			path: source.path,
			suppressions: verbatim?.suppressions ?? templateSuppressions(source),
			notAnalysed: verbatim?.notAnalysed ?? [],
			documents: documents.filter(({ document }) => !isTest(document)).map((document) => ({ ...document, workspace: this.#directory })),
		};
	}

	#documents(number: number, { source }: KnownTemplate, chunks: readonly RenderedChunk[]): DocumentEvidence[] {
		const isMarked = chunks.some(({ lines }) => lines.some(({ from }) => from.length > 0));
		let index = FIRST_INDEX;
		return chunks.flatMap((chunk) => {
			const lines = isMarked || isDefinition(source.text) ? chunk.lines : guessed(chunk.lines, source.text, number);
			const text = sourceText(source.path, lines.map((line) => line.text).join('\n'));
			return parseYaml(text, 'kubernetes').documents.flatMap((document) => {
				// A definition of some thousand lines has nothing that a line matters of.
				const positions = valueAt(document.value, '/kind') === DEFINITION ? FIRST_LINE : this.#places.positions(document, lines, source.path);
				return kubernetesObjects({ ...document, positions: new Map() }).map(({ name, object }, item): DocumentEvidence => ({ index: index++, platform: 'kubernetes', name, document: object, positions: object === document.value ? positions : itemPositions(positions, item) }));
			});
		});
	}
}

function withDerived(documents: readonly DocumentEvidence[]): readonly DocumentEvidence[] {
	return [...documents, ...derivedDocuments(documents, FIRST_INDEX + documents.length)];
}

/** Of a `List` the positions below one item. */
function itemPositions(positions: DocumentEvidence['positions'], item: number): DocumentEvidence['positions'] {
	const prefix = `/items/${item}`;
	return positions.flatMap(([pointer, ...place]) => (pointer === prefix || pointer.startsWith(`${prefix}/`) ? [[pointer.slice(prefix.length), ...place]] : []));
}

function bare(path: string, suppressions: DocumentFileEvidence['suppressions']): DocumentFileEvidence {
	return { kind: 'documents', path: asRepoPath(path), suppressions, notAnalysed: [], documents: [] };
}

/** Objects that `helm test` makes serve nobody. https://helm.sh/docs/topics/chart_tests/ */
function isTest(document: unknown): boolean {
	const hook = valueAt(document, pointerOf(['metadata', 'annotations', 'helm.sh/hook']));
	return typeof hook === 'string' && /(?:^|,)\s*test(?:-success|-failure)?\s*(?:,|$)/.test(hook);
}

/** The strongest first: those that the config names, the last before the first; then each chart's own, the outer ones first. */
function valuesFilesOf(tree: SourceTree, chart: Chart, { directory, values }: ChartRequest): ValuesFile[] {
	const named = values.toReversed().flatMap((name) => valuesFile(tree, joinPath(directory, name), []));
	const own = everyChart(chart).flatMap(({ valuesPath, keys }) => valuesFile(tree, valuesPath, keys));
	return [...named, ...own.toSorted((a, b) => a.chart.length - b.chart.length)].filter(({ document }) => isObject(document.value));
}

function valuesFile(tree: SourceTree, path: string | undefined, chart: readonly string[]): ValuesFile[] {
	const read = path === undefined ? undefined : yamlAt(tree, path);
	return path === undefined || read === undefined ? [] : [{ path, chart, document: read.document, source: read.source }];
}
