import type { Finding, Location } from '../finding/finding.ts';
import type { Severity } from '../policy/policy.ts';
import { isNew } from '../verdict/decide.ts';
import type { VerdictReason } from '../verdict/verdict.ts';
import { markedPart, shownLine, type SourceLine } from './excerpt.ts';
import { shorten, visible } from './markdown-escape.ts';
import { ordered } from './order.ts';
import type { Report } from './report.ts';

export interface TerminalOptions {
	readonly sourceLine: SourceLine;
	readonly colour: boolean;
	/** Names every file that was not analysed and every finding that was set aside. */
	readonly verbose: boolean;
	/** Columns of the terminal. */
	readonly width: number;
}

type Paint = (text: string, style: Style) => string;
type Style = keyof typeof CODES;
const CODES = { red: 31, yellow: 33, cyan: 36, dim: 2, bold: 1 } as const;
const SEVERITY_STYLE: Readonly<Record<Severity, Style>> = { critical: 'red', high: 'red', medium: 'yellow', low: 'cyan' };
/** Room left of the source: line number, space, bar, space. */
const MARGIN = 10;

/** The report for a person at a terminal: each finding on its line of source, then one line of sums. */
export function terminal(report: Report, options: TerminalOptions): string {
	const paint: Paint = options.colour ? (text, style) => `\u001b[${CODES[style]}m${text}\u001b[0m` : (text) => text;
	const { findings, ...rest } = ordered(report);
	const listed = findings.filter((finding) => options.verbose || isNew(finding) || finding.state === 'existing');
	const blocks = listed.map((finding) => findingBlock(finding, options, paint));
	const open = rest.verdict.reasons.filter(({ kind }) => kind !== 'blocking-finding' && kind !== 'pending-suppression');
	const undecided = rest.verdict.conclusion === 'undecided' ? open.map(openQuestion) : [];
	const unread = options.verbose
		? rest.notAnalysed.map(({ path, reason, detail, partial }) => `not analysed: ${visible(path)}${partial === true ? ' (in part)' : ''}: ${reason}: ${visible(detail)}`)
		: [];
	const notes = [...undecided.map((line) => paint(line, 'yellow')), ...unread].map((line) => `${line}\n`).join('');
	return [...blocks, ...(notes === '' ? [] : [notes]), `${sums(report, options.verbose)}\n`].join('\n');
}

function openQuestion({ path, detail }: VerdictReason): string {
	const named = path === undefined || detail.startsWith(path) ? '' : `${visible(path)}: `;
	return `could not decide: ${named}${visible(detail)}`;
}

function findingBlock(finding: Finding, options: TerminalOptions, paint: Paint): string {
	const { location } = finding;
	const style = SEVERITY_STYLE[finding.severity];
	const place = `${visible(location.path)}:${location.startLine}:${location.startColumn}${location.side === 'LEFT' ? ' (before)' : ''}`;
	const head = `${paint(place, 'bold')}  ${paint(finding.severity, style)}  ${finding.rule}  ${visible(finding.message)}${stateNote(finding)}`;
	const fix = `     = fix: ${visible(finding.remedy)}`;
	const explain = `groundwire explain ${finding.rule}`;
	const gap = Math.max(2, options.width - fix.length - explain.length);
	const lines = [head, ...excerpt(finding, options, paint), ...related(finding), ...offered(finding)];
	return [...lines, gap > 2 ? `${fix}${' '.repeat(gap)}${paint(explain, 'dim')}` : `${fix}\n     = ${paint(explain, 'dim')}`, ''].join('\n');
}

function stateNote({ state, reason }: Finding): string {
	const given = reason === undefined ? '' : `: "${visible(reason)}"`;
	if (state === 'pending') return ` (the change suppresses this; a person has to approve it${given})`;
	if (state === 'suppressed' || state === 'waived') return ` (${state}${given})`;
	return '';
}

/** The line before and the line itself, with the marked part underlined and the headline beside it. */
function excerpt({ location, title }: Finding, { sourceLine, width }: TerminalOptions, paint: Paint): string[] {
	const line = sourceLine(location.path, location.side, location.startLine);
	if (line === undefined) return [];
	const room = Math.max(40, width - MARGIN);
	const { text, caretStart, caretLength } = shownLine(line, markedPart(line, location), room);
	const bar = location.side === 'LEFT' ? '-│' : ' │';
	const before = location.startLine > 1 ? sourceLine(location.path, location.side, location.startLine - 1) : undefined;
	const numbered = (number: number, shown: string): string => `${String(number).padStart(4)}${paint(bar, 'dim')} ${shown}`;
	return [
		...(before === undefined || before.trim() === '' || caretStart > room * 0.75 ? [] : [numbered(location.startLine - 1, shownLine(before, { start: 0, end: 0 }, room).text)]),
		numbered(location.startLine, text),
		`     ${paint('│', 'dim')} ${' '.repeat(caretStart)}${paint('^'.repeat(caretLength), 'red')} ${visible(title)}`,
	];
}

const RELATED_SHOWN = 5;

function related({ related: places, location }: Finding): string[] {
	if (places.length === 0) return [];
	const name = (place: Location): string => (place.path === location.path ? `line ${place.startLine}` : `${visible(place.path)}:${place.startLine}`);
	const more = places.length - RELATED_SHOWN;
	return [`     = also: ${places.slice(0, RELATED_SHOWN).map(name).join(', ')}${more > 0 ? ` and ${more} more` : ''}`];
}

const EDITS_SHOWN = 3;
const EDIT_LENGTH = 80;

/** The edits that the report carries, each on a line. */
function offered({ edits }: Finding): string[] {
	return edits.slice(0, EDITS_SHOWN).map(({ startLine, startColumn, endLine, endColumn, text, safe }) => {
		const verb = startLine === endLine && startColumn === endColumn ? 'add' : 'write';
		return `     = ${safe ? 'edit' : 'edit, to be checked'}: line ${startLine}: ${verb} ${visible(shorten(text.trim(), EDIT_LENGTH))}`;
	});
}

function sums({ verdict, findings, fixed, notAnalysed, coverage, timings }: Report, verbose: boolean): string {
	const blocking = verdict.reasons.filter(({ kind }) => kind === 'blocking-finding' || kind === 'pending-suppression').length;
	const fresh = findings.filter(isNew).length;
	const count = (state: Finding['state']): number => findings.filter((finding) => finding.state === state).length;
	const setAside = count('suppressed') + count('waived');
	const parts = [
		verdict.conclusion === 'undecided' ? 'could not decide' : '',
		`${blocking} ${blocking === 1 ? 'blocks' : 'block'}`,
		`${fresh - blocking} to look at`,
		count('existing') > 0 ? `${count('existing')} existing` : '',
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
