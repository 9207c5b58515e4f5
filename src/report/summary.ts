import type { Finding } from '../finding/finding.ts';
import { heaviestFirst } from '../finding/weight.ts';
import { cell, code, prose } from './markdown-escape.ts';
import type { Report } from './report.ts';
import { findingComment, place } from './review.ts';

export interface SummaryOptions {
	/** Findings whose remark stands in a comment of its own. The remark of any other is written out in the summary. */
	readonly commented: ReadonlySet<string>;
	/** The summary is cut to this many bytes of UTF-8, with exact counts of what was left out. */
	readonly maxBytes: number;
	/** Lines of our own that stand above everything else. */
	readonly notes?: readonly string[];
}

/** States that a reviewer must act on; the others are listed by count and reason. */
const OPEN: ReadonlySet<string> = new Set(['introduced', 'removed', 'pending']);

/** The report as one Markdown page: what blocks, what to look at, what was not read. The same report gives the same text. */
export function summary(report: Report, options: SummaryOptions): string {
	const blocking = blockingFingerprints(report);
	const open = report.findings.filter((finding) => OPEN.has(finding.state)).sort(byWeight(blocking));
	const head = [heading(report, open, blocking), ...(options.notes ?? [])].join('\n\n');
	const tail = [limited(report), undecided(report), notAnalysed(report), provenance(report), setAside(report), fixed(report), baseline(report), coverage(report)];
	const frame = [head, ...tail].filter((part) => part !== '').join('\n\n');
	let room = options.maxBytes - bytes(frame) - RESERVE;
	const table = fitted(open.map((finding) => row(finding, blocking)), room, (left) => `| | | and ${left} more |`);
	room -= bytes(table.text);
	const written = open.filter((finding) => !options.commented.has(finding.fingerprint));
	const remarks = fitted(written.filter(({ placement }) => placement === 'inline').map((finding) => remark(finding, report)), room, (left) => `${left} more in the report.`);
	room -= bytes(remarks.text);
	const brief = fitted(written.filter(({ placement }) => placement === 'summary').map(briefly), room, (left) => `- ${left} more in the report.`);
	const parts = [head, withTitle('| | | |\n|---|---|---|', table.text), withTitle(offDiffTitle(options), remarks.text), withTitle('#### In brief', brief.text), ...tail];
	return parts.filter((part) => part !== '').join('\n\n');
}

/** Room for titles and the two lines that say how much was left out. */
const RESERVE = 400;

/** Findings the verdict names as blocking. */
export function blockingFingerprints(report: Report): ReadonlySet<string> {
	const kinds = new Set(['blocking-finding', 'pending-suppression']);
	return new Set(report.verdict.reasons.flatMap((reason) => (kinds.has(reason.kind) && reason.fingerprint !== undefined ? [reason.fingerprint] : [])));
}

/** Blocking first, then by severity and confidence, then by place. */
export function byWeight(blocking: ReadonlySet<string>): (a: Finding, b: Finding) => number {
	return heaviestFirst(({ fingerprint }) => blocking.has(fingerprint));
}

function heading(report: Report, open: readonly Finding[], blocking: ReadonlySet<string>): string {
	const blocks = open.filter((finding) => blocking.has(finding.fingerprint)).length;
	const counts = [blocks > 0 ? `${blocks} ${blocks === 1 ? 'blocks' : 'block'}` : '', open.length > blocks ? `${open.length - blocks} to look at` : ''];
	const words = counts.filter((part) => part !== '').join(', ');
	const verdict = report.verdict.conclusion === 'undecided' ? 'could not decide' : '';
	return `### Groundwire: ${[verdict, words].filter((part) => part !== '').join('; ') || 'nothing found'}`;
}

function row(finding: Finding, blocking: ReadonlySet<string>): string {
	const dot = blocking.has(finding.fingerprint) ? '●' : '○';
	const more = finding.related.length > 0 ? ` (${finding.related.length} more ${finding.related.length === 1 ? 'place' : 'places'})` : '';
	return `| ${dot} ${finding.severity} | ${cell(place(finding.location))} | ${cell(prose(finding.title))} ${cell(code(finding.rule))}${more} |`;
}

function remark(finding: Finding, report: Report): string {
	return `${findingComment(finding, { base: report.change.base })}\n`;
}

/** A remark that has no comment by its weight, its line or the limit: its words, and the way out. */
function briefly(finding: Finding): string {
	return `- ${finding.severity} · ${code(finding.rule)} · ${place(finding.location)}: ${prose(finding.message)} ${prose(finding.remedy)} (${code(finding.fingerprint)})`;
}

/** Said where some of the remarks had to give way. */
function limited({ comments }: Report): string {
	if (comments === undefined || comments.overLimit === 0) return '';
	const { limit, overLimit } = comments;
	return `**Comments:** ${overLimit} more than the ${limit} that one change may have; ${overLimit === 1 ? 'it stands' : 'they stand'} here only.`;
}

