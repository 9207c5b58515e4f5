import type { Provenance } from '../change/change.ts';
import { listed } from './listed.ts';
import { code } from './markdown-escape.ts';
import type { Report } from './report.ts';

/** What is known of who wrote the change: line by line where it is known, else by the marks on its commits. Never more than "at least". */
export function authorship({ change: { provenance } }: Report): string {
	const words = provenance.lines === undefined || provenance.lines.byTool.length === 0 ? byCommits(provenance) : byLines(provenance, provenance.lines);
	return words === '' ? '' : `**Provenance:** ${words}${provenance.complete ? '' : ' Not every commit of the change could be read.'}`;
}

function byLines(provenance: Provenance, { added, byTool, unknown }: NonNullable<Provenance['lines']>): string {
	const [first, ...others] = byTool.map((entry) => ({ ...entry, words: `${code(entry.tool, 80)}${kindOf(entry.kind)}${signals(provenance, entry.tool)}` }));
	if (first === undefined) return '';
	const more = others.map(({ lines, words }) => `${lines} by ${words}`);
	return `at least ${first.lines} of ${added} added lines by ${first.words}${more.length === 0 ? '' : `, ${listed(more)}`}; ${unknown} unknown.`;
}

/** An agent wrote it; of anything else it is said what it did. */
function kindOf(kind: string): string {
	return kind === 'agent' || kind === 'session' ? '' : ` as ${kind}`;
}

/** What says so. */
function signals({ attributed = [], marks }: Provenance, tool: string): string {
	const known = new Set([...attributed, ...marks].flatMap((entry) => (entry.tool === tool ? [entry.signal] : [])));
	return known.size === 0 ? '' : ` (${listed([...known].sort().map((signal) => code(signal, 80)))})`;
}

function byCommits({ marks, commits, complete }: Provenance): string {
	const agents = marks.filter((mark) => mark.kind === 'agent' || mark.kind === 'session');
	if (agents.length === 0) return '';
	const tools = [...new Set(agents.map((mark) => mark.tool))].sort().map((tool) => code(tool, 80));
	const said = [...new Set(agents.map((mark) => mark.signal))].sort().map((signal) => code(signal, 80));
	const marked = new Set(agents.flatMap((mark) => (mark.commit === undefined ? [] : [mark.commit]))).size;
	const where = marked > 0 ? ` on at least ${marked} of ${commits}${complete ? '' : ' or more'} commits` : '';
	return `marks of ${listed(tools)} (${listed(said)})${where}.`;
}
