import type { RepoPath } from '../../../change/change.ts';
import { limit } from '../../../parse/limits.ts';
import type { NotAnalysed } from '../../../parse/parsed.ts';
import { asRepoPath, joinPath, type SourceTree } from '../../../parse/source-tree.ts';
import { decodeText, type SourceText } from '../../../parse/text.ts';
import type { Json } from '../../../parse/yaml/compose.ts';
import { parseYaml, type YamlDocument } from '../../../parse/yaml/parse.ts';
import { pointerOf, valueAt } from '../positions.ts';
import type { RenderFile } from '../rendering.ts';

/** A template of a chart. */
export interface ChartTemplate {
	readonly source: SourceText;
	/** Its path below the folder of the chart that is rendered. */
	readonly below: string;
}

/** A chart as it stands in the tree, with the charts below it. */
export interface Chart {
	readonly directory: string;
	readonly name: string;
	/** The keys under which the charts around it hold its values. */
	readonly keys: readonly string[];
	/** Its folder below the one of the chart that is rendered: '' or `charts/web/`. */
	readonly below: string;
	readonly isLibrary: boolean;
	readonly templates: readonly ChartTemplate[];
	readonly valuesPath: string;
	readonly files: readonly RenderFile[];
	readonly charts: readonly Chart[];
	readonly notAnalysed: readonly NotAnalysed[];
}

type JsonObject = { readonly [key: string]: Json };

interface Dependency {
	readonly name: string;
	readonly key: string;
	readonly repository: string;
	/** Paths of values; the first that is set decides whether it is used at all. */
	readonly conditions: readonly string[];
	readonly line: number;
}

/** A chart in a chart in a chart … is followed as far as this. */
const MOST_CHARTS_DEEP = 5;
const CHART_FILE = 'Chart.yaml';
/** The files of these names are read by helm, or made anew by us; a schema may name addresses, and `helm template` needs none. */
const MADE_ANEW = new Set([CHART_FILE, 'requirements.yaml', 'Chart.lock', 'requirements.lock', 'values.schema.json']);
/** What is said to a person after an installation is no object, and often refuses to be rendered. */
const NOTES = /(?:^|\/)templates\/NOTES\.txt$/;

interface Reading {
	readonly tree: SourceTree;
	/** Files that are left out because nothing could be rendered with them. */
	readonly without: ReadonlySet<string>;
	count: number;
}

/** Reads the chart of a directory; undefined when there is none that helm could read. */
export function readChart(tree: SourceTree, directory: string, without: readonly string[] = []): Chart | undefined {
	return chartAt({ tree, without: new Set(without), count: 0 }, directory, '', [], undefined);
}

function chartAt(reading: Reading, directory: string, below: string, keys: readonly string[], key: string | undefined): Chart | undefined {
	const about = yamlAt(reading.tree, joined(directory, CHART_FILE))?.document;
	const value = about?.value;
	if (about === undefined || !isObject(value) || typeof value['name'] !== 'string') return undefined;
	const name = value['name'];
	const own = below === '' ? keys : [...keys, key ?? name];
	const dependencies = dependenciesOf(reading.tree, directory, about);
	const { charts, missing, archives } = chartsBelow(reading, directory, below, own, dependencies.list);
	const templates = filesIn(reading, joined(directory, 'templates')).flatMap(({ path }) => templateAt(reading, path, below + path.slice(directory === '' ? 0 : directory.length + 1)));
	const valuesPath = joined(directory, 'values.yaml');
	const values = yamlAt(reading.tree, valuesPath)?.document.value;
	return {
		directory, name, keys: own, below, templates, charts, valuesPath,
		isLibrary: value['type'] === 'library',
		files: [...madeAnew(value, dependencies, missing, below), ...plainFiles(reading, directory, below, templates), ...archives],
		notAnalysed: missing.filter((dependency) => !isOff(dependency, values)).map(({ name: lacking, line }) => ({
			path: asRepoPath(dependencies.path),
			reason: 'missing-object',
			detail: `${line}:1 the chart ${lacking}, on which this one depends, is not under charts/: run \`helm dependency build\` and commit it, or its objects are not judged`,
			partial: true,
		})),
	};
}

