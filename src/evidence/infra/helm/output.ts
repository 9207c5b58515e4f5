import type { Marks, TemplateLine } from './marks.ts';

/** One line of what helm wrote, and the template lines that it came from, the innermost first. */
export interface RenderedLine {
	readonly text: string;
	readonly from: readonly TemplateLine[];
}

/** A document of helm's output. */
export interface RenderedChunk {
	/** The template, below the rendered chart's folder: `templates/web.yaml`, `charts/cache/templates/x.yaml`. */
	readonly template: string;
	readonly lines: readonly RenderedLine[];
}

const START = /^---\n# Source: ([^\n]*)\n/gm;
/** How far ahead a line is looked for when the two outputs went apart. */
const LOOK_AHEAD = 40;

interface Cut {
	readonly template: string;
	readonly lines: readonly string[];
}

/** The documents of what helm wrote, each line with its origin as the marked output tells it; without one the origins are unknown. */
export function renderedChunks(plain: string, marked: string | undefined, marks: Marks): RenderedChunk[] {
	const twins = Map.groupBy(cut(marked ?? ''), ({ template }) => template);
	const used = new Map<string, number>();
	return cut(plain).map(({ template, lines }) => {
		const ordinal = used.get(template) ?? 0;
		used.set(template, ordinal + 1);
		const twin = twins.get(template)?.[ordinal]?.lines.map((line) => marks.read(line)) ?? [];
		return { template, lines: aligned(lines, twin) };
	});
}

function cut(output: string): Cut[] {
	const starts = [...output.matchAll(START)];
	return starts.map((start, index) => {
		const text = output.slice(start.index + start[0].length, starts[index + 1]?.index);
		return { template: (start[1] ?? '').replace(/^[^/]*\//, ''), lines: text.split('\n') };
	});
}

/** Lines of equal text belong together; where as many lines are on both sides, in order whatever they say (a digest differs). */
function aligned(lines: readonly string[], twin: readonly RenderedLine[]): RenderedLine[] {
	if (lines.length === twin.length) return lines.map((text, index) => ({ text, from: twin[index]?.from ?? [] }));
	let next = 0;
	return lines.map((text) => {
		const found = twin.slice(next, next + LOOK_AHEAD).findIndex((other) => other.text === text);
		if (found < 0) return { text, from: [] };
		next += found + 1;
		return { text, from: twin[next - 1]?.from ?? [] };
	});
}
