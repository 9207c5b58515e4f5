import { ancestors, type SourceTree } from '../../parse/source-tree.ts';
import { planChart, renderedChart } from './helm/charts.ts';
import { chartFile } from './helm/chart.ts';
import { kustomizationRoots, planKustomization, renderedKustomization } from './kustomize/kustomizations.ts';
import type { Refused, Rendered, RenderOutput, RenderPlan, RenderRoot } from './rendering.ts';

/** A root, and all that decides how it is rendered. */
export interface RootRequest {
	readonly root: RenderRoot;
	readonly word: string;
	readonly values: readonly string[];
	readonly without: readonly string[];
	readonly unmarked: readonly string[];
}

/** The charts and kustomizations that these files belong to, in the order of their directories. */
export function renderRoots(tree: SourceTree, paths: readonly string[], whole: boolean): RenderRoot[] {
	const charts = [...new Set(paths.flatMap((path) => chartOf(tree, path) ?? []))];
	const inCharts = new Set(charts.map((directory) => (directory === '' ? '' : `${directory}/`)));
	const others = paths.filter((path) => ![...inCharts].some((prefix) => path.startsWith(`${prefix}templates/`) || path.startsWith(`${prefix}charts/`)));
	const roots = [...charts.map((directory): RenderRoot => ({ renderer: 'helm', directory })), ...kustomizationRoots(tree, others, whole).map((directory): RenderRoot => ({ renderer: 'kustomize', directory }))];
	return roots.toSorted((a, b) => (a.directory < b.directory ? -1 : Number(a.directory > b.directory)));
}

/** The chart that a file belongs to; of one chart in another the outer one. Nothing where there is none. */
function chartOf(tree: SourceTree, path: string): string | undefined {
	const around = [...ancestors(path)].filter((directory) => tree.entry(chartFile(directory)) !== undefined);
	const [nearest] = around;
	if (nearest === undefined) return undefined;
	// A chart below another one belongs to it where it lies in `charts/`; a repository of charts may have a chart of its own at the root.
	return around.reduce((inner, outer) => (isSubchart(outer, inner) ? outer : inner), nearest);
}

function isSubchart(outer: string, inner: string): boolean {
	const below = outer === '' ? inner : inner.slice(outer.length + 1);
	return /^charts\/[^/]+$/.test(below);
}

export function planRoot(tree: SourceTree, { root, ...request }: RootRequest): RenderPlan | Refused | undefined {
	return root.renderer === 'helm' ? planChart(tree, { ...request, directory: root.directory }) : planKustomization(tree, root.directory, request.without);
}

export function readRendered(tree: SourceTree, { root, ...request }: RootRequest, plain: RenderOutput, marked: RenderOutput | undefined): Rendered {
	return root.renderer === 'helm' ? renderedChart(tree, { ...request, directory: root.directory }, plain, marked) : renderedKustomization(tree, root.directory, plain, request.without);
}
