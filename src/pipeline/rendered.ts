import { randomBytes } from 'node:crypto';

import type { FileVersion, RepoPath, Side } from '../change/change.ts';
import type { Environment } from '../change/git.ts';
import type { ExtractionClient } from '../evidence/extraction/client.ts';
import type { PlanJob, RenderedJob } from '../evidence/extraction/protocol.ts';
import type { DocumentFileEvidence, FileEvidence } from '../evidence/file-evidence.ts';
import type { Renderer, Rendered, RenderPlan, RenderRoot } from '../evidence/infra/rendering.ts';
import { isCodePath } from '../parse/code-path.ts';
import { limit } from '../parse/limits.ts';
import type { NotAnalysed } from '../parse/parsed.ts';
import type { Outputs } from '../render/render.ts';
import type { Tool } from '../render/tools.ts';
import type { Material } from './material.ts';

/** What rendering needs to know of the run. */
export interface RenderWishes {
	/** Where the programs are looked for. */
	readonly environment: Environment;
	/** Further files of values by the chart's directory, as the config names them. */
	readonly values: Readonly<Record<string, readonly string[]>>;
}

/** What charts and kustomizations say, on each side. */
export interface RenderedFiles {
	readonly files: Readonly<Record<Side, ReadonlyMap<RepoPath, FileEvidence>>>;
	/** Files of which nothing more is to be said as they stand. */
	readonly covered: Readonly<Record<Side, ReadonlySet<string>>>;
	/** Charts that were rendered, or of which it is said why not: their folders. */
	readonly explained: readonly string[];
	readonly notAnalysed: readonly NotAnalysed[];
}

/** Programs at work at the same time. */
const AT_ONCE = 2;
/** A template after another may be broken; each is left out in turn. */
const MOST_ATTEMPTS = 8;
/** From this ordinal on documents are none of one file by itself: no editor finds them. */
const COMPOSED = 1_000;

/** Renders the charts and kustomizations that changed files belong to, on each of these sides, and gives what they say on the lines of their own files. */
export async function gatherRendered(changed: readonly { readonly side: Side; readonly file: FileVersion }[], sides: readonly Side[], material: Material, client: ExtractionClient, wishes: RenderWishes): Promise<RenderedFiles> {
	const roots = await rootsOf(changed, sides, material.scanned, client);
	if (roots.length === 0) return NOTHING;
	const word = `gw${randomBytes(6).toString('hex')}`;
	const asked = sides.flatMap((side) => roots.map((root): Request => ({ side, root, word, values: valuesFor(root, material.prefix, wishes), without: [], unmarked: [] })));
	const told = await renderAll(asked, material, client, new Tools(wishes.environment));
	return collected(told, roots);
}

const NOTHING: RenderedFiles = { files: { base: new Map(), head: new Map() }, covered: { base: new Set(), head: new Set() }, explained: [], notAnalysed: [] };

async function rootsOf(changed: readonly { readonly side: Side; readonly file: FileVersion }[], sides: readonly Side[], whole: boolean, client: ExtractionClient): Promise<readonly RenderRoot[]> {
	const paths = [...new Set(changed.map(({ file }) => file.path).filter((path) => !isCodePath(path)))];
	// A scan names every file of the tree: without one of these there is nothing to render.
	if (paths.length === 0 || (whole && !paths.some((path) => /(?:^|\/)(?:Chart\.yaml|kustomization\.ya?ml|Kustomization)$/.test(path)))) return [];
	const found = await client.scopes(sides.map((side, id) => ({ type: 'scope', id, side, paths, whole })));
	return [...new Map([...found.values()].flat().map((root) => [`${root.renderer} ${root.directory}`, root])).values()];
}

function valuesFor({ renderer, directory }: RenderRoot, prefix: string, { values }: RenderWishes): readonly string[] {
	const own = `${directory}/`.startsWith(prefix) ? directory.slice(prefix.length) : directory;
	return renderer === 'helm' ? (values[own === '' ? '.' : own] ?? []) : [];
}

type Request = Omit<PlanJob, 'type' | 'id'>;

interface Told {
	readonly request: Request;
	readonly rendered: Rendered;
}