/** A file as YAML: the first document of it that can be read. */
export function yamlAt(tree: SourceTree, path: string): { readonly source: SourceText; readonly document: YamlDocument } | undefined {
	const source = textAt(tree, path);
	const [document] = source === undefined ? [] : parseYaml(source, 'kubernetes').documents;
	return source === undefined || document === undefined ? undefined : { source, document };
}

function textAt(tree: SourceTree, path: string): SourceText | undefined {
	const bytes = tree.read(path);
	const decoded = bytes === undefined ? undefined : decodeText(asRepoPath(path), bytes);
	return decoded?.ok === true ? decoded.value : undefined;
}

interface Dependencies {
	readonly list: readonly Dependency[];
	/** The file that names them. */
	readonly path: string;
	readonly requirements: JsonObject | undefined;
}

/** Those of Chart.yaml, or of the requirements.yaml that charts of version 1 have. */
function dependenciesOf(tree: SourceTree, directory: string, about: YamlDocument): Dependencies {
	const requirements = yamlAt(tree, joined(directory, 'requirements.yaml'))?.document;
	const document = isObject(about.value) && Array.isArray(about.value['dependencies']) ? about : requirements;
	const list = isObject(document?.value) && Array.isArray(document.value['dependencies']) ? document.value['dependencies'] : [];
	return {
		path: joined(directory, document === requirements && requirements !== undefined ? 'requirements.yaml' : CHART_FILE),
		requirements: isObject(requirements?.value) ? requirements.value : undefined,
		list: list.flatMap((entry: Json, index) => {
			if (!isObject(entry) || typeof entry['name'] !== 'string') return [];
			const { name, repository, condition } = entry;
			return [{ name, key: keyOf(entry), repository: textOf(repository), conditions: textOf(condition).split(',').map((path) => path.trim()), line: document?.positions.get(`/dependencies/${index}`)?.startLine ?? 1 }];
		}),
	};
}

interface Below {
	readonly charts: readonly Chart[];
	readonly missing: readonly Dependency[];
	readonly archives: readonly RenderFile[];
}

/** The charts under charts/, and those beside the chart that it names by a path. */
function chartsBelow(reading: Reading, directory: string, below: string, keys: readonly string[], dependencies: readonly Dependency[]): Below {
	if (keys.length >= MOST_CHARTS_DEEP) return { charts: [], missing: dependencies, archives: [] };
	const folder = joined(directory, 'charts');
	const entries = [...reading.tree.list(folder)];
	const keyFor = (folderName: string): string | undefined => dependencies.find(({ name }) => name === folderName)?.key;
	const vendored = entries.flatMap(([name, { kind }]) => (kind === 'directory' && !name.startsWith('.') ? (chartAt(reading, joined(folder, name), `${below}charts/${name}/`, keys, keyFor(name)) ?? []) : []));
	const archives = entries.flatMap(([name, { kind, id }]): RenderFile[] => (kind !== 'directory' && name.endsWith('.tgz') ? [{ path: `${below}charts/${name}`, content: { blob: id } }] : []));
	const isThere = ({ name }: Dependency): boolean => vendored.some((chart) => chart.name === name) || archives.some(({ path }) => path.startsWith(`${below}charts/${name}-`));
	const local = dependencies.filter((dependency) => !isThere(dependency)).map((dependency) => ({ dependency, chart: localChart(reading, directory, below, keys, dependency) }));
	return { charts: [...vendored, ...local.flatMap(({ chart }) => chart ?? [])], missing: local.filter(({ chart }) => chart === undefined).map(({ dependency }) => dependency), archives };
}

function localChart(reading: Reading, directory: string, below: string, keys: readonly string[], { name, key, repository }: Dependency): Chart | undefined {
	if (!repository.startsWith('file://')) return undefined;
	const place = joinPath(directory, repository.slice('file://'.length));
	return place === undefined ? undefined : chartAt(reading, place, `${below}charts/${name}/`, keys, key);
}

