import type { Finding } from '../finding/finding.ts';
import { heaviestFirst } from '../finding/weight.ts';
import { authorship } from './authorship.ts';
import { agreement, guardrails, refused, setAside, unusedSuppressions } from './decisions.ts';
import { listed, MOST_LISTED } from './listed.ts';
import { leadOf } from './lead.ts';
import { cell, code, prose } from './markdown-escape.ts';
import type { Report } from './report.ts';
import { findingComment, place } from './review.ts';
import { tally } from './tally.ts';
import { coverage, notAnalysed, undecided } from './unread.ts';

/** How a person closed the thread of a finding: it is not touched again, and the finding counts as before. */
export type ThreadNote = 'resolved' | 'answered' | 'hidden' | 'deleted';

export interface SummaryOptions {
	/** Findings whose remark stands in a comment of its own. The remark of any other is written out in the summary. */
	readonly commented: ReadonlySet<string>;
	/** The summary is cut to this many bytes of UTF-8, with exact counts of what was left out. */
	readonly maxBytes: number;
	/** Lines of our own that stand above everything else. */
	readonly notes?: readonly string[];
	/** Findings whose thread a person closed. */
	readonly threads?: ReadonlyMap<string, ThreadNote>;
}

/** States that a reviewer must act on; the others are listed by count and reason. */
const OPEN: ReadonlySet<string> = new Set(['introduced', 'removed', 'pending']);

/** The report as one Markdown page: what blocks, what to look at, what was not read. The same report gives the same text. */
export function summary(report: Report, options: SummaryOptions): string {
	const blocking = blockingFingerprints(report);
	const open = report.findings.filter((finding) => OPEN.has(finding.state)).sort(byWeight(blocking));
	const head = [`### Groundwire: ${verdictInWords(report)}`, ...(options.notes ?? [])].join('\n\n');
	const tail = sections(report, options.maxBytes);
	const frame = [head, ...tail].filter((part) => part !== '').join('\n\n');
	let room = options.maxBytes - bytes(frame) - RESERVE;
	const table = fitted(open.map((finding) => row(finding, blocking, options)), room, (left) => `| | | and ${left} more |`);
	room -= bytes(table.text);
	const written = open.filter((finding) => !options.commented.has(finding.fingerprint));
	const remarks = fitted(written.filter(({ placement }) => placement === 'inline').map((finding) => remark(finding, report)), room, (left) => `${left} more in the report.`);
	room -= bytes(remarks.text);
	const brief = fitted(written.filter(({ placement }) => placement === 'summary').map(briefly), room, (left) => `- ${left} more in the report.`);
	const parts = [head, withTitle('| | | |\n|---|---|---|', table.text), withTitle(offDiffTitle(options), remarks.text), withTitle('#### In brief', brief.text), ...tail];
	return parts.filter((part) => part !== '').join('\n\n');
}

/** Everything below the remarks. Where all of it would leave them too little room, each section lists less, with its exact count. */
function sections(report: Report, maxBytes: number): readonly string[] {
	const all = [limited, undecided, agreement, notAnalysed, setAside, guardrails, unusedSuppressions, authorship, refused, fixed, baseline, coverage];
	const written = (most: number): readonly string[] => all.map((section) => section(report, most));
	const fits = [MOST_LISTED, 10, 5, 2].find((most) => bytes(written(most).join('\n\n')) <= maxBytes / 2);
	return written(fits ?? 0);
}

/** Room for titles and the two lines that say how much was left out. */
const RESERVE = 400;

/** Findings the verdict names as blocking, for good or until somebody agrees. */
export function blockingFingerprints(report: Report): ReadonlySet<string> {
	return new Set(report.verdict.reasons.flatMap(({ kind, fingerprint }) => (BLOCKING.has(kind) && fingerprint !== undefined ? [fingerprint] : [])));
}

const BLOCKING: ReadonlySet<string> = new Set(['blocking-finding', 'pending-suppression', 'approval-missing']);

/** Blocking first, then by severity and confidence, then by place. */
export function byWeight(blocking: ReadonlySet<string>): (a: Finding, b: Finding) => number {
	return heaviestFirst(({ fingerprint }) => blocking.has(fingerprint));
}

/** The verdict and how many findings there are of a kind, in one line. */
export function verdictInWords(report: Report): string {
	const { conclusion } = report.verdict;
	const { blocks, waits, looks } = tally(report);
	const words = [counted(blocks, 'blocks', 'block'), counted(waits, 'waits for approval', 'wait for approval'), counted(looks, 'to look at', 'to look at')].filter((part) => part !== '').join(', ');
	const undecidedFirst = conclusion === 'undecided' ? 'could not decide' : '';
	const none = report.findings.some(({ state }) => state === 'waived' || state === 'suppressed') ? 'nothing left to look at' : 'nothing found';
	return [undecidedFirst, words].filter((part) => part !== '').join('; ') || (conclusion === 'block' ? 'blocked' : none);
}

function counted(count: number, one: string, many: string): string {
	return count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
}

const NOTES: Readonly<Record<ThreadNote, string>> = {
	resolved: 'a person resolved its thread',
	answered: 'a person answered it',
	hidden: 'a person hid its comment',
	deleted: 'its comment was deleted',
};

function row(finding: Finding, blocking: ReadonlySet<string>, { threads }: SummaryOptions): string {
	const dot = blocking.has(finding.fingerprint) ? '●' : '○';
	const more = finding.related.length > 0 ? ` (${finding.related.length} more ${finding.related.length === 1 ? 'place' : 'places'})` : '';
	const note = threads?.get(finding.fingerprint);
	return `| ${dot} ${finding.severity} | ${cell(place(finding.location))} | ${cell(prose(leadOf(finding.message).lead ?? finding.title))} ${cell(code(finding.rule))}${more}${note === undefined ? '' : `; ${NOTES[note]}`} |`;
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
	return options.commented.size > 0 ? '#### Without a comment' : '#### In detail';
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

function fixed(report: Report, most: number): string {
	if (report.fixed.length === 0) return '';
	return `**Fixed by this change:** ${listed(report.fixed, ({ rule, path }) => `${code(rule)} in ${code(path, 160)}`, most)}.`;
}

function baseline({ baseline: use }: Report): string {
	if (use === undefined || use.gone === 0) return '';
	return `**Baseline:** ${use.gone} of ${use.recorded} recorded findings ${use.gone === 1 ? 'is' : 'are'} gone; \`groundwire baseline\` shrinks it.`;
}