/** Looks for each program once, and keeps an eye on the time. */
class Tools {
	/** When no further program is started: the rest of the change has to be judged, too. */
	readonly deadline: number = Date.now() + limit('changeMs') / 2;
	readonly #environment: Environment;
	readonly #found = new Map<Renderer, Promise<Tool | undefined>>();

	constructor(environment: Environment) {
		this.#environment = environment;
	}

	find(renderer: Renderer): Promise<Tool | undefined> {
		const known = this.#found.get(renderer) ?? import('../render/tools.ts').then(({ findTool }) => findTool(renderer, this.#environment));
		this.#found.set(renderer, known);
		return known;
	}
}

/** Round after round: what a broken template kept from being rendered is tried again without it. */
async function renderAll(asked: readonly Request[], material: Material, client: ExtractionClient, tools: Tools): Promise<Told[]> {
	const told: Told[] = [];
	const gaps = new Map<string, NotAnalysed[]>();
	let waiting = asked;
	for (let attempt = 0; attempt < MOST_ATTEMPTS && waiting.length > 0; attempt++) {
		const again: Request[] = [];
		for (const { request, rendered } of await renderOnce(waiting, material, client, tools)) {
			const key = `${request.side} ${request.root.renderer} ${request.root.directory}`;
			const known = [...(gaps.get(key) ?? []), ...rendered.notAnalysed];
			const { retryWithout = [], retryUnmarked = [] } = rendered;
			if (retryWithout.length > 0) gaps.set(key, known);
			if (retryWithout.length + retryUnmarked.length === 0 || attempt + 1 === MOST_ATTEMPTS) told.push({ request, rendered: { ...rendered, notAnalysed: known } });
			else again.push({ ...request, without: [...request.without, ...retryWithout], unmarked: [...request.unmarked, ...retryUnmarked] });
		}
		waiting = again;
	}
	return told;
}

async function renderOnce(asked: readonly Request[], material: Material, client: ExtractionClient, tools: Tools): Promise<Told[]> {
	const plans = await client.plans(asked.map((request, id) => ({ ...request, type: 'plan', id })));
	const ran = await pooled(asked, async (request, id) => {
		const plan = plans.get(id);
		return { request, ran: plan === undefined || 'refused' in plan ? nothing(plan?.refused ?? []) : await runPlan(plan, material, tools) };
	});
	const jobs = ran.flatMap(({ request, ran: outputs }, id): RenderedJob[] => ('plain' in outputs ? [{ ...request, ...outputs, type: 'rendered', id }] : []));
	const results = await client.rendered(jobs);
	return ran.map(({ request, ran: outputs }, id) => ({ request, rendered: 'plain' in outputs ? (results.get(id) ?? nothing([])) : outputs }));
}

function nothing(notAnalysed: readonly NotAnalysed[], covered: Rendered['covered'] = []): Rendered {
	return { files: [], covered, notAnalysed };
}

async function runPlan(plan: RenderPlan, material: Material, tools: Tools): Promise<Outputs | Rendered> {
	const [{ HOW_TO_GET }, { render }] = await Promise.all([import('../render/tools.ts'), import('../render/render.ts')]);
	const tool = await tools.find(plan.root.renderer);
	if (tool === undefined) return nothing([{ path: plan.about, reason: 'missing-tool', detail: HOW_TO_GET[plan.root.renderer] }], plan.parts);
	if (Date.now() > tools.deadline) return nothing([{ path: plan.about, reason: 'timeout', detail: 'rendering what comes before it took too long' }], plan.parts);
	const outputs = await render(tool, plan, material.raw);
	if (typeof outputs !== 'string') return outputs;
	return nothing([{ path: plan.about, reason: outputs, detail: outputs === 'too-large' ? 'its files are more than the limit: nothing of it was rendered' : 'one of its files is not in this clone; fetch it and run again' }], plan.parts);
}

