import type { Provenance, ProvenanceKind } from '../change/change.ts';
import { listed } from './listed.ts';
import { code } from './markdown-escape.ts';
import type { Report } from './report.ts';

/** What is known of who wrote the change: line by line where it is known, else by the marks on its commits. Never more than "at least". */
export function authorship({ change: { provenance } }: Report): string {
	const words = provenance.lines === undefined || provenance.lines.byTool.length === 0 ? byCommits(provenance) : byLines(provenance, provenance.lines);
	return words === '' ? '' : `**Provenance:** ${words}${provenance.complete ? '' : ' Not every commit of the change could be read.'}`;
}

function byLines(provenance: Provenance, { added, byTool, unknown }: NonNullable<Provenance['lines']>): string {
	const [first, ...others] = byTool;
	if (first === undefined) return '';
	const words = ({ kind, tool }: (typeof byTool)[number]): string => `${DID[kind]} ${code(tool, 80)}${signals(provenance, tool)}`;
	const more = others.length === 0 ? '' : `, ${listed(others, (entry) => `${entry.lines} ${words(entry)}`)}`;
	const unclaimed = unknown === 0 ? '' : `; ${unknown} unknown`;
	return `at least ${first.lines} of ${added} added ${added === 1 ? 'line' : 'lines'} ${words(first)}${more}${unclaimed}.`;
}

const DID: Readonly<Record<ProvenanceKind, string>> = {
	agent: 'by',
	session: 'by',
	assist: 'with help of',
	disclosed: 'disclosed as',
	mention: 'that mention',
	automation: 'by automation',
};

/** What says so. */
function signals({ attributed = [], marks }: Provenance, tool: string): string {
	const known = new Set([...attributed, ...marks].flatMap((entry) => (entry.tool === tool ? [entry.signal] : [])));
	return known.size === 0 ? '' : ` (${listed([...known].sort(), short)})`;
}

function byCommits({ marks, commits, complete }: Provenance): string {
	const agents = marks.filter((mark) => mark.kind === 'agent' || mark.kind === 'session');
	if (agents.length === 0) return '';
	const tools = [...new Set(agents.map((mark) => mark.tool))].sort();
	const said = [...new Set(agents.map((mark) => mark.signal))].sort();
	const marked = new Set(agents.flatMap((mark) => (mark.commit === undefined ? [] : [mark.commit]))).size;
	const where = marked > 0 ? ` on at least ${marked} of ${commits}${complete ? '' : ' or more'} ${commits === 1 && complete ? 'commit' : 'commits'}` : '';
	return `marks of ${listed(tools, short)} (${listed(said, short)})${where}.`;
}

function short(name: string): string {
	return code(name, 80);
}