/** Chart.yaml without what is not there: helm would render nothing at all. Written as JSON, which is YAML. */
function madeAnew(chart: JsonObject, { requirements }: Dependencies, missing: readonly Dependency[], below: string): RenderFile[] {
	const lacking = new Set(missing.map(({ key }) => key));
	const present = (object: JsonObject): string => {
		const list = Array.isArray(object['dependencies']) ? object['dependencies'].filter((entry: Json) => isObject(entry) && !lacking.has(keyOf(entry))) : undefined;
		return JSON.stringify({ ...object, ...(list !== undefined && { dependencies: list }) });
	};
	const file = (name: string, object: JsonObject): RenderFile => ({ path: below + name, content: { text: present(object) } });
	return [file(CHART_FILE, chart), ...(requirements === undefined ? [] : [file('requirements.yaml', requirements)])];
}

function templateAt({ tree, without }: Reading, path: string, below: string): ChartTemplate[] {
	const source = without.has(below) || NOTES.test(path) ? undefined : textAt(tree, path);
	return source === undefined ? [] : [{ source, below }];
}

/** What helm reads beside the templates: values, objects that are no templates, and any file where a template asks for files. */
function plainFiles(reading: Reading, directory: string, below: string, templates: readonly ChartTemplate[]): RenderFile[] {
	const asksForFiles = templates.some(({ source }) => source.text.includes('.Files'));
	const top = [...reading.tree.list(directory)].filter(([name, { kind }]) => kind === 'directory' ? asksForFiles && name !== 'charts' && !name.startsWith('.') && name !== 'node_modules' : !MADE_ANEW.has(name) && (asksForFiles || name === 'values.yaml' || name === '.helmignore'));
	const listed = top.flatMap(([name, { kind, id }]) => (kind === 'directory' ? filesIn(reading, joined(directory, name)) : [{ path: joined(directory, name), id, kind }]));
	const templateDirectory = `${joined(directory, 'templates')}/`;
	const others = [...listed.filter(({ path }) => !path.startsWith(templateDirectory)), ...filesIn(reading, joined(directory, 'templates'))];
	return others
		.filter(({ kind }) => kind === 'file' || kind === 'executable')
		.map(({ path, id }) => ({ path: below + path.slice(directory === '' ? 0 : directory.length + 1), content: { blob: id } }))
		.filter(({ path }) => !reading.without.has(path) && !NOTES.test(path));
}

interface Listed {
	readonly path: string;
	readonly id: Extract<RenderFile['content'], { readonly blob: unknown }>['blob'];
	readonly kind: string;
}

/** The files of a folder and those below it, up to the limit of the chart. */
function filesIn(reading: Reading, directory: string): Listed[] {
	return [...reading.tree.list(directory)].flatMap(([name, { kind, id }]) => {
		const path = joined(directory, name);
		if (kind === 'directory') return filesIn(reading, path);
		return reading.count++ < limit('renderFiles') ? [{ path, id, kind }] : [];
	});
}

/** The name under which the values of a chart hold those of one that it depends on. */
function keyOf({ name, alias }: JsonObject): string {
	return textOf(alias) === '' ? textOf(name) : textOf(alias);
}

function textOf(value: Json | undefined): string {
	return typeof value === 'string' ? value : '';
}

/** Do the chart's own values switch a dependency off? https://helm.sh/docs/helm/helm_dependency/ */
function isOff({ conditions }: Dependency, values: Json | undefined): boolean {
	const set = conditions.map((path) => valueAt(values, pointerOf(path.split('.')))).find((value) => typeof value === 'boolean');
	return set === false;
}

/** The chart and those below it. */
export function everyChart(chart: Chart): Chart[] {
	return [chart, ...chart.charts.flatMap(everyChart)];
}

export function joined(directory: string, name: string): string {
	return directory === '' ? name : `${directory}/${name}`;
}

export function isObject(value: Json | undefined): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The file by which a chart is known. */
export function chartFile(directory: string): RepoPath {
	return asRepoPath(joined(directory, CHART_FILE));
}
