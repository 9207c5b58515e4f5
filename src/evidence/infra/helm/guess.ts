import type { RenderedLine } from './output.ts';

/** Lines of a template that may give nothing between two that do. */
const LOOK_AHEAD = 60;

/**
 * The origins of lines of which no mark tells: the next line of the template whose literal text fits. What is written by an action
 * counts as anything.
 */
export function guessed(lines: readonly RenderedLine[], template: string, file: number): RenderedLine[] {
	const patterns = template.split('\n').map(patternOf);
	let at = 0;
	return lines.map((line) => {
		if (line.from.length > 0) return line;
		const ahead = patterns.slice(at, at + LOOK_AHEAD).findIndex((pattern) => pattern?.test(line.text) === true);
		if (ahead < 0) return line;
		at += ahead + 1;
		return { ...line, from: [{ file, line: at }] };
	});
}

/** What a template line can give; undefined for one of actions alone. No pattern has more than a few wildcards. */
function patternOf(line: string): RegExp | undefined {
	const literals = line.split(/\{\{.*?\}\}/);
	if (literals.every((literal) => literal.trim() === '') || literals.length > 6) return undefined;
	return new RegExp(`^${literals.map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}\\s*$`);
}
