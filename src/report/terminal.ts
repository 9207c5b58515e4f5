import type { Finding } from '../finding/finding.ts';
import type { UnusedSuppression } from '../finding/suppression-use.ts';
import type { RuleId } from '../policy/policy.ts';
import { maskedLine } from '../policy/secrets.ts';
import { isNew } from '../verdict/decide.ts';
import { isMet } from '../verdict/people.ts';
import type { VerdictReason } from '../verdict/verdict.ts';
import { visible } from './markdown-escape.ts';
import { ordered } from './order.ts';
import type { Report } from './report.ts';
import { tally } from './tally.ts';
import { findingLines, type FindingOptions, type Paint, type Style } from './terminal-finding.ts';

export interface TerminalOptions extends FindingOptions {
	readonly colour: boolean;
	/** Names every file that was not analysed and every finding that was set aside. */
	readonly verbose: boolean;
}

/** Reasons that a person can lift; the others are what could not be decided. */
const LIFTED: ReadonlySet<string> = new Set(['blocking-finding', 'pending-suppression', 'approval-missing']);

const CODES: Readonly<Record<Style, number>> = { red: 31, yellow: 33, cyan: 36, dim: 2, bold: 1 };

/** The report for a person at a terminal: each finding on its line of source, then one line of sums. */
export function terminal(report: Report, given: TerminalOptions): string {
	// Lines of source may hold what nobody wants in a log.
	const options: TerminalOptions = { ...given, sourceLine: (path, side, line) => optionalMask(given.sourceLine(path, side, line)) };
	const paint: Paint = options.colour ? (text, style) => `\u001b[${CODES[style]}m${text}\u001b[0m` : (text) => text;
	const { findings, ...rest } = ordered(report);
	const listed = findings.filter((finding) => options.verbose || isNew(finding) || finding.state === 'existing');
	const { blocks, unsaid } = findingBlocks(listed, options, paint);
	const open = rest.verdict.reasons.filter(({ kind }) => !LIFTED.has(kind));
	const undecided = rest.verdict.conclusion === 'undecided' ? open.map(openQuestion) : [];
	const unread = options.verbose
		? rest.notAnalysed.map(({ path, reason, detail, partial }) => `not analysed: ${visible(path)}${partial === true ? ' (in part)' : ''}: ${reason}: ${visible(detail)}`)
		: [];
	const missing = (rest.people?.required ?? []).filter((requirement) => !isMet(requirement)).map(({ why }) => `waits for ${visible(why)}`);
	const notes = [...[...undecided, ...missing].map((line) => paint(line, 'yellow')), ...unused(rest), ...unread].map((line) => `${line}\n`).join('');
	const end = [sums(report, options.verbose), baselineNote(report), pages(unsaid)].filter((line) => line !== '').map((line, index) => (index === 0 ? line : paint(line, 'dim')));
	return [...blocks, ...(notes === '' ? [] : [notes]), `${end.join('\n')}\n`].join('\n');
}

const MOST_UNUSED = 10;

/** Comments that silence nothing, so that they go or are mended. */
function unused({ unusedSuppressions = [] }: Pick<Report, 'unusedSuppressions'>): string[] {
	const more = unusedSuppressions.length - MOST_UNUSED;
	const lines = unusedSuppressions.slice(0, MOST_UNUSED).map((entry) => `unused comment: ${visible(entry.path)}:${entry.line}: ${unusedBecause(entry)}`);
	return more > 0 ? [...lines, `${more} more unused comments (--format json lists them)`] : lines;
}

function unusedBecause({ rule, unknown, meant }: UnusedSuppression): string {
	if (unknown !== true) return `${visible(rule)} has nothing to say here`;
	return `there is no rule ${visible(rule)}${meant === undefined ? '' : `; did you mean ${visible(meant)}?`}`;
}

function optionalMask(line: string | undefined): string | undefined {
	return line === undefined ? undefined : maskedLine(line);
}

function openQuestion({ path, detail }: VerdictReason): string {
	const named = path === undefined || detail.startsWith(path) ? '' : `${visible(path)}: `;
	return `could not decide: ${named}${visible(detail)}`;
}

/** The findings one below the other. Where a rule's page can be asked for is said beside its first finding, or once for all below. */
function findingBlocks(findings: readonly Finding[], options: TerminalOptions, paint: Paint): { readonly blocks: readonly string[]; readonly unsaid: readonly RuleId[] } {
	const said = new Set<RuleId>();
	const blocks = findings.map((finding) => {
		const lines = findingLines(finding, options, paint);
		const last = lines.pop() ?? '';
		const explain = `groundwire explain ${finding.rule}`;
		const gap = options.width - last.length - explain.length;
		if (gap < 2 || said.has(finding.rule)) return [...lines, last, ''].join('\n');
		said.add(finding.rule);
		return [...lines, `${last}${' '.repeat(gap)}${paint(explain, 'dim')}`, ''].join('\n');
	});
	return { blocks, unsaid: [...new Set(findings.map(({ rule }) => rule))].filter((rule) => !said.has(rule)) };
}

/** For the rules beside whose findings there was no room. */
function pages(unsaid: readonly RuleId[]): string {
	const [only, ...others] = unsaid;
	return only === undefined ? '' : `groundwire explain ${others.length === 0 ? only : 'RULE'} says more`;
}

/** A baseline is there to shrink: whoever mended something is told so. */
function baselineNote({ baseline }: Report): string {
	if (baseline === undefined || baseline.gone === 0) return '';
	return `${baseline.gone} of ${baseline.recorded} recorded findings ${baseline.gone === 1 ? 'is' : 'are'} gone: run \`groundwire baseline\` to shrink it`;
}

function sums(report: Report, verbose: boolean): string {
	const { verdict, findings, fixed, notAnalysed, coverage, comments, timings } = report;
	const { blocks, waits, looks } = tally(report);
	const count = (state: Finding['state']): number => findings.filter((finding) => finding.state === state).length;
	const recorded = findings.filter(({ baseline }) => baseline === true).length;
	const setAside = count('suppressed') + count('waived');
	const parts = [
		verdict.conclusion === 'undecided' ? 'could not decide' : '',
		`${blocks} ${blocks === 1 ? 'blocks' : 'block'}`,
		waits > 0 ? `${waits} ${waits === 1 ? 'waits' : 'wait'} for approval` : '',
		`${looks} to look at`,
		comments !== undefined && comments.summary > 0 ? `${comments.summary} in the summary only` : '',
		count('existing') > 0 ? `${count('existing')} existing${recorded > 0 ? `, ${recorded} of them in the baseline` : ''}` : '',
		setAside > 0 ? `${setAside} set aside` : '',
		fixed.length > 0 ? `${fixed.length} fixed` : '',
		`${counted(coverage.files, 'file')}${coverage.workspaces > 0 ? `, ${counted(coverage.workspaces, 'workspace')}` : ''} in ${(timings.totalMs / 1000).toFixed(1)} s`,
		notAnalysed.length > 0 ? `not analysed: ${notAnalysed.length}${verbose ? '' : ' (--verbose)'}` : '',
	];
	return parts.filter((part) => part !== '').join(' · ');
}

function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