function offDiffTitle(options: SummaryOptions): string {
	return options.commented.size > 0 ? '#### Not on a line of the diff' : '#### In detail';
}

function withTitle(title: string, text: string): string {
	if (text === '') return '';
	return title.startsWith('|') ? `${title}\n${text}` : `${title}\n\n${text}`;
}

/** As many items as fit, then a line that says how many did not. */
function fitted(items: readonly string[], room: number, more: (left: number) => string): { readonly text: string } {
	const taken: string[] = [];
	let left = room;
	for (const item of items) {
		left -= bytes(item) + 1;
		if (left < 0) break;
		taken.push(item);
	}
	if (taken.length < items.length) taken.push(more(items.length - taken.length));
	return { text: taken.join('\n') };
}

function bytes(text: string): number {
	return Buffer.byteLength(text, 'utf8');
}

const LISTED = 20;

function listed(items: readonly string[]): string {
	const more = items.length - LISTED;
	return items.slice(0, LISTED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function undecided(report: Report): string {
	const reasons = report.verdict.reasons.filter((reason) => !['blocking-finding', 'pending-suppression'].includes(reason.kind));
	if (report.verdict.conclusion !== 'undecided' || reasons.length === 0) return '';
	// What was not analysed is listed below, each with its reason.
	const below = new Set<string>(report.notAnalysed.map(({ path }) => path));
	const unread = reasons.filter(({ kind, path }) => kind === 'not-analysed' && path !== undefined && below.has(path));
	const others = reasons.filter((reason) => !unread.includes(reason));
	const lines = others.map((reason) => `${reason.path === undefined ? '' : `${code(reason.path)}: `}${prose(reason.detail, 300)}`);
	if (unread.length > 0) lines.push(`${unread.length} ${unread.length === 1 ? 'part' : 'parts'} of the change could not be analysed (see below)`);
	return `**Could not decide:** ${listed(lines)}`;
}

function notAnalysed(report: Report): string {
	if (report.notAnalysed.length === 0) return '';
	const items = report.notAnalysed.map((entry) => {
		const part = entry.partial === true ? ', in part' : '';
		return `${code(entry.path, 160)} (${prose(entry.detail, 160) || entry.reason}${part})`;
	});
	return `**Not analysed:** ${listed(items)}.`;
}

function provenance(report: Report): string {
	const { marks, commits, complete } = report.change.provenance;
	const agents = marks.filter((mark) => mark.kind === 'agent' || mark.kind === 'session');
	if (agents.length === 0) return '';
	const tools = [...new Set(agents.map((mark) => mark.tool))].sort().map((tool) => code(tool, 80));
	const signals = [...new Set(agents.map((mark) => mark.signal))].sort().map((signal) => code(signal, 80));
	const marked = new Set(agents.flatMap((mark) => (mark.commit === undefined ? [] : [mark.commit]))).size;
	const where = marked > 0 ? ` on at least ${marked} of ${commits}${complete ? '' : ' or more'} commits` : '';
	return `**Provenance:** marks of ${listed(tools)} (${listed(signals)})${where}.`;
}

function reasoned(finding: Finding): string {
	const given = finding.reason === undefined ? '' : `: ${code(finding.reason, 200)}`;
	return `${code(finding.rule)} at ${place(finding.location)}${given}`;
}

/** Waived, suppressed and existing findings: why they do not count. */
function setAside(report: Report): string {
	const state = (name: string): readonly Finding[] => report.findings.filter((finding) => finding.state === name);
	const existing = state('existing').length;
	const lines = [
		state('waived').length > 0 ? `**Waived:** ${listed(state('waived').map(reasoned))}.` : '',
		state('suppressed').length > 0 ? `**Suppressed:** ${listed(state('suppressed').map(reasoned))}.` : '',
		existing > 0 ? `**Already there before this change:** ${existing}.` : '',
	];
	return lines.filter((line) => line !== '').join('\n\n');
}

function fixed(report: Report): string {
	if (report.fixed.length === 0) return '';
	return `**Fixed by this change:** ${listed(report.fixed.map((finding) => `${code(finding.rule)} in ${code(finding.path, 160)}`))}.`;
}

function baseline({ baseline: use }: Report): string {
	if (use === undefined || use.gone === 0) return '';
	return `**Baseline:** ${use.gone} of ${use.recorded} recorded findings ${use.gone === 1 ? 'is' : 'are'} gone; \`groundwire baseline\` shrinks it.`;
}

function coverage(report: Report): string {
	const { files, analysed, workspaces } = report.coverage;
	const head = report.change.head === null ? '' : ` at ${code(report.change.head.slice(0, 12))}`;
	return `<sub>${analysed} of ${files} changed ${files === 1 ? 'file' : 'files'} analysed${workspaces > 0 ? `, ${workspaces} ${workspaces === 1 ? 'workspace' : 'workspaces'}` : ''}${head}</sub>`;
}
