/** Where helm stopped: paths begin with the chart's name, lines and columns count from 1. */
export interface HelmFailure {
	/** The template that could not be rendered. */
	readonly path: string;
	/** The place to look at, perhaps in a template that the first one includes. */
	readonly at: { readonly path: string; readonly line: number; readonly column: number };
	readonly detail: string;
}

const PLACE = /(?<![\w./-])([\w.-]+\/(?:[^\s():"]+\/)*templates\/[^\s():"]+)(?::([0-9]+))?(?::([0-9]+))?/g;
/** What helm's own words mean; they may hold parts of the chart, and are not repeated. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
	[/execution error at/, 'the template refuses these values (`required` or `fail`)'],
	[/no template .* associated|template .* not defined/, 'it includes a named template that is not in the chart: a dependency may be missing'],
	[/function .* not defined/, 'it calls a function that this helm does not have'],
	[/nil pointer evaluating/, 'it takes a key of a value that is not set'],
	[/YAML parse error/, 'it does not render to YAML'],
	[/parse error|unexpected/, 'it is no valid template'],
];

/** Reads which template helm complains about; undefined when the complaint is about the chart as a whole. */
export function helmFailure(stderr: string): HelmFailure | undefined {
	const places = [...stderr.matchAll(PLACE)];
	const [first] = places;
	const last = places.findLast(([, , line]) => line !== undefined) ?? first;
	if (first?.[1] === undefined || last?.[1] === undefined) return undefined;
	return { path: first[1], at: { path: last[1], line: Number(last[2] ?? 1), column: Number(last[3] ?? 1) }, detail: meaningOf(stderr) };
}

/** What a complaint says, in words of our own. */
export function meaningOf(stderr: string): string {
	if (/requires kubeVersion/.test(stderr)) return 'the chart refuses the version of Kubernetes that helm assumes';
	if (/cannot load values|parsing values|failed to parse .*values/.test(stderr)) return 'its values cannot be read';
	if (/missing in charts\/ directory|found in (?:Chart|requirements)\.yaml/.test(stderr)) return 'a chart on which it depends is missing: run `helm dependency build`';
	return MEANINGS.find(([pattern]) => pattern.test(stderr))?.[1] ?? 'helm cannot render it';
}