/** The results in order, a few at work at a time. */
async function pooled<T, R>(items: readonly T[], work: (item: T, index: number) => Promise<R>): Promise<R[]> {
	const results = new Map<number, R>();
	let next = 0;
	const worker = async (): Promise<void> => {
		for (let index = next++; index < items.length; index = next++) {
			const item = items[index];
			if (item !== undefined) results.set(index, await work(item, index));
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	return [...results].toSorted(([a], [b]) => a - b).map(([, result]) => result);
}

function collected(told: readonly Told[], roots: readonly RenderRoot[]): RenderedFiles {
	const files = { base: new Map<RepoPath, FileEvidence>(), head: new Map<RepoPath, FileEvidence>() };
	const covered = { base: new Set<string>(), head: new Set<string>() };
	for (const { request: { side }, rendered } of told) {
		for (const path of rendered.covered) covered[side].add(path);
		for (const file of rendered.files) files[side].set(file.path, merged(files[side].get(file.path), file));
	}
	const before = new Set(told.filter(({ request }) => request.side === 'base').flatMap(({ rendered }) => rendered.notAnalysed).map((entry) => JSON.stringify(entry)));
	const records = told.filter(({ request }) => request.side === 'head').flatMap(({ rendered }) => rendered.notAnalysed);
	const lacking = [...new Map(records.map((entry) => [JSON.stringify(entry), entry])).values()];
	return {
		files,
		covered,
		explained: roots.filter(({ renderer }) => renderer === 'helm').map(({ directory }) => (directory === '' ? '' : `${directory}/`)),
		// What base lacked in the same words is nothing that the change did, unless a tool is missing: then nobody knows.
		notAnalysed: lacking.filter((entry) => entry.reason === 'missing-tool' || !before.has(JSON.stringify(entry))),
	};
}

/** A file that several kustomizations use says something in each. */
function merged(known: FileEvidence | undefined, file: FileEvidence): FileEvidence {
	if (known?.kind !== 'documents' || file.kind !== 'documents') return known?.kind === 'documents' ? known : file;
	const taken = new Set(known.documents.map(({ index }) => index));
	const last = Math.max(COMPOSED, ...taken);
	const more: DocumentFileEvidence['documents'] = file.documents.map((document, at) => (taken.has(document.index) ? { ...document, index: last + at + 1 } : document));
	return { ...known, documents: [...known.documents, ...more] };
}

type Files = Readonly<Record<Side, Map<RepoPath, FileEvidence>>>;

/**
 * Puts what was rendered in the place of the files as they stand. A file that the change left alone and that says the same on both sides
 * is beside the change.
 */
export function putRendered({ files, covered }: RenderedFiles, sides: Files, siblings: Files, touched: ReadonlySet<RepoPath>, scanned: boolean): void {
	for (const side of ['base', 'head'] as const) {
		for (const path of covered[side]) {
			sides[side].delete(path as RepoPath);
			siblings[side].delete(path as RepoPath);
		}
		for (const [path, file] of files[side]) {
			const isBeside = !scanned && !touched.has(path) && isSame(files.base.get(path), files.head.get(path));
			const own = sides[side].get(path);
			(isBeside ? siblings : sides)[side].set(path, own?.kind === 'documents' && !covered[side].has(path) ? joinedFile(own, file, scanned) : file);
		}
	}
}

/**
 * What is known of a file beside what it renders to: a team's policy may see it as a document of no platform. What its values lead to is, in a scan,
 * known, and need not be told from their names.
 */
function joinedFile(own: DocumentFileEvidence, file: FileEvidence, scanned: boolean): FileEvidence {
	if (file.kind !== 'documents') return own;
	// A change may take away from values what the chart does not render as it stands: settings of a part that its users turn on.
	const plain = own.documents.filter(({ platform }) => !scanned || platform !== 'helm-values');
	return { ...own, suppressions: own.suppressions.length > 0 ? own.suppressions : file.suppressions, documents: [...plain, ...file.documents] };
}

function isSame(one: FileEvidence | undefined, other: FileEvidence | undefined): boolean {
	return one?.kind === 'documents' && other?.kind === 'documents' && textOf(one) === textOf(other);
}

function textOf({ documents }: DocumentFileEvidence): string {
	return JSON.stringify(documents.map(({ name, document }) => [name, document]));
}

/** Is a record about a template as it stands answered by its chart's: rendered, or why not? */
export function isExplained({ path, reason }: NotAnalysed, rendered: RenderedFiles | undefined): boolean {
	if (rendered === undefined) return false;
	return rendered.covered.head.has(path) || (reason === 'missing-tool' && rendered.explained.some((folder) => path.startsWith(folder)));
}
